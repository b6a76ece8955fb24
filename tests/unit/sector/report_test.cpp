#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/embedded.h"
#include "sector/report_html.h"
#include "sector/report_outline.h"
#include "tests/unit/sector/monitor.h"
#include "tests/unit/sector/survey.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::sector {
namespace {

const ReportOutline& outline() {
  static const auto kOutline = *ReportOutline::load(content_files());
  return kOutline;
}

/// Twenty hospitals in two years: 16 general, 4 university. Six, then fifteen have a policy.
RoundPublication publication() {
  Survey survey{.organisations = 20,
                .dimensions = {{"type", {"general", "university"}}},
                .questions = {monitor_reference().find("q04")->question,
                              monitor_reference().find("q02")->question,
                              monitor_reference().find("q25-medewerkers")->question}};
  const auto options = survey.questions[2].options.size();
  for (const auto& [year, yes] : {std::pair(2025, 6U), std::pair(2026, 15U)}) {
    Answers policy{range(20, 0, 20), {range(20, 0, yes), range(20, yes, 20), Members(20)}};
    std::vector<double> places;
    for (int each = 0; each < 20; ++each) places.push_back(each * 5);
    Answers staff{range(20, 0, 20), std::vector<Members>(options, Members(20))};
    staff.chosen[3] = range(20, 0, 20);
    SurveyRound round{year,
                      {std::vector<std::uint8_t>(20, 0)},
                      {policy, {range(20, 0, 20), {}, {places}}, staff}};
    std::fill(round.traits[0].begin() + 16, round.traits[0].end(), std::uint8_t{1});
    survey.rounds.push_back(std::move(round));
  }
  return {.round_id = "round",
          .title = "Ronde <van> 2026",
          .instrument_id = "ai-monitor-2026",
          .year = 2026,
          .published_at = {},
          .content = publish(survey, monitor_reference(), {}).publication.content()};
}

bool has(const std::string& html, std::string_view text) {
  return html.find(text) != std::string::npos;
}

TEST(RoundReport, SaysEveryFigureWithItsBaseItsIntervalAndWhetherItIsMoreThanChance) {
  const auto html = report_html(publication(), outline(), "Sector & co", Language::nl);
  EXPECT_TRUE(has(html, "<h1>Ronde &lt;van&gt; 2026</h1>"));
  EXPECT_TRUE(has(html, "Sector &amp; co. Gepubliceerd op 01-01-1970."));
  EXPECT_TRUE(has(html, "20 ziekenhuizen deden mee in 2026."));
  EXPECT_TRUE(has(html, "<td class=\"n\">30% (6)</td><td class=\"n\">75% (15)</td>"));
  EXPECT_TRUE(has(html, "van 30% naar 75% (+45 procentpunt; 95%-interval 18 tot 63)"));
  EXPECT_TRUE(has(html, "meer dan toeval"));
  EXPECT_TRUE(has(html, "<td class=\"n\">76%</td>")) << "what the monitor printed stands beside";
  EXPECT_TRUE(has(html, "Medewerkers, verwacht"));
}

TEST(RoundReport, ShowsNothingOfWhatWasHidden) {
  const auto made = publication();
  const auto& groups = made.content.questions.front().years.back().groups;
  const auto few = std::ranges::find_if(groups, [](const ShownGroup& each) {
    return !each.traits.empty() && each.traits.front().value == "university";
  });
  ASSERT_TRUE(few != groups.end() && few->suppressed) << "four hospitals are too few";
  const auto html = report_html(made, outline(), "Sector", Language::nl);
  EXPECT_TRUE(has(html, "verborgen"));
  EXPECT_FALSE(has(html, "Universitair (n"));
}

TEST(RoundReport, SaysWhyAQuestionHasNoFigures) {
  auto made = publication();
  auto& questions = made.content.questions;
  auto& refused = questions[0].years.back();
  refused.refused = AnswersFault::parts_do_not_sum;
  refused.groups.clear();
  questions[1].years.pop_back();
  for (auto& group : questions[2].years.back().groups) group = {.traits = group.traits};
  questions[2].question.id = "own-question";
  for (const auto language : {Language::nl, Language::en}) {
    const auto html = report_html(made, outline(), "Sector", language);
    for (const char* text : {"refused", "not_asked", "other"})
      EXPECT_TRUE(has(html, outline().text(text, language))) << text;
    EXPECT_TRUE(has(html, outline().text("hidden", language, {{"least", "5"}})));
  }
}

TEST(RoundReport, IsOneFileWithoutScriptInBothLanguagesAndTheSameEveryTime) {
  for (const auto language : {Language::nl, Language::en}) {
    const auto html = report_html(publication(), outline(), "Sector", language);
    EXPECT_EQ(html, report_html(publication(), outline(), "Sector", language));
    EXPECT_FALSE(has(html, "<script"));
    EXPECT_FALSE(has(html, "src="));
    EXPECT_FALSE(has(html, "://"));
    EXPECT_TRUE(has(html, language == Language::nl ? "<html lang=\"nl\">" : "<html lang=\"en\">"));
    EXPECT_FALSE(has(html, "{year}")) << "a text that was not filled in";
  }
}

TEST(RoundReport, NamesEveryQuestionOfTheMonitorOnceAndNoOther) {
  std::vector<std::string> named;
  for (const auto& section : outline().sections())
    for (const auto& each : section.questions) named.push_back(each.id);
  std::ranges::sort(named);
  EXPECT_EQ(std::ranges::adjacent_find(named), named.end());
  for (const auto& each : monitor_reference().questions())
    EXPECT_TRUE(std::ranges::binary_search(named, each.question.id)) << each.question.id;
}

}  // namespace
}  // namespace regie::sector
