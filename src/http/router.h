#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace regie::http {

/// Finds which of the registered patterns a request is for. A pattern is a path whose segments are
/// literal or `{name}`; a literal wins over a name, as in OpenAPI: when `/users/me` knows GET and
/// `/users/{id}` DELETE, then DELETE of `/users/me` is not allowed. A name takes no empty segment.
class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// Registers a pattern under the caller's own number. Registering the same method and shape twice
  /// is a bug and throws std::logic_error, and so does a malformed pattern.
  void add(Method method, std::string_view pattern, std::size_t number);

  struct Match {
    std::optional<std::size_t> number;  ///< nothing: no such path, or not with this method
    std::vector<std::string> values;    ///< of the pattern's names, in order
    std::vector<Method>
        allowed;  ///< when only the method is wrong: what the path allows, HEAD wherever GET is
  };
  /// HEAD finds what GET would.
  Match find(Method method, std::string_view path) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
};

}  // namespace regie::http
