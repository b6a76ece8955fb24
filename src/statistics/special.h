#pragma once

namespace regie::statistics {

/// Half the width of a normal 95% interval, in standard errors.
inline constexpr double kNormal95 = 1.959963984540054;

/// The value below which a standard normal variable stays with this probability, in (0, 1).
double normal_quantile(double probability);

/// The probability that a standard normal variable is at least this far from 0, on either side.
double two_sided_p(double z);

/// The value below which Student's t stays with this probability; degrees of freedom at least 1.
double student_quantile(double probability, double degrees_of_freedom);

/// The probability that a chi-squared variable is at least this large.
double chi_squared_tail(double value, double degrees_of_freedom);

}  // namespace regie::statistics
