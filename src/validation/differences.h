#pragma once

#include <vector>

#include "validation/group_source.h"
#include "validation/measures.h"

namespace regie::validation {

/// A group beside all rows outside it: AUROC, O:E (as a ratio), and at the threshold net benefit,
/// sensitivity and alert rate. Without p adjusted or shrunken estimates yet.
std::vector<GroupDifference> differences(const statistics::WithoutGroup& all,
                                         const Found& found_all,
                                         const statistics::ScoreCounts& group, const Found& found,
                                         Sufficiency verdict);

/// Adjusts p over all groups, for each measure apart, and draws the estimates of the groups of the
/// same columns to their mean. Groups without measures take no part.
void weigh_together(std::vector<GroupResult>& groups);

}  // namespace regie::validation
