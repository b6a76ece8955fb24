#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "statistics/interval.h"
#include "statistics/score_counts.h"

namespace regie::statistics {

/// Measures of rows that were drawn with replacement.
struct Replicate {
  double auroc = 0;  ///< not a number when only one class was drawn
  double average_precision = 0;
  double observed_expected = 0;
  double brier = 0;
  std::uint64_t events = 0;
  std::uint64_t n = 0;
  std::uint64_t true_positives = 0;  ///< at the threshold
  std::uint64_t false_positives = 0;
};

/// Rows to draw from, by rising key (count_sorted_keys); fewer than 2^31.
struct Drawn {
  const ScoreTable* table = nullptr;
  std::span<const std::uint32_t> keys;
  std::span<const std::uint32_t> persons;  ///< of each key; empty: each row is drawn on its own
  std::uint32_t person_count = 0;
  std::uint32_t threshold_position = 0;  ///< scores from here on are alerts
};

/// Replicate number `index` of a seed. Random numbers come from a counter (SplitMix64, Steele and
/// others 2014), so that each replicate is the same on any thread. With persons, whole persons are
/// drawn. `times` is room that is used again.
Replicate draw(const Drawn& rows, std::uint64_t seed, std::uint64_t index,
               std::vector<std::uint8_t>& times);

/// The 2.5th and 97.5th percentile of the finite values around the estimate itself; the standard
/// error is their standard deviation. Needs two finite values.
Interval percentile_interval(double estimate, std::vector<double> values);

}  // namespace regie::statistics
