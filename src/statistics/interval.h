#pragma once

#include <algorithm>

#include "statistics/special.h"

namespace regie::statistics {

/// A number with its 95% interval; the standard error is on the number's own scale.
struct Interval {
  double value = 0;
  double lower = 0;
  double upper = 0;
  double standard_error = 0;
};

/// value ± 1.96 standard errors.
inline Interval wald(double value, double standard_error) {
  return {value, value - kNormal95 * standard_error, value + kNormal95 * standard_error,
          standard_error};
}

/// The same, kept within the values that are possible.
inline Interval wald_within(double value, double standard_error, double least, double most) {
  auto interval = wald(value, standard_error);
  interval.lower = std::max(interval.lower, least);
  interval.upper = std::min(interval.upper, most);
  return interval;
}

/// Normal on the logit scale: for a value strictly between 0 and 1.
Interval logit_interval(double value, double standard_error);

/// Wilson's score interval of a share (Wilson 1927); the value is successes / trials.
/// `trials` at least 1.
Interval wilson(double successes, double trials);

/// Difference of two shares by Newcombe's hybrid score method (1998, method 10).
Interval newcombe(const Interval& first, const Interval& second);

}  // namespace regie::statistics
