#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "http/body_file.h"

namespace regie::http {

enum class Method { get, head, post, put, del };

std::string_view to_text(Method method);

/// A request that was read whole and within all limits.
struct Request {
  Method method = Method::get;
  /// Percent-decoded UTF-8 that begins with /. Holds no control characters, no `.` or `..` segment,
  /// and every slash in it is a separator: others were refused with 400.
  std::string path = {};
  std::string query = {};  ///< raw, without the question mark
  /// Names in lower case; repeated ones joined by ", " (cookies by "; "). Values that are not UTF-8
  /// are left out.
  std::map<std::string, std::string> headers = {};
  std::string body = {};
  /// Holds the body instead, where the hook `to_file` says so.
  std::shared_ptr<const BodyFile> body_file = {};
  std::string remote = {};          ///< network address of the peer, without port
  std::string correlation_id = {};  ///< also in the answer's X-Correlation-Id, and in the log

  /// The header's value, or nothing. `name` in lower case.
  std::optional<std::string_view> header(std::string_view name) const;
  /// The cookie's value, or nothing.
  std::optional<std::string_view> cookie(std::string_view name) const;
  /// What Accept-Language asks for.
  Language language() const;
};

/// The body is owned, or points to memory that lives as long as the program. The server adds
/// Content-Length, Connection, Date and X-Correlation-Id itself and ignores a handler's; its
/// security headers and `Cache-Control: no-store` give way to a handler's.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::variant<std::string, std::span<const char>> body = {};

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  std::string_view text() const;
};

/// A decoded query string, in order.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// The problem of RFC 9457 for an error, as application/problem+json in the given language.
/// Writes {type, title, status, detail, code, correlation_id, errors: [{pointer, code, detail}]}.
Response problem(const Error& error, Language language, std::string_view correlation_id);

}  // namespace regie::http
