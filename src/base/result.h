#pragma once

#include <expected>
#include <utility>

#include "base/error.h"

namespace regie {

/// What an operation gives, or the expected reason why not. Bugs and lost infrastructure throw.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using std::expected<T, Error>::expected;
};

inline std::unexpected<Error> failure(ErrorCode code) {
  return std::unexpected(Error{.code = code});
}
inline std::unexpected<Error> failure(Error error) { return std::unexpected(std::move(error)); }

}  // namespace regie

/// Gives the value of a Result, or returns its error from the enclosing function.
/// Right: `const auto row = TRY(store.find(id));`  Wrong: `store.find(id).value()`.
#define TRY(expression)                                                                 \
  __extension__({                                                                       \
    auto regie_try_result = (expression);                                               \
    if (!regie_try_result) return std::unexpected(std::move(regie_try_result).error()); \
    std::move(regie_try_result).value();                                                \
  })
