#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "http/message.h"

namespace regie::web {

/// The web interface's files, as they were put into the program. A path that is none of them and
/// does not look like a file gets the interface's page: it routes by itself.
class StaticFiles {
 public:
  explicit StaticFiles(std::span<const EmbeddedFile> files);

  /// Nothing when the request is not for the web interface.
  std::optional<http::Response> find(const http::Request& request) const;

 private:
  std::optional<http::Response> file(std::string_view name, const http::Request& request) const;

  std::map<std::string, std::span<const char>, std::less<>> files_;
};

}  // namespace regie::web
