#include "law/change_service.h"

#include <algorithm>
#include <boost/json.hpp>
#include <limits>

#include "base/json_codec.h"
#include "law/presentation.h"

namespace regie::law {
namespace {

using access::Caller;

constexpr std::int64_t kDefaultPage = 50;
constexpr std::int64_t kLargestPage = 200;

std::vector<AnsweredApplication> everything(storage::Transaction& transaction,
                                            const applications::Register& applications) {
  std::map<Id, std::vector<StoredClassification>> answered;
  for (auto& each : LawStore(transaction).current(std::nullopt))
    answered[each.application_id].push_back(std::move(each));
  std::vector<AnsweredApplication> all;
  for (auto& application : applications.all(transaction)) {
    auto found = answered.find(application.id);
    all.push_back({std::move(application), found == answered.end()
                                               ? std::vector<StoredClassification>()
                                               : std::move(found->second)});
  }
  return all;
}

std::vector<FieldError> faults(const LawChangeQuery& query) {
  std::vector<FieldError> errors;
  const auto range = [&](const char* pointer, std::int64_t value, std::int64_t least,
                         std::int64_t most) {
    if (value < least || value > most)
      errors.push_back({pointer,
                        ErrorCode::out_of_range,
                        {{"minimum", std::to_string(least)}, {"maximum", std::to_string(most)}}});
  };
  range("/limit", query.limit.value_or(kDefaultPage), 1, kLargestPage);
  range("/offset", query.offset.value_or(0), 0, 10'000'000);
  return errors;
}

}  // namespace

LawChange ChangeService::compare(const Caller& caller, const Edition& before, const Edition& after,
                                 std::size_t offset, std::size_t limit) {
  LawChange change{.from = shown(before),
                   .to = shown(after),
                   .waiting = before.id() != after.id(),
                   .offset = static_cast<std::int64_t>(offset)};
  if (!change.waiting) return change;
  const Reclassification editions(before, after);
  change.content = editions.content();
  auto transaction = database_.view(caller.scope());
  const bool public_body = LawStore(transaction).setting().public_body;
  for (const auto& each : everything(transaction, register_)) {
    ++change.applications;
    auto changes = editions.changes(each, public_body);
    if (changes.empty()) continue;
    const auto place = static_cast<std::size_t>(change.total++);
    if (place >= offset && place - offset < limit)
      change.items.push_back(
          {each.application.id, each.application.code, each.application.name, std::move(changes)});
  }
  return change;
}

Result<LawChange> ChangeService::change(const Caller& caller, const LawChangeQuery& query) {
  if (auto errors = faults(query); !errors.empty())
    return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
  const auto newest = editions_.newest(caller.actor());
  return compare(caller, editions_.of(caller), newest,
                 static_cast<std::size_t>(query.offset.value_or(0)),
                 static_cast<std::size_t>(query.limit.value_or(kDefaultPage)));
}

Result<LawChange> ChangeService::accept(const Caller& caller, const LawAcceptance& request) {
  const auto after = editions_.newest(caller.actor());
  const auto before = editions_.of(caller);
  if (request.edition != after.id() || before.id() == after.id())
    return failure(ErrorCode::edition_changed);
  editions_.keep(caller.actor(), after, false);
  const Reclassification editions(before, after);

  auto transaction = database_.begin(caller.scope());
  LawStore store(transaction);
  auto setting = store.setting();
  if (setting.edition_id != before.id()) return failure(ErrorCode::edition_changed);
  std::int64_t classified = 0;
  for (const auto& each : everything(transaction, register_)) {
    auto version = each.application.version;
    for (const auto& stored : each.answered) {
      const auto* tree = after.tree(stored.tree_id);
      if (tree == nullptr || !editions.differs(stored.tree_id)) continue;
      auto again = answer_again(*tree, stored);
      if (!again.complete) continue;
      auto& next = again.classification;
      next.id = new_id(transaction.now());
      next.at = transaction.now();
      next.by = caller.name;
      next.note = before.version() + " → " + after.version();
      store.insert(next);
      version = TRY(register_.change(transaction, caller, each.application.id, version,
                                     register_fields(*tree, next.labels, each.application.record)));
      ++classified;
    }
  }
  setting.edition_id = after.id();
  setting.accepted_at = transaction.now();
  setting.accepted_by = caller.name;
  if (!store.save_setting(setting, setting.version)) return failure(ErrorCode::edition_changed);
  transaction.record(
      {.action = "law.accepted",
       .subject = "law",
       .subject_id = after.id(),
       .subject_label = after.version(),
       .details = to_text(boost::json::value{
           {"from", before.version()}, {"to", after.version()}, {"classified", classified}})});
  transaction.commit();
  return compare(caller, after, after, 0, 0);
}

Result<LawEdition> ChangeService::import_edition(const storage::Actor& actor,
                                                 std::span<const EmbeddedFile> files) {
  const auto edition = TRY(editions_.read_newer(actor, files));
  editions_.keep(actor, edition, true);
  return shown(edition);
}

Result<LawChange> ChangeService::preview(const Caller& caller,
                                         std::span<const EmbeddedFile> files) {
  const auto after = TRY(editions_.read_newer(caller.actor(), files));
  return compare(caller, editions_.of(caller), after, 0, std::numeric_limits<std::size_t>::max());
}

}  // namespace regie::law
