#include "validation/claim.h"

namespace regie::validation {
namespace {

std::optional<Estimate> at_threshold(const Measures& measures, MeasureName measure) {
  if (!measures.at_threshold) return std::nullopt;
  const auto& at = *measures.at_threshold;
  switch (measure) {
    case MeasureName::net_benefit:
      return at.net_benefit;
    case MeasureName::sensitivity:
      return at.sensitivity;
    case MeasureName::specificity:
      return at.specificity;
    case MeasureName::positive_predictive_value:
      return at.positive_predictive_value;
    case MeasureName::negative_predictive_value:
      return at.negative_predictive_value;
    case MeasureName::alert_rate:
      return at.alert_rate;
    case MeasureName::number_needed_to_evaluate:
      return at.number_needed_to_evaluate;
    default:
      return std::nullopt;
  }
}

std::optional<Estimate> of_risk(const Measures& measures, MeasureName measure) {
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
    default:
      return at_threshold(measures, measure);
  }
}

std::optional<Estimate> of_amount(const ContinuousResult& amount, MeasureName measure) {
  switch (measure) {
    case MeasureName::bias:
      return amount.bias;
    case MeasureName::mean_absolute_error:
      return amount.mean_absolute_error;
    case MeasureName::root_mean_squared_error:
      return amount.root_mean_squared_error;
    case MeasureName::r_squared:
      return amount.r_squared;
    case MeasureName::calibration_slope:
      return amount.calibration_slope;
    case MeasureName::calibration_intercept:
      return amount.calibration_intercept;
    case MeasureName::interval_coverage:
      return amount.interval_coverage;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Estimate> found_in(const ValidationResult& result, MeasureName measure) {
  if (!result.models.empty()) {
    const auto& measures = result.models.front().all.measures;
    return measures ? of_risk(*measures, measure) : std::nullopt;
  }
  return result.continuous.empty() ? std::nullopt : of_amount(result.continuous.front(), measure);
}

std::vector<ClaimComparison> compare(const std::vector<Claim>& claims,
                                     const ValidationResult& result) {
  std::vector<ClaimComparison> compared;
  for (const auto& claim : claims) {
    auto& each = compared.emplace_back(ClaimComparison{.claim = claim});
    each.found = found_in(result, claim.measure);
    if (!each.found || !each.found->lower || !each.found->upper) continue;
    each.place = claim.value < *each.found->lower   ? ClaimPlace::below
                 : claim.value > *each.found->upper ? ClaimPlace::above
                                                    : ClaimPlace::within;
  }
  return compared;
}

}  // namespace regie::validation
