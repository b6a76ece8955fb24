#include "sector/responses.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sector/benchmark.h"
#include "tests/unit/sector/monitor.h"

namespace regie::sector {
namespace {

namespace json = boost::json;

std::vector<Question> questions() { return counted_questions(monitor_form(), monitor_reference()); }

Response sent(std::string organisation, std::int64_t year, std::vector<ResponseAnswer> answers,
              Traits traits = {"general", "leader", "Noord", "large"}) {
  return {std::move(organisation), year, std::move(traits), std::move(answers)};
}

std::size_t place_of(const Survey& survey, std::string_view question) {
  return static_cast<std::size_t>(std::ranges::find(survey.questions, question, &Question::id) -
                                  survey.questions.begin());
}

const Answers& answers_to(const Survey& survey, std::string_view question, std::size_t round = 0) {
  return survey.rounds[round].answers[place_of(survey, question)];
}

std::size_t chose(const Survey& survey, std::string_view question, std::string_view option) {
  const auto& options = survey.questions[place_of(survey, question)].options;
  const auto at = std::ranges::find(options, option, &QuestionOption::id) - options.begin();
  return answers_to(survey, question).chosen[static_cast<std::size_t>(at)].count();
}

TEST(Responses, CountEveryQuestionOfTheMonitorButWhoAnswersAndFreeText) {
  const auto counted = questions();
  const auto has = [&](std::string_view id) {
    return std::ranges::find(counted, id, &Question::id) != counted.end();
  };
  EXPECT_EQ(counted.size(), 49U);
  for (const auto* id : {"q01-type", "q03b", "q12", "q27-techniek", "parts_in_order"})
    EXPECT_TRUE(has(id)) << id;
  for (const auto* id : {"q01-role", "q15-description", "q24-other", "q12-pilot", "q25"})
    EXPECT_FALSE(has(id)) << id;
}

TEST(Responses, HaveInTheBaseOnlyWhoWasAskedAndAnswered) {
  const std::vector<Response> responses{
      sent("a", 2026, {{"q03", {"ja"}}, {"q03b", {"doel", "data"}}}),
      // The answer to q03b stayed behind when "ja" became "nee".
      sent("b", 2026, {{"q03", {"nee"}}, {"q03b", {"doel"}}}), sent("c", 2026, {{"q03", {"ja"}}})};
  const auto survey = survey_of(monitor_form(), questions(), responses);
  EXPECT_EQ(answers_to(survey, "q03").answered.count(), 3U);
  EXPECT_EQ(answers_to(survey, "q03b").answered.count(), 1U);
  EXPECT_EQ(chose(survey, "q03b", "doel"), 1U);
  EXPECT_EQ(chose(survey, "q03", "ja"), 2U);
}

TEST(Responses, CountTextBesideTheOptionsAsAnAnswerWithoutOption) {
  const std::vector<Response> responses{sent("a", 2026, {{"q14", {"radiologie", "Mondzorg"}}}),
                                        sent("b", 2026, {{"q14", {"Huidzorg"}}})};
  const auto survey = survey_of(monitor_form(), questions(), responses);
  EXPECT_EQ(answers_to(survey, "q14").answered.count(), 2U);
  EXPECT_EQ(chose(survey, "q14", "radiologie"), 1U);
  EXPECT_TRUE(benchmark(survey).refusals.empty());
}

TEST(Responses, TakeAFunnelWholeOrNot) {
  std::vector<ResponseAnswer> counts;
  for (const auto* phase : {"idee-verkenning", "aankoop-ontwikkeling", "pilot", "implementatie",
                            "opschaling", "beheer"})
    counts.push_back({"q12-" + std::string(phase), {json::value(counts.size())}});
  auto fewer = counts;
  fewer.pop_back();
  const std::vector<Response> responses{sent("a", 2026, counts), sent("b", 2026, fewer)};
  const auto survey = survey_of(monitor_form(), questions(), responses);
  const auto& funnel = answers_to(survey, "q12");
  EXPECT_EQ(funnel.answered.count(), 1U);
  EXPECT_EQ(funnel.numbers[5][0], 5);
  EXPECT_TRUE(std::isnan(funnel.numbers[0][1]));
  EXPECT_EQ(answers_to(survey, "applications").numbers[0][0], 15);
}

TEST(Responses, CountAScoreInItsPartsOfWhoAnsweredAll) {
  std::vector<ResponseAnswer> parts;
  for (const auto* part :
       {"team", "visie", "financieel", "bewustzijn", "transformatie", "data", "techniek"})
    parts.push_back({"q27-" + std::string(part), {parts.size() < 3 ? "fully" : "partly"}});
  auto fewer = parts;
  fewer.pop_back();
  const std::vector<Response> responses{sent("a", 2026, parts), sent("b", 2026, fewer)};
  const auto survey = survey_of(monitor_form(), questions(), responses);
  EXPECT_EQ(answers_to(survey, "parts_in_order").answered.count(), 1U);
  EXPECT_EQ(chose(survey, "parts_in_order", "3-4"), 1U);
}

TEST(Responses, KeepAnOrganisationInItsPlaceOverTheYears) {
  const std::vector<Response> responses{
      sent("a", 2026, {{"q16", {"ja"}}}), sent("b", 2025, {{"q16", {"ja"}}}),
      sent("a", 2025, {{"q16", {"nee"}}}, {"general", "follower", "Noord", "large"}),
      sent("a", 2026, {{"q16", {"nee"}}})};
  const auto survey = survey_of(monitor_form(), questions(), responses);
  ASSERT_EQ(survey.rounds.size(), 2U);
  EXPECT_EQ(survey.rounds[0].year, 2025);
  EXPECT_EQ(survey.ids, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(answers_to(survey, "q16", 0).answered.count(), 2U);
  EXPECT_EQ(answers_to(survey, "q16", 1).answered.count(), 1U);
  const auto no = answers_to(survey, "q16", 1).chosen[1];
  EXPECT_TRUE(no.contains(0));  // what was sent last
  EXPECT_EQ(survey.dimensions[1].values, (std::vector<std::string>{"follower", "leader"}));
  EXPECT_EQ(survey.rounds[0].traits[1][0], 0);
  EXPECT_EQ(survey.rounds[1].traits[1][0], 1);
}

TEST(Responses, LeaveAQuestionOfWhichAnAnswerIsUnknownWithoutFigures) {
  const std::vector<Response> responses{sent("a", 2026, {{"q16", {"misschien"}}}),
                                        sent("b", 2026, {{"q16", {"ja"}}})};
  const auto survey = survey_of(monitor_form(), questions(), responses);
  const auto result = benchmark(survey);
  ASSERT_EQ(result.refusals.size(), 1U);
  EXPECT_EQ(survey.questions[result.refusals[0].question].id, "q16");
}

}  // namespace
}  // namespace regie::sector
