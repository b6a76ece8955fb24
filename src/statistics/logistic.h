#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "statistics/score_counts.h"

namespace regie::statistics {

/// Sums over rows with p = 1 / (1 + exp(-(intercept + slope * logit))).
struct LogisticSums {
  double expected = 0;           ///< p
  double expected_by_logit = 0;  ///< p * logit
  double information = 0;        ///< p (1 - p)
  double information_x = 0;      ///< p (1 - p) logit
  double information_xx = 0;     ///< p (1 - p) logit^2
};

/// Rows for a logistic recalibration, made once for a group; the fits below share it. A few
/// distinct scores are kept each by itself. Of many, the rows whose logits lie within 1/16 are kept
/// as the moments of their logits about the middle, and the logistic function there as its Taylor
/// series: up to kSteepest, what that leaves out is below 10^-12 of a row.
class LogitRows {
 public:
  static constexpr std::size_t kOrder = 8;             ///< of the series
  static constexpr std::size_t kMoments = kOrder + 2;  ///< from 0
  static constexpr double kSteepest = 4;               ///< slope
  enum class Detail { as_fits, every_score };

  /// Takes the rows of a group; keeps the room of what it held before.
  void take(const ScoreCounts& counts, Detail detail = Detail::as_fits);

  LogisticSums sums(double intercept, double slope) const;
  double rows() const { return n_; }
  double events() const { return events_; }
  double events_by_logit() const { return events_by_logit_; }
  /// Whether no event scores below a non-event, or the other way round: then no line fits best.
  bool divided() const { return divided_; }
  bool as_moments() const { return as_moments_; }
  const ScoreCounts& counts() const { return counts_; }

 private:
  void take_every_score();
  void take_moments();

  ScoreCounts counts_;
  std::vector<double> logits_;  ///< of each score, or the middle of each stretch
  std::vector<double> rows_;    ///< of each score, or every moment of 8 stretches after one another
  double n_ = 0;
  double events_ = 0;
  double events_by_logit_ = 0;
  bool divided_ = false;
  bool as_moments_ = false;
};

/// A logistic regression of the outcome on the logit of the score.
struct Recalibration {
  double intercept = 0;
  double slope = 1;
  double intercept_error = 0;  ///< standard error
  double slope_error = 0;
};

/// Intercept and slope by maximum likelihood (Newton). Nothing when there is no maximum: one class,
/// one score, or classes that a threshold divides.
std::optional<Recalibration> fit_recalibration(const LogitRows& rows, double start_intercept = 0,
                                               double start_slope = 1);

/// Calibration in the large: the intercept with the logit of the score as offset, so slope 1.
/// Nothing with one class.
std::optional<Recalibration> fit_intercept(const LogitRows& rows, double start = 0);

}  // namespace regie::statistics
