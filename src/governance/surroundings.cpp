#include "governance/surroundings.h"

#include <algorithm>
#include <boost/json.hpp>

#include "access/store.h"
#include "assessment/store.h"
#include "base/enumeration.h"
#include "base/json_codec.h"
#include "governance/gate.h"
#include "portfolio/document.h"
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
  if (summary.subject.kind == facts::SubjectKind::department) each.department = summary.subject.id;
  if (summary.outcome) each.outcome = summary.outcome->id;
  for (const auto& score : summary.scores)
    if (score.value) each.scores[score.id] = *score.value;
  return each;
}

/// The version that came last, and of those of one day the one that stands last: what is asked of a
/// version is asked of that one.
std::optional<std::string> present_version(const portfolio::ApplicationRecord& record) {
  const portfolio::SoftwareVersion* last = nullptr;
  for (const auto& each : record.data.versions)
    if (last == nullptr || each.since.value_or(Date{}) >= last->since.value_or(Date{}))
      last = &each;
  return last == nullptr ? std::nullopt : std::optional(last->version);
}

}  // namespace

SurroundingsReader::SurroundingsReader(storage::Transaction& transaction,
                                       const std::optional<Id>& only, const law::Edition& edition,
                                       facts::FactRegistry& facts)
    : transaction_(transaction), edition_(edition), sealing_(only.has_value()) {
  law::LawStore store(transaction);
  public_body_ = store.setting().public_body;
  for (const auto& each : store.current(only))
    answered_[each.application_id][each.tree_id] = each.labels;
  duties_ = only ? store.duties(*only) : store.all_duties();
  for (const auto& fact : facts.facts(transaction, std::nullopt))
    facts_.push_back(
        {.id = fact.id, .value = fact.value, .unit = fact.unit, .base = fact.base, .at = fact.at});
  assessment::AssessmentStore assessments(transaction);
  const auto keep = [&](std::vector<assessment::StoredAssessment> all) {
    for (auto& each : all)
      if (const auto subject = each.summary.subject.id)
        assessments_[*subject].push_back(std::move(each));
  };
  keep(assessments.list({.instrument = {}, .subject_kind = {}, .subject_id = only, .status = {}}));
  if (only)
    keep(assessments.list({.instrument = {},
                           .subject_kind = facts::SubjectKind::department,
                           .subject_id = {},
                           .status = {}}));
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

void SurroundingsReader::add_assessments(Surroundings& surroundings,
                                         const portfolio::StoredApplication& application) {
  const auto version = present_version(application.record);
  surroundings.departments = portfolio::all_departments(application.record);
  std::vector<const assessment::StoredAssessment*> all;
  const auto add = [&](const assessment::StoredAssessment& stored, bool counts) {
    all.push_back(&stored);
    if (counts) surroundings.assessments.push_back(known(stored.summary));
  };
  for (const auto& stored : assessments_[application.id])
    add(stored, !stored.summary.subject.version || stored.summary.subject.version == version);
  for (const auto& department : surroundings.departments)
    for (const auto& stored : assessments_[department]) add(stored, true);
  if (sealing_) seal(surroundings, all);
}

void SurroundingsReader::seal(Surroundings& surroundings,
                              const std::vector<const assessment::StoredAssessment*>& all) {
  assessment::AssessmentStore store(transaction_);
  json::array sealed;
  for (const auto* stored : all) {
    const auto& summary = stored->summary;
    std::vector<assessment::Signature> signatures;
    for (const auto& each : store.signatures(summary.id)) signatures.push_back(each.signature);
    const auto answers = store.answers(summary.id);
    const auto notes = store.notes(summary.id);
    sealed.push_back({{"summary", codec::encode(summary)},
                      {"answers", codec::encode(answers)},
                      {"notes", codec::encode(notes)},
                      {"signatures", codec::encode(signatures)}});
    for (const auto& note : notes)
      if (note.link) surroundings.links.push_back(*note.link);
    for (const auto& answer : answers)
      for (const auto& value : answer.values)
        if (value.is_string()) surroundings.links.emplace_back(value.as_string());
  }
  surroundings.sealed_assessments = std::move(sealed);
}

void SurroundingsReader::add_validations(Surroundings& known, const Id& application_id) const {
  const auto found = validations_.find(application_id);
  if (found == validations_.end()) return;
  json::array sealed;
  for (const auto& each : found->second) {
    known.validations.push_back({.id = each.id,
                                 .version = each.application_version,
                                 .met = each.met,
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
  add_assessments(known, application);
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
