#include "portfolio/register_service.h"

#include <algorithm>
#include <map>
#include <set>

#include "access/store.h"
#include "base/enumeration.h"
#include "evidence/link.h"
#include "evidence/store.h"
#include "portfolio/document.h"
#include "portfolio/register_writer.h"

namespace regie::portfolio {
namespace {

using access::Caller;
using access::Permission;

constexpr std::int64_t kDefaultPage = 50;
constexpr std::int64_t kLargestPage = 500;

FieldError out_of_range(std::string pointer, std::int64_t minimum, std::int64_t maximum) {
  return {std::move(pointer),
          ErrorCode::out_of_range,
          {{"minimum", std::to_string(minimum)}, {"maximum", std::to_string(maximum)}}};
}

ApplicationSummary summary_of(const StoredApplication& stored) {
  const auto& record = stored.record;
  return {.id = stored.id,
          .code = stored.code,
          .name = record.identity.name,
          .summary = record.identity.summary,
          .phase = stored.phase,
          .phase_since = stored.phase_since,
          .technology = record.kind.technology,
          .domain = record.kind.domain,
          .origin = record.kind.origin,
          .use_case = record.identity.use_case,
          .processes = record.kind.processes,
          .departments = record.kind.departments,
          .supplier = record.supply.supplier,
          .product = record.supply.product,
          .owner = owner_name(record),
          .medical_device = record.law.medical_device,
          .mdr_class = record.law.mdr_class,
          .risk_class = record.law.risk_class,
          .dpia = record.law.dpia,
          .contract_ends_on = record.supply.contract_ends_on,
          .next_review_on = record.care.next_review_on,
          .confirmed_at = stored.confirmed_at,
          .updated_at = stored.updated_at,
          .completeness = stored.completeness,
          .overlapping = false};
}

/// Of each hit, made from its document the first time. What a transaction reads belongs to a newer
/// index only when nothing changed meanwhile, so it is kept only when `exact`.
std::vector<ApplicationSummary> summaries(RegisterStore& store,
                                          const std::vector<RegisterSnapshot::Hit>& hits,
                                          bool exact) {
  std::vector<Id> missing;
  for (const auto& [application, overlapping] : hits)
    if (!application->summary.load()) missing.push_back(application->id);
  std::map<Id, std::shared_ptr<const ApplicationSummary>> made;
  for (const auto& stored : store.by_ids(missing))
    made.emplace(stored.id, std::make_shared<const ApplicationSummary>(summary_of(stored)));
  std::vector<ApplicationSummary> items;
  for (const auto& [application, overlapping] : hits) {
    auto summary = application->summary.load();
    if (const auto fresh = made.find(application->id); !summary && fresh != made.end()) {
      summary = fresh->second;
      if (exact) application->summary.store(summary);
    }
    if (!summary) continue;  // newer than this transaction's view
    items.push_back(*summary);
    items.back().overlapping = overlapping;
  }
  return items;
}

}  // namespace

bool may_change(const Caller& caller, Permission permission, const std::vector<Id>& departments,
                const std::vector<Id>& owner_accounts) {
  if (caller.may_in(permission, departments)) return true;
  return caller.may_for_own(permission) &&
         std::ranges::find(owner_accounts, caller.account_id) != owner_accounts.end();
}

bool may_change(const Caller& caller, Permission permission, const ApplicationRecord& record) {
  return may_change(caller, permission, all_departments(record), owner_accounts(record));
}

std::optional<Intake> intake_of(const StoredApplication& stored, Timestamp now) {
  if (!stored.submitted_at) return std::nullopt;
  return Intake{
      .submitted_by = stored.submitted_by.value_or(""),
      .submitted_by_id = stored.submitted_by_id,
      .submitted_at = *stored.submitted_at,
      .answered_at = stored.answered_at,
      .answer = stored.answer,
      .waiting_days = days_between(*stored.submitted_at, stored.answered_at.value_or(now))};
}

std::vector<FieldError> check_references(storage::Transaction& transaction,
                                         const ApplicationRecord& record, std::string_view prefix) {
  access::OrganisationStore store(transaction);
  std::set<Id> departments;
  for (const auto& department : store.departments()) departments.insert(department.id);
  std::set<Id> members;
  for (const auto& account : store.accounts()) members.insert(account.id);
  std::vector<FieldError> errors;
  const auto reject = [&](const std::string& pointer) {
    errors.push_back({std::string(prefix) + pointer, ErrorCode::unknown_reference});
  };
  for (std::size_t index = 0; index < record.kind.departments.size(); ++index)
    if (!departments.contains(record.kind.departments[index]))
      reject("/kind/departments/" + std::to_string(index));
  for (std::size_t index = 0; index < record.deployments.size(); ++index)
    if (!departments.contains(record.deployments[index].department))
      reject("/deployments/" + std::to_string(index) + "/department");
  const std::pair<const std::optional<Person>*, const char*> persons[] = {
      {&record.people.accountable_owner, "/people/accountable_owner/account_id"},
      {&record.people.clinical_owner, "/people/clinical_owner/account_id"},
      {&record.people.technical_owner, "/people/technical_owner/account_id"},
      {&record.people.oversight, "/people/oversight/account_id"}};
  for (const auto& [person, pointer] : persons)
    if (*person && (*person)->account_id && !members.contains(*(*person)->account_id))
      reject(pointer);
  evidence::Store files(transaction);
  for (std::size_t index = 0; index < record.care.evidence.size(); ++index)
    if (const auto file = evidence::file_of(record.care.evidence[index].link);
        file && !files.find(*file))
      reject("/care/evidence/" + std::to_string(index) + "/link");
  return errors;
}

Result<void> refuse_if(std::vector<FieldError> errors) {
  if (errors.empty()) return {};
  return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
}

Application RegisterService::show(const Caller& caller, RegisterStore& store,
                                  const StoredApplication& stored, Timestamp now) {
  const bool edit = may_change(caller, Permission::register_write, stored.record);
  return {.id = stored.id,
          .code = stored.code,
          .version = stored.version,
          .phase = stored.phase,
          .phase_since = stored.phase_since,
          .created_at = stored.created_at,
          .created_by = stored.created_by,
          .updated_at = stored.updated_at,
          .updated_by = stored.updated_by,
          .confirmed_at = stored.confirmed_at,
          .confirmed_by = stored.confirmed_by,
          .intake = intake_of(stored, now),
          .record = stored.record,
          .completeness = completeness(stored.record, stored.phase, library_),
          .overlaps = store.overlaps_of(stored.id),
          .allowed = {.edit = edit,
                      .move = may_change(caller, Permission::funnel_move, stored.record),
                      .confirm = edit && !is_ended(stored.phase)}};
}

Result<ApplicationPage> RegisterService::list(const Caller& caller, const ApplicationQuery& query) {
  const auto limit = query.limit.value_or(kDefaultPage);
  const auto offset = query.offset.value_or(0);
  std::vector<FieldError> errors;
  if (limit < 1 || limit > kLargestPage) errors.push_back(out_of_range("/limit", 1, kLargestPage));
  if (offset < 0 || offset > 10'000'000) errors.push_back(out_of_range("/offset", 0, 10'000'000));
  if (query.search && code_points(*query.search) > 200)
    errors.push_back({"/search", ErrorCode::too_long, {{"limit", "200"}}});
  TRY(refuse_if(std::move(errors)));
  auto transaction = database_.view(caller.scope());
  RegisterStore store(transaction);
  const auto limits = attention_limits(library_.catalog(), transaction.now());
  const auto snapshot = index_.current(transaction);
  const auto hits = snapshot->find(query, limits, static_cast<std::size_t>(offset),
                                   static_cast<std::size_t>(limit));
  ApplicationPage page{.total = hits.total, .offset = offset, .values = snapshot->values()};
  page.items = summaries(store, hits.page, snapshot.exact);
  return page;
}

Result<Application> RegisterService::get(const Caller& caller, const Id& id) {
  auto transaction = database_.view(caller.scope());
  RegisterStore store(transaction);
  const auto stored = store.find(id);
  if (!stored) return failure(ErrorCode::not_found);
  return show(caller, store, *stored, transaction.now());
}

Result<Application> RegisterService::create(const Caller& caller, const NewApplication& request) {
  auto transaction = database_.begin(caller.scope());
  RegisterStore store(transaction);
  const auto now = transaction.now();
  auto errors = check(request.record, library_, "/record");
  std::ranges::move(check_references(transaction, request.record, "/record"),
                    std::back_inserter(errors));
  if (request.phase_since && *request.phase_since > latest_day_of(now))
    errors.push_back({"/phase_since", ErrorCode::date_in_future});
  TRY(refuse_if(std::move(errors)));
  if (!may_change(caller, Permission::register_write, request.record))
    return failure(ErrorCode::forbidden);

  const auto stored = RegisterWriter(transaction, caller, library_).add(request);
  auto shown = show(caller, store, stored, now);
  transaction.commit();
  return shown;
}

Result<Application> RegisterService::update(const Caller& caller, const Id& id,
                                            std::int64_t version, const ApplicationRecord& record) {
  auto transaction = database_.begin(caller.scope());
  RegisterStore store(transaction);
  const auto now = transaction.now();
  const auto before = store.find(id);
  if (!before) return failure(ErrorCode::not_found);
  if (!may_change(caller, Permission::register_write, before->record))
    return failure(ErrorCode::forbidden);
  auto errors = check(record, library_, "");
  std::ranges::move(check_references(transaction, record, ""), std::back_inserter(errors));
  TRY(refuse_if(std::move(errors)));
  if (before->version != version) return failure(ErrorCode::version_conflict);

  if (changes_between(before->record, record).empty()) return show(caller, store, *before, now);
  const auto after = RegisterWriter(transaction, caller, library_).change(*before, record);
  if (!after) return failure(ErrorCode::version_conflict);
  auto shown = show(caller, store, *after, now);
  transaction.commit();
  return shown;
}

Result<Application> RegisterService::confirm(const Caller& caller, const Id& id) {
  auto transaction = database_.begin(caller.scope());
  RegisterStore store(transaction);
  const auto now = transaction.now();
  auto stored = store.find(id);
  if (!stored) return failure(ErrorCode::not_found);
  if (!may_change(caller, Permission::register_write, stored->record))
    return failure(ErrorCode::forbidden);
  if (is_ended(stored->phase)) return failure(ErrorCode::already_ended);
  stored->confirmed_at = now;
  stored->confirmed_by = caller.name;
  store.confirm(id, now, caller.name);
  store.append({.application_id = id,
                .version = stored->version,
                .kind = HistoryKind::confirmed,
                .at = now,
                .effective_at = now,
                .by = caller.name});
  transaction.record({.action = "application.confirmed",
                      .subject = "application",
                      .subject_id = id,
                      .subject_label = stored->record.identity.name});
  auto shown = show(caller, store, *stored, now);
  transaction.commit();
  return shown;
}

Result<StoredApplication> RegisterService::move_in(storage::Transaction& transaction,
                                                   const Caller& caller, const Id& id,
                                                   std::int64_t version, const PhaseMove& request) {
  const auto before = RegisterStore(transaction).find(id);
  if (!before) return failure(ErrorCode::not_found);
  if (!may_change(caller, Permission::funnel_move, before->record))
    return failure(ErrorCode::forbidden);
  TRY(refuse_if(check_move(request, *before, transaction.now())));
  if (before->version != version) return failure(ErrorCode::version_conflict);
  if (before->phase == request.phase) return failure(ErrorCode::already_in_phase);
  auto after = RegisterWriter(transaction, caller, library_).move(*before, request);
  if (!after) return failure(ErrorCode::version_conflict);
  return std::move(*after);
}

Result<Application> RegisterService::move(const Caller& caller, const Id& id, std::int64_t version,
                                          const PhaseMove& request) {
  auto transaction = database_.begin(caller.scope());
  RegisterStore store(transaction);
  const auto before = store.find(id);
  const auto after = TRY(move_in(transaction, caller, id, version, request));
  if (rule_ != nullptr) TRY(rule_->allow(transaction, *before, request.phase));
  auto shown = show(caller, store, after, transaction.now());
  transaction.commit();
  return shown;
}

Result<History> RegisterService::history(const Caller& caller, const Id& id) {
  auto transaction = database_.view(caller.scope());
  RegisterStore store(transaction);
  if (!store.find(id)) return failure(ErrorCode::not_found);
  History history;
  for (auto& event : store.events_of(id))
    history.items.push_back({.kind = event.kind,
                             .at = event.kind == HistoryKind::moved ? event.effective_at : event.at,
                             .by = std::move(event.by),
                             .version = event.version,
                             .from_phase = event.from_phase,
                             .to_phase = event.to_phase,
                             .reason = std::move(event.reason),
                             .changes = std::move(event.changes)});
  return history;
}

std::vector<OverlapGroup> RegisterService::overlaps(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  return index_.current(transaction)->overlap_groups();
}

}  // namespace regie::portfolio
