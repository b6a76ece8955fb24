#include "statistics/precision_recall.h"

#include <cmath>

namespace regie::statistics {

Interval average_precision(const ScoreCounts& counts) {
  std::uint64_t events_from = counts.events;
  std::uint64_t rows_from = counts.n();
  double sum = 0;
  for (const auto& count : counts.counts) {
    sum += count.events * (static_cast<double>(events_from) / static_cast<double>(rows_from));
    events_from -= count.events;
    rows_from -= std::uint64_t{count.events} + count.non_events;
  }
  const auto events = static_cast<double>(counts.events);
  const double value = std::min(sum / events, 1.0);
  const double error = std::sqrt(value * (1 - value) / events);
  if (value >= 1) return {1, wilson(events, events).lower, 1, error};
  return logit_interval(value, error);
}

}  // namespace regie::statistics
