#include "web/static_files.h"

#include <gtest/gtest.h>

#include <array>

namespace regie::web {
namespace {

std::span<const char> bytes(std::string_view text) { return {text.data(), text.size()}; }

const std::array kFiles = {EmbeddedFile{"index.html", bytes("<html>")},
                           EmbeddedFile{"index.html.gz", bytes("packed")},
                           EmbeddedFile{"assets/a-1.js", bytes("js")}};

std::optional<http::Response> get(const std::string& path, std::string encoding = "",
                                  http::Method method = http::Method::get) {
  http::Request request;
  request.method = method;
  request.path = path;
  if (!encoding.empty()) request.headers["accept-encoding"] = std::move(encoding);
  return StaticFiles(kFiles).find(request);
}

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

TEST(StaticFiles, GivesThePageForEveryAddressOfTheInterface) {
  for (const auto* path : {"/", "/applications", "/applications/01a2-b3/edit"})
    EXPECT_EQ(get(path)->text(), "<html>") << path;
}

TEST(StaticFiles, GivesThePackedFormToThoseWhoTakeIt) {
  EXPECT_EQ(get("/", "gzip, br")->text(), "packed");
  EXPECT_EQ(header(*get("/", "gzip"), "Content-Encoding"), "gzip");
  EXPECT_EQ(header(*get("/"), "Content-Encoding"), "");
}

TEST(StaticFiles, LetsBrowsersKeepOnlyWhatNeverChanges) {
  EXPECT_NE(header(*get("/assets/a-1.js"), "Cache-Control").find("immutable"), std::string::npos);
  EXPECT_EQ(header(*get("/"), "Cache-Control"), "no-cache");
}

TEST(StaticFiles, KnowsNothingElse) {
  EXPECT_FALSE(get("/assets/gone.js"));
  EXPECT_FALSE(get("/index.html.gz"));
  EXPECT_FALSE(get("/api/v1/overview"));
  EXPECT_FALSE(get("/", "", http::Method::post));
}

}  // namespace
}  // namespace regie::web
