#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "statistics/interval.h"
#include "statistics/score_counts.h"

namespace regie::statistics {

/// Rows at one threshold; a score at or above it is an alert.
struct Confusion {
  double threshold = 0;
  std::uint64_t true_positives = 0;
  std::uint64_t false_positives = 0;
  std::uint64_t false_negatives = 0;
  std::uint64_t true_negatives = 0;

  std::uint64_t events() const { return true_positives + false_negatives; }
  std::uint64_t non_events() const { return false_positives + true_negatives; }
  std::uint64_t alerts() const { return true_positives + false_positives; }
  std::uint64_t n() const { return events() + non_events(); }
};

/// At each of the thresholds, which rise.
std::vector<Confusion> confusions(const ScoreCounts& counts, std::span<const double> thresholds);

/// Net benefit per row: true positives minus false positives weighed by threshold / (1 - threshold)
/// (Vickers and Elkin 2006). Wald's interval from the variance of each row's part. The threshold is
/// between 0 and 1.
Interval net_benefit(const Confusion& at);

/// Net benefit of treating everyone; treating no one has 0.
double net_benefit_of_all(const Confusion& at);

/// Net benefit minus the better of treating all and treating none, with the interval of that
/// difference between rows.
Interval net_benefit_gain(const Confusion& at);

/// Interventions that the model avoids per 100 rows against treating all, without missing more
/// events: (net benefit - that of all) / (threshold / (1 - threshold)) * 100.
Interval interventions_avoided(const Confusion& at);

/// Two ways to choose, on the same rows: how many rows only one of them treats.
struct Disagreement {
  std::uint64_t first_events = 0;  ///< events that only the first treats
  std::uint64_t first_non_events = 0;
  std::uint64_t second_events = 0;
  std::uint64_t second_non_events = 0;
  std::uint64_t n = 0;
};
/// Net benefit of the first minus that of the second, at this threshold.
Interval net_benefit_difference(const Disagreement& rows, double threshold);

}  // namespace regie::statistics
