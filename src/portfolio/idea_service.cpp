#include "portfolio/idea_service.h"

#include "portfolio/document.h"
#include "portfolio/register_service.h"
#include "portfolio/register_writer.h"

namespace regie::portfolio {
namespace {

IdeaStatus status_of(const StoredApplication& stored, Timestamp now) {
  return {.id = stored.id,
          .code = stored.code,
          .name = stored.record.identity.name,
          .problem = stored.record.identity.problem.value_or(""),
          .phase = stored.phase,
          .intake = *intake_of(stored, now)};
}

/// The form's fields have other names than the record's.
std::string form_pointer(const std::string& pointer) {
  if (pointer.starts_with("/identity/summary")) return "/idea";
  if (pointer.starts_with("/kind/departments")) return "/department";
  if (pointer.starts_with("/identity")) return pointer.substr(9);
  return pointer.starts_with("/kind") ? pointer.substr(5) : pointer;
}

std::vector<FieldError> check_idea(const NewIdea& request, const ApplicationRecord& record,
                                   const content::Library& library,
                                   storage::Transaction& transaction) {
  std::vector<FieldError> errors;
  if (trimmed(request.problem).empty()) errors.push_back({"/problem", ErrorCode::missing_field});
  if (trimmed(request.problem_owner).empty())
    errors.push_back({"/problem_owner", ErrorCode::missing_field});
  for (auto& each : check(record, library, "")) errors.push_back(std::move(each));
  for (auto& each : check_references(transaction, record, "")) errors.push_back(std::move(each));
  for (auto& each : errors) each.pointer = form_pointer(each.pointer);
  return errors;
}

/// No more than so many characters, the last one then an ellipsis.
std::string shortened(const std::string& text, std::size_t most) {
  if (code_points(text) <= most) return text;
  std::string result;
  std::size_t seen = 0;
  for (const char byte : text) {
    const bool begins = (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u;
    if (begins && ++seen == most) break;
    result += byte;
  }
  return trimmed(result) + "…";
}

constexpr std::size_t kLongestName = 200;

}  // namespace

StoredApplication IdeaService::add(storage::Transaction& transaction, const access::Caller& caller,
                                   ApplicationRecord record,
                                   const std::optional<Provenance>& source) {
  RegisterStore store(transaction);
  const auto now = transaction.now();
  StoredApplication stored;
  stored.id = new_id(now);
  stored.code = store.next_code();
  stored.phase_since = stored.created_at = stored.updated_at = stored.confirmed_at = now;
  stored.created_by = stored.updated_by = stored.confirmed_by = caller.name;
  stored.submitted_by = caller.name;
  stored.submitted_by_id = caller.account_id;
  stored.submitted_at = now;
  stored.completeness = completeness(record, Phase::idea, library_).score;
  stored.record = std::move(record);
  store.insert(stored, search_text(stored.code, stored.record, library_));
  StoredEvent created{.application_id = stored.id,
                      .kind = HistoryKind::created,
                      .at = now,
                      .effective_at = now,
                      .by = caller.name,
                      .to_phase = Phase::idea};
  auto changes = changes_between({}, stored.record);
  if (source) {
    created.reason = stored.record.care.evidence.front().title;
    changes.push_back({"/source", std::nullopt, source->list_id + " " + source->reference});
  }
  store.append(created);
  transaction.record({.action = "idea.submitted",
                      .subject = "application",
                      .subject_id = stored.id,
                      .subject_label = stored.record.identity.name,
                      .details = as_details(changes)});
  return stored;
}

Result<IdeaStatus> IdeaService::submit(const access::Caller& caller, const NewIdea& request) {
  ApplicationRecord record;
  record.identity.name = trimmed(request.name);
  record.identity.problem = trimmed(request.problem);
  record.identity.problem_owner = trimmed(request.problem_owner);
  if (request.idea && !trimmed(*request.idea).empty())
    record.identity.summary = trimmed(*request.idea);
  if (request.department) record.kind.departments = {*request.department};
  record.kind.drivers = request.drivers;

  auto transaction = database_.begin(caller.scope());
  TRY(refuse_if(check_idea(request, record, library_, transaction)));
  const auto stored = add(transaction, caller, std::move(record), std::nullopt);
  transaction.commit();
  return status_of(stored, stored.created_at);
}

Result<IdeaStatus> IdeaService::propose(const access::Caller& caller, const ProductIdea& idea) {
  ApplicationRecord record;
  record.identity.name = shortened(idea.name, kLongestName);
  record.kind.domain = Domain::medical;
  record.kind.specialisms = idea.specialisms;
  record.supply.supplier = idea.supplier;
  record.supply.product = idea.product;
  record.care.evidence = {idea.evidence};

  auto transaction = database_.begin(caller.scope());
  TRY(refuse_if(check(record, library_, "")));
  const Provenance source{.list_id = idea.list_id, .reference = idea.reference};
  const auto stored = add(transaction, caller, std::move(record), source);
  if (!RegisterStore(transaction).remember_source(stored.id, source))
    return failure({.code = ErrorCode::already_exists, .parameters = {{"value", idea.reference}}});
  transaction.commit();
  return status_of(stored, stored.created_at);
}

Result<IdeaStatus> IdeaService::state_problem(const access::Caller& caller, const Id& id,
                                              const IdeaProblem& request) {
  auto transaction = database_.begin(caller.scope());
  const auto before = RegisterStore(transaction).find(id);
  if (!before || !before->submitted_at) return failure(ErrorCode::not_found);
  const bool own = before->submitted_by_id == caller.account_id && !before->answered_at &&
                   before->phase == Phase::idea;
  if (!own && !may_change(caller, access::Permission::register_write, before->record))
    return failure(ErrorCode::forbidden);
  auto record = before->record;
  record.identity.problem = trimmed(request.problem);
  record.identity.problem_owner = trimmed(request.problem_owner);
  std::vector<FieldError> errors;
  if (record.identity.problem->empty()) errors.push_back({"/problem", ErrorCode::missing_field});
  if (record.identity.problem_owner->empty())
    errors.push_back({"/problem_owner", ErrorCode::missing_field});
  for (auto& each : check(record, library_, ""))
    errors.push_back({form_pointer(each.pointer), each.code, each.parameters});
  TRY(refuse_if(std::move(errors)));
  if (changes_between(before->record, record).empty()) return status_of(*before, transaction.now());
  const auto after = RegisterWriter(transaction, caller, library_).change(*before, record);
  if (!after) return failure(ErrorCode::version_conflict);
  transaction.commit();
  return status_of(*after, after->updated_at);
}

Result<IdeaList> IdeaService::list(const access::Caller& caller, const IdeaQuery& query) {
  const bool waiting = query.scope == IdeaScope::waiting;
  if (waiting && !caller.may(access::Permission::funnel_move)) return failure(ErrorCode::forbidden);
  auto transaction = database_.view(caller.scope());
  RegisterStore store(transaction);
  IdeaList list;
  for (const auto& stored : waiting ? store.waiting_ideas() : store.ideas_of(caller.account_id))
    list.items.push_back(status_of(stored, transaction.now()));
  return list;
}

}  // namespace regie::portfolio
