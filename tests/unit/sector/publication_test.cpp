#include "sector/publication.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <type_traits>

#include "table/csv.h"
#include "tests/unit/sector/monitor.h"
#include "tests/unit/sector/survey.h"

namespace regie::sector {
namespace {

static_assert(!std::is_default_constructible_v<Publication>);
static_assert(!std::is_constructible_v<Publication, PublicationContent>);

/// Twenty hospitals, 12 general and 8 university, in two years: 6 and then 15 have a policy.
Survey survey() {
  Question policy = monitor_reference().find("q04")->question;
  Question position = monitor_reference().find("q02")->question;
  Survey survey{.organisations = 20,
                .dimensions = {{"type", {"general", "university"}}},
                .questions = {policy, position}};
  for (const auto& [year, yes] : {std::pair(2025, 6U), std::pair(2026, 15U)}) {
    Answers answers{range(20, 0, 20), {range(20, 0, yes), range(20, yes, 20), Members(20)}};
    std::vector<double> scores;
    for (int each = 0; each < 20; ++each) scores.push_back(each * 5);
    SurveyRound round{
        year, {std::vector<std::uint8_t>(20, 0)}, {answers, {range(20, 0, 20), {}, {scores}}}};
    std::fill(round.traits[0].begin() + 12, round.traits[0].end(), std::uint8_t{1});
    survey.rounds.push_back(std::move(round));
  }
  return survey;
}

const YearResult& year_of(const PublicationContent& content, std::string_view question,
                          std::int64_t year) {
  const auto asked = std::ranges::find_if(
      content.questions, [&](const auto& each) { return each.question.id == question; });
  return *std::ranges::find(asked->years, year, &YearResult::year);
}

TEST(Publication, StatesNBaseAndRoundingWithEveryFigure) {
  const auto published = publish(survey(), monitor_reference(), {});
  const auto& now = year_of(published.publication.content(), "q04", 2026);
  ASSERT_EQ(now.groups.size(), 3U);
  EXPECT_EQ(now.groups[0].n, 20);
  EXPECT_EQ(now.groups[0].base, 20);
  EXPECT_EQ(now.groups[0].shares[0].count, 15);
  EXPECT_EQ(now.groups[0].shares[0].rounded, 75);
  EXPECT_EQ(now.groups[0].shares[0].change->points, 45);
  EXPECT_TRUE(now.groups[0].shares[0].change->more_than_chance);
  EXPECT_EQ(now.groups[2].traits, (std::vector<GroupTrait>{{"type", "university"}}));
  EXPECT_EQ(now.groups[2].shares[0].percent, 37.5);
}

TEST(Publication, LaysWhatWasPublishedAndItsFootnotesBeside) {
  const auto published = publish(survey(), monitor_reference(), {});
  const auto& content = published.publication.content();
  const auto& now = year_of(content, "q04", 2026);
  EXPECT_EQ(now.published_base, 52);
  EXPECT_EQ(now.published.front().value, 76);
  EXPECT_EQ(content.questions[0].footnotes.front().id, "i04");
  // A year without a round of ours.
  const auto& first = year_of(content, "q04", 2024);
  EXPECT_TRUE(first.groups.empty());
  EXPECT_EQ(first.published.front().value, 30);
  EXPECT_FALSE(content.footnotes.empty());
}

TEST(Publication, HasNoNumberOfAHiddenGroup) {
  auto small = survey();
  for (auto& round : small.rounds) {
    round.traits[0].assign(20, 0);
    for (std::size_t each = 16; each < 20; ++each) round.traits[0][each] = 1;
  }
  const auto published = publish(small, monitor_reference(), {});
  for (const auto& group : {1U, 2U}) {
    const auto& hidden = year_of(published.publication.content(), "q04", 2026).groups[group];
    EXPECT_TRUE(hidden.suppressed);
    EXPECT_FALSE(hidden.n || hidden.base || hidden.top_tenth);
    EXPECT_TRUE(hidden.shares.empty() && hidden.spreads.empty());
  }
}

TEST(Publication, ShowsAGroupWithoutAnybodyAsAnyHiddenOne) {
  auto nobody = survey();
  nobody.dimensions[0].values.push_back("categorical");
  const auto published = publish(nobody, monitor_reference(), {});
  const auto& groups = year_of(published.publication.content(), "q04", 2026).groups;
  ASSERT_EQ(groups.size(), 4U);
  EXPECT_TRUE(groups[3].suppressed);
}

TEST(Publication, HasNoChangeFromAYearInWhichTheGroupIsHidden) {
  auto grown = survey();
  auto& before = grown.rounds[0];
  before.answers[0] = {range(20, 0, 16), {range(20, 0, 6), range(20, 6, 16), Members(20)}};
  before.answers[1].answered = range(20, 0, 16);
  const auto published = publish(grown, monitor_reference(), {});
  const auto& now = year_of(published.publication.content(), "q04", 2026);
  EXPECT_FALSE(now.groups[2].suppressed);
  EXPECT_TRUE(now.groups[0].shares[0].change);
  EXPECT_FALSE(now.groups[2].shares[0].change);  // four of eight answered then
}

TEST(Publication, ListsWhatItRefuses) {
  auto wrong = survey();
  wrong.rounds[1].answers[0].chosen[1] = range(20, 14, 20);
  const auto published = publish(wrong, monitor_reference(), {});
  const auto& content = published.publication.content();
  ASSERT_EQ(content.refused.size(), 1U);
  EXPECT_EQ(content.refused[0].question, "q04");
  EXPECT_EQ(content.refused[0].year, 2026);
  EXPECT_TRUE(year_of(content, "q04", 2026).groups.empty());
  EXPECT_FALSE(year_of(content, "q04", 2025).groups.empty());
}

TEST(Publication, KeepsWhatItShowedSoThatALaterOneTellsNothingMore) {
  const auto first = publish(survey(), monitor_reference(), {});
  auto late = survey();
  late.rounds[1].answers[0] = {range(20, 0, 19),
                               {range(20, 0, 15), range(20, 15, 19), Members(20)}};
  const auto second = publish(late, monitor_reference(), first.tables);
  EXPECT_TRUE(year_of(second.publication.content(), "q04", 2026).groups[0].suppressed);
  EXPECT_FALSE(year_of(second.publication.content(), "q04", 2025).groups[0].suppressed);
  EXPECT_FALSE(year_of(second.publication.content(), "q02", 2026).groups[0].suppressed);
}

TEST(Publication, ComesBackFromJsonAsItWas) {
  const auto published =
      publish(survey(), monitor_reference(), {}, {.crossed = {{"type", "size"}}});
  const auto json = published.publication.json();
  EXPECT_EQ(Publication::read(json).value().json(), json);
  EXPECT_FALSE(Publication::read(boost::json::object{{"least", 5}}));
}

TEST(Publication, IsNotReadWhereFiguresDoNotFitTheirQuestion) {
  const auto json = publish(survey(), monitor_reference(), {}).publication.json();
  const auto pointer = [](std::string_view of) { return "/questions/0/years/" + std::string(of); };
  const auto& years = json.at("questions").as_array()[0].at("years").as_array();
  const auto now = static_cast<std::size_t>(
      std::ranges::find_if(years, [](const auto& year) { return year.at("year") == 2026; }) -
      years.begin());
  const auto refused = [&](std::string_view part, const boost::json::value& value) {
    auto wrong = json;
    wrong.set_at_pointer(pointer(std::to_string(now) + "/groups/0" + std::string(part)), value);
    const auto read = Publication::read(wrong);
    return !read &&
           read.error().fields.front().pointer == pointer(std::to_string(now) + "/groups/0");
  };
  EXPECT_TRUE(refused("/base", nullptr));
  EXPECT_TRUE(refused("/base", 0));
  EXPECT_TRUE(refused("/suppressed", true));
  EXPECT_TRUE(refused("/shares", boost::json::array()));
  EXPECT_TRUE(refused("/shares/0/option", "misschien"));
  EXPECT_TRUE(refused("/shares/0/count", 21));
  EXPECT_TRUE(refused("/spreads", json.at_pointer("/questions/1/years/" + std::to_string(now) +
                                                  "/groups/0/spreads")));
}

TEST(Publication, IsOpenDataWithUnitMethodAndLicenceInEveryRowOfOurs) {
  auto named = survey();
  named.rounds[1].traits[0].assign(20, 0);
  named.rounds[1].traits[0][19] = 1;
  const auto csv = publish(named, monitor_reference(), {}).publication.csv(Language::nl);
  const auto sheet = table::read_csv(csv).value();
  EXPECT_TRUE(sheet.notices.empty());
  const auto at = [&](std::string_view column) {
    return static_cast<std::size_t>(std::ranges::find(sheet.header, column) - sheet.header.begin());
  };
  std::size_t hidden = 0;
  std::size_t printed = 0;
  for (const auto& row : sheet.rows) {
    if (row[at("series")] == "published") {
      ++printed;
      EXPECT_NE(row[at("method")].find("M&I/Partners"), std::string::npos);
      continue;
    }
    EXPECT_EQ(row[at("licence")], "CC BY 4.0");
    if (row[at("suppressed")] == "yes") {
      ++hidden;
      for (const auto* column : {"n", "base", "value", "count", "lower_95", "change"})
        EXPECT_EQ(row[at(column)], "") << column;
    } else {
      EXPECT_NE(row[at("base")], "");
      EXPECT_NE(row[at("unit")], "");
    }
  }
  EXPECT_EQ(hidden, 4U);
  EXPECT_GT(printed, 10U);
  EXPECT_NE(csv.find("2026,q04,"), std::string::npos);
}

}  // namespace
}  // namespace regie::sector
