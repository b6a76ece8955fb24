#include "statistics/score_counts.h"

#include <algorithm>
#include <cmath>

namespace regie::statistics {

ScoreTable::ScoreTable(std::vector<double> scores) : scores_(std::move(scores)) {
  constexpr double kNearest = 1e-4;
  double above_zero = kNearest;
  double below_one = kNearest;
  const auto first = std::ranges::upper_bound(scores_, 0.0);
  if (first != scores_.end() && *first < 1) above_zero = std::min(kNearest, *first / 2);
  const auto last = std::ranges::lower_bound(scores_, 1.0);
  if (last != scores_.begin() && *std::prev(last) > 0)
    below_one = std::min(kNearest, (1 - *std::prev(last)) / 2);
  logits_.reserve(scores_.size());
  log_.reserve(scores_.size());
  for (const double score : scores_) {
    const double inner = score <= 0 ? above_zero : score >= 1 ? 1 - below_one : score;
    log_.push_back(std::log(inner));
    logits_.push_back(log_.back() - std::log1p(-inner));
  }
}

std::uint32_t ScoreTable::position_of(double threshold) const {
  return static_cast<std::uint32_t>(std::ranges::lower_bound(scores_, threshold) - scores_.begin());
}

ScoreCounts::ScoreCounts(const ScoreTable& of, std::span<const ScoreCount> rows)
    : table(&of), counts(rows) {
  for (const auto& count : rows) {
    events += count.events;
    non_events += count.non_events;
  }
}

// Both write a count at every step and keep it or not by a sum: a branch would be guessed wrong at
// every fifth row.
void count_sorted_keys(std::span<const std::uint32_t> keys, std::vector<ScoreCount>& into) {
  into.resize(keys.size());
  if (keys.empty()) return;
  ScoreCount open{keys[0] >> 1U, 0, 0};
  std::size_t last = 0;
  for (const auto key : keys) {
    const auto position = key >> 1U;
    const std::uint32_t same = position == open.position ? 1 : 0;
    last += 1 - same;
    open = {position, open.events * same + (key & 1U), open.non_events * same + (~key & 1U)};
    into[last] = open;
  }
  into.resize(last + 1);
}

void take_dense_counts(std::span<std::uint32_t> rows_by_key, std::vector<ScoreCount>& into) {
  const auto positions = rows_by_key.size() / 2;
  into.resize(positions + 1);
  std::size_t last = 0;
  for (std::uint32_t position = 0; position < positions; ++position) {
    auto* const rows = &rows_by_key[2 * std::size_t{position}];
    into[last] = {position, rows[1], rows[0]};
    last += (rows[0] | rows[1]) != 0 ? 1 : 0;
    rows[0] = rows[1] = 0;
  }
  into.resize(last);
}

}  // namespace regie::statistics
