#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// The state from which every measure derives: how many rows with and without the outcome have each
/// distinct score. Rows can come in any order, and counts of different rows can be added.
namespace regie::statistics {

/// Distinct scores in rising order, each from 0 to 1, with their logarithms. A score of exactly 0
/// (or 1) has none; there it counts as half the distance to the nearest other score, at most
/// 0.0001.
class ScoreTable {
 public:
  ScoreTable() = default;
  /// `scores` rise strictly.
  explicit ScoreTable(std::vector<double> scores);

  std::size_t size() const { return scores_.size(); }
  std::span<const double> scores() const { return scores_; }
  /// log(score) - log(1 - score).
  std::span<const double> logits() const { return logits_; }
  /// log(score) of each.
  double log_of(std::size_t position) const { return log_[position]; }
  /// log(1 - score) of each.
  double log_of_rest(std::size_t position) const { return log_[position] - logits_[position]; }
  /// The first position with a score of at least `threshold`; size() when there is none.
  std::uint32_t position_of(double threshold) const;

 private:
  std::vector<double> scores_;
  std::vector<double> logits_;
  std::vector<double> log_;
};

/// Rows with one score of a table.
struct ScoreCount {
  std::uint32_t position = 0;
  std::uint32_t events = 0;
  std::uint32_t non_events = 0;
};

/// The rows of one group: its counts by rising position, none of them empty.
struct ScoreCounts {
  const ScoreTable* table = nullptr;
  std::span<const ScoreCount> counts;
  std::uint64_t events = 0;
  std::uint64_t non_events = 0;

  ScoreCounts() = default;
  ScoreCounts(const ScoreTable& of, std::span<const ScoreCount> rows);

  std::uint64_t n() const { return events + non_events; }
  double score(std::size_t index) const { return table->scores()[counts[index].position]; }
};

/// Counts the rows of a group from its keys, which rise: position of the score * 2, plus 1 for an
/// event. `into` is emptied first.
void count_sorted_keys(std::span<const std::uint32_t> keys, std::vector<ScoreCount>& into);

/// The same from the number of rows of every key, which becomes zero.
void take_dense_counts(std::span<std::uint32_t> rows_by_key, std::vector<ScoreCount>& into);

}  // namespace regie::statistics
