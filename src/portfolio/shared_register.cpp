#include "portfolio/shared_register.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json_codec.h"
#include "portfolio/document.h"
#include "portfolio/register_service.h"
#include "portfolio/register_writer.h"

namespace regie::portfolio {
namespace {

applications::RegisteredApplication shared(const StoredApplication& stored) {
  applications::RegisteredApplication application{.id = stored.id,
                                                  .code = stored.code,
                                                  .name = stored.record.identity.name,
                                                  .version = stored.version,
                                                  .ended = is_ended(stored.phase),
                                                  .departments = all_departments(stored.record),
                                                  .owner_accounts = owner_accounts(stored.record),
                                                  .record = codec::encode(stored.record)};
  application.record.as_object()["phase"] = enum_text(stored.phase);
  return application;
}

}  // namespace

std::optional<applications::RegisteredApplication> SharedRegister::find(
    storage::Transaction& transaction, const Id& id) const {
  const auto stored = RegisterStore(transaction).find(id);
  return stored ? std::optional(shared(*stored)) : std::nullopt;
}

std::vector<applications::RegisteredApplication> SharedRegister::all(
    storage::Transaction& transaction) const {
  std::vector<applications::RegisteredApplication> applications;
  for (const auto& stored : RegisterStore(transaction).everything())
    if (!is_ended(stored.phase)) applications.push_back(shared(stored));
  return applications;
}

Result<std::int64_t> SharedRegister::change(storage::Transaction& transaction,
                                            const access::Caller& caller, const Id& id,
                                            std::int64_t version,
                                            const boost::json::value& fields) const {
  const auto before = RegisterStore(transaction).find(id);
  if (!before) return failure(ErrorCode::not_found);
  if (!may_change(caller, access::Permission::register_write, before->record))
    return failure(ErrorCode::forbidden);
  if (before->version != version) return failure(ErrorCode::version_conflict);
  const auto record = TRY(laid_over(before->record, fields));
  TRY(refuse_if(check(record, library_, "")));
  if (record == before->record) return before->version;
  const auto after = RegisterWriter(transaction, caller, library_).change(*before, record);
  if (!after) return failure(ErrorCode::version_conflict);
  return after->version;
}

}  // namespace regie::portfolio
