#include "governance/decision_service.h"

#include <algorithm>
#include <boost/json.hpp>
#include <tuple>

#include "base/enumeration.h"
#include "base/json.h"
#include "governance/gate_service.h"
#include "governance/snapshot.h"

namespace regie::governance {
namespace {

using access::Caller;
using access::Permission;

constexpr std::size_t kLongestReason = 2'000;
constexpr std::size_t kLongestCondition = 500;
constexpr std::size_t kMostConditions = 20;

void check_text(std::vector<FieldError>& errors, const std::string& pointer,
                const std::string& text, std::size_t limit, ErrorCode empty) {
  if (trimmed(text).empty()) errors.push_back({pointer, empty});
  if (code_points(text) > limit)
    errors.push_back({pointer, ErrorCode::too_long, {{"limit", std::to_string(limit)}}});
}

std::vector<FieldError> faults_of(const DecisionRequest& request, Date today) {
  std::vector<FieldError> errors;
  check_text(errors, "/reason", request.reason, kLongestReason, ErrorCode::reason_required);
  const bool conditional = request.verdict == DecisionVerdict::go_with_conditions;
  if (conditional && request.conditions.empty())
    errors.push_back({"/conditions", ErrorCode::missing_field});
  if (!conditional && !request.conditions.empty())
    errors.push_back({"/conditions", ErrorCode::too_many_items, {{"limit", "0"}}});
  if (request.conditions.size() > kMostConditions)
    errors.push_back(
        {"/conditions", ErrorCode::too_many_items, {{"limit", std::to_string(kMostConditions)}}});
  for (std::size_t index = 0; index < request.conditions.size(); ++index) {
    const auto pointer = "/conditions/" + std::to_string(index);
    const auto& each = request.conditions[index];
    check_text(errors, pointer + "/text", each.text, kLongestCondition, ErrorCode::missing_field);
    check_text(errors, pointer + "/owner", each.owner, kLongestCondition, ErrorCode::missing_field);
    if (each.due_on <= today)
      errors.push_back({pointer + "/due_on", ErrorCode::date_not_in_future});
  }
  return errors;
}

Decision decision_of(const DecisionRequest& request, const Dossier& dossier,
                     const Standing& standing, Timestamp now, const Caller& caller) {
  Decision decision{.id = new_id(now),
                    .application_id = dossier.application.id,
                    .phase = request.phase,
                    .verdict = request.verdict,
                    .reason = trimmed(request.reason),
                    .decided_at = now,
                    .decided_by = caller.name};
  if (is_go(request.verdict)) decision.to_phase = standing.to_phase;
  for (const auto& each : request.conditions)
    decision.conditions.push_back(
        {.number = static_cast<std::int64_t>(decision.conditions.size()) + 1,
         .text = trimmed(each.text),
         .owner = trimmed(each.owner),
         .due_on = each.due_on});
  const auto former = std::ranges::find_if(
      dossier.decisions, [&](const auto& each) { return each.decision.phase == request.phase; });
  if (former != dossier.decisions.end()) decision.supersedes = former->decision.id;
  return decision;
}

void record(storage::Transaction& transaction, const Decision& decision, const std::string& name) {
  std::string details = "{\"sha256\":\"" + decision.sha256 + "\",\"application\":\"" +
                        decision.application_id + "\",\"phase\":\"" +
                        std::string(enum_text(decision.phase)) + "\",\"verdict\":\"" +
                        std::string(enum_text(decision.verdict)) + "\"}";
  transaction.record({.action = "decision.made",
                      .subject = "decision",
                      .subject_id = decision.id,
                      .subject_label = name,
                      .details = std::move(details)});
}

/// How the application was called when its decision was sealed; empty when that cannot be read.
std::pair<std::string, std::string> sealed_name(const std::string& snapshot) {
  const auto document = parse_json(snapshot);
  if (!document) return {};
  const auto text = [&](std::string_view pointer) -> std::string {
    boost::system::error_code error;
    const auto* found = document->find_pointer(pointer, error);
    return found != nullptr && found->is_string() ? std::string(found->as_string()) : "";
  };
  return {text("/application/code"), text("/application/record/identity/name")};
}

}  // namespace

Result<Decision> DecisionService::decide(const Caller& caller, const Id& application_id,
                                         std::int64_t version, const DecisionRequest& request) {
  const auto edition = editions_.of(caller);
  auto transaction = database_.begin(caller.scope());
  const auto dossier = dossier_of(transaction, application_id, edition, facts_);
  if (!dossier) return failure(ErrorCode::not_found);
  const auto& application = dossier->application;
  if (!portfolio::may_change(caller, Permission::decision_make, application.record))
    return failure(ErrorCode::forbidden);
  const auto now = transaction.now();
  const auto judgement = judged(gates_, *dossier, day_of(now));
  if (judgement.standing.ended || judgement.standing.phase != request.phase)
    return failure(ErrorCode::gate_not_open);
  TRY(portfolio::refuse_if(faults_of(request, day_of(now))));
  if (application.version != version) return failure(ErrorCode::version_conflict);
  if (request.verdict == DecisionVerdict::go && judgement.missing > 0)
    return failure({.code = ErrorCode::requirements_missing,
                    .parameters = {{"count", std::to_string(judgement.missing)}}});

  StoredDecision stored{.decision = decision_of(request, *dossier, judgement.standing, now, caller),
                        .basis = basis_of(dossier->record, dossier->known.basis_labels)};
  auto& decision = stored.decision;
  const auto snapshot =
      snapshot_of(transaction, *dossier, *judgement.gate, judgement.requirements, decision);
  decision.sha256 = sha256_of(snapshot);
  if (decision.to_phase)
    TRY(applications_.move_in(transaction, caller, application_id, version,
                              {.phase = *decision.to_phase, .reason = decision.reason}));
  GovernanceStore(transaction).insert(stored, snapshot);
  record(transaction, decision, application.record.identity.name);
  transaction.commit();
  return decision;
}

Result<SealedDecision> DecisionService::get(const Caller& caller, const Id& id) {
  auto transaction = database_.view(caller.scope());
  GovernanceStore store(transaction);
  auto found = store.find(id);
  if (!found) return failure(ErrorCode::not_found);
  SealedDecision sealed{.decision = std::move(found->decision), .snapshot = store.snapshot(id)};
  std::tie(sealed.code, sealed.name) = sealed_name(sealed.snapshot);
  sealed.faults = governance::faults_of(transaction, sealed.decision, sealed.snapshot);
  sealed.intact = sealed.faults.empty();
  return sealed;
}

Result<Decision> DecisionService::meet_condition(const Caller& caller, const Id& id,
                                                 const ConditionMet& request) {
  auto transaction = database_.begin(caller.scope());
  GovernanceStore store(transaction);
  const auto found = store.find(id);
  if (!found) return failure(ErrorCode::not_found);
  const auto application =
      portfolio::RegisterStore(transaction).find(found->decision.application_id);
  if (!application ||
      !portfolio::may_change(caller, Permission::register_write, application->record))
    return failure(ErrorCode::forbidden);
  std::vector<FieldError> errors;
  if (std::ranges::find(found->decision.conditions, request.number, &DecisionCondition::number) ==
      found->decision.conditions.end())
    errors.push_back({"/number", ErrorCode::unknown_reference});
  check_text(errors, "/note", request.note, kLongestReason, ErrorCode::reason_required);
  TRY(portfolio::refuse_if(std::move(errors)));
  if (!store.meet_condition(id, {.number = request.number, .note = trimmed(request.note)}))
    return failure(ErrorCode::condition_closed);
  transaction.record({.action = "decision.condition_met",
                      .subject = "decision",
                      .subject_id = id,
                      .subject_label = application->record.identity.name,
                      .details = "{\"number\":" + std::to_string(request.number) + "}"});
  auto decision = store.find(id)->decision;
  transaction.commit();
  return decision;
}

DecisionCheckList DecisionService::verify(const storage::Scope& scope,
                                          const std::optional<Id>& id) {
  const bool trail_intact = audit_.verify_chain(scope).intact;
  auto transaction = database_.view(scope);
  GovernanceStore store(transaction);
  DecisionCheckList list;
  for (const auto& [decision, basis] : store.decisions(std::nullopt)) {
    if (id && decision.id != *id) continue;
    const auto snapshot = store.snapshot(decision.id);
    DecisionCheck check{.id = decision.id, .decided_at = decision.decided_at};
    std::tie(check.code, check.name) = sealed_name(snapshot);
    check.faults = governance::faults_of(transaction, decision, snapshot);
    if (!trail_intact) check.faults.push_back({SealPart::audit_trail, "hash"});
    check.intact = check.faults.empty();
    if (!check.intact) ++list.altered;
    list.items.push_back(std::move(check));
  }
  std::ranges::reverse(list.items);
  return list;
}

}  // namespace regie::governance
