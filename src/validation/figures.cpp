#include "validation/figures.h"

#include <algorithm>

#include "validation/safe_cuts.h"

namespace regie::validation {
namespace {

constexpr std::size_t kHistogramBins = 20;
constexpr std::uint64_t kCurvePoints = 200;

/// Twentieths of the scale, those together that no safe cut parts.
std::vector<HistogramBin> histogram(const SafeRows& rows, const statistics::ScoreTable& table) {
  std::vector<HistogramBin> bins;
  auto lower = rows.all;
  double from = 0;
  for (std::size_t bin = 1; bin <= kHistogramBins; ++bin) {
    const double to = static_cast<double>(bin) / kHistogramBins;
    const auto higher =
        bin == kHistogramBins ? Above{} : at_cut(rows, table.position_of(to), table);
    if (!higher) continue;
    bins.push_back({from, to, static_cast<std::int64_t>(lower.events - higher->events),
                    static_cast<std::int64_t>(lower.non_events - higher->non_events)});
    lower = *higher;
    from = to;
  }
  return bins;
}

/// Points of the ROC and the precision-recall curve, at most about so many.
void discrimination_curves(const SafeRows& rows, const statistics::ScoreTable& table,
                           Figures& into) {
  const auto& all = rows.all;
  if (all.events == 0 || all.non_events == 0) return;
  const auto step = std::max<std::uint64_t>(1, all.n() / kCurvePoints);
  const auto add = [&](double threshold, const Above& above) {
    const auto found = static_cast<double>(above.events);
    const double sensitivity = found / static_cast<double>(all.events);
    into.roc.push_back({threshold,
                        static_cast<double>(above.non_events) / static_cast<double>(all.non_events),
                        sensitivity});
    into.precision_recall.push_back(
        {threshold, sensitivity, found / static_cast<double>(above.n())});
  };
  into.roc.push_back({std::nullopt, 0, 0});
  std::uint64_t last = 0;
  for (const auto& [position, above] : rows.cuts) {
    if (above.n() - last < step) continue;
    last = above.n();
    if (last < all.n()) add(table.scores()[position], above);
  }
  add(0, all);
}

}  // namespace

std::optional<Above> at_cut(const SafeRows& rows, std::uint32_t position,
                            const statistics::ScoreTable& table) {
  if (position == 0) return rows.all;
  if (position >= table.size()) return Above{};
  const auto cut =
      std::ranges::lower_bound(rows.cuts, position, std::greater{}, &SafeCut::position);
  if (cut == rows.cuts.end() || cut->position != position) return std::nullopt;
  return cut->above;
}

std::vector<CalibrationBin> calibration_bins(const SafeRows& rows) {
  constexpr std::uint64_t kBins = 10;
  std::vector<CalibrationBin> bins;
  auto lower = rows.all;
  const auto close = [&](const Above& higher) {
    const auto n = lower.n() - higher.n();
    const auto events = lower.events - higher.events;
    if (n == 0) return;
    const auto share = statistics::wilson(static_cast<double>(events), static_cast<double>(n));
    bins.push_back({static_cast<std::int64_t>(n), static_cast<std::int64_t>(events),
                    (lower.scores - higher.scores) / static_cast<double>(n), share.value,
                    share.lower, share.upper});
    lower = higher;
  };
  const auto share_of = [&](const Above& above) {
    return (rows.all.n() - above.n()) * kBins / rows.all.n();
  };
  for (auto cut = rows.cuts.rbegin(); cut != rows.cuts.rend(); ++cut)
    if (share_of(cut->above) > share_of(lower)) close(cut->above);
  close({});
  return bins;
}

std::vector<CurvePoint> calibration_curve(const statistics::ScoreCounts& counts, bool fine) {
  const auto bins = statistics::score_bins(counts, fine ? 1000 : 200);
  std::vector<CurvePoint> curve;
  for (const auto& point : statistics::smooth_calibration(bins, fine ? 101 : 41))
    curve.push_back({point.score, point.observed, point.lower, point.upper});
  return curve;
}

Figures figures(const SafeRows& rows, const statistics::ScoreTable& table, const Settings& settings,
                bool fine) {
  Figures found;
  const auto& all = rows.all;
  const auto verdict = verdict_on(all.events, all.non_events, settings);
  found.histogram = histogram(rows, table);
  discrimination_curves(rows, table, found);
  for (const double threshold : settings.thresholds) {
    const auto known = at_cut(rows, table.position_of(threshold), table);
    const auto above = known.value_or(Above{});
    const statistics::Confusion at{.threshold = threshold,
                                   .true_positives = above.events,
                                   .false_positives = above.non_events,
                                   .false_negatives = all.events - above.events,
                                   .true_negatives = all.non_events - above.non_events};
    const auto made = [&](const statistics::Interval& interval) {
      return estimate(interval, Method::wald, at.n(), at.events(), verdict);
    };
    auto& point =
        found.decision.emplace_back(DecisionPoint{.threshold = threshold,
                                                  .model = made(statistics::net_benefit(at)),
                                                  .treat_all = statistics::net_benefit_of_all(at),
                                                  .gain = made(statistics::net_benefit_gain(at))});
    if (!known)
      for (auto* each : {&point.model, &point.gain}) suppress(*each);
    if (!fine) continue;
    auto& measures = found.thresholds.emplace_back(measure_at(at, settings));
    if (!known) hide_counts(measures);
    suppress_small_cells(measures);
  }
  return found;
}

}  // namespace regie::validation
