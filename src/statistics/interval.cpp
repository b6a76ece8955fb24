#include "statistics/interval.h"

#include <cmath>

namespace regie::statistics {

Interval logit_interval(double value, double standard_error) {
  const double centre = std::log(value / (1 - value));
  const double half = kNormal95 * standard_error / (value * (1 - value));
  const auto back = [](double x) { return 1 / (1 + std::exp(-x)); };
  return {value, back(centre - half), back(centre + half), standard_error};
}

Interval wilson(double successes, double trials) {
  constexpr double kSquare = kNormal95 * kNormal95;
  const double share = successes / trials;
  const double centre = (successes + kSquare / 2) / (trials + kSquare);
  const double half = kNormal95 / (trials + kSquare) *
                      std::sqrt(successes * (trials - successes) / trials + kSquare / 4);
  return {share, successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half,
          std::sqrt(share * (1 - share) / trials)};
}

Interval newcombe(const Interval& first, const Interval& second) {
  const double value = first.value - second.value;
  const double below = std::hypot(first.value - first.lower, second.upper - second.value);
  const double above = std::hypot(first.upper - first.value, second.value - second.lower);
  return {value, value - below, value + above,
          std::hypot(first.standard_error, second.standard_error)};
}

}  // namespace regie::statistics
