#include "statistics/special.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace regie::statistics {

double normal_quantile(double probability) {
  return boost::math::quantile(boost::math::normal{}, probability);
}

double two_sided_p(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

double student_quantile(double probability, double degrees_of_freedom) {
  return boost::math::quantile(boost::math::students_t{degrees_of_freedom}, probability);
}

double chi_squared_tail(double value, double degrees_of_freedom) {
  return boost::math::cdf(
      boost::math::complement(boost::math::chi_squared{degrees_of_freedom}, value));
}

}  // namespace regie::statistics
