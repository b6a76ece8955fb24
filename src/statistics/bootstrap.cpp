#include "statistics/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace regie::statistics {
namespace {

std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111eb;
  return x ^ (x >> 31U);
}

/// How many times each of `times.size()` units is drawn in as many draws. A byte is enough: 255
/// draws of one unit among many have a chance below 10^-500.
void draw_units(std::vector<std::uint8_t>& times, std::uint64_t seed, std::uint64_t index) {
  constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15;
  const std::uint64_t stream = mixed(mixed(seed + kStep) + (index + 1) * kStep);
  const std::uint64_t count = times.size();
  std::ranges::fill(times, std::uint8_t{0});
  for (std::uint64_t draw = 0; draw < count; draw += 2) {
    const auto bits = mixed(stream + (draw + 1) * kStep);
    ++times[((bits >> 32U) * count) >> 32U];
    if (draw + 1 < count) ++times[((bits & 0xffffffffU) * count) >> 32U];
  }
}

/// What was drawn so far, from the highest score down.
struct Drawing {
  std::int64_t events = 0;
  std::int64_t non_events = 0;
  std::int64_t above = 0;  ///< events with a higher score than the last
  std::int64_t tied = 0;   ///< events with the last score
  std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
  std::int64_t pairs = 0;  ///< twice the pairs won, ties once
  double precision = 0;
  double expected = 0;
  double brier = 0;
};

/// Goes on with the rows from `from` down to `until`. Of one score the events come first. Without
/// branches: whether a row was drawn cannot be guessed.
template <bool of_persons>
Drawing counted(const Drawn& rows, const std::vector<std::uint8_t>& times, std::size_t from,
                std::size_t until, Drawing drawing) {
  const auto* const scores = rows.table->scores().data();
  const auto* const keys = rows.keys.data();
  for (auto at = from; at > until; --at) {
    const auto key = keys[at - 1];
    const auto position = key >> 1U;
    const std::int64_t drawn = times[of_persons ? rows.persons[at - 1] : at - 1];
    const std::int64_t events = drawn & -static_cast<std::int64_t>(key & 1U);
    const std::int64_t non_events = drawn - events;
    drawing.above = position == drawing.last ? drawing.above : drawing.events;
    drawing.last = position;
    drawing.events += events;
    drawing.non_events += non_events;
    drawing.pairs += non_events * (drawing.above + drawing.events);
    drawing.tied += events;
    const bool ends = at == 1 || keys[at - 2] >> 1U != position;
    const auto counts = ends ? drawing.tied : 0;
    drawing.tied -= counts;
    const auto all = std::max<std::int64_t>(drawing.events + drawing.non_events, 1);
    drawing.precision += static_cast<double>(counts) *
                         (static_cast<double>(drawing.events) / static_cast<double>(all));
    const double p = scores[position];
    drawing.expected += static_cast<double>(drawn) * p;
    // (1 - p)^2 for an event and p^2 otherwise.
    drawing.brier += static_cast<double>(drawn) * p * p + static_cast<double>(events) * (1 - 2 * p);
  }
  return drawing;
}

}  // namespace

Replicate draw(const Drawn& rows, std::uint64_t seed, std::uint64_t index,
               std::vector<std::uint8_t>& times) {
  const bool of_persons = !rows.persons.empty();
  times.resize(of_persons ? rows.person_count : rows.keys.size());
  draw_units(times, seed, index);
  const auto first_alert = static_cast<std::size_t>(
      std::ranges::lower_bound(rows.keys, 2 * std::uint64_t{rows.threshold_position}) -
      rows.keys.begin());
  const auto alerts = of_persons ? counted<true>(rows, times, rows.keys.size(), first_alert, {})
                                 : counted<false>(rows, times, rows.keys.size(), first_alert, {});
  const auto all = of_persons ? counted<true>(rows, times, first_alert, 0, alerts)
                              : counted<false>(rows, times, first_alert, 0, alerts);
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const auto events = static_cast<double>(all.events);
  const auto non_events = static_cast<double>(all.non_events);
  const bool both = all.events > 0 && all.non_events > 0;
  return {.auroc = both ? static_cast<double>(all.pairs) / 2 / events / non_events : kNone,
          .average_precision = all.events > 0 ? all.precision / events : kNone,
          .observed_expected = all.expected > 0 ? events / all.expected : kNone,
          .brier = events + non_events > 0 ? all.brier / (events + non_events) : kNone,
          .events = static_cast<std::uint64_t>(all.events),
          .n = static_cast<std::uint64_t>(all.events + all.non_events),
          .true_positives = static_cast<std::uint64_t>(alerts.events),
          .false_positives = static_cast<std::uint64_t>(alerts.non_events)};
}

Interval percentile_interval(double estimate, std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  std::ranges::sort(values);
  const auto at = [&](double share) {
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
  };
  double mean = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {estimate, at(0.025), at(0.975),
          std::sqrt(squares / static_cast<double>(values.size() - 1))};
}

}  // namespace regie::statistics
