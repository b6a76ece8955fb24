#include "web/static_files.h"

#include <utility>

namespace regie::web {
namespace {

std::string_view content_type(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".json", "application/json"},
      {".txt", "text/plain; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
      {".woff2", "font/woff2"}};
  for (const auto& [ending, type] : kTypes)
    if (name.ends_with(ending)) return type;
  return "application/octet-stream";
}

bool accepts_gzip(const http::Request& request) {
  return request.header("accept-encoding").value_or("").find("gzip") != std::string_view::npos;
}

}  // namespace

StaticFiles::StaticFiles(std::span<const EmbeddedFile> files) {
  for (const auto& file : files) files_.emplace(file.path, file.bytes);
}

std::optional<http::Response> StaticFiles::file(std::string_view name,
                                                const http::Request& request) const {
  const auto plain = files_.find(name);
  if (plain == files_.end()) return std::nullopt;
  http::Response response;
  response.body = plain->second;
  response.with("Content-Type", std::string(content_type(name)));
  const auto compressed = files_.find(std::string(name) + ".gz");
  if (compressed != files_.end()) {
    response.with("Vary", "Accept-Encoding");
    if (accepts_gzip(request)) {
      response.body = compressed->second;
      response.with("Content-Encoding", "gzip");
    }
  }
  // Names under assets/ carry a hash of their content, so they never change.
  response.with("Cache-Control",
                name.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

std::optional<http::Response> StaticFiles::find(const http::Request& request) const {
  if (request.method != http::Method::get && request.method != http::Method::head)
    return std::nullopt;
  if (request.path.starts_with("/api/")) return std::nullopt;
  const auto name = std::string_view(request.path).substr(1);
  if (!name.empty() && !name.ends_with(".gz"))
    if (auto found = file(name, request)) return found;
  const auto last =
      name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
  if (last.find('.') != std::string_view::npos) return std::nullopt;
  return file("index.html", request);
}

}  // namespace regie::web
