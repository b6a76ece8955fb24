#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "validation/group_source.h"

namespace regie::validation {

/// How many there are in a group.
struct GroupSize {
  std::uint64_t persons = 0;
  std::uint64_t events = 0;
  std::uint64_t non_events = 0;
};

/// Why each group may not be shown: empty when it may. `persons` or `class`: fewer than `minimum`
/// persons, events or non-events. `complementary`: with the groups beside it and their sum, a group
/// that may not be shown would follow; the smallest that keep it hidden go too. Sums are those of
/// all rows over the groups of a column or the periods, and of one value over its pairs.
std::vector<std::string> suppressed_groups(const std::vector<GroupLabel>& labels,
                                           const std::vector<GroupSize>& sizes,
                                           std::uint64_t minimum);

}  // namespace regie::validation
