#include "sector/suppression.h"

#include <gtest/gtest.h>

#include <ctime>
#include <random>

#include "base/json_codec.h"
#include "tests/unit/sector/attacker.h"
#include "tests/unit/sector/survey.h"

namespace regie::sector {
namespace {

using Random = std::mt19937;

/// All, every value of every trait, and every pair of values of two traits, among `answered`.
std::vector<Members> tables(const std::vector<std::vector<std::size_t>>& traits,
                            const std::vector<std::size_t>& sizes, const Members& answered,
                            std::size_t organisations) {
  std::vector<Members> groups{answered};
  const auto add = [&](auto&& in) {
    Members group(organisations);
    for (std::size_t each = 0; each < organisations; ++each)
      if (answered.contains(each) && in(each)) group.add(each);
    groups.push_back(group);
  };
  for (std::size_t one = 0; one < sizes.size(); ++one)
    for (std::size_t value = 0; value < sizes[one]; ++value)
      add([&](auto each) { return traits[one][each] == value; });
  for (std::size_t one = 0; one < sizes.size(); ++one)
    for (auto two = one + 1; two < sizes.size(); ++two)
      for (std::size_t code = 0; code < sizes[one] * sizes[two]; ++code)
        add([&](auto each) { return traits[one][each] * sizes[two] + traits[two][each] == code; });
  return groups;
}

/// Traits of each organisation, at random.
std::vector<std::vector<std::size_t>> traits(Random& random, std::size_t organisations,
                                             const std::vector<std::size_t>& sizes) {
  std::vector<std::vector<std::size_t>> values;
  for (const auto size : sizes) {
    auto& of = values.emplace_back();
    for (std::size_t each = 0; each < organisations; ++each) of.push_back(random() % size);
  }
  return values;
}

Members most_of(Random& random, std::size_t organisations) {
  Members answered(organisations);
  for (std::size_t each = 0; each < organisations; ++each)
    if (random() % 5 > 0) answered.add(each);
  return answered;
}

Attacker::Sum named(const Members& group) {
  Attacker::Sum answers;
  for (std::size_t each = 0; each < group.size(); ++each)
    if (group.contains(each)) answers.push_back(std::to_string(each));
  return answers;
}

bool reveals(const std::vector<Members>& groups, std::size_t least) {
  Attacker attacker(least);
  for (const auto& group : groups) attacker.learn(named(group));
  return attacker.finds_a_small_cell();
}

std::vector<Members> kept(const std::vector<Members>& wished, const std::vector<bool>& allowed) {
  std::vector<Members> groups;
  for (std::size_t index = 0; index < wished.size(); ++index)
    if (allowed[index]) groups.push_back(wished[index]);
  return groups;
}

TEST(Suppression, TheAttackerOfTheseTestsFindsWhatIsThere) {
  EXPECT_TRUE(reveals({range(12, 0, 12), range(12, 0, 10)}, 3));
  EXPECT_FALSE(reveals({range(12, 0, 12), range(12, 0, 10)}, 2));
  Attacker attacker(3);
  attacker.learn({"a", "b", "c#no", "d"});
  EXPECT_FALSE(attacker.finds_a_small_cell());
  attacker.learn({"a", "b", "c#yes", "d"});  // two answers, one organisation
  EXPECT_TRUE(attacker.finds_a_small_cell());
}

TEST(Suppression, ShowsNoGroupOfFewerThanFive) {
  const std::vector<Members> wished{range(20, 0, 4), range(20, 0, 5)};
  EXPECT_EQ(publishable({}, wished), (std::vector<bool>{false, true}));
}

TEST(Suppression, HidesASecondGroupWhoseAbsenceWouldTellTheFirst) {
  // 52 hospitals: 26 top clinical, 22 general, 4 university.
  const std::vector<Members> wished{range(52, 0, 52), range(52, 22, 48), range(52, 0, 22),
                                    range(52, 48, 52)};
  EXPECT_EQ(publishable({}, wished), (std::vector<bool>{true, true, false, false}));
}

TEST(Suppression, HidesASecondPublicationThatWouldTellWhoWasAdded) {
  const std::vector<Members> before{range(20, 0, 12)};
  EXPECT_FALSE(publishable(before, std::vector{range(20, 0, 13)})[0]);
  EXPECT_TRUE(publishable(before, std::vector{range(20, 0, 17)})[0]);
  EXPECT_TRUE(publishable(before, std::vector{range(20, 0, 12)})[0]);
}

TEST(Suppression, LooksThroughSeveralTablesAtOnce) {
  // No two of these differ by fewer than five, but first + second - third - fourth is one alone.
  const auto first = range(20, 0, 10);
  const auto second = range(20, 10, 20);
  const auto third = range(20, 5, 15);
  const auto fourth = set_of(20, {0, 1, 2, 3, 4, 15, 16, 17, 18});
  EXPECT_EQ(publishable({}, std::vector{first, second, third, fourth}),
            (std::vector<bool>{true, true, true, false}));
}

TEST(Suppression, FindsWhatNeedsOtherWeightsThanOneAndMinusOne) {
  // a+b, b+c and a+c, each of five, and all of them with one more: half the sum of three is all.
  const auto two = [](std::size_t one, std::size_t other) {
    return range(16, one * 5, one * 5 + 5) |= range(16, other * 5, other * 5 + 5);
  };
  const std::vector<Members> wished{two(0, 1), two(1, 2), two(0, 2), range(16, 0, 16)};
  EXPECT_EQ(publishable({}, wished), (std::vector<bool>{true, true, true, false}));
}

TEST(Suppression, AddsNothingToWhatWasPublishedWronglyBefore) {
  const std::vector<Members> before{range(30, 0, 20), range(30, 0, 18)};
  const std::vector<Members> wished{range(30, 0, 17), range(30, 0, 10), range(30, 0, 18),
                                    range(30, 10, 20)};
  EXPECT_EQ(publishable(before, wished), (std::vector<bool>{false, false, true, false}));
}

TEST(Suppression, WithstandsAnAttackerWhoCombinesAllTables) {
  Random random(1);
  std::size_t shown = 0;
  for (int instance = 0; instance < 150; ++instance) {
    constexpr std::size_t kOrganisations = 13;
    const auto least = 2 + random() % 4;
    const std::vector<std::size_t> sizes{2 + random() % 2, 2 + random() % 3, 2};
    auto wished = tables(traits(random, kOrganisations, sizes), sizes,
                         most_of(random, kOrganisations), kOrganisations);
    if (instance % 3 == 0) std::ranges::shuffle(wished, random);
    const auto groups = kept(wished, publishable({}, wished, least));
    shown += groups.size();
    EXPECT_FALSE(reveals(groups, least)) << instance;
  }
  EXPECT_GT(shown, 400U);
}

TEST(Suppression, WithstandsAnAttackerOfAnySets) {
  Random random(2);
  for (int instance = 0; instance < 150; ++instance) {
    constexpr std::size_t kOrganisations = 11;
    const auto least = 2 + random() % 4;
    std::vector<Members> wished;
    for (int index = 0; index < 14; ++index) {
      auto& group = wished.emplace_back(kOrganisations);
      for (std::size_t each = 0; each < kOrganisations; ++each)
        if (random() % 2 == 0) group.add(each);
    }
    EXPECT_FALSE(reveals(kept(wished, publishable({}, wished, least)), least)) << instance;
  }
}

TEST(Suppression, HidesNothingWithoutNeed) {
  Random random(3);
  std::size_t hidden = 0;
  for (int instance = 0; instance < 40; ++instance) {
    constexpr std::size_t kOrganisations = 12;
    const auto least = 2 + random() % 3;
    const std::vector<std::size_t> sizes{2, 3};
    const auto wished = tables(traits(random, kOrganisations, sizes), sizes,
                               range(kOrganisations, 0, kOrganisations), kOrganisations);
    const auto allowed = publishable({}, wished, least);
    for (std::size_t index = 0; index < wished.size(); ++index) {
      if (allowed[index] || wished[index].count() < least) continue;
      auto groups = kept(wished, allowed);
      groups.push_back(wished[index]);
      ++hidden;
      EXPECT_TRUE(reveals(groups, least)) << index;
    }
  }
  EXPECT_GT(hidden, 40U);
}

Question single(std::string id) {
  return {.id = std::move(id), .kind = QuestionKind::single, .options = {{"yes", {}}, {"no", {}}}};
}

/// Yes of the first `yes` that answered, no of the others.
Answers answered(const Members& members, std::size_t yes) {
  Answers answers{members, {Members(members.size()), Members(members.size())}};
  for (std::size_t each = 0, count = 0; each < members.size(); ++each)
    if (members.contains(each)) answers.chosen[count++ < yes ? 0 : 1].add(each);
  return answers;
}

std::vector<std::uint8_t> types(std::initializer_list<std::size_t> sizes) {
  std::vector<std::uint8_t> values;
  for (const auto size : sizes)
    values.insert(values.end(), size,
                  static_cast<std::uint8_t>(values.empty() ? 0 : values.back() + 1));
  return values;
}

std::vector<bool> figures_shown(const Suppressed& suppressed) {
  std::vector<bool> shown;
  for (const auto& each : suppressed.visible) shown.push_back(each.figures);
  return shown;
}

TEST(Suppression, HidesAQuestionThatFewOfAGroupAnsweredAndShowsTheOthers) {
  const Survey survey{
      .organisations = 12,
      .dimensions = {{"type", {"general", "university"}}},
      .questions = {single("board"), single("roles")},
      .rounds = {
          {2026, {types({6, 6})}, {answered(range(12, 0, 12), 8), answered(range(12, 0, 8), 3)}}}};
  const auto result = suppress(survey, benchmark(survey), {});
  // Eight have a board: six general, two university. So the six are hidden as well.
  EXPECT_EQ(figures_shown(result), (std::vector<bool>{true, true, true, true, false, false}));
  EXPECT_EQ(suppress(survey, benchmark(survey), result.tables).visible, result.visible);
}

TEST(Suppression, DoesNotTellByABaseWhatAnotherQuestionHides) {
  // Of 52 hospitals, 22 general are hidden because 4 are university. None of the four has a board,
  // so that of those with one no four are left out. The base would tell that it is so.
  auto with_board = range(52, 0, 40);
  const Survey survey{
      .organisations = 52,
      .dimensions = {{"type", {"top_clinical", "general", "university"}}},
      .questions = {single("board"), single("roles")},
      .rounds = {
          {2026, {types({26, 22, 4})}, {answered(range(52, 0, 52), 40), answered(with_board, 9)}}}};
  EXPECT_EQ(figures_shown(suppress(survey, benchmark(survey), {})),
            (std::vector<bool>{true, true, false, false, true, true, false}));
}

TEST(Suppression, HidesASecondPublicationThatWouldTellACorrectedAnswer) {
  Survey survey{
      .organisations = 12,
      .questions = {single("board"), single("policy")},
      .rounds = {{2026, {}, {answered(range(12, 0, 12), 8), answered(range(12, 0, 12), 3)}}},
      .ids = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}};
  const auto first = suppress(survey, benchmark(survey), {});
  // One hospital corrects its answer about the board: from 8 to 9.
  survey.rounds[0].answers[0] = answered(range(12, 0, 12), 9);
  EXPECT_EQ(figures_shown(suppress(survey, benchmark(survey), first.tables)),
            (std::vector<bool>{false, true}));
  // Six correct theirs: no fewer than five are told apart.
  survey.rounds[0].answers[0] = answered(range(12, 0, 12), 2);
  EXPECT_EQ(figures_shown(suppress(survey, benchmark(survey), first.tables)),
            (std::vector<bool>{true, true}));
}

TEST(Suppression, HidesATopTenthOfFew) {
  Question funnel{.id = "funnel", .kind = QuestionKind::funnel, .options = {{"idea", {}}}};
  Survey survey{.organisations = 60, .questions = {funnel}};
  survey.rounds.push_back({2026, {}, {{range(60, 0, 60), {}, {std::vector<double>(60, 2)}}}});
  EXPECT_TRUE(suppress(survey, benchmark(survey), {}).visible[0].top_tenth);
  EXPECT_FALSE(suppress(survey, benchmark(survey), {}, 7).visible[0].top_tenth);
}

TEST(Suppression, TakesPairsAlongInAChangeOnlyWhenTheyTellNothing) {
  Survey survey{.organisations = 30, .questions = {single("policy")}};
  survey.rounds.push_back({2025, {}, {answered(range(30, 0, 20), 8)}});
  survey.rounds.push_back({2026, {}, {answered(range(30, 5, 30), 9)}});
  EXPECT_TRUE(suppress(survey, benchmark(survey), {}).visible[1].pairs);
  // All but three of before answered again: what the pairs say would tell about the three.
  survey.rounds[1].answers[0] = answered(range(30, 3, 30), 9);
  EXPECT_FALSE(suppress(survey, benchmark(survey), {}).visible[1].pairs);
  EXPECT_TRUE(suppress(survey, benchmark(survey), {}).visible[1].figures);
}

TEST(Suppression, KeepsWhatWasPublishedAsJson) {
  Survey survey{.organisations = 12, .questions = {single("board")}};
  survey.rounds.push_back({2026, {}, {answered(range(12, 0, 9), 8)}});
  const auto tables = suppress(survey, benchmark(survey), {}).tables;
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[1].answers.size(), 9U);
  EXPECT_EQ(tables[1].groups, (std::vector<std::string>{"ff1"}));
  EXPECT_EQ(codec::decode<std::vector<PublishedTable>>(codec::encode(tables)).value(), tables);
}

