#pragma once

#include <span>
#include <vector>

namespace regie::statistics {

/// p values adjusted for their number so that the share of false discoveries stays below the level
/// at which they are read (Benjamini and Hochberg 1995), in the order given.
std::vector<double> benjamini_hochberg(std::span<const double> p);

}  // namespace regie::statistics
