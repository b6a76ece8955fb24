#include <algorithm>

#include "validation/engine.h"

namespace regie::validation {
namespace {

Estimate find_estimate(const Measures& measures, Measure measure) {
  const auto& at = measures.at_threshold;
  switch (measure) {
    case Measure::auroc:
      return measures.auroc;
    case Measure::auprc:
      return measures.auprc;
    case Measure::observed_expected:
      return measures.observed_expected;
    case Measure::calibration_in_the_large:
      return measures.calibration_in_the_large;
    case Measure::calibration_slope:
      return measures.calibration_slope;
    case Measure::calibration_intercept:
      return measures.calibration_intercept;
    case Measure::brier:
      return measures.brier;
    case Measure::scaled_brier:
      return measures.scaled_brier;
    case Measure::log_loss:
      return measures.log_loss;
    case Measure::expected_calibration_error:
      return measures.expected_calibration_error;
    case Measure::net_benefit:
      return at ? at->net_benefit : Estimate{};
    case Measure::sensitivity:
      return at ? at->sensitivity : Estimate{};
    case Measure::specificity:
      return at ? at->specificity : Estimate{};
    case Measure::positive_predictive_value:
      return at ? at->positive_predictive_value : Estimate{};
    case Measure::negative_predictive_value:
      return at ? at->negative_predictive_value : Estimate{};
    case Measure::alert_rate:
      return at ? at->alert_rate : Estimate{};
    case Measure::number_needed_to_evaluate:
      return at ? at->number_needed_to_evaluate : Estimate{};
    default:
      return {};
  }
}

Answer answer_to(const Criterion& criterion, const Estimate& found) {
  if (!found.value || found.verdict != Verdict::sufficient) return Answer::insufficient;
  const bool whole = criterion.whole_interval.value_or(false);
  if (whole && !found.lower) return Answer::insufficient;
  const double low = whole ? *found.lower : *found.value;
  const double high = whole ? *found.upper : *found.value;
  const bool met = (!criterion.at_least || low >= *criterion.at_least) &&
                   (!criterion.at_most || high <= *criterion.at_most);
  return met ? Answer::met : Answer::not_met;
}

bool at_threshold(Measure measure) {
  return measure >= Measure::net_benefit && measure <= Measure::number_needed_to_evaluate;
}

CriterionAnswer answer_for(const Criterion& criterion, const ModelResult& model,
                           const GroupResult* group, const std::string& name,
                           const Settings& settings) {
  CriterionAnswer given{.measure = criterion.measure,
                        .model = model.name,
                        .group = name,
                        .at_least = criterion.at_least,
                        .at_most = criterion.at_most,
                        .whole_interval = criterion.whole_interval.value_or(false)};
  if (at_threshold(criterion.measure)) given.threshold = settings.threshold;
  if (group != nullptr && group->measures)
    given.found = find_estimate(*group->measures, criterion.measure);
  else
    given.found.verdict = group != nullptr ? Verdict::suppressed : Verdict::not_estimable;
  given.answer = answer_to(criterion, given.found);
  return given;
}

}  // namespace

std::vector<CriterionAnswer> answer(const Plan& plan, const Settings& settings,
                                    const std::vector<ModelResult>& models) {
  std::vector<CriterionAnswer> answers;
  for (const auto& criterion : plan.criteria)
    for (const auto& model : models) {
      if (model.name != criterion.model.value_or(models.front().name)) continue;
      const auto wanted = criterion.group.value_or("");
      if (wanted == "every") {
        for (const auto& group : model.groups)
          answers.push_back(answer_for(criterion, model, &group, group.name, settings));
        continue;
      }
      const GroupResult* found = wanted.empty() ? &model.all : nullptr;
      for (const auto& group : model.groups)
        if (group.name == wanted) found = &group;
      answers.push_back(answer_for(criterion, model, found, wanted, settings));
    }
  return answers;
}

}  // namespace regie::validation