/// What the attacker of a whole monitor keeps: one list of unknowns for each question of a year,
/// for who answered it, and for who answered it twice.
struct Monitor {
  static constexpr std::size_t kLeast = 3;
  std::map<std::string, Attacker> unknowns;
  std::size_t shown = 0;

  void learn(const std::string& unknown, const Attacker::Sum& sum) {
    unknowns.try_emplace(unknown, kLeast).first->second.learn(sum);
  }

  /// An answer by its organisation and what was answered.
  static Attacker::Sum answers(const Survey& survey, const Members& members, std::size_t question,
                               std::vector<std::size_t> rounds) {
    Attacker::Sum sum;
    for (std::size_t each = 0; each < survey.organisations; ++each) {
      if (!members.contains(each)) continue;
      auto name = survey.ids[each] + "#";
      for (const auto round : rounds)
        name += survey.rounds[round].answers[question].chosen[0].contains(each) ? "yes" : "no";
      sum.push_back(std::move(name));
    }
    return sum;
  }

  void read(const Survey& survey, const Benchmark& benchmark, const Suppressed& suppressed) {
    for (std::size_t index = 0; index < benchmark.figures.size(); ++index) {
      const auto& figures = benchmark.figures[index];
      const auto& visible = suppressed.visible[index];
      if (!visible.figures) continue;
      ++shown;
      const auto year = std::to_string(survey.rounds[figures.round].year);
      const auto name = survey.questions[figures.question].id + year;
      learn(name, answers(survey, figures.members, figures.question, {figures.round}));
      // Whether an organisation answered is itself an answer, whatever the question.
      Members part(survey.organisations);
      for (const auto& other : benchmark.figures)
        if (other.round == figures.round && other.group == figures.group) part |= other.members;
      learn("answered" + year, named(part));
      if (!visible.pairs) continue;
      const auto& before = *benchmark.find(figures.question, 0, figures.group);
      const auto both = before.members & figures.members;
      learn(name, answers(survey, both, figures.question, {1}));
      learn(survey.questions[figures.question].id + std::to_string(survey.rounds[0].year),
            answers(survey, both, figures.question, {0}));
      learn(name + "both", answers(survey, both, figures.question, {0, 1}));
    }
  }
};

