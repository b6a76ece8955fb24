#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "statistics/score_counts.h"

namespace regie::validation {

/// The order in which the values of a column stand: numbers by size, then texts.
bool value_before(const std::string& a, const std::string& b);

enum class GroupKind : std::uint8_t { all, group, period };

/// Which rows belong together.
struct GroupLabel {
  GroupKind kind = GroupKind::all;
  std::vector<std::string> columns;
  std::vector<std::string> values;

  /// `sex=F & site=A`; the period itself; empty for all.
  std::string name() const;
  bool operator==(const GroupLabel&) const = default;
};

/// The counts of one model, group by group: from rows, or from a state that was kept.
class GroupSource {
 public:
  using Work = std::function<void(std::size_t index, std::uint64_t persons,
                                  const statistics::ScoreCounts& counts, std::size_t thread)>;
  virtual ~GroupSource() = default;
  virtual const std::string& model() const = 0;
  virtual const statistics::ScoreTable& table() const = 0;
  /// All rows first, then groups of one column, of two, and periods; each with at least one row.
  virtual const std::vector<GroupLabel>& labels() const = 0;
  /// Gives all rows, on this thread.
  virtual void visit_all(const Work& work) const = 0;
  /// Gives every other group once, in any order and on several threads.
  virtual void visit_groups(std::size_t threads, const Work& work) const = 0;
};

}  // namespace regie::validation
