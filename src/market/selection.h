#pragma once

#include <cstddef>
#include <vector>

#include "market/market.h"
#include "market/views.h"

namespace regie::market {

/// Which filter to leave out, for figures that show what else could be chosen.
enum class Without { nothing, year, field };

/// Positions in the market of what the filter finds, in the order of the list.
std::vector<std::size_t> select(const Market& market, const Ours& ours, const MarketFilter& filter,
                                Without without = Without::nothing);

/// Puts positions in the order that is asked for. Without a direction days come newest first and
/// words from A; what is equal stands newest first, then by number.
void sort(std::vector<std::size_t>& positions, const Market& market, const MarketQuery& query);

/// Figures of what the filter finds.
MarketFigures figures_of(const Market& market, const Ours& ours, const MarketFilter& filter);

}  // namespace regie::market
