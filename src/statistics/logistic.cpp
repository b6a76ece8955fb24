#include "statistics/logistic.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

// One text for every processor: lanes of the language's own, which the compiler turns into what the
// processor has. The order of additions stays the same everywhere, and so do the digits.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define REGIE_WIDE_LANES __attribute__((target_clones("avx2", "default")))
#else
#define REGIE_WIDE_LANES
#endif

namespace regie::statistics {
namespace {

constexpr std::size_t kLanes = 8;
using Lanes __attribute__((vector_size(kLanes * sizeof(double)))) = double;
using Bits __attribute__((vector_size(kLanes * sizeof(double)))) = std::int64_t;

double total(const double* lanes) {
  double sum = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) sum += lanes[lane];
  return sum;
}

// exp by range reduction to |r| <= log(2) / 2 and its Taylor series to r^13, whose next term is
// below half a unit of the last place.
[[gnu::always_inline]] inline void risk_of(const Lanes& logit, Lanes& risk) {
  constexpr double kRound = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to whole numbers
  constexpr double kSeries[] = {1.0 / 6227020800,
                                1.0 / 479001600,
                                1.0 / 39916800,
                                1.0 / 3628800,
                                1.0 / 362880,
                                1.0 / 40320,
                                1.0 / 5040,
                                1.0 / 720,
                                1.0 / 120,
                                1.0 / 24,
                                1.0 / 6,
                                0.5,
                                1.0,
                                1.0};
  Lanes power = -logit;
  power = power < 700.0 ? power : power * 0.0 + 700.0;
  power = power > -700.0 ? power : power * 0.0 - 700.0;
  const Lanes shifted = power * 1.4426950408889634 + kRound;
  const Lanes whole = shifted - kRound;
  const Lanes rest =
      (power - whole * 6.93147180369123816490e-01) - whole * 1.90821492927058770002e-10;
  Lanes series = rest * 0.0 + kSeries[0];
  for (std::size_t term = 1; term < std::size(kSeries); ++term)
    series = series * rest + kSeries[term];
  Bits scale;
  std::memcpy(&scale, &shifted, sizeof(scale));
  scale = (scale + 1023) << 52;
  Lanes doubled;
  std::memcpy(&doubled, &scale, sizeof(scale));
  risk = 1.0 / (1.0 + series * doubled);
}

/// Adds the lanes of each sum, in one order.
void add_lanes(const Lanes (&sums)[5], LogisticSums& into) {
  double* const found[] = {&into.expected, &into.expected_by_logit, &into.information,
                           &into.information_x, &into.information_xx};
  for (std::size_t each = 0; each < std::size(found); ++each) {
    double lanes[kLanes];
    std::memcpy(lanes, &sums[each], sizeof(lanes));
    *found[each] = total(lanes);
  }
}

REGIE_WIDE_LANES
void sums_by_score(const double* logits, const double* rows, std::size_t size, double intercept,
                   double slope, LogisticSums* into) {
  Lanes sums[5] = {};
  for (std::size_t at = 0; at < size; at += kLanes) {
    Lanes x = {};
    Lanes n = {};
    const auto bytes = std::min(kLanes, size - at) * sizeof(double);
    std::memcpy(&x, logits + at, bytes);
    std::memcpy(&n, rows + at, bytes);
    Lanes p;
    risk_of(intercept + slope * x, p);
    const Lanes np = n * p;
    const Lanes information = np * (1.0 - p);
    sums[0] += np;
    sums[1] += np * x;
    sums[2] += information;
    sums[3] += information * x;
    sums[4] += information * x * x;
  }
  add_lanes(sums, *into);
}

// With f the logistic function, f' = f (1 - f): each coefficient of the series about a middle
// follows from those before, and p (1 - p) has the series of f'. The moments of eight stretches
// stand side by side.
REGIE_WIDE_LANES
void sums_by_moments(const double* middles, const double* moments, std::size_t size,
                     double intercept, double slope, LogisticSums* into) {
  constexpr auto kOrder = LogitRows::kOrder;
  Lanes sums[5] = {};
  for (std::size_t at = 0; at < size; at += kLanes) {
    Lanes x;
    std::memcpy(&x, middles + at, sizeof(x));
    Lanes moment[LogitRows::kMoments];
    std::memcpy(moment, moments + at * LogitRows::kMoments, sizeof(moment));
    Lanes series[kOrder + 1];
    risk_of(intercept + slope * x, series[0]);
    for (std::size_t k = 0; k < kOrder; ++k) {
      Lanes product = series[0] * series[k];
      for (std::size_t i = 1; i <= k; ++i) product += series[i] * series[k - i];
      series[k + 1] = (series[k] - product) / static_cast<double>(k + 1);
    }
    Lanes np = {};
    Lanes np_d = {};
    Lanes information[3] = {};
    double power = 1;
    for (std::size_t k = 0; k <= kOrder; ++k, power *= slope) {
      const Lanes of_p = series[k] * power;
      np += of_p * moment[k];
      np_d += of_p * moment[k + 1];
      if (k == kOrder) break;
      const Lanes of_information = series[k + 1] * (static_cast<double>(k + 1) * power);
      for (std::size_t d = 0; d < 3; ++d) information[d] += of_information * moment[k + d];
    }
    sums[0] += np;
    sums[1] += np * x + np_d;
    sums[2] += information[0];
    sums[3] += information[0] * x + information[1];
    sums[4] += (information[0] * x + information[1] * 2.0) * x + information[2];
  }
  add_lanes(sums, *into);
}

constexpr int kMostSteps = 40;
constexpr double kSettled = 1e-11;
constexpr double kRunaway = 1e3;

std::optional<Recalibration> newton(const LogitRows& rows, bool with_slope, Recalibration fit) {
  for (int step = 0; step < kMostSteps; ++step) {
    if (rows.as_moments() && std::abs(fit.slope) > LogitRows::kSteepest) {
      LogitRows every;
      every.take(rows.counts(), LogitRows::Detail::every_score);
      return newton(every, with_slope, fit);
    }
    const auto sums = rows.sums(fit.intercept, fit.slope);
    const double score = rows.events() - sums.expected;
    const double score_x = rows.events_by_logit() - sums.expected_by_logit;
    const double determinant = with_slope ? sums.information * sums.information_xx -
                                                sums.information_x * sums.information_x
                                          : sums.information;
    if (!(determinant > 0) || !std::isfinite(determinant)) return std::nullopt;
    double change = score / sums.information;
    double change_slope = 0;
    if (with_slope) {
      // Without spread in the logits the determinant is what rounding leaves of zero.
      if (determinant < 1e-12 * sums.information * sums.information_xx) return std::nullopt;
      change = (sums.information_xx * score - sums.information_x * score_x) / determinant;
      change_slope = (sums.information * score_x - sums.information_x * score) / determinant;
      fit.intercept_error = std::sqrt(sums.information_xx / determinant);
      fit.slope_error = std::sqrt(sums.information / determinant);
    } else {
      fit.intercept_error = std::sqrt(1 / sums.information);
    }
    // Far from the maximum a whole step can overshoot.
    const double largest = std::max(std::abs(change), std::abs(change_slope));
    const double part = largest > 4 ? 4 / largest : 1;
    fit.intercept += part * change;
    fit.slope += part * change_slope;
    if (std::abs(fit.slope) > kRunaway || std::abs(fit.intercept) > kRunaway) return std::nullopt;
    if (largest < kSettled * (1 + std::abs(fit.slope) + std::abs(fit.intercept))) return fit;
  }
  return std::nullopt;
}

}  // namespace

