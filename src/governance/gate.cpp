#include "governance/gate.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/enumeration.h"

namespace regie::governance {
namespace {

namespace json = boost::json;

const json::value* at(const json::value& record, std::string_view pointer) {
  boost::system::error_code error;
  return record.find_pointer(pointer, error);
}

bool is_text(const json::value* value, std::string_view text) {
  const auto* found = value == nullptr ? nullptr : value->if_string();
  return found != nullptr && *found == text;
}

bool has_any(const json::value* value, const std::vector<std::string>& wanted) {
  if (value == nullptr) return false;
  if (const auto* list = value->if_array())
    return std::ranges::any_of(*list, [&](const auto& each) { return has_any(&each, wanted); });
  return std::ranges::any_of(wanted, [&](const auto& text) { return is_text(value, text); });
}

Judgement missing() { return {}; }

template <class Found>
Judgement met(const Found& found, std::string what) {
  Judgement judgement;
  judgement.state = RequirementState::met;
  judgement.what = std::move(what);
  judgement.at = found.at;
  if constexpr (requires { found.by; }) judgement.by = found.by;
  return judgement;
}

bool suffices(const Requirement& requirement, const KnownAssessment& assessment) {
  const auto outcome = assessment.outcome.value_or("");
  if (!requirement.outcomes.empty() &&
      std::ranges::find(requirement.outcomes, outcome) == requirement.outcomes.end())
    return false;
  if (!requirement.score) return true;
  const auto score = assessment.scores.find(*requirement.score);
  return score != assessment.scores.end() && score->second >= requirement.at_least.value_or(0);
}

/// The newest that is completed: what was found last is what counts. Null when there is none.
const KnownAssessment* newest(const Requirement& requirement, const Known& known,
                              const std::optional<Id>& department) {
  const auto found = std::ranges::find_if(known.assessments, [&](const auto& each) {
    return each.instrument == *requirement.instrument && each.completed &&
           each.department == department;
  });
  return found == known.assessments.end() ? nullptr : &*found;
}

/// What a department answers about itself, every department of the application must have answered.
Judgement judge_assessment(const Requirement& requirement, const Known& known) {
  std::vector<const KnownAssessment*> asked;
  const bool by_department = std::ranges::any_of(known.assessments, [&](const auto& each) {
    return each.instrument == *requirement.instrument && each.department;
  });
  if (by_department)
    for (const auto& department : known.departments)
      asked.push_back(newest(requirement, known, department));
  else
    asked.push_back(newest(requirement, known, std::nullopt));
  if (asked.empty() || std::ranges::find(asked, nullptr) != asked.end()) return missing();
  // The one that lets the requirement down, or else the first: the page leads to it.
  const auto down = std::ranges::find_if_not(
      asked, [&](const auto* each) { return suffices(requirement, *each); });
  const auto& shown = **(down == asked.end() ? asked.begin() : down);
  auto judgement = met(shown, shown.title);
  judgement.link = "/assessments/" + shown.id;
  if (down != asked.end()) judgement.state = RequirementState::missing;
  if (requirement.score)
    if (const auto score = shown.scores.find(*requirement.score); score != shown.scores.end())
      judgement.value = score->second;
  return judgement;
}

Judgement judge_field(const Requirement& requirement, const Known& known) {
  const auto* value = at(known.record, *requirement.pointer);
  if (!is_filled(value)) return missing();
  if (!requirement.in.empty() && !has_any(value, requirement.in)) return missing();
  return {.state = RequirementState::met, .at = known.record_at, .by = known.record_by};
}

Judgement judge_fact(const Requirement& requirement, const Known& known) {
  const auto found = std::ranges::find(known.facts, *requirement.fact, &KnownFact::id);
  if (found == known.facts.end() || !found->value) return missing();
  const bool enough = *found->value >= requirement.at_least.value_or(0);
  return {.state = enough ? RequirementState::met : RequirementState::missing,
          .at = found->at,
          .value = found->value,
          .unit = found->unit,
          .base = found->base};
}

Judgement judge_document(const Requirement& requirement, const Known& known) {
  const auto found =
      std::ranges::find(known.documents, *requirement.document, &KnownDocument::kind);
  if (found == known.documents.end()) return missing();
  auto judgement = met(*found, found->title);
  judgement.link = found->link;
  return judgement;
}

Judgement judge_sign_off(const Requirement& requirement, const Known& known) {
  const auto found =
      std::ranges::find(known.signatures, *requirement.discipline, &KnownSignature::discipline);
  if (found == known.signatures.end()) return missing();
  auto judgement = met(*found, found->remark.value_or(""));
  if (judgement.what->empty()) judgement.what.reset();
  if (found->verdict == SignOffVerdict::objected) {
    judgement.state = RequirementState::missing;
    judgement.objected = true;
  }
  return judgement;
}

/// A duty that does not bind the application asks nothing of it.
Judgement judge_duty(const Requirement& requirement, const Known& known) {
  const auto found = std::ranges::find(known.duties, *requirement.duty, &KnownDuty::id);
  if (found == known.duties.end()) return {.state = RequirementState::not_applicable};
  if (!found->met) return missing();
  return {.state = RequirementState::met, .at = found->at, .by = found->by};
}

/// The newest counts: something was agreed beforehand, and none of it is unmet or undecided.
Judgement judge_validation(const Known& known) {
  if (known.validations.empty()) return missing();
  const auto& newest = known.validations.front();
  auto judgement = met(newest, newest.version);
  judgement.link = "/validations/" + newest.id;
  if (newest.met == 0 || newest.not_met > 0 || newest.insufficient > 0)
    judgement.state = RequirementState::missing;
  return judgement;
}

Judgement judge_kind(const Requirement& requirement, const Known& known) {
  switch (requirement.kind) {
    case RequirementKind::assessment:
      return judge_assessment(requirement, known);
    case RequirementKind::field:
      return judge_field(requirement, known);
    case RequirementKind::fact:
      return judge_fact(requirement, known);
    case RequirementKind::document:
      return judge_document(requirement, known);
    case RequirementKind::sign_off:
      return judge_sign_off(requirement, known);
    case RequirementKind::duty:
      return judge_duty(requirement, known);
    case RequirementKind::validation:
      return judge_validation(known);
  }
  return missing();
}

}  // namespace

bool GateCondition::holds(const LabelSet& set) const {
  const auto has = [&](const std::string& label) { return set.contains(label); };
  return std::ranges::all_of(labels, has) && (any.empty() || std::ranges::any_of(any, has)) &&
         std::ranges::none_of(without, has);
}

const Requirement* Gate::requirement(std::string_view wanted) const {
  const auto found = std::ranges::find(requirements, wanted, &Requirement::id);
  return found == requirements.end() ? nullptr : &*found;
}

std::optional<portfolio::Phase> next_phase(portfolio::Phase phase) {
  const auto& phases = portfolio::kFunnelPhases;
  const auto found = std::ranges::find(phases, phase);
  if (found == phases.end() || found + 1 == phases.end()) return std::nullopt;
  return *(found + 1);
}

Judgement judge(const Requirement& requirement, const Known& known, Date today) {
  if (requirement.when && !requirement.when->holds(known.labels))
    return {.state = RequirementState::not_applicable};
  auto judgement = judge_kind(requirement, known);
  if (judgement.state != RequirementState::missing) return judgement;
  const auto waiver = std::ranges::find_if(known.waivers, [&](const auto& each) {
    return each.requirement == requirement.id && each.expires_on >= today;
  });
  if (waiver == known.waivers.end()) return judgement;
  judgement.state = RequirementState::waived;
  judgement.what = waiver->reason;
  judgement.link.reset();
  judgement.at = waiver->at;
  judgement.by = waiver->by;
  judgement.waived_until = waiver->expires_on;
  return judgement;
}

LabelSet record_labels(const json::value& record) {
  struct Rule {
    const char* label;
    const char* pointer;
    std::vector<std::string> in;
  };
  static const std::vector<Rule> kRules{
      {"medical_device", "/law/medical_device", {"yes", "in_house"}},
      {"made_in_house", "/law/medical_device", {"in_house"}},
      {"high_risk", "/law/risk_class", {"high", "prohibited"}},
      {"annex_iii", "/law/ai_act_route", {"annex_iii"}},
      {"generative", "/kind/technology", {"generative", "agent"}},
      {"prediction", "/kind/technology", {"machine_learning"}},
      {"medical_use", "/kind/domain", {"medical"}},
      {"patient_data", "/data/personal_data", {"health", "genetic", "biometric", "special"}}};
  LabelSet labels;
  for (const auto& rule : kRules)
    if (has_any(at(record, rule.pointer), rule.in)) labels.insert(rule.label);
  if (const auto* data = at(record, "/data/personal_data");
      is_filled(data) && !has_any(data, {"none"}))
    labels.insert("personal_data");
  if (is_filled(at(record, "/supply/supplier")) &&
      !has_any(at(record, "/kind/origin"), {"developed"}))
    labels.insert("supplied");
  return labels;
}

bool is_filled(const json::value* value) {
  if (value == nullptr || value->is_null()) return false;
  if (const auto* text = value->if_string())
    return !text->empty() && *text != "not_classified" && *text != "not_assessed";
  if (const auto* list = value->if_array()) return !list->empty();
  if (const auto* object = value->if_object()) {
    const auto* name = object->if_contains("name");
    return name == nullptr || is_filled(name);
  }
  return true;
}

}  // namespace regie::governance
