#pragma once

#include <cstdint>
#include <vector>

#include "statistics/score_counts.h"
#include "validation/chunk.h"

namespace regie::validation {

/// Replaces scores by their position among the distinct ones, and gives those. Scores of at most
/// seven decimals are counted, others are sorted; `scores` is emptied.
struct Ranked {
  statistics::ScoreTable table;
  Column<std::uint32_t> positions;
};
Ranked rank_scores(ScoreColumn& scores, std::size_t threads);

}  // namespace regie::validation
