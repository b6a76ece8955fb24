#include "http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace regie::http {
namespace {

using Values = std::vector<std::string>;

Router register_routes() {
  Router router;
  router.add(Method::get, "/", 0);
  router.add(Method::get, "/applications", 1);
  router.add(Method::post, "/applications", 2);
  router.add(Method::get, "/applications/{id}", 3);
  router.add(Method::del, "/applications/{id}", 4);
  router.add(Method::get, "/applications/export", 5);
  router.add(Method::get, "/applications/{id}/history/{entry}", 6);
  router.add(Method::get, "/applications/export/csv", 7);
  return router;
}

TEST(Router, FindsAPatternAndGivesTheValuesOfItsNamesInOrder) {
  const auto match = register_routes().find(Method::get, "/applications/APP-0001/history/12");
  EXPECT_EQ(match.number, 6U);
  EXPECT_EQ(match.values, (Values{"APP-0001", "12"}));
}

TEST(Router, PrefersALiteralToAName) {
  const auto router = register_routes();
  EXPECT_EQ(router.find(Method::get, "/applications/export").number, 5U);
  EXPECT_EQ(router.find(Method::get, "/applications/exported").number, 3U);
}

TEST(Router, ReturnsToTheNameWhenTheLiteralLeadsNowhere) {
  const auto match = register_routes().find(Method::get, "/applications/export/history/1");
  EXPECT_EQ(match.number, 6U);
  EXPECT_EQ(match.values, (Values{"export", "1"}));
}

TEST(Router, FindsForHeadWhatItFindsForGet) {
  EXPECT_EQ(register_routes().find(Method::head, "/applications").number, 1U);
}

TEST(Router, TellsWhichMethodsAPathAllows) {
  const auto match = register_routes().find(Method::put, "/applications/APP-0001");
  EXPECT_FALSE(match.number.has_value());
  EXPECT_TRUE(match.values.empty());
  EXPECT_EQ(match.allowed, (std::vector{Method::get, Method::head, Method::del}));
}

TEST(Router, KnowsNothingOfOtherPaths) {
  const auto router = register_routes();
  for (const auto* path :
       {"", "applications", "/application", "/applications/", "/applications//history/1",
        "//applications", "/applications/a/history", "/applications/a/history/1/2"}) {
    const auto match = router.find(Method::get, path);
    EXPECT_FALSE(match.number.has_value()) << path;
    EXPECT_TRUE(match.allowed.empty()) << path;
  }
}

TEST(Router, FindsTheRoot) { EXPECT_EQ(register_routes().find(Method::get, "/").number, 0U); }

TEST(Router, RefusesTheSameMethodAndShapeTwice) {
  auto router = register_routes();
  EXPECT_THROW(router.add(Method::get, "/applications/{code}", 9), std::logic_error);
  EXPECT_NO_THROW(router.add(Method::put, "/applications/{code}", 9));
}

TEST(Router, RefusesMalformedPatterns) {
  Router router;
  for (const auto* pattern : {"", "a", "/{}", "/{a", "/a}", "/{a}b", "/{a}{b}"}) {
    EXPECT_THROW(router.add(Method::get, pattern, 1), std::logic_error) << pattern;
  }
}

TEST(Router, IsNotSlowedDownByALongPath) {
  std::string path;
  for (int i = 0; i < 8'000; ++i) path += "/a";
  EXPECT_FALSE(register_routes().find(Method::get, path).number.has_value());
}

}  // namespace
}  // namespace regie::http
