#pragma once

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "statistics/score_counts.h"

/// Rows as a test writes them, made into counts.
namespace regie::statistics {

struct Row {
  double score;
  bool event;
};

/// Counts with the table that they refer to.
struct Counted {
  ScoreTable table;
  std::vector<std::uint32_t> keys;  ///< in the order of the rows
  std::vector<ScoreCount> counts;

  explicit Counted(const std::vector<Row>& rows) : Counted(rows, rows) {}
  /// `rows` with a table of the scores of `all`.
  Counted(const std::vector<Row>& rows, const std::vector<Row>& all) {
    std::vector<double> scores;
    for (const auto& row : all) scores.push_back(row.score);
    std::ranges::sort(scores);
    scores.erase(std::ranges::unique(scores).begin(), scores.end());
    table = ScoreTable(scores);
    for (const auto& row : rows)
      keys.push_back(table.position_of(row.score) * 2 + (row.event ? 1 : 0));
    auto sorted = keys;
    std::ranges::sort(sorted);
    count_sorted_keys(sorted, counts);
  }
  Counted(const Counted&) = delete;

  ScoreCounts view() const { return {table, counts}; }
};

/// A small CSV file of tests/reference, without quotation marks.
class ReferenceFile {
 public:
  explicit ReferenceFile(const std::string& name) {
    std::ifstream stream(std::string(REGIE_TEST_DATA) + "/" + name);
    std::string line;
    std::getline(stream, line);
    header_ = divided(line);
    while (std::getline(stream, line)) rows_.push_back(divided(line));
  }
  std::size_t size() const { return rows_.size(); }
  const std::string& cell(std::size_t row, const std::string& column) const {
    const auto at = std::ranges::find(header_, column) - header_.begin();
    return rows_.at(row).at(static_cast<std::size_t>(at));
  }
  double number(std::size_t row, const std::string& column) const {
    return std::stod(cell(row, column));
  }

 private:
  static std::vector<std::string> divided(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    return cells;
  }
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace regie::statistics
