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
  Replicate found;
  std::uint64_t pairs = 0;  // twice the pairs won, ties once
  std::uint64_t below = 0;
  double expected = 0;
  double precision = 0;
  // From the highest score down: precision needs what stands above.
  for (auto at = rows.keys.size(); at > 0;) {
    const auto position = rows.keys[at - 1] >> 1U;
    std::uint64_t drawn[2] = {};
    for (; at > 0 && rows.keys[at - 1] >> 1U == position; --at)
      drawn[rows.keys[at - 1] & 1U] += times[of_persons ? rows.persons[at - 1] : at - 1];
    const auto [non_events, events] = drawn;
    if (events + non_events == 0) continue;
    pairs += non_events * (2 * found.events + events);
    found.events += events;
    found.n += events + non_events;
    below += non_events;
    const double p = scores[position];
    expected += static_cast<double>(events + non_events) * p;
    found.brier +=
        static_cast<double>(events) * (1 - p) * (1 - p) + static_cast<double>(non_events) * p * p;
    if (events > 0)
      precision += static_cast<double>(events) *
                   (static_cast<double>(found.events) / static_cast<double>(found.n));
    if (position >= rows.threshold_position) {
      found.true_positives = found.events;
      found.false_positives = below;
    }
  }
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
