#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "statistics/score_counts.h"

namespace regie::statistics {

/// Rows for a logistic recalibration: for each distinct score its logit, its rows and, in sum, the
/// events. Made once for a group; the fits below share it.
class LogitRows {
 public:
  /// Takes the rows of a group; keeps the room of what it held before.
  void take(const ScoreCounts& counts);

  std::span<const double> logits() const { return logits_; }
  std::span<const double> rows() const { return rows_; }
  double events() const { return events_; }
  /// Whether no event scores below a non-event, or the other way round: then no line fits best.
  bool divided() const { return divided_; }
  double events_by_logit() const { return events_by_logit_; }

 private:
  friend class CoarseRows;
  std::vector<double> logits_;
  std::vector<double> rows_;
  double events_ = 0;
  double events_by_logit_ = 0;
  bool divided_ = false;
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
