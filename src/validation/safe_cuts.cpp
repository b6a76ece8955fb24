#include "validation/safe_cuts.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace regie::validation {
namespace {

constexpr std::uint64_t kTenths = 10;
constexpr int kTwentieths = 20;
constexpr std::uint64_t kCurvePoints = 200;

class Wanted {
 public:
  explicit Wanted(const statistics::ScoreCounts& counts) : counts_(counts) {}

  void add(std::uint32_t position) {
    if (position == 0 || position >= counts_.table->size()) return;
    if (seen_.insert(position).second) cuts_.push_back(position);
  }
  void add_score(double score) { add(counts_.table->position_of(score)); }
  /// Wherever so many rows have passed since the last, from the lowest score up.
  void add_steps(std::uint64_t step) {
    std::uint64_t below = 0;
    std::uint64_t next = step;
    for (std::size_t index = 0; index + 1 < counts_.counts.size(); ++index) {
      below += std::uint64_t{counts_.counts[index].events} + counts_.counts[index].non_events;
      if (below < next) continue;
      add(counts_.counts[index + 1].position);
      next = (below / step + 1) * step;
    }
  }
  std::vector<std::uint32_t> take() { return std::move(cuts_); }

 private:
  const statistics::ScoreCounts& counts_;
  std::set<std::uint32_t> seen_;
  std::vector<std::uint32_t> cuts_;
};

bool is_enough(std::uint64_t count, std::uint64_t minimum) {
  return count == 0 || count >= minimum;
}

/// More rows are above the lower cut.
bool is_safe(const Above& lower, const Above& higher, std::uint64_t minimum) {
  return is_enough(lower.events - higher.events, minimum) &&
         is_enough(lower.non_events - higher.non_events, minimum);
}

}  // namespace

std::vector<std::uint32_t> wanted_cuts(const statistics::ScoreCounts& counts,
                                       const Settings& settings) {
  Wanted wanted(counts);
  if (settings.threshold) wanted.add_score(*settings.threshold);
  for (int part = 1; part < kTwentieths; ++part)
    wanted.add_score(static_cast<double>(part) / kTwentieths);
  for (const double threshold : settings.thresholds) wanted.add_score(threshold);
  wanted.add_steps(std::max<std::uint64_t>(1, (counts.n() + kTenths - 1) / kTenths));
  wanted.add_steps(std::max(settings.minimum_rows, counts.n() / kCurvePoints));
  return wanted.take();
}

Part part_of(const statistics::ScoreCounts& counts, std::span<const std::uint32_t> cuts) {
  std::vector<std::size_t> falling(cuts.size());
  std::iota(falling.begin(), falling.end(), std::size_t{0});
  std::ranges::sort(falling, [&](auto a, auto b) { return cuts[a] > cuts[b]; });
  Part part;
  part.above.resize(cuts.size());
  auto& above = part.all;
  auto index = counts.counts.size();
  const auto go_down_to = [&](std::uint32_t position) {
    for (; index > 0 && counts.counts[index - 1].position >= position; --index) {
      const auto& count = counts.counts[index - 1];
      above.events += count.events;
      above.non_events += count.non_events;
      above.scores += static_cast<double>(std::uint64_t{count.events} + count.non_events) *
                      counts.score(index - 1);
    }
  };
  for (const auto cut : falling) {
    go_down_to(cuts[cut]);
    part.above[cut] = above;
  }
  go_down_to(0);
  return part;
}

void take_away(Part& from, const Part& part) {
  const auto subtract = [](Above& to, const Above& rows) {
    to.events -= rows.events;
    to.non_events -= rows.non_events;
    to.scores -= rows.scores;
  };
  for (std::size_t cut = 0; cut < from.above.size(); ++cut)
    subtract(from.above[cut], part.above[cut]);
  subtract(from.all, part.all);
}

std::vector<bool> safe_cuts(std::span<const std::uint32_t> cuts, const std::vector<Part>& parts,
                            std::uint64_t minimum) {
  std::vector<bool> safe(cuts.size());
  std::map<std::uint32_t, std::size_t> kept;  // by position
  for (std::size_t cut = 0; cut < cuts.size(); ++cut) {
    const auto higher = kept.upper_bound(cuts[cut]);
    const auto fits = [&](const Part& part) {
      const auto& above = higher == kept.end() ? Above{} : part.above[higher->second];
      const auto& below = higher == kept.begin() ? part.all : part.above[std::prev(higher)->second];
      return is_safe(part.above[cut], above, minimum) && is_safe(below, part.above[cut], minimum);
    };
    safe[cut] = std::ranges::all_of(parts, fits);
    if (safe[cut]) kept.emplace(cuts[cut], cut);
  }
  return safe;
}

SafeRows safe_rows(std::span<const std::uint32_t> cuts, const std::vector<bool>& safe,
                   const Part& part) {
  SafeRows rows{.cuts = {}, .all = part.all};
  for (std::size_t cut = 0; cut < cuts.size(); ++cut)
    if (safe[cut]) rows.cuts.push_back({cuts[cut], part.above[cut]});
  std::ranges::sort(rows.cuts, std::greater{}, &SafeCut::position);
  return rows;
}

}  // namespace regie::validation
