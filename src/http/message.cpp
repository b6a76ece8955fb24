#include "http/message.h"

namespace regie::http {

std::string_view to_text(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::del:
      return "DELETE";
  }
  return "";
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  // The map has no transparent comparison, and names are short enough not to allocate.
  const auto found = headers.find(std::string(name));
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  auto rest = header("cookie").value_or(std::string_view{});
  while (!rest.empty()) {
    const auto end = rest.find(';');
    auto pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    while (!pair.empty() && pair.back() == ' ') pair.remove_suffix(1);
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    auto value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    return value;
  }
  return std::nullopt;
}

Language Request::language() const {
  return preferred_language(header("accept-language").value_or(std::string_view{}));
}

std::string_view Response::text() const {
  if (const auto* owned = std::get_if<std::string>(&body)) return *owned;
  const auto& view = std::get<std::span<const char>>(body);
  return {view.data(), view.size()};
}

}  // namespace regie::http
