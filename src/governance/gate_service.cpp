#include "governance/gate_service.h"

#include <algorithm>
#include <tuple>

#include "base/enumeration.h"
#include "base/json_codec.h"
#include "evidence/link.h"
#include "evidence/store.h"
#include "governance/surroundings.h"
#include "portfolio/document.h"
#include "portfolio/register_service.h"

namespace regie::governance {
namespace {

using access::Caller;
using access::Permission;
using portfolio::Phase;

constexpr std::size_t kLongestReason = 2'000;
constexpr std::size_t kLongestTitle = 200;
constexpr int kLongestWaiverMonths = 24;

void check_text(std::vector<FieldError>& errors, const std::string& pointer,
                const std::string& text, std::size_t limit, ErrorCode empty) {
  if (trimmed(text).empty()) errors.push_back({pointer, empty});
  if (code_points(text) > limit)
    errors.push_back({pointer, ErrorCode::too_long, {{"limit", std::to_string(limit)}}});
}

/// Which of what is missing comes first for the board.
int urgency(GateState state) {
  switch (state) {
    case GateState::reopened:
      return 0;
    case GateState::ready:
      return 1;
    case GateState::on_hold:
    case GateState::declined:
      return 3;
    case GateState::open:
    case GateState::decided:
      return 2;
  }
  return 2;
}

JudgedRequirement shown(const Requirement& requirement, Judgement judgement) {
  JudgedRequirement each{std::move(judgement)};
  each.id = requirement.id;
  each.dimension = requirement.dimension;
  each.kind = requirement.kind;
  each.text = requirement.text;
  each.instrument = requirement.instrument;
  each.at_least = requirement.at_least;
  each.pointer = requirement.pointer;
  each.document = requirement.document;
  each.discipline = requirement.discipline;
  return each;
}

bool may(const Caller& caller, Permission permission, const Dossier& dossier) {
  return portfolio::may_change(caller, permission, dossier.application.record);
}

Waiver shown(const StoredWaiver& stored, const Gates& gates, Date today) {
  Waiver waiver{.id = stored.id,
                .phase = stored.phase,
                .requirement = stored.requirement,
                .reason = stored.reason,
                .expires_on = stored.expires_on,
                .expired = stored.expires_on < today,
                .granted_at = stored.at,
                .granted_by = stored.by};
  if (const auto* requirement = gates.of(stored.phase).requirement(stored.requirement))
    waiver.text = requirement->text;
  return waiver;
}

GateLine line_of(const Dossier& dossier, const JudgedGate& judged, Timestamp now) {
  const auto& [application, standing] = std::tie(dossier.application, judged.standing);
  GateLine line{.application_id = application.id,
                .code = application.code,
                .name = application.record.identity.name,
                .owner = portfolio::owner_name(application.record),
                .phase = standing.phase,
                .current_phase = application.phase,
                .state = judged.state,
                .opened_at = standing.opened_at,
                .waiting_days = std::max<std::int64_t>(0, days_between(standing.opened_at, now)),
                .met = judged.met,
                .missing = judged.missing,
                .waived = judged.waived,
                .changes = standing.changes,
                .moved_without_decision = standing.moved_without_decision};
  for (const auto& each : judged.requirements)
    if (each.discipline && each.state == RequirementState::missing)
      line.asked.push_back(*each.discipline);
  return line;
}

void add_conditions(GateBoard& board, const Dossier& dossier, Date today) {
  for (const auto& [decision, basis] : dossier.decisions)
    for (const auto& condition : decision.conditions) {
      if (condition.met_at) continue;
      OpenCondition open{condition};
      open.decision_id = decision.id;
      open.application_id = dossier.application.id;
      open.code = dossier.application.code;
      open.name = dossier.application.record.identity.name;
      open.overdue = condition.due_on < today;
      board.conditions.push_back(std::move(open));
    }
}

std::string details(const std::vector<std::pair<std::string_view, std::string>>& members) {
  std::string json = "{";
  for (const auto& [name, text] : members) {
    if (json.size() > 1) json += ',';
    codec::append_quoted(json, name);
    json += ':';
    codec::append_quoted(json, text);
  }
  return json + "}";
}

void record(storage::Transaction& transaction, const char* action, const Dossier& dossier,
            std::string text) {
  transaction.record({.action = action,
                      .subject = "application",
                      .subject_id = dossier.application.id,
                      .subject_label = dossier.application.record.identity.name,
                      .details = std::move(text)});
}

}  // namespace

JudgedGate judged(const Gates& gates, const Dossier& dossier, Date today) {
  JudgedGate result{.standing = standing_of(dossier)};
  result.gate = &gates.of(result.standing.phase);
  const auto known = known_of(dossier, result.standing);
  for (const auto& requirement : result.gate->requirements) {
    auto& each =
        result.requirements.emplace_back(shown(requirement, judge(requirement, known, today)));
    if (each.state == RequirementState::met) ++result.met;
    if (each.state == RequirementState::missing) ++result.missing;
    if (each.state == RequirementState::waived) ++result.waived;
    if (each.state == RequirementState::missing && each.discipline)
      each.asked_at = result.standing.opened_at;
  }
  result.state = state_of(dossier, result.standing, result.missing);
  return result;
}

ApplicationGate GateService::show(const Caller& caller, storage::Transaction& transaction,
                                  const Dossier& dossier) {
  const auto today = day_of(transaction.now());
  auto judgement = judged(gates_, dossier, today);
  const auto& [application, standing] = std::tie(dossier.application, judgement.standing);
  const auto people = holders(transaction);
  const auto owner = portfolio::owner_name(application.record);
  for (auto& each : judgement.requirements) {
    if (each.discipline)
      each.may_sign = !standing.ended && each.state != RequirementState::not_applicable &&
                      caller.may(Permission::gate_sign) &&
                      holds(transaction, caller, *each.discipline);
    if (each.state != RequirementState::missing) continue;
    if (!each.discipline && owner) each.asked.push_back(*owner);
    if (each.discipline)
      if (const auto found = people.find(*each.discipline); found != people.end())
        each.asked = found->second;
  }
  const bool open = !standing.ended;
  ApplicationGate gate{
      .application_id = application.id,
      .code = application.code,
      .name = application.record.identity.name,
      .version = application.version,
      .gate_version = judgement.gate->version,
      .source = judgement.gate->source,
      .phase = standing.phase,
      .current_phase = application.phase,
      .to_phase = standing.to_phase,
      .state = judgement.state,
      .opened_at = standing.opened_at,
      .labels = {dossier.known.labels.begin(), dossier.known.labels.end()},
      .changes = standing.changes,
      .requirements = std::move(judgement.requirements),
      .met = judgement.met,
      .missing = judgement.missing,
      .waived = judgement.waived,
      .documents = gates_.documents(),
      .moved_without_decision = standing.moved_without_decision,
      .binding = GovernanceStore(transaction).setting().binding,
      .allowed = {.decide = open && may(caller, Permission::decision_make, dossier),
                  .add_document = open && may(caller, Permission::register_write, dossier),
                  .meet_condition = may(caller, Permission::register_write, dossier)}};
  for (const auto& each : dossier.waivers) gate.waivers.push_back(shown(each, gates_, today));
  for (const auto& each : dossier.decisions) gate.decisions.push_back(each.decision);
  return gate;
}

Result<ApplicationGate> GateService::get(const Caller& caller, const Id& application_id) {
  const auto edition = editions_.of(caller);
  auto transaction = database_.view(caller.scope());
  const auto dossier = dossier_of(transaction, application_id, edition, facts_);
  if (!dossier) return failure(ErrorCode::not_found);
  return show(caller, transaction, *dossier);
}

GateBoard GateService::board(const Caller& caller) {
  const auto edition = editions_.of(caller);
  auto transaction = database_.view(caller.scope());
  const auto now = transaction.now();
  GateBoard board{.binding = GovernanceStore(transaction).setting().binding};
  for (const auto& dossier : dossiers(transaction, edition, facts_)) {
    add_conditions(board, dossier, day_of(now));
    const auto judgement = judged(gates_, dossier, day_of(now));
    if (judgement.state != GateState::decided)
      board.items.push_back(line_of(dossier, judgement, now));
  }
  std::ranges::stable_sort(board.items, {}, [](const auto& each) {
    return std::pair(urgency(each.state), each.opened_at);
  });
  std::ranges::stable_sort(board.conditions, {}, &OpenCondition::due_on);
  return board;
}

Result<ApplicationGate> GateService::sign(const Caller& caller, const Id& application_id,
                                          const SignatureRequest& request) {
  const auto edition = editions_.of(caller);
  auto transaction = database_.begin(caller.scope());
  auto dossier = dossier_of(transaction, application_id, edition, facts_);
  if (!dossier) return failure(ErrorCode::not_found);
  if (!caller.may(Permission::gate_sign)) return failure(ErrorCode::forbidden);
  if (!holds(transaction, caller, request.discipline))
    return failure(ErrorCode::discipline_not_held);
  const auto judgement = judged(gates_, *dossier, day_of(transaction.now()));
  if (judgement.standing.ended || judgement.standing.phase != request.phase)
    return failure(ErrorCode::gate_not_open);
  std::vector<FieldError> errors;
  if (std::ranges::none_of(judgement.requirements, [&](const auto& each) {
        return each.discipline == request.discipline &&
               each.state != RequirementState::not_applicable;
      }))
    errors.push_back({"/discipline",
                      ErrorCode::not_in_catalog,
                      {{"value", std::string(enum_text(request.discipline))}}});
  const auto remark = trimmed(request.remark.value_or(""));
  if (request.verdict == SignOffVerdict::objected || !remark.empty())
    check_text(errors, "/remark", remark, kLongestReason, ErrorCode::reason_required);
  TRY(portfolio::refuse_if(std::move(errors)));

  StoredSignature signature{{.discipline = request.discipline,
                             .verdict = request.verdict,
                             .remark = remark.empty() ? std::nullopt : std::optional(remark),
                             .at = transaction.now(),
                             .by = caller.name},
                            new_id(transaction.now()),
                            application_id,
                            request.phase};
  GovernanceStore(transaction).insert(signature);
  record(transaction, "gate.signed", *dossier,
         details({{"phase", std::string(enum_text(request.phase))},
                  {"discipline", std::string(enum_text(request.discipline))},
                  {"verdict", std::string(enum_text(request.verdict))}}));
  dossier = dossier_of(transaction, application_id, edition, facts_);
  auto shown = show(caller, transaction, *dossier);
  transaction.commit();
  return shown;
}

Result<ApplicationGate> GateService::waive(const Caller& caller, const Id& application_id,
                                           const WaiverRequest& request) {
  const auto edition = editions_.of(caller);
  auto transaction = database_.begin(caller.scope());
  auto dossier = dossier_of(transaction, application_id, edition, facts_);
  if (!dossier) return failure(ErrorCode::not_found);
  if (!may(caller, Permission::decision_make, *dossier)) return failure(ErrorCode::forbidden);
  const auto standing = standing_of(*dossier);
  if (standing.ended || standing.phase != request.phase) return failure(ErrorCode::gate_not_open);
  std::vector<FieldError> errors;
  if (gates_.of(request.phase).requirement(request.requirement) == nullptr)
    errors.push_back({"/requirement",
                      ErrorCode::not_in_catalog,
                      {{"value", request.requirement.substr(0, 100)}}});
  check_text(errors, "/reason", request.reason, kLongestReason, ErrorCode::reason_required);
  const auto today = day_of(transaction.now());
  const auto latest = add_months(today, kLongestWaiverMonths);
  if (request.expires_on <= today)
    errors.push_back({"/expires_on", ErrorCode::date_not_in_future});
  else if (request.expires_on > latest)
    errors.push_back({"/expires_on",
                      ErrorCode::out_of_range,
                      {{"minimum", to_text(today)}, {"maximum", to_text(latest)}}});
  TRY(portfolio::refuse_if(std::move(errors)));

  StoredWaiver waiver{{.requirement = request.requirement,
                       .reason = trimmed(request.reason),
                       .expires_on = request.expires_on,
                       .at = transaction.now(),
                       .by = caller.name},
                      new_id(transaction.now()),
                      application_id,
                      request.phase};
  GovernanceStore(transaction).insert(waiver);
  record(transaction, "gate.waived", *dossier,
         details({{"requirement", waiver.requirement},
                  {"reason", waiver.reason},
                  {"expires_on", to_text(waiver.expires_on)}}));
  dossier = dossier_of(transaction, application_id, edition, facts_);
  auto shown = show(caller, transaction, *dossier);
  transaction.commit();
  return shown;
}

Result<ApplicationGate> GateService::add_document(const Caller& caller, const Id& application_id,
                                                  const DocumentRequest& request) {
  const auto edition = editions_.of(caller);
  auto transaction = database_.begin(caller.scope());
  auto dossier = dossier_of(transaction, application_id, edition, facts_);
  if (!dossier) return failure(ErrorCode::not_found);
  if (!may(caller, Permission::register_write, *dossier)) return failure(ErrorCode::forbidden);
  if (standing_of(*dossier).ended) return failure(ErrorCode::gate_not_open);
  std::vector<FieldError> errors;
  if (!gates_.knows_document(request.kind))
    errors.push_back(
        {"/kind", ErrorCode::not_in_catalog, {{"value", request.kind.substr(0, 100)}}});
  check_text(errors, "/title", request.title, kLongestTitle, ErrorCode::missing_field);
  const auto file = evidence::file_of(request.link);
  if (!file && !request.link.starts_with("https://") && !request.link.starts_with("http://"))
    errors.push_back({"/link", ErrorCode::not_a_link});
  if (code_points(request.link) > kLongestReason)
    errors.push_back({"/link", ErrorCode::too_long, {{"limit", std::to_string(kLongestReason)}}});
  if (file && !evidence::Store(transaction).find(*file))
    errors.push_back({"/link", ErrorCode::unknown_reference});
  TRY(portfolio::refuse_if(std::move(errors)));

  StoredDocument document{{.kind = request.kind,
                           .title = trimmed(request.title),
                           .link = request.link,
                           .at = transaction.now(),
                           .by = caller.name},
                          new_id(transaction.now()),
                          application_id};
  GovernanceStore(transaction).insert(document);
  record(transaction, "gate.document_added", *dossier,
         details({{"kind", document.kind}, {"title", document.title}, {"link", document.link}}));
  dossier = dossier_of(transaction, application_id, edition, facts_);
  auto shown = show(caller, transaction, *dossier);
  transaction.commit();
  return shown;
}

GateSetting GateService::setting(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  return GovernanceStore(transaction).setting();
}

Result<GateSetting> GateService::change_setting(const Caller& caller, std::int64_t version,
                                                const GateSettingChange& change) {
  auto transaction = database_.begin(caller.scope());
  GovernanceStore store(transaction);
  if (!store.save_setting(change.binding, version)) return failure(ErrorCode::version_conflict);
  transaction.record(
      {.action = "gates.changed",
       .subject = "organisation",
       .details = std::string("{\"binding\":") + (change.binding ? "true" : "false") + "}"});
  const auto setting = store.setting();
  transaction.commit();
  return setting;
}

Result<void> BindingGates::allow(storage::Transaction& transaction,
                                 const portfolio::StoredApplication& before, Phase to) const {
  if (portfolio::is_ended(to) || !GovernanceStore(transaction).setting().binding) return {};
  auto from = before.phase;
  // What was ended may come back to where it was, not further.
  if (portfolio::is_ended(from)) {
    from = Phase::idea;
    for (const auto& event : portfolio::RegisterStore(transaction).events_of(before.id))
      if (event.to_phase == before.phase && event.from_phase &&
          !portfolio::is_ended(*event.from_phase)) {
        from = *event.from_phase;
        break;
      }
  }
  if (to <= from) return {};
  for (const auto& [decision, basis] : GovernanceStore(transaction).decisions(before.id))
    if (decision.phase == from && !decision.superseded_by && is_go(decision.verdict) &&
        decision.to_phase == to)
      if (changes_since_go(from, basis,
                           basis_of(parse_json(portfolio::to_document(before.record)).value(),
                                    LabelSet(basis.labels.begin(), basis.labels.end())))
              .empty())
        return {};
  return failure(ErrorCode::gate_binding);
}

}  // namespace regie::governance
