#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "statistics/interval.h"
#include "statistics/score_counts.h"

namespace regie::statistics {

__extension__ using Wide = unsigned __int128;

/// The exact sums behind an AUROC and its variance. The placement of an event is twice the number
/// of non-events below it plus the ties; of a non-event, twice the events above plus the ties.
struct Placements {
  std::uint64_t events = 0;
  std::uint64_t non_events = 0;
  Wide sum = 0;                ///< over events; over non-events it is the same
  Wide event_squares = 0;      ///< sum of squared placements of events
  Wide non_event_squares = 0;  ///< the same of non-events

  bool both_classes() const { return events > 0 && non_events > 0; }
  /// The share of pairs of an event and a non-event in which the event scores higher; ties count
  /// one half. Needs both classes.
  double auroc() const;
  /// DeLong's variance (DeLong, DeLong and Clarke-Pearson 1988, with n - 1); nothing when a class
  /// has fewer than two rows.
  std::optional<double> variance() const;
};

Placements placements(const ScoreCounts& counts);

/// Wald with DeLong's variance, neither mended nor cut off. Nothing without two rows in each class.
std::optional<Interval> delong(const Placements& placements);

/// Standard error by the exponential approximation of Hanley and McNeil (1982).
double hanley_mcneil(double auroc, double events, double non_events);

/// Two models on the same rows.
struct PairedAuroc {
  Interval difference;  ///< first minus second
  double p = 1;
  double correlation = 0;
};

/// Paired DeLong test. Keys as in count_sorted_keys, in the same order of rows (any), with the
/// number of positions of each. Nothing when a class has fewer than two rows.
std::optional<PairedAuroc> compare(std::span<const std::uint32_t> first, std::size_t first_size,
                                   std::span<const std::uint32_t> second, std::size_t second_size);

/// All rows, fewer than 2^31, made ready to take a group out without looking at all of them again.
class WithoutGroup {
 public:
  explicit WithoutGroup(const ScoreCounts& all);
  /// The placements among the rows that are not of the group, exact, in time that grows with the
  /// group alone. The group's table is that of all rows.
  Placements rest(const ScoreCounts& group, const Placements& of_group) const;

 private:
  Placements all_;
  std::vector<std::uint32_t> events_below_;            ///< by position; one more than there are
  std::vector<std::uint32_t> non_events_below_;        ///< the same
  std::vector<std::uint64_t> event_placements_below_;  ///< sum of the placements of events below
  std::vector<std::uint64_t> non_event_placements_below_;
};

}  // namespace regie::statistics
