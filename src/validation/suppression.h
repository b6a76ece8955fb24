#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "statistics/threshold.h"
#include "validation/group_source.h"

namespace regie::validation {

/// Groups that together make another one, their sum: the values of a column, or the pairs of one
/// value. By place in the labels.
struct Line {
  std::size_t sum = 0;
  std::vector<std::size_t> parts;
};
std::vector<Line> lines_of(const std::vector<GroupLabel>& labels);

/// How many there are in a group.
struct GroupSize {
  std::uint64_t persons = 0;
  std::uint64_t events = 0;
  std::uint64_t non_events = 0;
};

/// Why each group may not be shown: empty when it may. `persons` or `class`: fewer than `minimum`
/// persons, or fewer than `minimum_rows` events or non-events. `complementary`: with the groups
/// beside it and their sum, a group that may not be shown would follow; the smallest that keep it
/// hidden go too. Sums are those of all rows over the groups of a column or the periods, and of one
/// value over its pairs.
std::vector<std::string> suppressed_groups(const std::vector<GroupLabel>& labels,
                                           const std::vector<GroupSize>& sizes,
                                           std::uint64_t minimum, std::uint64_t minimum_rows);

/// Which groups may not be counted at a threshold: those that are suppressed, those with a cell of
/// fewer than `minimum` rows but some, and those without which such a cell would follow.
std::vector<bool> hidden_at_threshold(const std::vector<GroupLabel>& labels,
                                      const std::vector<std::string>& suppressed,
                                      const std::vector<statistics::Confusion>& cells,
                                      std::uint64_t minimum);

}  // namespace regie::validation
