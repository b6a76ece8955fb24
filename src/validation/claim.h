#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "validation/result.h"

namespace regie::validation {

/// What the developer says that the model does.
struct Claim {
  MeasureName measure = MeasureName::auroc;
  double value = 0;
  std::optional<std::string> source;  ///< where that is written
};
BOOST_DESCRIBE_STRUCT(Claim, (), (measure, value, source))

/// Where a claim lies against our interval of the same measure. `unknown`: we have no interval.
enum class ClaimPlace { below, within, above, unknown };
BOOST_DESCRIBE_ENUM(ClaimPlace, below, within, above, unknown)

struct ClaimComparison {
  Claim claim;
  std::optional<Estimate> found;
  ClaimPlace place = ClaimPlace::unknown;
};
BOOST_DESCRIBE_STRUCT(ClaimComparison, (), (claim, found, place))

/// The measure over all rows of the first model; nothing where the result does not hold it.
std::optional<Estimate> found_in(const ValidationResult& result, MeasureName measure);

std::vector<ClaimComparison> compare(const std::vector<Claim>& claims,
                                     const ValidationResult& result);

}  // namespace regie::validation
