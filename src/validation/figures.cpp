#include <algorithm>

#include "validation/measures.h"

namespace regie::validation {
namespace {

constexpr std::size_t kHistogramBins = 20;
constexpr std::uint64_t kCurvePoints = 200;

std::vector<CurvePoint> calibration_curve(const statistics::ScoreCounts& counts, bool fine) {
  const auto bins = statistics::score_bins(counts, fine ? 1000 : 200);
  std::vector<CurvePoint> curve;
  for (const auto& point : statistics::smooth_calibration(bins, fine ? 101 : 41))
    curve.push_back({point.score, point.observed, point.lower, point.upper});
  return curve;
}

std::vector<HistogramBin> histogram(const statistics::ScoreCounts& counts, std::uint64_t minimum) {
  std::vector<std::uint64_t> events(kHistogramBins);
  std::vector<std::uint64_t> non_events(kHistogramBins);
  for (std::size_t index = 0; index < counts.counts.size(); ++index) {
    const auto bin = std::min(
        kHistogramBins - 1, static_cast<std::size_t>(counts.score(index) * kHistogramBins + 1e-9));
    events[bin] += counts.counts[index].events;
    non_events[bin] += counts.counts[index].non_events;
  }
  const auto shown = [&](std::uint64_t count) {
    return count > 0 && count < minimum ? std::nullopt
                                        : std::optional(static_cast<std::int64_t>(count));
  };
  std::vector<HistogramBin> bins;
  for (std::size_t bin = 0; bin < kHistogramBins; ++bin)
    bins.push_back({static_cast<double>(bin) / kHistogramBins,
                    static_cast<double>(bin + 1) / kHistogramBins, shown(events[bin]),
                    shown(non_events[bin])});
  // A single count that is left out would follow from the others and their sum.
  for (const auto member : {&HistogramBin::events, &HistogramBin::non_events}) {
    if (std::ranges::count_if(bins, [&](const auto& bin) { return !(bin.*member); }) != 1) continue;
    HistogramBin* least = nullptr;
    for (auto& bin : bins)
      if (bin.*member && *(bin.*member) > 0 && (least == nullptr || bin.*member < least->*member))
        least = &bin;
    if (least != nullptr) (least->*member).reset();
  }
  return bins;
}

/// Points of the ROC and the precision-recall curve, with enough persons between two of them.
void discrimination_curves(const statistics::ScoreCounts& counts, std::uint64_t minimum,
                           Figures& into) {
  if (counts.events == 0 || counts.non_events == 0) return;
  const auto step = std::max(minimum, counts.n() / kCurvePoints);
  const auto events = static_cast<double>(counts.events);
  const auto non_events = static_cast<double>(counts.non_events);
  std::uint64_t above = 0;
  std::uint64_t events_above = 0;
  std::uint64_t last = 0;
  into.roc.push_back({std::nullopt, 0, 0});
  for (auto index = counts.counts.size(); index-- > 0;) {
    const auto& count = counts.counts[index];
    above += std::uint64_t{count.events} + count.non_events;
    events_above += count.events;
    const bool ends = index == 0;
    if (!ends && (above - last < step || counts.n() - above < step)) continue;
    last = above;
    const double sensitivity = static_cast<double>(events_above) / events;
    into.roc.push_back(
        {counts.score(index), static_cast<double>(above - events_above) / non_events, sensitivity});
    into.precision_recall.push_back(
        {counts.score(index), sensitivity,
         static_cast<double>(events_above) / static_cast<double>(above)});
  }
}

}  // namespace

Figures figures(const statistics::ScoreCounts& counts, const Settings& settings, bool fine) {
  Figures found;
  const auto verdict = verdict_on(counts.events, counts.non_events, settings);
  found.calibration = calibration_curve(counts, fine);
  found.histogram = histogram(counts, settings.minimum_persons);
  discrimination_curves(counts, settings.minimum_persons, found);
  for (const auto& at : statistics::confusions(counts, settings.thresholds)) {
    const auto made = [&](const statistics::Interval& interval) {
      return estimate(interval, Method::wald, at.n(), at.events(), verdict);
    };
    auto& point =
        found.decision.emplace_back(DecisionPoint{.threshold = at.threshold,
                                                  .model = made(statistics::net_benefit(at)),
                                                  .treat_all = statistics::net_benefit_of_all(at),
                                                  .gain = made(statistics::net_benefit_gain(at))});
    if (has_small_cell(at, settings.minimum_persons))
      for (auto* each : {&point.model, &point.gain}) suppress(*each);
    if (!fine) continue;
    suppress_small_cells(found.thresholds.emplace_back(measure_at(at, settings)));
  }
  return found;
}

}  // namespace regie::validation
