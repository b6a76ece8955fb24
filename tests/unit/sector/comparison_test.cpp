#include "sector/comparison.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/json_codec.h"
#include "sector/responses.h"
#include "sector/synthetic.h"
#include "tests/unit/sector/monitor.h"

namespace regie::sector {
namespace {

const SyntheticMonitor& monitor() {
  static const auto made = synthetic_monitor(monitor_form(), monitor_reference());
  return made;
}

const Publication& publication() {
  static const auto made =
      publish(survey_of(monitor_form(), counted_questions(monitor_form(), monitor_reference()),
                        monitor().responses),
              monitor_reference(), {});
  return made.publication;
}

Response answers(std::vector<ResponseAnswer> given) {
  return {"synthetic-01", 2026, {"general", "leader", "noord", "large"}, std::move(given)};
}

const ComparedQuestion* find(const PeerComparison& comparison, std::string_view question) {
  const auto found = std::ranges::find(comparison.questions, question, &ComparedQuestion::question);
  return found == comparison.questions.end() ? nullptr : &*found;
}

TEST(Comparison, StandsOnEveryFigureBesideItsGroup) {
  const auto& ours = *std::ranges::find(monitor().responses, 2026, &Response::year);
  const auto comparison = compare(monitor_form(), ours, publication(), {});
  EXPECT_EQ(comparison.questions.size(), 49U);
  const auto& vision = *find(comparison, "q03");
  EXPECT_EQ(vision.base, 52);
  EXPECT_TRUE(vision.answered);
  EXPECT_EQ(std::ranges::count(vision.options, true, &ComparedOption::ours), 1);
  EXPECT_EQ(vision.options[0].percent, 48.1);
}

TEST(Comparison, PutsFirstWhereTheGroupIsFurthestAhead) {
  const auto comparison = compare(
      monitor_form(),
      answers(
          {{"q27-team", {"not_at_all"}}, {"q27-visie", {"fully"}}, {"q27-data", {"not_at_all"}}}),
      publication(), {});
  const auto team = find(comparison, "q27-team")->gap;
  const auto data = find(comparison, "q27-data")->gap;
  ASSERT_TRUE(team && data);
  EXPECT_GT(*team, *data);
  EXPECT_GT(*data, 0);
  EXPECT_LT(*find(comparison, "q27-visie")->gap, 0);
  EXPECT_EQ(comparison.moves, (std::vector<std::string>{"q27-team", "q27-data"}));
}

TEST(Comparison, MeasuresTheGapInPartsOfTheWholeScale) {
  const auto comparison =
      compare(monitor_form(), answers({{"q27-team", {"not_at_all"}}}), publication(), {});
  const auto& team = *find(comparison, "q27-team");
  double mean = 0;
  for (const auto& option : team.options)
    mean += option.percent / 100 *
            (option.option == "partly"   ? 1
             : option.option == "mostly" ? 2
             : option.option == "fully"  ? 3
                                         : 0);
  EXPECT_NEAR(*team.gap, mean / 3, 0.002);
}

TEST(Comparison, KnowsNoBetterAnswerWithoutWeights) {
  const auto comparison =
      compare(monitor_form(), answers({{"q16", {"nee"}}, {"q02", {10}}, {"q05", {"training"}}}),
              publication(), {});
  EXPECT_FALSE(find(comparison, "q16")->gap);
  EXPECT_TRUE(comparison.moves.empty());
  const auto& position = find(comparison, "q02")->numbers.front();
  EXPECT_EQ(position.ours, 10);
  EXPECT_EQ(position.standing, Standing::lowest_quarter);
  const auto& options = find(comparison, "q05")->options;
  EXPECT_TRUE(std::ranges::find(options, "training", &ComparedOption::option)->ours);
  EXPECT_FALSE(find(comparison, "q03")->answered);
}

TEST(Comparison, CountsAPartInTheTotalItBelongsTo) {
  const auto comparison =
      compare(monitor_form(), answers({{"q19", {"implementatie"}}}), publication(), {});
  const auto& options = find(comparison, "q19")->options;
  EXPECT_TRUE(std::ranges::find(options, "actief", &ComparedOption::option)->ours);
  EXPECT_FALSE(std::ranges::find(options, "pilot", &ComparedOption::option)->ours);
}

TEST(Comparison, TakesAllWhereItsOwnGroupIsHidden) {
  const auto own = answers({{"q16", {"ja"}}});
  const std::vector<GroupTrait> shown{{"type", "top_clinical"}};
  const auto beside = compare(monitor_form(), own, publication(), shown);
  EXPECT_EQ(find(beside, "q16")->traits, shown);
  EXPECT_EQ(find(beside, "q16")->base, 26);
  const auto hidden = compare(monitor_form(), own, publication(), {{"type", "university"}});
  EXPECT_TRUE(find(hidden, "q16")->traits.empty());
  EXPECT_EQ(find(hidden, "q16")->base, 52);
}

TEST(Comparison, TravelsAsJson) {
  const auto comparison = compare(monitor_form(), answers({{"q16", {"ja"}}}), publication(), {});
  const auto json = codec::encode(comparison);
  EXPECT_EQ(codec::encode(codec::decode<PeerComparison>(json).value()), json);
}

}  // namespace
}  // namespace regie::sector
