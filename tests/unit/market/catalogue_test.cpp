#include "market/catalogue.h"

#include <gtest/gtest.h>

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::market {
namespace {

const content::Library& library() {
  static const auto kLibrary = *content::Library::load(content_files());
  return kLibrary;
}

/// Why the shipped content is refused with one text in one file replaced; empty when it is not.
std::string refusal(std::string_view path, std::string_view from, std::string_view to) {
  std::vector<EmbeddedFile> files(content_files().begin(), content_files().end());
  std::string text;
  for (auto& file : files)
    if (file.path == path) {
      text = file.text();
      text.replace(text.find(from), from.size(), to);
      file.bytes = text;
    }
  const auto loaded = Catalogue::load(files, library());
  if (loaded) return "";
  return loaded.error().parameters.at("file") + ":" + loaded.error().parameters.at("line") + " " +
         loaded.error().parameters.at("reason");
}

constexpr std::string_view kDescription = "market/fda-ai-devices.yaml";
constexpr std::string_view kList = "market/fda-ai-devices.csv";

TEST(Catalogue, KnowsFieldAndPathwayOfEveryEntry) {
  const auto catalogue = Catalogue::load(content_files(), library());
  ASSERT_TRUE(catalogue);
  EXPECT_EQ(catalogue->entries().size(), 1357U);
  for (const auto& entry : catalogue->entries()) {
    EXPECT_NE(catalogue->field(catalogue->field_of(entry.panel)), nullptr) << entry.panel;
    EXPECT_NE(catalogue->pathway_of(entry.number), nullptr) << entry.number;
  }
  EXPECT_EQ(catalogue->field_of("clinical toxcicology"), "clinical_toxicology");
  EXPECT_EQ(catalogue->field_of("Podiatry"), "Podiatry");
  EXPECT_EQ(catalogue->pathway_of("DEN240012")->id, "de_novo");
  EXPECT_EQ(catalogue->pathway_of("H180002"), nullptr);
  EXPECT_EQ(filled_in("https://x.example/?id={id}", "K1"), "https://x.example/?id=K1");
}

TEST(Catalogue, RefusesWordsThatTheRegisterDoesNotKnow) {
  EXPECT_NE(refusal(kDescription, "specialisms: [pathology]", "specialisms: [podiatry]")
                .find("there is no specialism podiatry"),
            std::string::npos);
  EXPECT_NE(refusal(kDescription, "panels: [\"Dental\"]", "panels: [\"Radiology\"]")
                .find("the panel Radiology stands here twice"),
            std::string::npos);
  EXPECT_NE(refusal(kDescription, "prefix: DEN", "prefix: K"), "");
  EXPECT_NE(refusal(kDescription, "id: dental", "id: radiology"), "");
  EXPECT_NE(refusal(kDescription, "?ID={id}\"", "\""), "") << "an address needs its place";
  EXPECT_NE(refusal(kDescription, "licence:", "license:"), "");
}

TEST(Catalogue, NamesTheRowOfTheListThatDoesNotHold) {
  EXPECT_EQ(refusal(kList, "K250023", "K25").substr(0, 28), "market/fda-ai-devices.csv:3 ");
  EXPECT_NE(refusal(kList, "2025-09-29", "2026-12-29"), "")
      << "a decision after the day on which the list was looked at";
  EXPECT_NE(refusal(kList, "submission_number", "nummer").find("Submission Number"),
            std::string::npos);
}

}  // namespace
}  // namespace regie::market
