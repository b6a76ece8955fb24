#include <gtest/gtest.h>

#include <vector>

#include "content/library.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::content {
namespace {

/// The shipped content with one file replaced.
Result<Library> load_with(std::string_view path, std::string_view text) {
  std::vector<EmbeddedFile> files(content_files().begin(), content_files().end());
  for (auto& file : files)
    if (file.path == path) file.bytes = text;
  return Library::load(files);
}

std::string shipped(std::string_view path) {
  for (const auto& file : content_files())
    if (file.path == path) return std::string(file.text());
  return {};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(Library, LoadsWhatShips) {
  const auto library = Library::load(content_files());
  ASSERT_TRUE(library) << library.error().parameters.at("reason");
  EXPECT_EQ(library->catalog().phases.size(), 11U);
  EXPECT_TRUE(library->knows_use_case("speech_reporting"));
  EXPECT_FALSE(library->knows_use_case("speech-reporting"));
  double mean = 0;
  for (const auto& phase : library->catalog().monitor.phases) mean += phase.mean;
  EXPECT_EQ(mean, library->catalog().monitor.mean_total);
}

TEST(Library, NamesFileAndLineOfWhatDoesNotFitTheSchema) {
  const auto broken =
      replaced(shipped("catalog/phases.yaml"), "aged_after_days: 365", "aged_after_days: soon");
  const auto refused = load_with("catalog/phases.yaml", broken);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::content_invalid);
  EXPECT_EQ(refused.error().parameters.at("file"), "catalog/phases.yaml");
  EXPECT_EQ(refused.error().parameters.at("line"), "15");
}

TEST(Library, NamesFileAndLineOfWhatIsNoYaml) {
  const auto refused = load_with("catalog/processes.yaml", "id: processes\nterms: [\n  - {id: x\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().parameters.at("file"), "catalog/processes.yaml");
  EXPECT_NE(refused.error().parameters.at("line"), "0");
}

TEST(Library, RefusesAMissingTranslation) {
  const auto broken =
      replaced(shipped("catalog/phases.yaml"), "{nl: \"Idee\", en: \"Idea\"}", "{nl: \"Idee\"}");
  EXPECT_FALSE(load_with("catalog/phases.yaml", broken));
}

TEST(Library, RefusesAnIdThatStandsTwice) {
  auto text = shipped("catalog/specialisms.yaml");
  text += "  - id: radiology\n    name: {nl: \"Beeldvorming\", en: \"Imaging\"}\n";
  const auto refused = load_with("catalog/specialisms.yaml", text);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().parameters.at("reason").find("radiology"), std::string::npos);
}

TEST(Library, RefusesAMissingFile) { EXPECT_FALSE(load_with("catalog/use-cases.yaml", "")); }

TEST(Yaml, KeepsQuotedWordsAsText) {
  const auto document =
      read_yaml("a: \"no\"\nb: no\nc: \"3.2\"\nd: 3.5\ne: ~\nf: [1, true]\n", "x.yaml");
  ASSERT_TRUE(document);
  const auto& object = document->value.as_object();
  EXPECT_EQ(object.at("a").as_string(), "no");
  EXPECT_EQ(object.at("b").as_string(), "no");
  EXPECT_EQ(object.at("c").as_string(), "3.2");
  EXPECT_EQ(object.at("d").as_double(), 3.5);
  EXPECT_TRUE(object.at("e").is_null());
  EXPECT_EQ(object.at("f").as_array().size(), 2U);
  EXPECT_EQ(document->line_of("/f/1"), 6);
  EXPECT_EQ(document->line_of("/f/1/deeper"), 6);
}

TEST(Yaml, StopsAtAliasesThatBlowUp) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int level = 1; level < 9; ++level) {
    const auto under = "*a" + std::to_string(level - 1);
    bomb += "a" + std::to_string(level) + ": &a" + std::to_string(level) + " [";
    for (int copy = 0; copy < 10; ++copy) bomb += (copy == 0 ? "" : ", ") + under;
    bomb += "]\n";
  }
  EXPECT_FALSE(read_yaml(bomb, "bomb.yaml"));
}

TEST(Yaml, RefusesWhatJsonCouldNotKeep) {
  EXPECT_FALSE(read_yaml("a: \"\xA5\x9E\"\n", "x.yaml"));
  EXPECT_FALSE(read_yaml("\xA5: 1\n", "x.yaml"));
  EXPECT_FALSE(read_yaml("a: \"x\\0y\"\n", "x.yaml"));
  EXPECT_TRUE(read_yaml("a: \"pati\u00EBnt\"\n", "x.yaml"));
}

TEST(Yaml, RefusesAKeyThatStandsTwice) { EXPECT_FALSE(read_yaml("a: 1\na: 2\n", "x.yaml")); }

}  // namespace
}  // namespace regie::content
