#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "statistics/score_counts.h"
#include "validation/measures.h"

/// At which scores the rows of a group may be cut in two and counted. Numbers at two cuts can be
/// subtracted; between any two of them lie, of each class, no rows or enough.
namespace regie::validation {

/// The rows at or above a cut.
struct Above {
  std::uint64_t events = 0;
  std::uint64_t non_events = 0;
  double scores = 0;  ///< their sum

  std::uint64_t n() const { return events + non_events; }
};

/// Positions in a table of scores at which numbers are wanted, the most important first: the
/// threshold of the hospital, twentieths of the scale, the thresholds of the run, tenths of the
/// rows, and steps of a curve. Each once; none at either end.
std::vector<std::uint32_t> wanted_cuts(const statistics::ScoreCounts& counts,
                                       const Settings& settings);

/// Rows that numbers are given of: those above each cut, and all.
struct Part {
  std::vector<Above> above;
  Above all;
};

/// The rows of a group, in the order of the cuts.
Part part_of(const statistics::ScoreCounts& counts, std::span<const std::uint32_t> cuts);

/// Leaves those that are not in the other, which are all in it.
void take_away(Part& from, const Part& part);

/// Which of the cuts can be kept so that no part has, between two of them or beyond one, fewer than
/// `minimum` rows of a class but some. Earlier cuts are kept before later ones.
std::vector<bool> safe_cuts(std::span<const std::uint32_t> cuts, const std::vector<Part>& parts,
                            std::uint64_t minimum);

/// The cuts of a group that are safe, by falling position, with its rows.
struct SafeCut {
  std::uint32_t position = 0;
  Above above;
};
struct SafeRows {
  std::vector<SafeCut> cuts;
  Above all;
};
SafeRows safe_rows(std::span<const std::uint32_t> cuts, const std::vector<bool>& safe,
                   const Part& part);

}  // namespace regie::validation
