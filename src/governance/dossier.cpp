#include "governance/dossier.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "base/json.h"
#include "governance/surroundings.h"
#include "portfolio/document.h"

namespace regie::governance {
namespace {

using portfolio::HistoryKind;
using portfolio::Phase;
using portfolio::RegisterStore;
using portfolio::StoredApplication;

/// The last decision, when it is a go.
const StoredDecision* last_go(const Dossier& dossier) {
  if (dossier.decisions.empty()) return nullptr;
  const auto& last = dossier.decisions.front();
  return is_go(last.decision.verdict) ? &last : nullptr;
}

/// Whether the application is beyond the gate that the decision opened.
bool is_beyond(const Decision& decision, Phase phase) {
  return decision.phase < phase || (decision.phase == phase && !next_phase(phase));
}

std::vector<MaterialChange> changes_since(const StoredDecision& go, const Dossier& dossier) {
  return changes_since_go(go.decision.phase, go.basis,
                          basis_of(dossier.record, dossier.known.basis_labels));
}

/// The moment of the first change of a material field after the decision; a change that is not the
/// register's has none, and counts from the last change of the record.
Timestamp change_moment(RegisterStore& store, const StoredApplication& application,
                        const Decision& decision) {
  auto moment = std::max(application.updated_at, decision.decided_at);
  for (const auto& event : store.events_of(application.id)) {
    if (event.at <= decision.decided_at) break;
    if (event.kind != HistoryKind::changed) continue;
    if (std::ranges::any_of(event.changes,
                            [](const auto& each) { return is_material(each.pointer); }))
      moment = event.at;
  }
  return moment;
}

template <class Stored>
std::map<Id, std::vector<Stored>> by_application(std::vector<Stored> all) {
  std::map<Id, std::vector<Stored>> groups;
  for (auto& each : all) groups[each.application_id].push_back(std::move(each));
  return groups;
}

class Gatherer {
 public:
  Gatherer(storage::Transaction& transaction, const std::optional<Id>& only,
           const law::Edition& edition, facts::FactRegistry& facts)
      : store_(transaction), surroundings_(transaction, only, edition, facts) {
    GovernanceStore own(transaction);
    signatures_ = by_application(own.signatures(only));
    waivers_ = by_application(own.waivers(only));
    documents_ = by_application(own.documents(only));
    for (auto& each : own.decisions(std::nullopt)) {
      first_decision_ = each.decision.decided_at;
      const auto id = each.decision.application_id;
      decisions_[id].push_back(std::move(each));
    }
    for (const auto& event : store_.phase_events())
      entered_from_[event.application_id] = event.from_phase;
  }

  Dossier gather(StoredApplication application) {
    Dossier dossier{.application = std::move(application)};
    const auto& id = dossier.application.id;
    dossier.record =
        parse_json(portfolio::to_document(dossier.application.record)).value_or(nullptr);
    dossier.known = surroundings_.of(dossier.application, dossier.record);
    dossier.decisions = decisions_[id];
    dossier.signatures = signatures_[id];
    dossier.waivers = waivers_[id];
    dossier.documents = documents_[id];
    dossier.entered_from = entered_from_[id];
    dossier.gates_since = first_decision_;
    if (const auto* go = last_go(dossier); go != nullptr && !changes_since(*go, dossier).empty())
      dossier.changed_at = change_moment(store_, dossier.application, go->decision);
    return dossier;
  }

 private:
  RegisterStore store_;
  SurroundingsReader surroundings_;
  std::map<Id, std::vector<StoredSignature>> signatures_;
  std::map<Id, std::vector<StoredWaiver>> waivers_;
  std::map<Id, std::vector<StoredDocument>> documents_;
  std::map<Id, std::vector<StoredDecision>> decisions_;
  std::map<Id, std::optional<Phase>> entered_from_;
  std::optional<Timestamp> first_decision_;
};

/// Forward by hand, since the organisation's board decides, and without a go that led there.
bool moved_without_decision(const Dossier& dossier) {
  const auto& [phase, since] =
      std::pair(dossier.application.phase, dossier.application.phase_since);
  if (!dossier.entered_from || *dossier.entered_from >= phase || portfolio::is_ended(phase))
    return false;
  if (!dossier.gates_since || since < *dossier.gates_since) return false;
  return std::ranges::none_of(dossier.decisions, [&](const auto& each) {
    return is_go(each.decision.verdict) && each.decision.to_phase == phase &&
           each.decision.decided_at >= since;
  });
}

}  // namespace

Standing standing_of(const Dossier& dossier) {
  const auto& application = dossier.application;
  Standing standing{.phase = application.phase, .opened_at = application.phase_since};
  if (portfolio::is_ended(application.phase)) {
    standing.ended = true;
    standing.phase = dossier.entered_from.value_or(Phase::idea);
    if (portfolio::is_ended(standing.phase)) standing.phase = Phase::idea;
    return standing;
  }
  standing.to_phase = next_phase(application.phase);
  standing.moved_without_decision = moved_without_decision(dossier);
  const auto* go = last_go(dossier);
  if (go == nullptr || !is_beyond(go->decision, application.phase)) return standing;
  standing.changes = changes_since(*go, dossier);
  if (standing.changes.empty()) return standing;
  standing.reopened = true;
  standing.phase = go->decision.phase;
  standing.to_phase.reset();
  standing.opened_at = dossier.changed_at;
  return standing;
}

Known known_of(const Dossier& dossier, const Standing& standing) {
  Known known{.record = dossier.record,
              .record_at = dossier.application.updated_at,
              .record_by = dossier.application.updated_by,
              .labels = dossier.known.labels,
              .departments = dossier.known.departments,
              .assessments = dossier.known.assessments,
              .duties = dossier.known.duties,
              .facts = dossier.known.facts,
              .validations = dossier.known.validations,
              .documents = {dossier.documents.begin(), dossier.documents.end()}};
  for (const auto& each : dossier.signatures)
    if (each.phase == standing.phase && each.at >= standing.opened_at)
      known.signatures.push_back(each);
  for (const auto& each : dossier.waivers)
    if (each.phase == standing.phase) known.waivers.push_back(each);
  return known;
}

GateState state_of(const Dossier& dossier, const Standing& standing, std::int64_t missing) {
  if (standing.ended) return GateState::decided;
  if (standing.reopened) return GateState::reopened;
  if (!dossier.decisions.empty()) {
    const auto& last = dossier.decisions.front().decision;
    if (last.phase == standing.phase && last.decided_at >= standing.opened_at) {
      if (last.verdict == DecisionVerdict::hold) return GateState::on_hold;
      if (last.verdict == DecisionVerdict::no_go) return GateState::declined;
      if (!standing.to_phase) return GateState::decided;
    }
  }
  return missing == 0 ? GateState::ready : GateState::open;
}

std::optional<Dossier> dossier_of(storage::Transaction& transaction, const Id& application_id,
                                  const law::Edition& edition, facts::FactRegistry& facts) {
  auto application = RegisterStore(transaction).find(application_id);
  if (!application) return std::nullopt;
  return Gatherer(transaction, application_id, edition, facts).gather(std::move(*application));
}

std::vector<Dossier> dossiers(storage::Transaction& transaction, const law::Edition& edition,
                              facts::FactRegistry& facts) {
  Gatherer gatherer(transaction, std::nullopt, edition, facts);
  std::vector<Dossier> all;
  for (auto& application : RegisterStore(transaction).everything())
    if (!portfolio::is_ended(application.phase))
      all.push_back(gatherer.gather(std::move(application)));
  return all;
}

}  // namespace regie::governance
