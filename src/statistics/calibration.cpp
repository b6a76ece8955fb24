#include "statistics/calibration.h"

#include <algorithm>
#include <cmath>

namespace regie::statistics {

CalibrationSums& CalibrationSums::operator-=(const CalibrationSums& others) {
  n -= others.n;
  events -= others.events;
  expected -= others.expected;
  brier -= others.brier;
  brier_squares -= others.brier_squares;
  log_loss -= others.log_loss;
  log_loss_squares -= others.log_loss_squares;
  return *this;
}

CalibrationSums calibration_sums(const ScoreCounts& counts) {
  CalibrationSums sums{.n = static_cast<double>(counts.n()),
                       .events = static_cast<double>(counts.events)};
  const auto scores = counts.table->scores();
  for (const auto& [position, events, non_events] : counts.counts) {
    const double p = scores[position];
    const double miss = (1 - p) * (1 - p);
    const double square = p * p;
    const double log_p = counts.table->log_of(position);
    const double log_q = counts.table->log_of_rest(position);
    sums.expected += (static_cast<double>(events) + non_events) * p;
    sums.brier += events * miss + non_events * square;
    sums.brier_squares += events * miss * miss + non_events * square * square;
    sums.log_loss -= events * log_p + non_events * log_q;
    sums.log_loss_squares += events * log_p * log_p + non_events * log_q * log_q;
  }
  return sums;
}

Interval observed_expected(const CalibrationSums& sums) {
  const double ratio = sums.events / sums.expected;
  const double error = std::sqrt((1 - sums.events / sums.n) / sums.events);
  return {ratio, ratio * std::exp(-kNormal95 * error), ratio * std::exp(kNormal95 * error),
          ratio * error};
}

namespace {

Interval mean_with_interval(double sum, double squares, double n) {
  const double mean = sum / n;
  const double variance = n > 1 ? std::max(0.0, squares - n * mean * mean) / (n - 1) / n : 0;
  auto interval = wald(mean, std::sqrt(variance));
  interval.lower = std::max(0.0, interval.lower);
  return interval;
}

}  // namespace

Interval brier(const CalibrationSums& sums) {
  return mean_with_interval(sums.brier, sums.brier_squares, sums.n);
}

Interval log_loss(const CalibrationSums& sums) {
  return mean_with_interval(sums.log_loss, sums.log_loss_squares, sums.n);
}

std::vector<ScoreBin> score_bins(const ScoreCounts& counts, std::size_t most) {
  std::vector<ScoreBin> bins;
  const auto scores = counts.table->scores();
  const auto total = counts.n();
  ScoreBin open;
  double sum = 0;
  std::uint64_t seen = 0;
  std::uint64_t shares = 0;
  const auto close = [&] {
    open.mean_score = sum / static_cast<double>(open.n);
    bins.push_back(open);
    open = {};
    sum = 0;
  };
  for (const auto& count : counts.counts) {
    const auto rows = std::uint64_t{count.events} + count.non_events;
    seen += rows;
    open.n += rows;
    open.events += count.events;
    sum += static_cast<double>(rows) * scores[count.position];
    // A bin is full when its last row stands at or past the end of a share of all rows.
    const auto shares_seen = seen * most / total;
    if (shares_seen > shares) close();
    shares = shares_seen;
  }
  return bins;
}

double expected_calibration_error(const std::vector<ScoreBin>& bins) {
  double n = 0;
  double sum = 0;
  for (const auto& bin : bins) {
    n += static_cast<double>(bin.n);
    sum += static_cast<double>(bin.n) * std::abs(bin.mean_score - bin.observed());
  }
  return sum / n;
}

BrierDecomposition decompose_brier(double brier, const std::vector<ScoreBin>& bins) {
  double n = 0;
  double events = 0;
  for (const auto& bin : bins) {
    n += static_cast<double>(bin.n);
    events += static_cast<double>(bin.events);
  }
  const double base = events / n;
  BrierDecomposition parts{.uncertainty = base * (1 - base)};
  for (const auto& bin : bins) {
    const double share = static_cast<double>(bin.n) / n;
    const double miss = bin.mean_score - bin.observed();
    const double apart = bin.observed() - base;
    parts.reliability += share * miss * miss;
    parts.resolution += share * apart * apart;
  }
  parts.within = brier - parts.reliability + parts.resolution - parts.uncertainty;
  return parts;
}

HosmerLemeshow hosmer_lemeshow(const std::vector<ScoreBin>& bins) {
  double statistic = 0;
  double used = 0;
  for (const auto& bin : bins) {
    const double n = static_cast<double>(bin.n);
    const double variance = n * bin.mean_score * (1 - bin.mean_score);
    if (variance <= 0) continue;
    const double miss = static_cast<double>(bin.events) - n * bin.mean_score;
    statistic += miss * miss / variance;
    ++used;
  }
  return {statistic, used > 0 ? chi_squared_tail(statistic, used) : 1};
}

}  // namespace regie::statistics
