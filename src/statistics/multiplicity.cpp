#include "statistics/multiplicity.h"

#include <algorithm>
#include <numeric>

namespace regie::statistics {

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
  std::vector<double> adjusted(p.size());
  const auto count = static_cast<double>(p.size());
  double least = 1;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    least = std::min(least, p[order[rank]] * count / (count - static_cast<double>(rank)));
    adjusted[order[rank]] = least;
  }
  return adjusted;
}

}  // namespace regie::statistics
