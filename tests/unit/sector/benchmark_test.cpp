#include "sector/benchmark.h"

#include <gtest/gtest.h>

#include <ctime>
#include <random>

#include "tests/unit/sector/survey.h"

namespace regie::sector {
namespace {

Question choice(QuestionKind kind, std::vector<std::string> options) {
  Question question{.id = "policy", .kind = kind};
  for (auto& option : options) question.options.push_back({std::move(option), {}});
  return question;
}

/// Ten hospitals, six general and four university, in one round: answers to one question.
Survey one_round(Question question, Answers answers) {
  return {.organisations = 10,
          .dimensions = {{"type", {"general", "university"}}},
          .questions = {std::move(question)},
          .rounds = {{2026, {{0, 0, 0, 0, 0, 0, 1, 1, 1, 1}}, {std::move(answers)}}}};
}

TEST(Benchmark, StatesCountBaseAndRoundingWithEveryPercentage) {
  const auto survey =
      one_round(choice(QuestionKind::single, {"yes", "no"}),
                {range(10, 0, 8), {set_of(10, {0, 1, 2, 3, 6}), set_of(10, {4, 5, 7})}});
  const auto result = benchmark(survey);
  ASSERT_TRUE(result.refusals.empty());
  const auto& all = *result.find(0, 0, 0);
  EXPECT_EQ(all.base, 8);
  EXPECT_EQ(all.shares[0].count, 5);
  EXPECT_EQ(all.shares[0].percent(), 62.5);
  EXPECT_EQ(all.shares[0].rounded(), 63);
  EXPECT_EQ(all.shares[1].rounded(), 38);
  EXPECT_NEAR(all.shares[0].lower, 30.57, 0.01);  // Wilson of 5 out of 8
  EXPECT_NEAR(all.shares[0].upper, 86.32, 0.01);
}

TEST(Benchmark, CountsEachGroupByItself) {
  const auto survey =
      one_round(choice(QuestionKind::single, {"yes", "no"}),
                {range(10, 0, 8), {set_of(10, {0, 1, 2, 3, 6}), set_of(10, {4, 5, 7})}});
  const auto result = benchmark(survey);
  ASSERT_EQ(result.groups.size(), 3U);
  EXPECT_EQ(result.find(0, 0, 1)->base, 6);
  EXPECT_EQ(result.find(0, 0, 1)->shares[0].count, 4);
  EXPECT_EQ(result.find(0, 0, 2)->base, 2);
  EXPECT_EQ(result.find(0, 0, 2)->shares[0].count, 1);
}

TEST(Benchmark, GivesNoPercentageOfAGroupInWhichNobodyAnswered) {
  const auto survey =
      one_round(choice(QuestionKind::single, {"yes"}), {range(10, 0, 6), {range(10, 0, 6)}});
  EXPECT_EQ(benchmark(survey).find(0, 0, 2), nullptr);
}

TEST(Benchmark, RefusesASingleChoiceWhosePartsDoNotSum) {
  const auto twice = one_round(choice(QuestionKind::single, {"yes", "no"}),
                               {range(10, 0, 4), {range(10, 0, 3), range(10, 2, 4)}});
  const auto none = one_round(choice(QuestionKind::single, {"yes", "no"}),
                              {range(10, 0, 4), {range(10, 0, 2), range(10, 2, 3)}});
  // As many choices as hospitals, and yet one chose twice and one not at all.
  const auto hidden = one_round(choice(QuestionKind::single, {"yes", "no"}),
                                {range(10, 0, 4), {range(10, 0, 2), range(10, 1, 3)}});
  for (const auto& survey : {twice, none, hidden}) {
    const auto result = benchmark(survey);
    ASSERT_EQ(result.refusals.size(), 1U);
    EXPECT_EQ(result.refusals[0].fault, AnswersFault::parts_do_not_sum);
    EXPECT_TRUE(result.figures.empty());
  }
}

TEST(Benchmark, RefusesAChoiceOfWhoIsNotInTheBase) {
  const auto survey =
      one_round(choice(QuestionKind::multiple, {"training"}), {range(10, 0, 4), {range(10, 3, 5)}});
  const auto result = benchmark(survey);
  ASSERT_EQ(result.refusals.size(), 1U);
  EXPECT_EQ(result.refusals[0].fault, AnswersFault::choice_without_answer);
}

TEST(Benchmark, CountsAHospitalOnceInATotalOfSeveralOptions) {
  auto question = choice(QuestionKind::multiple, {"forbidden", "discouraged"});
  question.options.push_back({"either", {}, {"forbidden", "discouraged"}});
  const auto survey =
      one_round(question, {range(10, 0, 10), {range(10, 0, 4), range(10, 3, 6), Members(10)}});
  EXPECT_EQ(benchmark(survey).find(0, 0, 0)->shares[2].count, 6);
}

TEST(Benchmark, GivesMeanQuartilesAndSpreadOfAScale) {
  const auto survey =
      one_round({.id = "position", .kind = QuestionKind::scale},
                {range(10, 0, 5),
                 {},
                 {{20, 10, 40, 30, 50, kNoAnswer, kNoAnswer, kNoAnswer, kNoAnswer, kNoAnswer}}});
  const auto result = benchmark(survey);
  const auto& spread = result.find(0, 0, 0)->spreads[0];
  EXPECT_EQ(spread.n, 5);
  EXPECT_EQ(spread.mean, 30);
  EXPECT_EQ(spread.first_quartile, 20);
  EXPECT_EQ(spread.median, 30);
  EXPECT_EQ(spread.third_quartile, 40);
  EXPECT_NEAR(spread.standard_deviation, 15.8114, 1e-4);
}

TEST(Benchmark, RefusesAnAnswerWithoutANumber) {
  const auto survey = one_round({.id = "position", .kind = QuestionKind::scale},
                                {range(10, 0, 5), {}, {std::vector<double>(10, kNoAnswer)}});
  ASSERT_EQ(benchmark(survey).refusals.size(), 1U);
}

TEST(Benchmark, GivesTheFunnelWithMeansAndTheTopTenth) {
  const auto survey = one_round(
      choice(QuestionKind::funnel, {"idea", "pilot"}),
      {range(10, 0, 10), {}, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 5}, {0, 0, 0, 9, 0, 0, 0, 0, 0, 1}}});
  const auto result = benchmark(survey);
  const auto& all = *result.find(0, 0, 0);
  EXPECT_EQ(all.spreads[0].mean, 5);
  EXPECT_EQ(all.spreads[1].mean, 1);
  ASSERT_TRUE(all.top_tenth);
  EXPECT_EQ(all.top_tenth->n, 1);
  EXPECT_EQ(all.top_tenth->total, 13);
  EXPECT_EQ(all.top_tenth->means, (std::vector<double>{4, 9}));
}

