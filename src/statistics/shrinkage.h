#pragma once

#include <span>
#include <vector>

#include "statistics/interval.h"

namespace regie::statistics {

/// Estimates of the same measure in several groups, each with its standard error above 0, drawn to
/// their common mean: empirical Bayes with the variance between groups by DerSimonian and Laird
/// (1986). With one group, the estimate itself.
std::vector<Interval> shrink(std::span<const Interval> groups);

}  // namespace regie::statistics
