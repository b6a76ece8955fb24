#include "sector/suppression.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/unit/sector/survey.h"

namespace regie::sector {
namespace {

__extension__ using Exact = __int128;

/// Rank over the whole numbers, by Bareiss's elimination without fractions: exact, and none of the
/// engine's arithmetic.
std::size_t rank_of(std::vector<std::vector<Exact>> rows) {
  std::size_t rank = 0;
  Exact previous = 1;
  const auto columns = rows.empty() ? 0 : rows[0].size();
  for (std::size_t column = 0; column < columns && rank < rows.size(); ++column) {
    auto pivot = rank;
    while (pivot < rows.size() && rows[pivot][column] == 0) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[pivot], rows[rank]);
    for (auto row = rank + 1; row < rows.size(); ++row) {
      for (auto each = column + 1; each < columns; ++each)
        rows[row][each] =
            (rows[row][each] * rows[rank][column] - rows[row][column] * rows[rank][each]) /
            previous;
      rows[row][column] = 0;
    }
    previous = rows[rank++][column];
  }
  return rank;
}

/// The attacker knows who is in which group, and every published total. True when some sum and
/// difference of totals is about fewer than `least` organisations: for one set of so few, the
/// totals say less about all others than about all. Tries every set.
class Attacker {
 public:
  Attacker(std::vector<Members> groups, std::size_t organisations, std::size_t least)
      : groups_(std::move(groups)), organisations_(organisations), least_(least) {}

  bool finds_a_small_cell() {
    rank_ = rank_of(totals_without({}));
    return tries({}, 0);
  }

 private:
  std::vector<std::vector<Exact>> totals_without(const std::vector<std::size_t>& few) const {
    std::vector<std::vector<Exact>> rows;
    for (const auto& group : groups_) {
      auto& row = rows.emplace_back();
      for (std::size_t each = 0; each < organisations_; ++each)
        if (std::ranges::find(few, each) == few.end()) row.push_back(group.contains(each) ? 1 : 0);
    }
    return rows;
  }

  bool tries(std::vector<std::size_t> few, std::size_t from) const {
    // A smaller set is covered by the larger ones around it.
    if (few.size() + 1 == least_) return rank_of(totals_without(few)) < rank_;
    few.push_back(from);
    for (auto each = from; each < organisations_; ++each) {
      few.back() = each;
      if (tries(few, each + 1)) return true;
    }
    return false;
  }

  std::vector<Members> groups_;
  std::size_t organisations_;
  std::size_t least_;
  std::size_t rank_ = 0;
};

std::vector<Members> kept(const std::vector<Members>& wished, const std::vector<bool>& allowed) {
  std::vector<Members> groups;
  for (std::size_t index = 0; index < wished.size(); ++index)
    if (allowed[index]) groups.push_back(wished[index]);
  return groups;
}

using Random = std::mt19937;

/// Type, region and size of each organisation, at random.
std::vector<std::vector<std::size_t>> traits(Random& random, std::size_t organisations,
                                             const std::vector<std::size_t>& sizes) {
  std::vector<std::vector<std::size_t>> values;
  for (const auto size : sizes) {
    auto& of = values.emplace_back();
    for (std::size_t each = 0; each < organisations; ++each) of.push_back(random() % size);
  }
  return values;
}

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
    for (std::size_t value = 0; value < sizes[one]; ++value) {
      add([&](auto each) { return traits[one][each] == value; });
      for (auto two = one + 1; two < sizes.size(); ++two)
        for (std::size_t other = 0; other < sizes[two]; ++other)
          add([&](auto each) { return traits[one][each] == value && traits[two][each] == other; });
    }
  return groups;
}

Members most_of(Random& random, std::size_t organisations) {
  Members answered(organisations);
  for (std::size_t each = 0; each < organisations; ++each)
    if (random() % 5 > 0) answered.add(each);
  return answered;
}

TEST(Suppression, ShowsNoGroupOfFewerThanFive) {
  const std::vector<Members> wished{range(20, 0, 4), range(20, 0, 5)};
  EXPECT_EQ(publishable({}, wished), (std::vector<bool>{false, true}));
}

TEST(Suppression, HidesASecondGroupWhoseAbsenceWouldTellTheFirst) {
  // 52 hospitals: 22 general, 26 top clinical, 4 university.
  const std::vector<Members> wished{range(52, 0, 52), range(52, 0, 22), range(52, 22, 48),
                                    range(52, 48, 52)};
  EXPECT_EQ(publishable({}, wished), (std::vector<bool>{true, false, true, false}));
}

TEST(Suppression, HidesASecondPublicationThatWouldTellWhoWasAdded) {
  const std::vector<Members> before{range(20, 0, 12)};
  EXPECT_FALSE(publishable(before, std::vector{range(20, 0, 13)})[0]);
  EXPECT_TRUE(publishable(before, std::vector{range(20, 0, 17)})[0]);
  EXPECT_TRUE(publishable(before, std::vector{range(20, 0, 12)})[0]);
}

