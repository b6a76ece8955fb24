#include "statistics/shrinkage.h"

#include <algorithm>
#include <cmath>

namespace regie::statistics {

std::vector<Interval> shrink(std::span<const Interval> groups) {
  double weights = 0;
  double squares = 0;
  double weighted = 0;
  for (const auto& group : groups) {
    const double weight = 1 / (group.standard_error * group.standard_error);
    weights += weight;
    squares += weight * weight;
    weighted += weight * group.value;
  }
  double heterogeneity = 0;
  for (const auto& group : groups)
    heterogeneity += std::pow((group.value - weighted / weights) / group.standard_error, 2);
  const auto freedom = static_cast<double>(groups.size()) - 1;
  const double scale = weights - squares / weights;
  const double between = scale > 0 ? std::max(0.0, (heterogeneity - freedom) / scale) : 0;

  double total = 0;
  double mean = 0;
  for (const auto& group : groups) {
    const double weight = 1 / (group.standard_error * group.standard_error + between);
    total += weight;
    mean += weight * group.value;
  }
  mean /= total;
  std::vector<Interval> shrunken;
  shrunken.reserve(groups.size());
  for (const auto& group : groups) {
    const double own = group.standard_error * group.standard_error;
    const double trust = groups.size() == 1 ? 1 : between / (between + own);
    const double rest = (1 - trust) * (1 - trust) / total;
    shrunken.push_back(wald(mean + trust * (group.value - mean), std::sqrt(trust * own + rest)));
  }
  return shrunken;
}

}  // namespace regie::statistics
