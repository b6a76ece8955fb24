#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sector/benchmark.h"
#include "statistics/interval.h"

/// The numbers behind a change between two rounds.
namespace regie::sector {

struct Part {
  std::int64_t count = 0;
  std::int64_t base = 1;
};

/// Of the organisations that answered in both rounds.
struct Pairs {
  std::size_t both = 0;     ///< chose it in both
  std::size_t later = 0;    ///< in the later round
  std::size_t earlier = 0;  ///< in the earlier round
  std::size_t all = 0;
};

/// Later share minus earlier share with its 95% interval; method in benchmark.h.
statistics::Interval difference(Part earlier, Part later, const Pairs& pairs);

/// Sums over organisations that gave a number in both rounds.
struct PairSums {
  double n = 0;
  double earlier = 0;
  double later = 0;
  double products = 0;

  void add(double first, double second) {
    ++n, earlier += first, later += second, products += first * second;
  }
};

/// Of at least one number, by rising value.
Spread spread_of(const std::vector<double>& sorted);

/// Nothing with fewer than two numbers in either round; method in benchmark.h.
std::optional<Change> change_of_mean(const Spread& earlier, const Spread& later,
                                     const PairSums& pairs, std::int64_t from_year);

}  // namespace regie::sector