TEST(Suppression, WithstandsAnAttackerWhoKeepsEveryPublicationOfEveryYear) {
  Random random(4);
  std::size_t shown = 0;
  for (int instance = 0; instance < 12; ++instance) {
    constexpr std::size_t kOrganisations = 12;
    const auto of = traits(random, kOrganisations, {2, 3});
    Survey survey{.organisations = kOrganisations,
                  .dimensions = {{"type", {"a", "b"}}, {"region", {"c", "d", "e"}}},
                  .questions = {single("board"), single("roles")}};
    for (std::size_t each = 0; each < kOrganisations; ++each)
      survey.ids.push_back("h" + std::to_string(each));
    for (const auto year : {2025, 2026}) {
      SurveyRound round{.year = year};
      for (const auto& values : of) round.traits.emplace_back(values.begin(), values.end());
      survey.rounds.push_back(std::move(round));
    }
    Monitor monitor;
    std::vector<PublishedTable> tables;
    // Published, then a hospital corrects its answers or comes late, and again.
    for (int publication = 0; publication < 3; ++publication) {
      for (auto& round : survey.rounds) {
        const auto first = most_of(random, kOrganisations);
        const auto fewer = first & most_of(random, kOrganisations);
        round.answers = {answered(first, 4 + random() % 3), answered(fewer, 2 + random() % 3)};
      }
      const auto figures = benchmark(survey, {{0, 1}});
      const auto result = suppress(survey, figures, tables, Monitor::kLeast);
      tables.insert(tables.end(), result.tables.begin(), result.tables.end());
      monitor.read(survey, figures, result);
    }
    shown += monitor.shown;
    for (const auto& [name, attacker] : monitor.unknowns)
      EXPECT_FALSE(attacker.finds_a_small_cell()) << instance << " " << name;
  }
  EXPECT_GT(shown, 100U);
}