TEST(Suppression, LooksThroughSeveralTablesAtOnce) {
  // No two of these differ by fewer than five, but first + second - third - fourth is two alone.
  const auto first = range(40, 0, 20);
  const auto second = range(40, 20, 40);
  const auto third = range(40, 1, 21);
  const auto fourth =
      set_of(40, {21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39});
  const auto allowed = publishable({}, std::vector{first, second, third, fourth});
  EXPECT_EQ(std::ranges::count(allowed, false), 1);
}

TEST(Suppression, CountsWhatWasPublishedWronglyBeforeAndAddsNothingToIt) {
  const std::vector<Members> before{range(30, 0, 20), range(30, 0, 18)};
  const std::vector<Members> wished{range(30, 0, 17), range(30, 0, 10)};
  EXPECT_EQ(publishable(before, wished), (std::vector<bool>{false, true}));
}

TEST(Suppression, WithstandsAnAttackerWhoCombinesAllTables) {
  Random random(1);
  std::size_t shown = 0;
  for (int instance = 0; instance < 60; ++instance) {
    constexpr std::size_t kOrganisations = 13;
    const auto least = 2 + random() % 4;
    const std::vector<std::size_t> sizes{2 + random() % 2, 2 + random() % 3, 2};
    const auto wished = tables(traits(random, kOrganisations, sizes), sizes,
                               most_of(random, kOrganisations), kOrganisations);
    const auto groups = kept(wished, publishable({}, wished, least));
    shown += groups.size();
    EXPECT_FALSE(Attacker(groups, kOrganisations, least).finds_a_small_cell()) << instance;
  }
  EXPECT_GT(shown, 120U);
}

TEST(Suppression, WithstandsAnAttackerWhoAlsoKeptEarlierPublications) {
  Random random(2);
  for (int instance = 0; instance < 40; ++instance) {
    constexpr std::size_t kOrganisations = 13;
    constexpr std::size_t kLeast = 4;
    const std::vector<std::size_t> sizes{2, 3, 2};
    const auto of = traits(random, kOrganisations, sizes);
    std::vector<Members> all;
    // A round is published, a hospital corrects its answers or comes late, and again.
    for (int publication = 0; publication < 3; ++publication) {
      const auto wished = tables(of, sizes, most_of(random, kOrganisations), kOrganisations);
      const auto groups = kept(wished, publishable(all, wished, kLeast));
      all.insert(all.end(), groups.begin(), groups.end());
    }
    EXPECT_FALSE(Attacker(all, kOrganisations, kLeast).finds_a_small_cell()) << instance;
  }
}

TEST(Suppression, HidesNothingWithoutNeed) {
  Random random(3);
  for (int instance = 0; instance < 15; ++instance) {
    constexpr std::size_t kOrganisations = 12;
    constexpr std::size_t kLeast = 3;
    const std::vector<std::size_t> sizes{2, 3};
    const auto wished = tables(traits(random, kOrganisations, sizes), sizes,
                               range(kOrganisations, 0, kOrganisations), kOrganisations);
    const auto allowed = publishable({}, wished, kLeast);
    for (std::size_t index = 0; index < wished.size(); ++index) {
      if (allowed[index] || wished[index].count() < kLeast) continue;
      auto groups = kept(wished, allowed);
      groups.push_back(wished[index]);
      EXPECT_TRUE(Attacker(groups, kOrganisations, kLeast).finds_a_small_cell()) << index;
    }
  }
}

TEST(Suppression, TheAttackerOfTheseTestsFindsWhatIsThere) {
  const std::vector<Members> groups{range(12, 0, 12), range(12, 0, 10)};
  EXPECT_TRUE(Attacker(groups, 12, 3).finds_a_small_cell());
  EXPECT_FALSE(Attacker(groups, 12, 2).finds_a_small_cell());
}

TEST(Suppression, HidesAQuestionThatFewOfAGroupAnsweredAndShowsTheOthers) {
  Question asked{.id = "board", .kind = QuestionKind::single, .options = {{"yes", {}}, {"no", {}}}};
  Question roles{.id = "roles", .kind = QuestionKind::multiple, .options = {{"lawyer", {}}}};
  std::vector<std::uint8_t> types(12, 0);
  std::fill(types.begin() + 6, types.end(), std::uint8_t{1});
  const Survey survey{.organisations = 12,
                      .dimensions = {{"type", {"general", "university"}}},
                      .questions = {asked, roles},
                      .rounds = {{2026,
                                  {types},
                                  {{range(12, 0, 12), {range(12, 0, 8), range(12, 8, 12)}},
                                   {range(12, 0, 8), {range(12, 0, 3)}}}}}};
  const auto figures = benchmark(survey);
  const auto shown = visible(survey, figures, {});
  ASSERT_EQ(shown.size(), 6U);
  for (std::size_t index = 0; index < 4; ++index) EXPECT_TRUE(shown[index].figures) << index;
  // Eight have a board: six general, two university. So the six are hidden as well.
  EXPECT_FALSE(shown[4].figures);
  EXPECT_FALSE(shown[5].figures);
  const auto memory = published(survey, figures, shown);
  EXPECT_EQ(memory.size(), 4U);
  EXPECT_EQ(visible(survey, figures, memory), shown);
}

}  // namespace
}  // namespace regie::sector
