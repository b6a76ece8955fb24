#include "statistics/threshold.h"

#include <cmath>

namespace regie::statistics {
namespace {

/// The weight of a false positive.
double odds(double threshold) { return threshold / (1 - threshold); }

/// Mean over n rows of parts of which the sum and the sum of squares are known.
Interval mean_of_parts(double sum, double squares, double n) {
  const double mean = sum / n;
  return wald(mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / n));
}

/// Net benefit lost by the rows below the threshold, which treating all would have treated.
Interval gain_on_all(const Confusion& at) {
  const double weight = odds(at.threshold);
  const auto missed = static_cast<double>(at.false_negatives);
  const auto spared = static_cast<double>(at.true_negatives);
  return mean_of_parts(weight * spared - missed, weight * weight * spared + missed,
                       static_cast<double>(at.n()));
}

}  // namespace

std::vector<Confusion> confusions(const ScoreCounts& counts, std::span<const double> thresholds) {
  std::vector<Confusion> found;
  found.reserve(thresholds.size());
  Confusion below;
  auto count = counts.counts.begin();
  for (const double threshold : thresholds) {
    const auto position = counts.table->position_of(threshold);
    for (; count != counts.counts.end() && count->position < position; ++count) {
      below.false_negatives += count->events;
      below.true_negatives += count->non_events;
    }
    found.push_back({.threshold = threshold,
                     .true_positives = counts.events - below.false_negatives,
                     .false_positives = counts.non_events - below.true_negatives,
                     .false_negatives = below.false_negatives,
                     .true_negatives = below.true_negatives});
  }
  return found;
}

Interval net_benefit(const Confusion& at) {
  const double weight = odds(at.threshold);
  const auto hits = static_cast<double>(at.true_positives);
  const auto alarms = static_cast<double>(at.false_positives);
  return mean_of_parts(hits - weight * alarms, hits + weight * weight * alarms,
                       static_cast<double>(at.n()));
}

double net_benefit_of_all(const Confusion& at) {
  return (static_cast<double>(at.events()) -
          odds(at.threshold) * static_cast<double>(at.non_events())) /
         static_cast<double>(at.n());
}

Interval net_benefit_gain(const Confusion& at) {
  return net_benefit_of_all(at) > 0 ? gain_on_all(at) : net_benefit(at);
}

Interval interventions_avoided(const Confusion& at) {
  auto gain = gain_on_all(at);
  const double scale = 100 / odds(at.threshold);
  for (double* each : {&gain.value, &gain.lower, &gain.upper, &gain.standard_error}) *each *= scale;
  return gain;
}

Interval net_benefit_difference(const Disagreement& rows, double threshold) {
  const double weight = odds(threshold);
  const auto number = [](std::uint64_t count) { return static_cast<double>(count); };
  const double sum = number(rows.first_events) - number(rows.second_events) -
                     weight * (number(rows.first_non_events) - number(rows.second_non_events));
  const double squares = number(rows.first_events + rows.second_events) +
                         weight * weight * number(rows.first_non_events + rows.second_non_events);
  return mean_of_parts(sum, squares, number(rows.n));
}

}  // namespace regie::statistics
