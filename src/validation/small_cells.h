#pragma once

#include <string_view>
#include <vector>

#include "base/error.h"
#include "validation/result.h"

namespace regie::validation {

/// Fewer people than this must not be recognisable in anything that is kept or leaves.
inline constexpr std::int64_t kLeastPersons = 10;

/// Every number in a result that rests on fewer than kLeastPersons, or on fewer in one of the two
/// classes, by its pointer below `prefix`. A result of our own engine has none.
std::vector<FieldError> small_cells(const ValidationResult& result, std::string_view prefix);

}  // namespace regie::validation
