#include <algorithm>

#include "validation/engine.h"

namespace regie::validation {
namespace {

Estimate find_estimate(const Measures& measures, MeasureName measure) {
  const auto& at = measures.at_threshold;
  switch (measure) {
    case MeasureName::auroc:
      return measures.auroc;
    case MeasureName::auprc:
      return measures.auprc;
    case MeasureName::observed_expected:
      return measures.observed_expected;
    case MeasureName::calibration_in_the_large:
      return measures.calibration_in_the_large;
    case MeasureName::calibration_slope:
      return measures.calibration_slope;
    case MeasureName::calibration_intercept:
      return measures.calibration_intercept;
    case MeasureName::brier:
      return measures.brier;
    case MeasureName::scaled_brier:
      return measures.scaled_brier;
    case MeasureName::log_loss:
      return measures.log_loss;
    case MeasureName::expected_calibration_error:
      return measures.expected_calibration_error;
    case MeasureName::net_benefit:
      return at ? at->net_benefit : Estimate{};
    case MeasureName::sensitivity:
      return at ? at->sensitivity : Estimate{};
    case MeasureName::specificity:
      return at ? at->specificity : Estimate{};
    case MeasureName::positive_predictive_value:
      return at ? at->positive_predictive_value : Estimate{};
    case MeasureName::negative_predictive_value:
      return at ? at->negative_predictive_value : Estimate{};
    case MeasureName::alert_rate:
      return at ? at->alert_rate : Estimate{};
    case MeasureName::number_needed_to_evaluate:
      return at ? at->number_needed_to_evaluate : Estimate{};
    default:
      return {};
  }
}

CriterionOutcome answer_to(const Criterion& criterion, const Estimate& found) {
  if (!found.value || found.verdict != Sufficiency::sufficient)
    return CriterionOutcome::insufficient;
  const bool whole = criterion.whole_interval.value_or(false);
  if (whole && !found.lower) return CriterionOutcome::insufficient;
  const double low = whole ? *found.lower : *found.value;
  const double high = whole ? *found.upper : *found.value;
  const bool met = (!criterion.at_least || low >= *criterion.at_least) &&
                   (!criterion.at_most || high <= *criterion.at_most);
  return met ? CriterionOutcome::met : CriterionOutcome::not_met;
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
  if (is_at_threshold(criterion.measure)) given.threshold = settings.threshold;
  if (group != nullptr && group->measures)
    given.found = find_estimate(*group->measures, criterion.measure);
  else
    given.found.verdict = group != nullptr ? Sufficiency::suppressed : Sufficiency::not_estimable;
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
