#include "sector/synthetic.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "assessment/value.h"
#include "base/json_codec.h"
#include "sector/publication.h"
#include "sector/responses.h"
#include "sector/synthetic_counts.h"
#include "tests/unit/sector/monitor.h"

namespace regie::sector {
namespace {

const SyntheticMonitor& monitor() {
  static const auto made = synthetic_monitor(monitor_form(), monitor_reference());
  return made;
}

const Survey& survey() {
  static const auto made = survey_of(
      monitor_form(), counted_questions(monitor_form(), monitor_reference()), monitor().responses);
  return made;
}

std::string name(std::string_view question, const std::optional<std::string>& option) {
  return std::string(question) + (option ? " " + *option : "");
}

TEST(Synthetic, HasAsManyHospitalsInEachRoundAsTookPart) {
  std::set<std::string> ids;
  std::set<std::string> names;
  for (const auto& hospital : monitor().hospitals) {
    ids.insert(hospital.id);
    names.insert(hospital.name);
    EXPECT_TRUE(hospital.name.starts_with("Verzonnen"));
  }
  EXPECT_EQ(ids.size(), 71U);
  EXPECT_EQ(names.size(), 71U);
  std::map<std::int64_t, std::set<std::string>> rounds;
  for (const auto& response : monitor().responses)
    EXPECT_TRUE(ids.contains(response.organisation) &&
                rounds[response.year].insert(response.organisation).second);
  EXPECT_EQ(rounds[2024].size(), 43U);
  EXPECT_EQ(rounds[2025].size(), 46U);
  EXPECT_EQ(rounds[2026].size(), 52U);
  std::size_t both = 0;
  for (const auto& each : rounds[2025]) both += rounds[2026].count(each);
  EXPECT_GT(both, 30U);
  EXPECT_LT(both, 46U);
}

TEST(Synthetic, IsTheSameEveryTime) {
  const auto again = synthetic_monitor(monitor_form(), monitor_reference());
  EXPECT_EQ(codec::encode(again.responses), codec::encode(monitor().responses));
}

TEST(Synthetic, AnswersOnlyWhatIsAskedAndAsItIsAsked) {
  for (const auto& response : monitor().responses) {
    std::vector<assessment::Given> given;
    for (const auto& answer : response.answers)
      given.push_back({.link_id = answer.link_id, .values = answer.values});
    const auto evaluation = monitor_form().evaluate(given, {});
    std::set<std::string> asked;
    for (const auto& item : evaluation.items) asked.insert(item.item->link_id);
    for (const auto& answer : response.answers) {
      const auto& item = *monitor_form().item(answer.link_id);
      EXPECT_TRUE(asked.contains(answer.link_id)) << answer.link_id;
      EXPECT_TRUE(item.repeats || answer.values.size() == 1) << answer.link_id;
      for (std::size_t index = 0; index < answer.values.size(); ++index) {
        EXPECT_FALSE(assessment::check_value(item, answer.values[index], "")) << answer.link_id;
        EXPECT_EQ(std::ranges::count(answer.values, answer.values[index]), 1) << answer.link_id;
      }
      if (answer.link_id == "q28") {
        EXPECT_EQ(answer.values.size(), 3U);
      }
      if (answer.link_id == "q14") {
        EXPECT_LE(answer.values.size(), 3U);
      }
    }
  }
}

TEST(Synthetic, GivesFiguresOfEveryQuestionInEveryYear) {
  const auto result = benchmark(survey());
  EXPECT_TRUE(result.refusals.empty());
  for (std::size_t question = 0; question < survey().questions.size(); ++question)
    for (std::size_t round = 0; round < 3; ++round)
      EXPECT_NE(result.find(question, round, 0), nullptr) << survey().questions[question].id;
}

TEST(Synthetic, GivesBackEveryPublishedPercentageThatItsBaseCanGive) {
  const auto result = benchmark(survey());
  std::map<std::string, double> named;
  for (const auto& each : departures(survey(), result, monitor_reference(), 2026))
    if (each.measure == FigureMeasure::share)
      named[name(each.question, each.option)] = each.nearest;
  const std::map<std::string, double> expected{
      {"q04 ja", 77},
      {"q04 ontwikkeling", 23},
      {"q07 nee", 15},
      {"q09 advies", 43},
      {"q11 klein", 42},  // the parts come to 111%
      {"q13 administratie", 81},
      {"q13 logistiek", 48},
      {"q13 overdracht", 21},
      {"q14 radiologie", 40},
      {"q20 autoscriber", 38},  // of the 39 who are asked, not of 52
      {"q22 concreet", 13},     // after 48% and 38% no more is left
      {"q27-team op_orde", 52},
      {"q27-visie op_orde", 44},
      {"q27-financieel not_at_all", 44},
      {"q27-transformatie not_at_all", 38},
      {"parts_in_order 2", 13}};  // the parts come to 107%
  EXPECT_EQ(named, expected);
  for (const auto& each : departures(survey(), result, monitor_reference(), 2026)) {
    if (each.measure != FigureMeasure::share || each.published == each.nearest) continue;
    if (name(each.question, each.option) == "q11 klein") continue;
    for (std::int64_t count = 0; count <= each.base; ++count)
      EXPECT_NE(
          std::floor(100.0 * static_cast<double>(count) / static_cast<double>(each.base) + 0.5),
          each.published)
          << each.question;
  }
}

TEST(Synthetic, GivesThePublishedPercentagesThroughThePublication) {
  const auto published = publish(survey(), monitor_reference(), {});
  const auto left_out = departures(survey(), benchmark(survey()), monitor_reference(), 2026);
  std::size_t same = 0;
  for (const auto& result : published.publication.content().questions)
    for (const auto& year : result.years)
      for (const auto& figure : year.published) {
        if (year.year != 2026 || figure.kind() != FigureMeasure::share) continue;
        if (std::ranges::any_of(left_out, [&](const auto& each) {
              return each.question == result.question.id && each.option == figure.option;
            }))
          continue;
        ASSERT_FALSE(year.groups.front().suppressed);
        const auto found =
            std::ranges::find(year.groups.front().shares, *figure.option, &ShareFigure::option);
        EXPECT_EQ(static_cast<double>(found->rounded), figure.value)
            << name(result.question.id, figure.option);
        ++same;
      }
  EXPECT_EQ(same, 98U);
}

TEST(Synthetic, NamesTheMeansThatContradictEachOther) {
  std::map<std::string, double> named;
  for (const auto& each : departures(survey(), benchmark(survey()), monitor_reference(), 2026))
    if (each.measure == FigureMeasure::mean)
      named[name(each.question, each.option)] = std::round(each.nearest);
  // The means by type give 57.
  EXPECT_EQ(named, (std::map<std::string, double>{{"q02", 57}}));
}

TEST(Synthetic, HidesTheFourUniversityHospitalsAndWhatWouldTellThem) {
  const auto published = publish(survey(), monitor_reference(), {});
  for (const auto& result : published.publication.content().questions)
    for (const auto& year : result.years)
      for (const auto& group : year.groups)
        if (std::ranges::find(group.traits, GroupTrait{"type", "university"}) !=
            group.traits.end()) {
          EXPECT_TRUE(group.suppressed) << result.question.id << year.year;
        }
}

TEST(Synthetic, TakesTheNearestCountOfWhatCannotBe) {
  EXPECT_EQ(count_for(48, 52), 25);
  EXPECT_EQ(count_for(76, 52), 40);  // 77%; 39 is 75%
  EXPECT_EQ(count_for(100, 52), 52);
  EXPECT_EQ(numbers_with_sum(4, 372, 80, 100, 0.5).front(), 80);
  EXPECT_EQ(numbers_with_sum(4, 372, 80, 100, 0.5).back(), 100);
}

}  // namespace
}  // namespace regie::sector
