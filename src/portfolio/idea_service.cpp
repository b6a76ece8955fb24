#include "portfolio/idea_service.h"

#include "portfolio/document.h"
#include "portfolio/register_service.h"
#include "portfolio/store.h"

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

}  // namespace

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
  RegisterStore store(transaction);
  TRY(refuse_if(check_idea(request, record, library_, transaction)));
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
  store.append({.application_id = stored.id,
                .kind = HistoryKind::created,
                .at = now,
                .effective_at = now,
                .by = caller.name,
                .to_phase = Phase::idea});
  transaction.record({.action = "idea.submitted",
                      .subject = "application",
                      .subject_id = stored.id,
                      .subject_label = stored.record.identity.name,
                      .details = as_details(changes_between({}, stored.record))});
  transaction.commit();
  return status_of(stored, now);
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