/// Two rounds of a hundred hospitals. The first `before` chose it then, the first `after` now; with
/// `others`, entirely different hospitals answered the second time.
Share changed(std::size_t before, std::size_t after, bool others) {
  const std::size_t n = others ? 200 : 100;
  const auto start = others ? 100U : 0U;
  Survey survey{.organisations = n, .questions = {choice(QuestionKind::multiple, {"yes"})}};
  survey.rounds.push_back({2025, {}, {{range(n, 0, 100), {range(n, 0, before)}}}});
  survey.rounds.push_back(
      {2026, {}, {{range(n, start, start + 100), {range(n, start, start + after)}}}});
  return benchmark(survey).find(0, 1, 0)->shares[0];
}

TEST(Benchmark, ComparesDifferentHospitalsByNewcombesMethodForTwoSamples) {
  // Newcombe 1998, method 10: 56/70 against 48/80 gives 0.0524 to 0.3339.
  Survey survey{.organisations = 150, .questions = {choice(QuestionKind::multiple, {"yes"})}};
  survey.rounds.push_back({2025, {}, {{range(150, 70, 150), {range(150, 70, 118)}}}});
  survey.rounds.push_back({2026, {}, {{range(150, 0, 70), {range(150, 0, 56)}}}});
  const auto change = benchmark(survey).find(0, 1, 0)->shares[0].change;
  ASSERT_TRUE(change);
  EXPECT_EQ(change->pairs, 0);
  EXPECT_NEAR(change->points, 20, 1e-9);
  EXPECT_NEAR(change->lower, 5.24, 0.01);
  EXPECT_NEAR(change->upper, 33.39, 0.01);
  EXPECT_TRUE(change->more_than_chance());
}

