#pragma once

#include <vector>

#include "statistics/interval.h"
#include "statistics/score_counts.h"

namespace regie::statistics {

/// Sums over rows with score p and outcome y (0 or 1).
struct CalibrationSums {
  double n = 0;
  double events = 0;
  double expected = 0;       ///< p
  double brier = 0;          ///< (p - y)^2
  double brier_squares = 0;  ///< its square
  double log_loss = 0;       ///< natural
  double log_loss_squares = 0;

  CalibrationSums& operator-=(const CalibrationSums& others);
};

CalibrationSums calibration_sums(const ScoreCounts& counts);

/// Observed events over expected; normal on the log scale with variance (1 - prevalence) / events
/// (Debray and others 2017). Needs events and a sum of scores above 0.
Interval observed_expected(const CalibrationSums& sums);

/// Mean squared difference of score and outcome, and mean log-loss, with Wald's interval.
Interval brier(const CalibrationSums& sums);
Interval log_loss(const CalibrationSums& sums);

/// Rows with about the same score.
struct ScoreBin {
  std::uint64_t n = 0;
  std::uint64_t events = 0;
  double mean_score = 0;
  double observed() const { return static_cast<double>(events) / static_cast<double>(n); }
};

/// Neighbours put together into at most `most` bins of about as many rows each. Rows with the same
/// score stay together, and no bin is empty.
std::vector<ScoreBin> score_bins(const ScoreCounts& counts, std::size_t most);

/// Mean over rows of the distance of mean score and observed share in the row's bin.
double expected_calibration_error(const std::vector<ScoreBin>& bins);

/// Brier = reliability - resolution + uncertainty + within, where `within` is what the bins leave
/// (Murphy 1973; Stephenson, Coelho and Jolliffe 2008).
struct BrierDecomposition {
  double reliability = 0;
  double resolution = 0;
  double uncertainty = 0;
  double within = 0;
};
BrierDecomposition decompose_brier(double brier, const std::vector<ScoreBin>& bins);

/// A point of the smoothed curve with its 95% band.
struct SmoothPoint {
  double score = 0;
  double observed = 0;
  double lower = 0;
  double upper = 0;
};

/// Observed share against score: local linear regression with tricube weights over `span` of the
/// rows (Cleveland 1979, without robustness) on bins as points, at `points` scores evenly spaced
/// between the first and the last bin. The band takes each bin as binomial. Needs at least two
/// bins; otherwise empty.
std::vector<SmoothPoint> smooth_calibration(const std::vector<ScoreBin>& bins, std::size_t points,
                                            double span = 2.0 / 3);

/// Hosmer and Lemeshow's statistic over the bins, for validation on new rows (degrees of freedom:
/// bins), with its p. Given for comparison alone.
struct HosmerLemeshow {
  double statistic = 0;
  double p = 1;
};
HosmerLemeshow hosmer_lemeshow(const std::vector<ScoreBin>& bins);

}  // namespace regie::statistics
