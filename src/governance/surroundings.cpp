#include "governance/surroundings.h"

#include <algorithm>
#include <boost/json.hpp>

#include "access/store.h"
#include "assessment/store.h"
#include "base/enumeration.h"
#include "base/json_codec.h"
#include "governance/gate.h"
#include "validation/store.h"

namespace regie::governance {
namespace {

namespace json = boost::json;
using assessment::AssessmentStatus;

KnownAssessment known(const assessment::AssessmentSummary& summary) {
  KnownAssessment each{.id = summary.id,
                       .instrument = summary.instrument_id,
                       .title = summary.title.empty()
                                    ? summary.instrument_id + " " + summary.instrument_version
                                    : summary.title,
                       .completed = summary.status == AssessmentStatus::completed,
                       .at = summary.completed_at.value_or(summary.updated_at),
                       .by = summary.completed_by.value_or(summary.updated_by)};
  if (summary.outcome) each.outcome = summary.outcome->id;
  for (const auto& score : summary.scores)
    if (score.value) each.scores[score.id] = *score.value;
  return each;
}

/// An assessment with its version, answers and signatures.
json::value sealed(assessment::AssessmentStore& store,
                   const assessment::AssessmentSummary& summary) {
  std::vector<assessment::Signature> signatures;
  for (const auto& each : store.signatures(summary.id)) signatures.push_back(each.signature);
  return json::object{{"summary", codec::encode(summary)},
                      {"answers", codec::encode(store.answers(summary.id))},
                      {"notes", codec::encode(store.notes(summary.id))},
                      {"signatures", codec::encode(signatures)}};
}

}  // namespace

SurroundingsReader::SurroundingsReader(storage::Transaction& transaction,
                                       const std::optional<Id>& only, const law::Edition& edition,
                                       facts::FactRegistry& facts)
    : transaction_(transaction), edition_(edition) {
  law::LawStore store(transaction);
  public_body_ = store.setting().public_body;
  for (const auto& each : store.current(only))
    answered_[each.application_id][each.tree_id] = each.labels;
  duties_ = only ? store.duties(*only) : store.all_duties();
  for (const auto& fact : facts.facts(transaction, std::nullopt))
    facts_.push_back({.id = fact.id, .value = fact.value, .at = fact.at});
  for (auto& each : validation::Store(transaction).summaries(only))
    validations_[each.application_id].push_back(std::move(each));
}

LabelSet SurroundingsReader::labels_of(const json::value& record, const Id& application_id) const {
  const auto answered = answered_.find(application_id);
  auto labels = record_labels(record);
  labels.merge(edition_.labels(
      record, answered == answered_.end() ? law::LabelsByTree{} : answered->second));
  return labels;
}

void SurroundingsReader::add_duties(Surroundings& known, const Id& application_id) const {
  json::array sealed;
  for (const auto& [act, duty] : edition_.duties()) {
    if (duty->subject != law::DutySubject::application || !duty->binds(known.labels, public_body_))
      continue;
    const auto stored = std::ranges::find_if(duties_, [&](const auto& each) {
      return each.application_id == application_id && each.duty_id == duty->id;
    });
    KnownDuty each{.id = duty->id};
    json::object line{{"duty", duty->id}, {"act", act->id}, {"act_version", act->version}};
    if (stored != duties_.end()) {
      each.met =
          stored->state == law::DutyState::met || stored->state == law::DutyState::not_applicable;
      each.at = stored->recorded_at;
      each.by = stored->met_by.value_or(stored->recorded_by);
      line["state"] = codec::encode(stored->state);
      line["note"] = codec::encode(stored->note);
      line["recorded_at"] = codec::encode(stored->recorded_at);
      line["recorded_by"] = stored->recorded_by;
      line["evidence"] = codec::encode(stored->evidence);
      for (const auto& evidence : stored->evidence) known.links.push_back(evidence.link);
    }
    sealed.push_back(std::move(line));
    known.duties.push_back(std::move(each));
  }
  known.sealed_duties = std::move(sealed);
}

void SurroundingsReader::add_assessments(Surroundings& surroundings, const Id& application_id) {
  assessment::AssessmentStore store(transaction_);
  json::array all;
  for (const auto& stored : store.list({.instrument = {},
                                        .subject_kind = facts::SubjectKind::application,
                                        .subject_id = application_id,
                                        .status = {}})) {
    surroundings.assessments.push_back(known(stored.summary));
    all.push_back(sealed(store, stored.summary));
    for (const auto& note : store.notes(stored.summary.id))
      if (note.link) surroundings.links.push_back(*note.link);
  }
  surroundings.sealed_assessments = std::move(all);
}

void SurroundingsReader::add_validations(Surroundings& known, const Id& application_id) const {
  const auto found = validations_.find(application_id);
  if (found == validations_.end()) return;
  json::array sealed;
  for (const auto& each : found->second) {
    known.validations.push_back({.id = each.id,
                                 .version = each.application_version,
                                 .not_met = each.not_met,
                                 .insufficient = each.insufficient,
                                 .at = each.added_at,
                                 .by = each.added_by});
    sealed.push_back(codec::encode(each));
  }
  known.sealed_validations = std::move(sealed);
}

Surroundings SurroundingsReader::of(const portfolio::StoredApplication& application,
                                    const json::value& record) {
  Surroundings known;
  auto phased = record;
  phased.as_object()["phase"] = enum_text(application.phase);
  known.labels = labels_of(phased, application.id);
  known.basis_labels = labels_of(record, application.id);
  known.facts = facts_;
  for (const auto& each : application.record.care.evidence) known.links.push_back(each.link);
  add_duties(known, application.id);
  add_assessments(known, application.id);
  add_validations(known, application.id);
  return known;
}

std::map<access::Discipline, std::vector<std::string>> holders(storage::Transaction& transaction) {
  std::map<access::Discipline, std::vector<std::string>> all;
  for (const auto& [discipline, people] :
       access::OrganisationStore(transaction).discipline_holders())
    for (const auto& person : people) all[discipline].push_back(person.name);
  return all;
}

bool holds(storage::Transaction& transaction, const access::Caller& caller,
           access::Discipline discipline) {
  const auto held = access::OrganisationStore(transaction).disciplines(caller.account_id);
  return std::ranges::find(held, discipline) != held.end();
}

}  // namespace regie::governance
