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

/// Sums over rows with p = 1 / (1 + exp(-(intercept + slope * logit))).
struct LogisticSums {
  double expected = 0;           ///< p
  double expected_by_logit = 0;  ///< p * logit
  double information = 0;        ///< p (1 - p)
  double information_x = 0;      ///< p (1 - p) logit
  double information_xx = 0;     ///< p (1 - p) logit^2
};

double total(const double* lanes) {
  double sum = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) sum += lanes[lane];
  return sum;
}

// exp by range reduction to |r| <= log(2) / 2 and its Taylor series to r^13, whose next term is
// below half a unit of the last place.
REGIE_WIDE_LANES
void logistic_sums(const double* logits, const double* rows, std::size_t size, double intercept,
                   double slope, LogisticSums* into) {
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
  Lanes sums[5] = {};
  for (std::size_t at = 0; at < size; at += kLanes) {
    Lanes x = {};
    Lanes n = {};
    const auto bytes = std::min(kLanes, size - at) * sizeof(double);
    std::memcpy(&x, logits + at, bytes);
    std::memcpy(&n, rows + at, bytes);
    Lanes power = -(intercept + slope * x);
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
    const Lanes p = 1.0 / (1.0 + series * doubled);
    const Lanes np = n * p;
    const Lanes information = np * (1.0 - p);
    sums[0] += np;
    sums[1] += np * x;
    sums[2] += information;
    sums[3] += information * x;
    sums[4] += information * x * x;
  }
  double* const found[] = {&into->expected, &into->expected_by_logit, &into->information,
                           &into->information_x, &into->information_xx};
  for (std::size_t each = 0; each < std::size(found); ++each) {
    double lanes[kLanes];
    std::memcpy(lanes, &sums[each], sizeof(lanes));
    *found[each] = total(lanes);
  }
}

constexpr int kMostSteps = 40;
constexpr double kSettled = 1e-11;
constexpr double kRunaway = 1e3;

std::optional<Recalibration> newton(const LogitRows& rows, bool with_slope, Recalibration fit) {
  for (int step = 0; step < kMostSteps; ++step) {
    LogisticSums sums;
    logistic_sums(rows.logits().data(), rows.rows().data(), rows.logits().size(), fit.intercept,
                  fit.slope, &sums);
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

void LogitRows::take(const ScoreCounts& counts) {
  const auto logits = counts.table->logits();
  logits_.resize(counts.counts.size());
  rows_.resize(counts.counts.size());
  events_ = events_by_logit_ = 0;
  for (std::size_t at = 0; at < counts.counts.size(); ++at) {
    const auto& count = counts.counts[at];
    logits_[at] = logits[count.position];
    rows_[at] = static_cast<double>(count.events) + count.non_events;
    events_ += count.events;
    events_by_logit_ += count.events * logits_[at];
  }
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

/// A few hundred points in place of very many rows: close enough to begin the fit of all rows from.
class CoarseRows {
 public:
  static constexpr std::size_t kPoints = 256;

  explicit CoarseRows(const LogitRows& rows) {
    const auto size = rows.logits_.size();
    for (std::size_t point = 0; point < kPoints; ++point) {
      double sum = 0;
      double n = 0;
      for (auto at = point * size / kPoints; at < (point + 1) * size / kPoints; ++at) {
        sum += rows.rows_[at] * rows.logits_[at];
        n += rows.rows_[at];
      }
      if (n <= 0) continue;
      coarse_.logits_.push_back(sum / n);
      coarse_.rows_.push_back(n);
    }
    coarse_.events_ = rows.events_;
    coarse_.events_by_logit_ = rows.events_by_logit_;
  }
  const LogitRows& rows() const { return coarse_; }

 private:
  LogitRows coarse_;
};

namespace {

std::optional<Recalibration> fit(const LogitRows& rows, bool with_slope, Recalibration start) {
  double n = 0;
  for (const double each : rows.rows()) n += each;
  if (rows.events() <= 0 || rows.events() >= n || (with_slope && rows.divided()))
    return std::nullopt;
  if (rows.logits().size() > 16 * CoarseRows::kPoints)
    if (const auto near = newton(CoarseRows(rows).rows(), with_slope, start)) start = *near;
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
