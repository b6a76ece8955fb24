#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "tests/unit/validation/run.h"
#include "validation/small_cells.h"

/// Somebody who has the result alone, and subtracts.
namespace regie::validation {
namespace {

using Cells = std::array<std::int64_t, 4>;  ///< at a threshold: found, false, missed, spared

bool is_few(std::int64_t count) { return count != 0 && std::abs(count) < kLeastPersons; }

std::optional<Cells> cells_of(const std::optional<Measures>& measures) {
  if (!measures || !measures->at_threshold || !measures->at_threshold->true_positives)
    return std::nullopt;
  const auto& at = *measures->at_threshold;
  return Cells{*at.true_positives, *at.false_positives, *at.false_negatives, *at.true_negatives};
}

/// What is left of a sum when all of its parts that are shown are taken away.
struct Rest {
  Cells cells{};
  std::size_t hidden = 0;
};

void take(Rest& rest, const std::optional<Measures>& measures) {
  const auto cells = cells_of(measures);
  if (!cells) ++rest.hidden;
  for (std::size_t cell = 0; cells && cell < 4; ++cell) rest.cells[cell] -= (*cells)[cell];
}

std::vector<std::string> found_at_threshold(const ModelResult& model) {
  std::vector<std::string> found;
  const auto all = cells_of(model.all.measures);
  if (!all) return found;
  std::map<std::string, Rest> rests;
  std::map<std::string, Cells> sums;
  for (const auto& group : model.groups)
    if (const auto cells = cells_of(group.measures); cells && group.columns.size() == 1)
      sums[group.columns[0] + "=" + group.values[0]] = *cells;
  const auto rest_of = [&](const std::string& line, const Cells& sum) -> Rest& {
    return rests.try_emplace(line, Rest{sum}).first->second;
  };
  for (const auto& group : model.groups) {
    if (group.columns.size() == 1) take(rest_of(group.columns[0], *all), group.measures);
    for (std::size_t at = 0; group.columns.size() == 2 && at < 2; ++at) {
      const auto value = group.columns[at] + "=" + group.values[at];
      if (const auto sum = sums.find(value); sum != sums.end())
        take(rest_of(value + " by " + group.columns[1 - at], sum->second), group.measures);
    }
  }
  for (const auto& period : model.periods) take(rest_of("periods", *all), period.measures);
  for (const auto& [line, rest] : rests)
    if (rest.hidden > 0 && std::ranges::any_of(rest.cells, is_few)) found.push_back(line);
  return found;
}

/// Rows above each score that a curve names: events, then others.
std::map<double, std::array<std::int64_t, 2>> above(const GroupResult& group) {
  std::map<double, std::array<std::int64_t, 2>> found;
  if (!group.figures || !group.n) return found;
  const auto events = static_cast<double>(*group.events);
  const auto others = static_cast<double>(*group.n - *group.events);
  for (const auto& point : group.figures->roc)
    if (point.threshold)
      found[*point.threshold] = {std::llround(point.sensitivity * events),
                                 std::llround(point.false_positive_rate * others)};
  return found;
}

/// The groups of a column that are not shown, by subtracting those that are from all rows, from one
/// score to the next.
std::vector<std::string> found_between(const ModelResult& model) {
  std::vector<std::string> found;
  std::map<std::string, std::vector<const GroupResult*>> columns;
  for (const auto& group : model.groups)
    if (group.columns.size() == 1) columns[group.columns[0]].push_back(&group);
  for (const auto& [column, groups] : columns)
    for (const auto* left_out : groups) {
      std::array<std::int64_t, 2> last{};
      for (auto rest : above(model.all)) {
        bool known = true;
        for (const auto* group : groups) {
          if (group == left_out || !group->n) continue;
          const auto points = above(*group);
          const auto point = points.find(rest.first);
          known = known && point != points.end();
          for (std::size_t kind = 0; known && kind < 2; ++kind)
            rest.second[kind] -= point->second[kind];
        }
        if (!known) continue;
        if (is_few(rest.second[0] - last[0]) || is_few(rest.second[1] - last[1]))
          found.push_back(left_out->name + " from " + std::to_string(rest.first));
        last = rest.second;
      }
    }
  return found;
}

std::vector<std::string> attack(const ValidationResult& result) {
  std::vector<std::string> found;
  for (const auto& error : small_cells(result, "")) found.push_back(error.pointer);
  for (const auto& model : result.models) {
    std::ranges::move(found_at_threshold(model), std::back_inserter(found));
    std::ranges::move(found_between(model), std::back_inserter(found));
  }
  return found;
}

Plan everything() {
  auto plan = score_and_outcome();
  plan.by = {"sex", "site"};
  plan.all_pairs = true;
  plan.patient = "patient";
  plan.time = "moment";
  plan.threshold = 0.8;
  return plan;
}

TEST(Attacker, FindsNobodyByTakingNumbersApart) {
  for (const int count : {60, 150, 333, 700, 1'500, 4'000, 12'000})
    for (const double threshold : {0.05, 0.3, 0.8, 0.97}) {
      auto plan = everything();
      plan.threshold = threshold;
      const auto found = attack(must_validate(invented(count, count), plan));
      EXPECT_EQ(found, std::vector<std::string>{}) << count << " rows, threshold " << threshold;
    }
}

TEST(Attacker, FindsNobodyWhereThresholdsLieCloseTogether) {
  auto plan = everything();
  plan.thresholds = ThresholdRange{0.001, 0.999, 0.001};
  EXPECT_EQ(attack(must_validate(invented(3'000), plan)), std::vector<std::string>{});
}

TEST(Attacker, FindsNobodyAmongPatientsWithManyRows) {
  // Each of nine patients has forty rows, and two hundred have one.
  std::string csv = "score,outcome,site,patient\n";
  for (int row = 0; row < 560; ++row) {
    const auto patient = row < 360 ? row % 9 : row;
    csv += "0." + std::to_string(100 + (row * 37) % 800) + "," + (row % 3 == 0 ? "1" : "0") + "," +
           (row % 2 == 0 ? "A" : "B") + ",p" + std::to_string(patient) + "\n";
  }
  auto plan = score_and_outcome();
  plan.patient = "patient";
  plan.threshold = 0.5;
  plan.by = {"site"};
  const auto result = must_validate(csv, plan);
  EXPECT_EQ(attack(result), std::vector<std::string>{});
  // Between two points of a curve lie rows of at least ten patients: more than nine times forty.
  ASSERT_TRUE(result.models[0].all.verdict == Sufficiency::suppressed ||
              result.models[0].all.figures->roc.size() == 2);
}

TEST(Attacker, WouldFindSomebodyBetweenTwoThresholds) {
  auto result = must_validate(invented(4'000), everything());
  auto& thresholds = result.models[0].all.figures->thresholds;
  const auto shown = std::ranges::find_if(
      thresholds, [](const auto& at) { return at.true_positives.value_or(0) > 100; });
  ASSERT_NE(shown, thresholds.end());
  *shown->true_positives -= 1;
  *shown->false_negatives += 1;
  EXPECT_FALSE(attack(result).empty());
}

TEST(Attacker, LeavesPlotsWorthLookingAt) {
  const auto result = must_validate(invented(12'000), everything());
  const auto& figures = *result.models[0].all.figures;
  EXPECT_GT(figures.roc.size(), 50U);
  EXPECT_EQ(result.models[0].all.measures->calibration_bins.size(), 10U);
  EXPECT_GT(std::ranges::count_if(figures.decision,
                                  [](const auto& point) { return point.model.value.has_value(); }),
            60);
}

}  // namespace
}  // namespace regie::validation