LogisticSums LogitRows::sums(double intercept, double slope) const {
  LogisticSums found;
  (as_moments_ ? sums_by_moments : sums_by_score)(logits_.data(), rows_.data(), logits_.size(),
                                                  intercept, slope, &found);
  return found;
}

void LogitRows::take(const ScoreCounts& counts, Detail detail) {
  constexpr std::size_t kFew = 2000;
  counts_ = counts;
  n_ = static_cast<double>(counts.n());
  events_ = static_cast<double>(counts.events);
  as_moments_ = detail == Detail::as_fits && counts.counts.size() > kFew;
  as_moments_ ? take_moments() : take_every_score();
  // Where the class of `upper` begins at or past the end of the class of `lower`.
  const auto& rows = counts.counts;
  const auto is_above = [&](auto upper, auto lower) {
    const auto first =
        std::ranges::find_if(rows, [&](const auto& count) { return count.*upper > 0; });
    auto last = rows.size();
    while (last > 0 && rows[last - 1].*lower == 0) --last;
    return first == rows.end() || last == 0 || first->position >= rows[last - 1].position;
  };
  divided_ = is_above(&ScoreCount::events, &ScoreCount::non_events) ||
             is_above(&ScoreCount::non_events, &ScoreCount::events);
}

void LogitRows::take_every_score() {
  const auto logits = counts_.table->logits();
  logits_.resize(counts_.counts.size());
  rows_.resize(counts_.counts.size());
  events_by_logit_ = 0;
  for (std::size_t at = 0; at < counts_.counts.size(); ++at) {
    const auto& count = counts_.counts[at];
    logits_[at] = logits[count.position];
    rows_[at] = static_cast<double>(count.events) + count.non_events;
    events_by_logit_ += count.events * logits_[at];
  }
}

void LogitRows::take_moments() {
  constexpr double kStretches = 16;  // in a logit
  const auto logits = counts_.table->logits();
  logits_.clear();
  rows_.clear();
  events_by_logit_ = 0;
  for (std::size_t at = 0; at < counts_.counts.size();) {
    const double from = std::floor(logits[counts_.counts[at].position] * kStretches);
    const double middle = (from + 0.5) / kStretches;
    const double until = (from + 1) / kStretches;
    double moments[kMoments] = {};
    for (; at < counts_.counts.size(); ++at) {
      const auto& count = counts_.counts[at];
      const double logit = logits[count.position];
      if (logit >= until) break;
      events_by_logit_ += count.events * logit;
      double part = static_cast<double>(count.events) + count.non_events;
      const double apart = logit - middle;
#pragma GCC unroll 10
      for (std::size_t k = 0; k < kMoments; ++k) {
        moments[k] += part;
        part *= apart;
      }
    }
    const auto lane = logits_.size() % kLanes;
    if (lane == 0) rows_.resize(rows_.size() + kLanes * kMoments);
    auto* const block = &rows_[rows_.size() - kLanes * kMoments];
    for (std::size_t k = 0; k < kMoments; ++k) block[k * kLanes + lane] = moments[k];
    logits_.push_back(middle);
  }
  logits_.resize((logits_.size() + kLanes - 1) / kLanes * kLanes);
}

namespace {

std::optional<Recalibration> fit(const LogitRows& rows, bool with_slope, Recalibration start) {
  if (rows.events() <= 0 || rows.events() >= rows.rows() || (with_slope && rows.divided()))
    return std::nullopt;
  return newton(rows, with_slope, start);
}

}  // namespace

std::optional<Recalibration> fit_recalibration(const LogitRows& rows, double start_intercept,
                                               double start_slope) {
  return fit(rows, true, {.intercept = start_intercept, .slope = start_slope});
}

std::optional<Recalibration> fit_intercept(const LogitRows& rows, double start) {
  return fit(rows, false, {.intercept = start, .slope = 1});
}

}  // namespace regie::statistics
