#include <algorithm>

#include "access/store.h"
#include "base/json_codec.h"
#include "portfolio/document.h"
#include "portfolio/facts.h"
#include "portfolio/register_writer.h"
#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

using facts::KnownSubject;
using facts::Subject;
using facts::SubjectKind;

std::optional<KnownSubject> organisation(storage::Transaction& transaction,
                                         const Subject& subject) {
  if (subject.id || subject.version) return std::nullopt;
  auto name = access::OrganisationStore(transaction).name();
  return KnownSubject{.subject = subject, .name = std::move(name)};
}

std::optional<KnownSubject> department(storage::Transaction& transaction, const Subject& subject) {
  if (!subject.id || subject.version) return std::nullopt;
  const auto found = access::OrganisationStore(transaction).department(*subject.id);
  if (!found) return std::nullopt;
  return KnownSubject{.subject = subject, .name = found->name, .departments = {found->id}};
}

boost::json::value record_of(const StoredApplication& stored) {
  auto record = codec::encode(stored.record);
  record.as_object()["code"] = stored.code;
  record.as_object()["phase"] = enum_text(stored.phase);
  record.as_object()["phase_since"] = to_text(stored.phase_since);
  return record;
}

std::optional<KnownSubject> application(storage::Transaction& transaction, const Subject& subject) {
  if (!subject.id || subject.version.has_value() != (subject.kind == SubjectKind::version))
    return std::nullopt;
  const auto stored = RegisterStore(transaction).find(*subject.id);
  if (!stored) return std::nullopt;
  const auto& record = stored->record;
  auto name = record.identity.name;
  if (subject.version) {
    if (std::ranges::find(record.data.versions, *subject.version, &SoftwareVersion::version) ==
        record.data.versions.end())
      return std::nullopt;
    name += " " + *subject.version;
  }
  return KnownSubject{.subject = subject,
                      .name = std::move(name),
                      .code = stored->code,
                      .departments = all_departments(record),
                      .owners = owner_accounts(record),
                      .record = record_of(*stored)};
}

}  // namespace

std::optional<KnownSubject> RegisterSubjects::find(storage::Transaction& transaction,
                                                   const Subject& subject) {
  switch (subject.kind) {
    case SubjectKind::organisation:
      return organisation(transaction, subject);
    case SubjectKind::department:
      return department(transaction, subject);
    case SubjectKind::application:
    case SubjectKind::version:
      return application(transaction, subject);
  }
  return std::nullopt;
}

Result<void> RegisterSubjects::fill_in(storage::Transaction& transaction,
                                       const access::Caller& caller, const Id& application,
                                       const boost::json::value& fields) {
  const auto before = RegisterStore(transaction).find(application);
  if (!before) return failure(ErrorCode::not_found);
  const auto record = TRY(laid_over(before->record, fields));
  if (record == before->record) return {};
  if (!RegisterWriter(transaction, caller, library_).change(*before, record))
    return failure(ErrorCode::version_conflict);
  return {};
}

}  // namespace regie::portfolio
