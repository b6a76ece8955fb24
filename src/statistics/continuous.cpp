#include "statistics/continuous.h"

#include <algorithm>
#include <cmath>

namespace regie::statistics {
namespace {

struct Mean {
  double value = 0;
  double variance = 0;  ///< of the values
};

template <class Of>
Mean mean_of(std::span<const Prediction> predictions, Of of) {
  const auto n = static_cast<double>(predictions.size());
  double sum = 0;
  for (const auto& each : predictions) sum += of(each);
  const double mean = sum / n;
  double squares = 0;
  for (const auto& each : predictions) squares += (of(each) - mean) * (of(each) - mean);
  return {mean, squares / (n - 1)};
}

Interval around(double value, double error, double freedom) {
  const double half = student_quantile(0.975, freedom) * error;
  return {value, value - half, value + half, error};
}

Interval interval_of(const Mean& mean, std::size_t count) {
  const auto n = static_cast<double>(count);
  return around(mean.value, std::sqrt(mean.variance / n), n - 1);
}

}  // namespace

ContinuousMeasures measure_predictions(std::vector<Prediction>& predictions) {
  std::ranges::sort(predictions);
  const auto n = static_cast<double>(predictions.size());
  const auto error = [](const Prediction& each) { return each.predicted - each.observed; };
  ContinuousMeasures found;
  found.bias = interval_of(mean_of(predictions, error), predictions.size());
  found.mean_absolute_error =
      interval_of(mean_of(predictions, [&](const auto& each) { return std::abs(error(each)); }),
                  predictions.size());
  const auto squared =
      interval_of(mean_of(predictions, [&](const auto& each) { return error(each) * error(each); }),
                  predictions.size());
  const double root = std::sqrt(squared.value);
  found.root_mean_squared_error = {root, std::sqrt(std::max(0.0, squared.lower)),
                                   std::sqrt(squared.upper),
                                   root > 0 ? squared.standard_error / 2 / root : 0};
  const auto observed = mean_of(predictions, [](const auto& each) { return each.observed; });
  const auto predicted = mean_of(predictions, [](const auto& each) { return each.predicted; });
  if (observed.variance > 0)
    found.r_squared = 1 - squared.value * n / (observed.variance * (n - 1));
  if (predicted.variance <= 0) return found;
  double products = 0;
  for (const auto& each : predictions)
    products += (each.predicted - predicted.value) * (each.observed - observed.value);
  const double spread = predicted.variance * (n - 1);
  const double slope = products / spread;
  const double intercept = observed.value - slope * predicted.value;
  double residuals = 0;
  for (const auto& each : predictions)
    residuals += std::pow(each.observed - intercept - slope * each.predicted, 2);
  const double variance = residuals / (n - 2);
  found.slope = around(slope, std::sqrt(variance / spread), n - 2);
  found.intercept = around(
      intercept, std::sqrt(variance * (1 / n + predicted.value * predicted.value / spread)), n - 2);
  return found;
}

BoundMeasures measure_bounds(std::span<const Prediction> predictions) {
  const auto within = static_cast<double>(std::ranges::count_if(predictions, [](const auto& each) {
    return each.lower <= each.observed && each.observed <= each.upper;
  }));
  const auto pinball = [](double bound, double observed, double share) {
    return observed >= bound ? share * (observed - bound) : (1 - share) * (bound - observed);
  };
  return {
      wilson(within, static_cast<double>(predictions.size())),
      interval_of(mean_of(predictions, [](const auto& each) { return each.upper - each.lower; }),
                  predictions.size()),
      mean_of(predictions, [&](const auto& each) {
        return (pinball(each.lower, each.observed, 0.025) +
                pinball(each.upper, each.observed, 0.975)) /
               2;
      }).value};
}

}  // namespace regie::statistics
