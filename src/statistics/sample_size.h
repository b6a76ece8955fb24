#pragma once

#include <optional>

/// How many rows an external validation needs (Riley and others, Statistics in Medicine 2021).
namespace regie::statistics {

/// For a 95% interval of observed over expected whose width on the ratio is `width` around 1.
/// The prevalence is strictly between 0 and 1.
double rows_for_observed_expected(double prevalence, double width);

/// For a 95% interval of the AUROC of this width; after the standard error of Newcombe (2006).
/// Nothing when no number up to 10^9 is enough.
std::optional<double> rows_for_auroc(double auroc, double prevalence, double width);

/// For a 95% interval of the slope of this width, from the standard error that `n` rows gave.
double rows_for_slope(double standard_error, double n, double width);

}  // namespace regie::statistics
