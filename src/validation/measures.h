#pragma once

#include <vector>

#include "statistics/auroc.h"
#include "statistics/calibration.h"
#include "statistics/interval.h"
#include "statistics/logistic.h"
#include "statistics/score_counts.h"
#include "statistics/threshold.h"
#include "validation/result.h"

/// From counts to the measures of a result.
namespace regie::validation {

/// What every measure is made by.
struct Settings {
  std::optional<double> threshold;
  std::vector<double> thresholds;
  std::uint64_t minimum_events = 100;
  std::uint64_t minimum_persons = 10;
  std::uint64_t minimum_rows = 10;  ///< which surely hold minimum_persons
  std::uint64_t bootstrap = 0;
  std::uint64_t seed = 1;
  bool for_comparison = false;
  std::size_t threads = 1;
};

/// What is found on the way and serves the comparison of groups.
struct Found {
  statistics::Placements placements;
  statistics::CalibrationSums sums;
  std::optional<statistics::Confusion> confusion;  ///< at the threshold
};

/// Room that a thread uses again for each group.
struct Scratch {
  statistics::LogitRows logits;
  std::vector<std::uint32_t> keys;
  std::vector<std::uint32_t> sorted;
  std::vector<statistics::ScoreCount> counts;
};

/// Whether there are enough events and non-events to decide by.
Sufficiency verdict_on(std::uint64_t events, std::uint64_t non_events, const Settings& settings);

/// An interval as an estimate.
Estimate estimate(const statistics::Interval& interval, Method method, std::uint64_t n,
                  std::uint64_t events, Sufficiency verdict);

/// The AUROC with the interval that fits: DeLong's; on the logit scale when that touches 0 or 1 or
/// a class has under 20 rows; and where DeLong's variance is zero, one that is not.
Estimate auroc_estimate(const statistics::Placements& placements, Sufficiency verdict);

/// Every measure of rows of which there is at least one.
Measures measure(const statistics::ScoreCounts& counts, const Settings& settings, Scratch& scratch,
                 Found& found);

/// Everything at one threshold.
ThresholdMeasures measure_at(const statistics::Confusion& at, const Settings& settings);

/// Whether one of the four counts is below the minimum but not zero.
bool has_small_cell(const statistics::Confusion& at, std::uint64_t minimum);

/// No numbers, as too few persons decide them.
void suppress(Estimate& estimate);

/// Takes the four counts away.
void hide_counts(ThresholdMeasures& at);

/// Suppresses all estimates when the counts that they follow from are absent.
void suppress_small_cells(ThresholdMeasures& at);

/// Whether a measure is one at the hospital's threshold.
constexpr bool is_at_threshold(MeasureName measure) {
  return measure >= MeasureName::net_benefit && measure <= MeasureName::number_needed_to_evaluate;
}

}  // namespace regie::validation
