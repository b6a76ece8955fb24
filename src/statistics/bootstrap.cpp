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

}  // namespace

Replicate draw(const Drawn& rows, std::uint64_t seed, std::uint64_t index,
               std::vector<std::uint8_t>& times) {
  const bool of_persons = !rows.persons.empty();
  times.resize(of_persons ? rows.person_count : rows.keys.size());
  draw_units(times, seed, index);
  const auto scores = rows.table->scores();
  const auto& keys = rows.keys;
  Replicate found;
  std::uint64_t pairs = 0;  // twice the pairs won, ties once
  std::uint64_t below = 0;
  std::uint64_t above = 0;  // events with a higher score
  std::uint64_t tied = 0;   // events with this score
  auto last = std::numeric_limits<std::uint32_t>::max();
  double expected = 0;
  double precision = 0;
  // From the highest score down, as precision needs what stands above; of one score the events
  // come first. Without branches: whether a row was drawn cannot be guessed.
  const auto go_down = [&](std::size_t from, std::size_t until) {
    for (auto at = from; at > until; --at) {
      const auto key = keys[at - 1];
      const auto position = key >> 1U;
      const std::uint64_t rows_drawn = times[of_persons ? rows.persons[at - 1] : at - 1];
      const std::uint64_t events = rows_drawn * (key & 1U);
      const std::uint64_t non_events = rows_drawn - events;
      const bool ends = at == 1 || keys[at - 2] >> 1U != position;
      above = position == last ? above : found.events;
      last = position;
      found.events += events;
      below += non_events;
      pairs += non_events * (above + found.events);
      tied += events;
      const auto all = static_cast<double>(std::max<std::uint64_t>(found.events + below, 1));
      precision += static_cast<double>(ends ? tied : 0) * (static_cast<double>(found.events) / all);
      tied = ends ? 0 : tied;
      const double p = scores[position];
      expected += static_cast<double>(rows_drawn) * p;
      found.brier +=
          static_cast<double>(events) * (1 - p) * (1 - p) + static_cast<double>(non_events) * p * p;
    }
  };
  const auto first_alert = static_cast<std::size_t>(
      std::ranges::lower_bound(keys, 2 * std::uint64_t{rows.threshold_position}) - keys.begin());
  go_down(keys.size(), first_alert);
  found.true_positives = found.events;
  found.false_positives = below;
  go_down(first_alert, 0);
  found.n = found.events + below;
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const auto events = static_cast<double>(found.events);
  const auto non_events = static_cast<double>(below);
  found.auroc =
      events > 0 && non_events > 0 ? static_cast<double>(pairs) / 2 / events / non_events : kNone;
  found.average_precision = events > 0 ? precision / events : kNone;
  found.observed_expected = expected > 0 ? events / expected : kNone;
  found.brier = found.n > 0 ? found.brier / static_cast<double>(found.n) : kNone;
  return found;
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
