#include "sector/reference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::sector {
namespace {

constexpr std::string_view kPath = "sector/ai-monitor-reference.yaml";

std::string shipped() {
  for (const auto& file : content_files())
    if (file.path == kPath) return std::string(file.text());
  return {};
}

/// Why the shipped file is refused when `from` stands there as `to`; empty when it is not.
std::string refusal(std::string_view from, std::string_view to) {
  auto text = shipped();
  const auto at = text.find(from);
  if (at == text.npos) return "the test is out of date: " + std::string(from);
  text.replace(at, from.size(), to);
  std::vector<EmbeddedFile> files(content_files().begin(), content_files().end());
  for (auto& file : files)
    if (file.path == kPath) file.bytes = text;
  const auto loaded = Reference::load(files);
  return loaded ? "" : loaded.error().parameters.at("reason");
}

Reference loaded() { return Reference::load(content_files()).value(); }

const PublishedFigure* figure(const Reference& reference, std::string_view question,
                              std::string_view option, std::int64_t year) {
  for (const auto& each : reference.find(question)->figures)
    if (each.option == option && each.year == year) return &each;
  return nullptr;
}

TEST(Reference, LoadsWhatShips) {
  const auto reference = Reference::load(content_files());
  ASSERT_TRUE(reference) << reference.error().parameters.at("file") << ":"
                         << reference.error().parameters.at("line") << " "
                         << reference.error().parameters.at("reason");
  EXPECT_EQ(reference->rounds().size(), 3U);
  EXPECT_EQ(reference->find("q03")->base(2026), 52);
  EXPECT_EQ(reference->find("q03")->base(2024), std::nullopt);
  EXPECT_EQ(figure(*reference, "q04", "ja", 2024)->value, 30);
  EXPECT_EQ(figure(*reference, "q05", "spelregels", 2025)->basis, FigureBasis::derived);
  EXPECT_EQ(figure(*reference, "q24", "werkdruk", 2024)->press, "icthealth.nl, augustus 2024");
}

TEST(Reference, TakesQuestionsAndOptionsOfTheInstrument) {
  const auto reference = loaded();
  const auto& policy = reference.find("q04")->question;
  EXPECT_EQ(policy.text.en,
            "Is there an adopted AI policy with frameworks, norms and working agreements?");
  EXPECT_EQ(find_option(policy, "ontwikkeling")->name.nl, "Nog niet, in ontwikkeling");
  EXPECT_EQ(find_option(reference.find("q19")->question, "actief")->of.size(), 3U);
}

TEST(Reference, TakesTheMeansPerPhaseOfTheCatalogue) {
  const auto reference = loaded();
  const auto* funnel = reference.find("q12");
  ASSERT_NE(funnel, nullptr);
  EXPECT_EQ(funnel->question.kind, QuestionKind::funnel);
  EXPECT_EQ(funnel->base(2026), 51);
  double total = 0;
  for (const auto& each : funnel->figures) total += each.value;
  EXPECT_EQ(total, 18);
}

TEST(Reference, HasTheContradictionsAsFootnotesInPlainSentences) {
  const auto reference = loaded();
  EXPECT_EQ(reference.footnotes().size(), 27U);
  EXPECT_EQ(reference.footnotes_of("q11").size(), 1U);
  EXPECT_EQ(reference.footnotes_of("q24").size(), 0U);
  for (const auto& footnote : reference.footnotes())
    for (const auto& text : {footnote.text.nl, footnote.text.en}) {
      std::istringstream words(text);
      std::string word;
      int length = 0;
      while (words >> word) {
        EXPECT_LE(++length, 15) << text;
        if (word.ends_with('.')) length = 0;
      }
    }
}

TEST(Reference, DoesNotCompareAQuestionAcrossTheYearInWhichItChanged) {
  const auto reference = loaded();
  const auto& literacy = reference.find("q06")->question;
  EXPECT_NE(change_between(literacy, "geen", 2025, 2026), nullptr);
  EXPECT_EQ(change_between(literacy, "geen", 2026, 2027), nullptr);
  EXPECT_EQ(change_between(reference.find("q03")->question, "ja", 2025, 2026), nullptr);
}

TEST(Reference, RefusesWhatTheInstrumentDoesNotAsk) {
  EXPECT_EQ(refusal("- id: q03\n", "- id: q99\n"), "the instrument does not ask q99");
  EXPECT_EQ(refusal("option: ontwikkeling, year: 2024", "option: misschien, year: 2024"),
            "there is no option misschien");
  EXPECT_EQ(refusal("- id: q05\n    kind: multiple", "- id: q05\n    kind: single"),
            "q05 is not answered like that");
  EXPECT_EQ(refusal("of: [ontmoedigd, verboden_tenzij]", "of: [ontmoedigd, verboden]"),
            "there is no option verboden");
}

TEST(Reference, RefusesFiguresThatCannotBe) {
  EXPECT_EQ(refusal("option: ja, year: 2024, value: 26", "option: ja, year: 2023, value: 26"),
            "there was no such round");
  EXPECT_EQ(refusal("option: ja, year: 2024, value: 26", "option: ja, year: 2025, value: 26"),
            "this figure stands here twice");
  EXPECT_EQ(refusal("option: ja, year: 2024, value: 26", "option: ja, year: 2024, value: 126"),
            "a value above 100");
  EXPECT_EQ(refusal("{measure: mean, year: 2026, value: 59", "{year: 2026, value: 59"),
            "q02 has no such measure");
  EXPECT_EQ(refusal("value: 26, basis: stated", "value: 26, basis: external"),
            "press is named with what is external, and only then");
}

TEST(Reference, RefusesPartsThatDoNotAddUpWithoutAFootnote) {
  EXPECT_EQ(refusal("option: ja, year: 2024, value: 26", "option: ja, year: 2024, value: 36"),
            "the parts of q03 of 2024 do not add up, and no footnote says so");
  EXPECT_EQ(refusal("questions: [q11]", "questions: [q13]"),
            "the parts of q11 of 2026 do not add up, and no footnote says so");
}

TEST(Reference, RefusesAFootnoteToNothing) {
  EXPECT_EQ(refusal("questions: [q11]", "questions: [q98]"), "there is no question q98");
}

}  // namespace
}  // namespace regie::sector
