#pragma once

#include <optional>
#include <span>
#include <vector>

#include "statistics/interval.h"

namespace regie::statistics {

/// One prediction of a number, with what was observed, and the bounds of a 95% prediction interval.
struct Prediction {
  double predicted = 0;
  double observed = 0;
  double lower = 0;
  double upper = 0;
  auto operator<=>(const Prediction&) const = default;
};

/// Measures of predictions of a number, in the unit of the outcome; intervals by Student's t.
struct ContinuousMeasures {
  Interval bias;  ///< predicted minus observed
  Interval mean_absolute_error;
  Interval root_mean_squared_error;
  std::optional<double> r_squared;  ///< 1 - squared errors / squares around the mean
  std::optional<Interval> slope;    ///< of observed on predicted, least squares
  std::optional<Interval> intercept;
};

/// Needs at least three predictions. They are put in order first, so that the order in which they
/// come does not matter.
ContinuousMeasures measure_predictions(std::vector<Prediction>& predictions);

/// Share within the bounds (Wilson), mean width, and mean pinball loss of both bounds as the 2.5th
/// and 97.5th percentile.
struct BoundMeasures {
  Interval coverage;
  Interval width;
  double pinball_loss = 0;
};
BoundMeasures measure_bounds(std::span<const Prediction> predictions);

}  // namespace regie::statistics
