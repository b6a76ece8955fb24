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

void count_sorted_keys(std::span<const std::uint32_t> keys, std::vector<ScoreCount>& into) {
  into.clear();
  for (std::size_t at = 0; at < keys.size();) {
    ScoreCount count{keys[at] >> 1U, 0, 0};
    for (; at < keys.size() && keys[at] >> 1U == count.position; ++at)
      ++((keys[at] & 1U) != 0 ? count.events : count.non_events);
    into.push_back(count);
  }
}

}  // namespace regie::statistics
