#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "validation/result.h"

namespace regie::validation {

/// Fewer people than this must not be recognisable in anything that is kept or leaves.
inline constexpr std::int64_t kLeastPersons = 10;

/// How many of n had no event; nothing when the two do not fit.
std::optional<std::int64_t> without_event(std::int64_t n, std::int64_t events);

/// Every number in a result that rests on fewer than kLeastPersons, or on fewer in one of the two
/// classes, by its pointer below `prefix`; also when that follows from two numbers of a group that
/// are subtracted. A result of our own engine has none.
std::vector<FieldError> small_cells(const ValidationResult& result, std::string_view prefix);

}  // namespace regie::validation