TEST(Benchmark, SeesAChangeOfTheSameHospitalsSooner) {
  const auto same = changed(40, 50, false);
  const auto other = changed(40, 50, true);
  EXPECT_NEAR(same.change->points, 10, 1e-9);
  EXPECT_EQ(same.change->pairs, 100);
  EXPECT_TRUE(same.change->more_than_chance());
  EXPECT_FALSE(other.change->more_than_chance());
  EXPECT_EQ(changed(40, 40, false).change->points, 0);
  EXPECT_FALSE(changed(40, 40, false).change->more_than_chance());
}

TEST(Benchmark, ComparesMeansOfTheSameHospitalsByTheirOwnDifferences) {
  Survey survey{.organisations = 4, .questions = {{.id = "score", .kind = QuestionKind::scale}}};
  survey.rounds.push_back({2025, {}, {{range(4, 0, 4), {}, {{10, 20, 30, 40}}}}});
  survey.rounds.push_back({2026, {}, {{range(4, 0, 4), {}, {{12, 21, 33, 42}}}}});
  const auto change = benchmark(survey).find(0, 1, 0)->spreads[0].change;
  // Paired t: differences 2, 1, 3, 2; mean 2, standard error 0.40825, t(3) 3.18245.
  EXPECT_NEAR(change->points, 2, 1e-9);
  EXPECT_NEAR(change->lower, 2 - 3.18245 * 0.408248, 1e-4);
  EXPECT_NEAR(change->upper, 2 + 3.18245 * 0.408248, 1e-4);
}

TEST(Benchmark, DoesNotCompareAcrossAChangeOfTheQuestion) {
  auto question = choice(QuestionKind::multiple, {"yes", "new"});
  question.changes.push_back({2026, {"new"}, {}});
  Survey survey{.organisations = 8, .questions = {question}};
  for (const auto year : {2025, 2026})
    survey.rounds.push_back({year, {}, {{range(8, 0, 8), {range(8, 0, 4), range(8, 0, 2)}}}});
  const auto result = benchmark(survey);
  EXPECT_TRUE(result.find(0, 1, 0)->shares[0].change);
  EXPECT_FALSE(result.find(0, 1, 0)->shares[1].change);
}

TEST(Benchmark, CountsTenThousandOrganisationsOverFiveRounds) {
  constexpr std::size_t kOrganisations = 10'000;
  std::mt19937 random(1);
  Survey survey{.organisations = kOrganisations,
                .dimensions = {{"type", std::vector<std::string>(4)},
                               {"ambition", std::vector<std::string>(3)},
                               {"region", std::vector<std::string>(12)},
                               {"size", std::vector<std::string>(4)}}};
  for (int index = 0; index < 60; ++index)
    survey.questions.push_back(
        index % 6 == 5 ? Question{.id = "scale", .kind = QuestionKind::scale}
                       : choice(QuestionKind::single, {"a", "b", "c", "d", "e", "f", "g", "h"}));
  for (int year = 2022; year < 2027; ++year) {
    SurveyRound round{.year = year};
    for (const auto& dimension : survey.dimensions) {
      auto& values = round.traits.emplace_back();
      for (std::size_t each = 0; each < kOrganisations; ++each)
        values.push_back(static_cast<std::uint8_t>(random() % dimension.values.size()));
    }
    for (const auto& question : survey.questions) {
      auto& answers = round.answers.emplace_back(Answers{range(kOrganisations, 0, kOrganisations)});
      answers.chosen.assign(question.options.size(), Members(kOrganisations));
      if (question.options.empty()) answers.numbers.emplace_back();
      for (std::size_t each = 0; each < kOrganisations; ++each) {
        if (question.options.empty())
          answers.numbers[0].push_back(static_cast<double>(random() % 101));
        else
          answers.chosen[random() % 8].add(each);
      }
    }
    survey.rounds.push_back(std::move(round));
  }
  const auto start = std::clock();
  const auto result = benchmark(survey);
  RecordProperty("cpu_ms", static_cast<int>((std::clock() - start) * 1000 / CLOCKS_PER_SEC));
  EXPECT_EQ(result.figures.size(), 60U * 5 * 24);
  for (const auto& each : result.figures) {
    std::int64_t sum = 0;
    for (const auto& share : each.shares) sum += share.count;
    if (!each.shares.empty()) {
      ASSERT_EQ(sum, each.base);
    }
  }
}

}  // namespace
}  // namespace regie::sector
