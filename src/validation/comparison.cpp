#include <algorithm>
#include <cmath>

#include "validation/engine.h"

namespace regie::validation {
namespace {

/// Mean difference of squared errors, summed over the pairs of scores that there are and not over
/// the rows as they came: the sum is then the same in any order.
statistics::Interval brier_difference(const Rows& rows, std::size_t first, std::size_t second) {
  const auto& a = rows.models[first];
  const auto& b = rows.models[second];
  std::vector<std::uint64_t> pairs(rows.n);
  for (std::size_t row = 0; row < rows.n; ++row)
    pairs[row] = (std::uint64_t{a.keys[row]} << 32U) | b.keys[row];
  std::ranges::sort(pairs);
  double sum = 0;
  double squares = 0;
  for (const auto pair : pairs) {
    const double outcome = (pair & 1U) != 0 ? 1 : 0;
    const double one = a.table.scores()[pair >> 33U] - outcome;
    const double other = b.table.scores()[(pair & 0xffffffffU) >> 1U] - outcome;
    const double difference = one * one - other * other;
    sum += difference;
    squares += difference * difference;
  }
  const auto n = static_cast<double>(rows.n);
  const double mean = sum / n;
  const double variance = n > 1 ? std::max(0.0, squares - n * mean * mean) / (n - 1) / n : 0;
  return statistics::wald(mean, std::sqrt(variance));
}

statistics::Disagreement disagreement(const Rows& rows, std::size_t first, std::size_t second,
                                      double threshold) {
  const auto& a = rows.models[first];
  const auto& b = rows.models[second];
  const auto from_a = a.table.position_of(threshold);
  const auto from_b = b.table.position_of(threshold);
  statistics::Disagreement found{.n = rows.n};
  for (std::size_t row = 0; row < rows.n; ++row) {
    const bool by_a = a.keys[row] >> 1U >= from_a;
    const bool by_b = b.keys[row] >> 1U >= from_b;
    const bool event = (a.keys[row] & 1U) != 0;
    if (by_a && !by_b) ++(event ? found.first_events : found.first_non_events);
    if (by_b && !by_a) ++(event ? found.second_events : found.second_non_events);
  }
  return found;
}

}  // namespace

void compare_policy(const Rows& rows, std::size_t model, const Settings& settings,
                    Figures& figures) {
  const auto& [name, table, keys] = rows.models[model];
  // Rows at each score, by event and whether the policy treats them.
  struct Cells {
    std::uint64_t rows[2][2] = {};
  };
  std::vector<Cells> below(table.size() + 1);
  for (std::size_t row = 0; row < rows.n; ++row)
    ++below[(keys[row] >> 1U) + 1].rows[keys[row] & 1U][rows.policy[row]];
  const auto each_cell = [](auto work) {
    for (int event = 0; event < 2; ++event)
      for (int treated = 0; treated < 2; ++treated) work(event, treated);
  };
  for (std::size_t at = 1; at < below.size(); ++at)
    each_cell([&](int event, int treated) {
      below[at].rows[event][treated] += below[at - 1].rows[event][treated];
    });
  const auto& all = below.back();
  const auto events = all.rows[1][0] + all.rows[1][1];
  const auto verdict = verdict_on(events, rows.n - events, settings);
  // Between two points, and beyond each, no rows of a cell or enough.
  const auto is_safe = [&](const Cells& more, const Cells& less) {
    bool safe = true;
    each_cell([&](int event, int treated) {
      const auto count = more.rows[event][treated] - less.rows[event][treated];
      safe = safe && (count == 0 || count >= settings.minimum_rows);
    });
    return safe;
  };
  Cells last;
  for (auto& point : figures.decision) {
    if (point.model.verdict == Sufficiency::suppressed) continue;
    const auto& under = below[table.position_of(point.threshold)];
    if (!is_safe(all, {}) || !is_safe(under, last) || !is_safe(all, under)) continue;
    last = under;
    const statistics::Disagreement found{.first_events = all.rows[1][0] - under.rows[1][0],
                                         .first_non_events = all.rows[0][0] - under.rows[0][0],
                                         .second_events = under.rows[1][1],
                                         .second_non_events = under.rows[0][1],
                                         .n = rows.n};
    point.gain_on_policy = estimate(statistics::net_benefit_difference(found, point.threshold),
                                    Method::wald, rows.n, events, verdict);
    point.current_policy =
        (static_cast<double>(all.rows[1][1]) -
         point.threshold / (1 - point.threshold) * static_cast<double>(all.rows[0][1])) /
        static_cast<double>(rows.n);
  }
}

ModelComparison compare_models(const Rows& rows, std::size_t first, std::size_t second,
                               const Settings& settings) {
  const auto& a = rows.models[first];
  const auto& b = rows.models[second];
  const auto events = static_cast<std::uint64_t>(
      std::ranges::count_if(a.keys, [](std::uint32_t key) { return (key & 1U) != 0; }));
  const auto verdict = verdict_on(events, rows.n - events, settings);
  const auto made = [&](const statistics::Interval& interval, Method method) {
    return estimate(interval, method, rows.n, events, verdict);
  };
  ModelComparison found{.first = a.name, .second = b.name};
  if (std::min(events, rows.n - events) < settings.minimum_rows ||
      rows.person_count < settings.minimum_persons) {
    found.auroc_difference.verdict = found.brier_difference.verdict = Sufficiency::suppressed;
    return found;
  }
  if (const auto paired = statistics::compare(a.keys, a.table.size(), b.keys, b.table.size())) {
    found.auroc_difference = made(paired->difference, Method::delong);
    found.p = paired->p;
    found.correlation = paired->correlation;
  }
  found.brier_difference = made(brier_difference(rows, first, second), Method::wald);
  if (!settings.threshold) return found;
  const auto apart = disagreement(rows, first, second, *settings.threshold);
  found.net_benefit_difference =
      made(statistics::net_benefit_difference(apart, *settings.threshold), Method::wald);
  const auto cells = {apart.first_events, apart.first_non_events, apart.second_events,
                      apart.second_non_events};
  if (std::ranges::any_of(cells,
                          [&](auto cell) { return cell > 0 && cell < settings.minimum_rows; }))
    suppress(*found.net_benefit_difference);
  return found;
}

}  // namespace regie::validation