TEST(Suppression, JudgesFiftyTwoHospitalsInFourDimensionsAndTheirCrossingsQuickly) {
  Random random(5);
  const std::vector<std::size_t> sizes{4, 3, 12, 4};
  const auto of = traits(random, 71, sizes);
  Survey survey{.organisations = 71};
  for (std::size_t index = 0; index < sizes.size(); ++index)
    survey.dimensions.push_back(
        {"d" + std::to_string(index), std::vector<std::string>(sizes[index])});
  for (int index = 0; index < 50; ++index)
    survey.questions.push_back(single("q" + std::to_string(index)));
  for (int year = 2024; year < 2027; ++year) {
    SurveyRound round{.year = year};
    for (const auto& values : of) round.traits.emplace_back(values.begin(), values.end());
    const auto taking_part = most_of(random, 71);
    // One question in ten is only for some.
    for (int index = 0; index < 50; ++index)
      round.answers.push_back(
          answered(index % 10 == 0 ? taking_part & most_of(random, 71) : taking_part, 20));
    survey.rounds.push_back(std::move(round));
  }
  const auto figures = benchmark(survey, {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}});
  const auto start = std::clock();
  const auto result = suppress(survey, figures, {});
  RecordProperty("cpu_ms", static_cast<int>((std::clock() - start) * 1000 / CLOCKS_PER_SEC));
  const auto shown = std::ranges::count(result.visible, true, &Visible::figures);
  RecordProperty("shown", static_cast<int>(shown));
  EXPECT_GT(shown, 50 * 3 * 10);
}

}  // namespace
}  // namespace regie::sector
