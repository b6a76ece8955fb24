#include "statistics/sample_size.h"

#include <cmath>

#include "statistics/special.h"

namespace regie::statistics {

double rows_for_observed_expected(double prevalence, double width) {
  // exp(z se) - exp(-z se) = width
  const double error = std::asinh(width / 2) / kNormal95;
  return std::ceil((1 - prevalence) / (prevalence * error * error));
}

std::optional<double> rows_for_auroc(double auroc, double prevalence, double width) {
  const double wanted = width / 2 / kNormal95;
  const auto error = [&](double n) {
    const double half = n / 2 - 1;
    const double bracket = 1 + half * (1 - auroc) / (2 - auroc) + half * auroc / (1 + auroc);
    return std::sqrt(auroc * (1 - auroc) * bracket / (n * n * prevalence * (1 - prevalence)));
  };
  double low = 2;
  double high = 1e9;
  if (error(high) > wanted) return std::nullopt;
  while (high - low > 0.5) {
    const double middle = (low + high) / 2;
    (error(middle) > wanted ? low : high) = middle;
  }
  return std::ceil(high);
}

double rows_for_slope(double standard_error, double n, double width) {
  const double wanted = width / 2 / kNormal95;
  return std::ceil(n * std::pow(standard_error / wanted, 2));
}

}  // namespace regie::statistics
