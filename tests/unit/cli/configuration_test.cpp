#include "cli/configuration.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/house.h"

namespace regie::cli {
namespace {

TEST(Configuration, TakesTheCommandLineBeforeTheEnvironmentBeforeTheFile) {
  const auto configuration = configure({{"port", "1"}}, {{"port", "2"}, {"workers", "3"}},
                                       {{"port", "4"}, {"workers", "5"}, {"data", "/srv"}});
  ASSERT_TRUE(configuration);
  EXPECT_EQ(configuration->port, 1);
  EXPECT_EQ(configuration->workers, 3);
  EXPECT_EQ(configuration->data, "/srv");
  EXPECT_EQ(configuration->database_or_default(), "/srv/regie.sqlite");
}

TEST(Configuration, RefusesWhatCannotBe) {
  for (const auto& [key, value] : Settings{
           {"port", "70000"}, {"workers", "0"}, {"database", "mysql://x"}, {"log_level", "loud"}}) {
    const auto refused = configure({{key, value}}, {}, {});
    ASSERT_FALSE(refused) << key;
    EXPECT_EQ(refused.error().parameters.at("key"), key);
  }
}

TEST(Configuration, ReadsAFileAndRefusesKeysThatItDoesNotKnow) {
  test::TemporaryFolder folder;
  const auto file = folder.path() + "/regie.toml";
  std::ofstream(file) << "port = 9000\ndata = \"/srv\"\n";
  EXPECT_EQ(*settings_from_file(file), (Settings{{"port", "9000"}, {"data", "/srv"}}));
  std::ofstream(file) << "prot = 9000\n";
  const auto refused = settings_from_file(file);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::configuration_unknown_key);
  EXPECT_EQ(refused.error().parameters.at("key"), "prot");
  std::ofstream(file) << "port = = 1\n";
  EXPECT_EQ(settings_from_file(file).error().code, ErrorCode::configuration_unreadable);
  EXPECT_TRUE(settings_from_file(folder.path() + "/none.toml")->empty());
}

}  // namespace
}  // namespace regie::cli
