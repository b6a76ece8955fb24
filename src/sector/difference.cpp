#include "sector/difference.h"

#include <algorithm>
#include <cmath>

#include "statistics/special.h"

namespace regie::sector {
namespace {

/// Phi of pairs, with Newcombe's correction towards 0.
double correlation(const Pairs& pairs) {
  const auto all = static_cast<double>(pairs.all);
  const auto both = static_cast<double>(pairs.both);
  const auto later = static_cast<double>(pairs.later);
  const auto earlier = static_cast<double>(pairs.earlier);
  const auto margins = later * (all - later) * earlier * (all - earlier);
  if (margins <= 0) return 0;
  auto product = both * (all - later - earlier + both) - (later - both) * (earlier - both);
  if (product > 0) product = std::max(product - all / 2, 0.0);
  return product / std::sqrt(margins);
}

double quantile(const std::vector<double>& sorted, double share) {
  const auto at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const auto above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

statistics::Interval difference(Part earlier, Part later, const Pairs& pairs) {
  const auto n1 = static_cast<double>(earlier.base);
  const auto n2 = static_cast<double>(later.base);
  const auto first = statistics::wilson(static_cast<double>(earlier.count), n1);
  const auto second = statistics::wilson(static_cast<double>(later.count), n2);
  const auto r = correlation(pairs) * static_cast<double>(pairs.all) / std::sqrt(n1 * n2);
  const auto added = [r](double a, double b) {
    return std::sqrt(std::max(a * a - 2 * r * a * b + b * b, 0.0));
  };
  const auto change = second.value - first.value;
  return {.value = change,
          .lower = change - added(second.value - second.lower, first.upper - first.value),
          .upper = change + added(second.upper - second.value, first.value - first.lower)};
}

Spread spread_of(const std::vector<double>& sorted) {
  const auto n = static_cast<double>(sorted.size());
  double sum = 0;
  for (const auto value : sorted) sum += value;
  Spread spread{.n = static_cast<std::int64_t>(sorted.size()), .mean = sum / n};
  double squares = 0;
  for (const auto value : sorted) squares += (value - spread.mean) * (value - spread.mean);
  if (sorted.size() > 1) spread.standard_deviation = std::sqrt(squares / (n - 1));
  spread.first_quartile = quantile(sorted, 0.25);
  spread.median = quantile(sorted, 0.5);
  spread.third_quartile = quantile(sorted, 0.75);
  return spread;
}

std::optional<Change> change_of_mean(const Spread& earlier, const Spread& later,
                                     const PairSums& pairs, std::int64_t from_year) {
  if (earlier.n < 2 || later.n < 2) return std::nullopt;
  const auto n1 = static_cast<double>(earlier.n);
  const auto n2 = static_cast<double>(later.n);
  const auto covariance =
      pairs.n < 2 ? 0 : (pairs.products - pairs.earlier * pairs.later / pairs.n) / (pairs.n - 1);
  const auto variance = std::pow(earlier.standard_deviation, 2) / n1 +
                        std::pow(later.standard_deviation, 2) / n2 -
                        2 * pairs.n * covariance / (n1 * n2);
  const auto half = statistics::student_quantile(0.975, std::min(n1, n2) - 1) *
                    std::sqrt(std::max(variance, 0.0));
  const auto change = later.mean - earlier.mean;
  return Change{from_year, change, change - half, change + half,
                static_cast<std::int64_t>(pairs.n)};
}

}  // namespace regie::sector
