#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/json_codec.h"
#include "tests/unit/validation/run.h"
#include "validation/suppression.h"

namespace regie::validation {
namespace {

const GroupResult& group_of(const ValidationResult& result, const std::string& name) {
  for (const auto& group : result.models.at(0).groups)
    if (group.name == name) return group;
  throw std::out_of_range(name);
}

TEST(Validation, OfAGermanCohortGivesWhatIsKnownOfIt) {
  Plan plan;
  plan.score = {"score"};
  plan.outcome = "recurrence_or_death_3y";
  plan.by = {"grade", "menopausal"};
  plan.threshold = 0.3;
  const auto made =
      validate(plan, {std::string(REGIE_REFERENCE) + "/breast-cancer-external-validation.csv"},
               on_threads(2));
  ASSERT_TRUE(made);
  const auto& all = made->result.models.at(0).all;
  EXPECT_EQ(all.n, 555);
  EXPECT_NEAR(*all.measures->auroc.value, 0.746345, 5e-7);
  EXPECT_NEAR(*all.measures->observed_expected.value, 1.123261, 5e-7);
  EXPECT_EQ(all.measures->auroc.method, Method::delong);
  EXPECT_EQ(all.verdict, Sufficiency::sufficient);
  ASSERT_TRUE(all.figures);
  EXPECT_EQ(all.figures->calibration.size(), 101U);
  EXPECT_EQ(all.figures->decision.size(), 99U);
  EXPECT_FALSE(made->result.run.files.at(0).sha256.empty());
}

TEST(Validation, DoesNotDependOnTheOrderOfRowsOrTheNumberOfThreads) {
  const auto csv = invented(4'000);
  auto plan = score_and_outcome();
  plan.by = {"sex", "site"};
  plan.all_pairs = true;
  plan.patient = "patient";
  plan.time = "moment";
  plan.threshold = 0.4;
  plan.bootstrap = 50;
  std::vector<std::string> lines;
  std::istringstream stream(csv);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  std::string turned = lines[0] + "\n";
  for (auto line = lines.size(); line-- > 1;) turned += lines[line] + "\n";
  auto first = must_validate(csv, plan, 1);
  auto second = must_validate(turned, plan, 3);
  first.run.files.clear();
  second.run.files.clear();
  EXPECT_EQ(result_as_json(first), result_as_json(second));
  EXPECT_EQ(result_as_csv(first), result_as_csv(second));
}

TEST(Validation, OfScoresWithManyDecimalsIsAsOfFew) {
  auto csv = invented(2'000);
  const auto few = must_validate(csv, score_and_outcome());
  std::string many;
  for (std::size_t at = 0; at < csv.size(); ++at) {
    if (csv.compare(at, 3, ",1,") == 0 || csv.compare(at, 3, ",0,") == 0) many += "0000000000";
    many += csv[at];
  }
  const auto found = must_validate(many, score_and_outcome());
  EXPECT_EQ(found.models[0].all.measures->auroc.value, few.models[0].all.measures->auroc.value);
  EXPECT_EQ(found.models[0].all.measures->calibration_slope.value,
            few.models[0].all.measures->calibration_slope.value);
}

TEST(Validation, OfPartsMergedIsThatOfTheWhole) {
  const auto first = invented(3'000);
  const auto second = invented(2'000, 50'000);
  auto plan = score_and_outcome();
  plan.by = {"sex", "site"};
  plan.all_pairs = true;
  plan.time = "moment";
  plan.threshold = 0.4;
  const TemporaryFile a(first);
  const TemporaryFile b(second);
  auto options = on_threads(2);
  options.keep_state = true;
  std::vector<State> states;
  for (const auto* file : {&a, &b}) {
    const auto made = validate(plan, {file->path()}, options);
    ASSERT_TRUE(made);
    const auto read = read_state(write_state(made->state), "state");
    ASSERT_TRUE(read);
    states.push_back(*read);
  }
  auto merged = validate_states(plan, states, {"a", "b"}, on_threads(2));
  const auto whole = validate(plan, {a.path(), b.path()}, on_threads(2));
  ASSERT_TRUE(merged && whole);
  EXPECT_EQ(codec::encode_text(merged->models), codec::encode_text(whole->result.models));
  EXPECT_EQ(merged->run.n, whole->result.run.n);
}

TEST(Validation, SaysInsufficientBelowAHundredEvents) {
  auto plan = score_and_outcome();
  plan.criteria = {{.measure = MeasureName::auroc, .at_least = 0.1}};
  const auto few = must_validate(invented(150), plan);
  EXPECT_EQ(few.models[0].all.verdict, Sufficiency::insufficient);
  EXPECT_EQ(few.criteria.at(0).answer, CriterionOutcome::insufficient);
  const auto enough = must_validate(invented(1'500), plan);
  EXPECT_EQ(enough.criteria.at(0).answer, CriterionOutcome::met);
  plan.criteria[0].at_least = 0.999;
  EXPECT_EQ(must_validate(invented(1'500), plan).criteria.at(0).answer, CriterionOutcome::not_met);
}

TEST(Validation, WarnsOfRepeatedPatientsAndTakesOneRowOfEachWhenAsked) {
  std::string csv = "score,outcome,patient,moment\n";
  for (int row = 0; row < 600; ++row)
    csv += "0." + std::to_string(100 + (row * 37) % 800) + "," + (row % 3 == 0 ? "1" : "0") + ",p" +
           std::to_string(row % 200) + ",2025-0" + std::to_string(1 + row / 200) + "-01\n";
  auto plan = score_and_outcome();
  plan.patient = "patient";
  plan.time = "moment";
  const auto all = must_validate(csv, plan);
  EXPECT_EQ(all.run.persons, 200);
  EXPECT_EQ(all.run.persons_repeated, 200);
  EXPECT_EQ(all.models[0].all.measures->auroc.method, Method::cluster_bootstrap);
  EXPECT_TRUE(std::ranges::any_of(
      all.run.warnings, [](const auto& each) { return each.code == "repeated_patients"; }));
  plan.repeats = Repeats::first;
  const auto first = must_validate(csv, plan);
  EXPECT_EQ(first.run.n, 200);
  EXPECT_EQ(first.run.rows_beside_first, 400);
  EXPECT_EQ(first.run.first_period, "2025-01");
  EXPECT_EQ(first.run.last_period, "2025-01");
  plan.repeats = Repeats::highest;
  EXPECT_GT(*must_validate(csv, plan).models[0].all.measures->mean_score.value,
            *all.models[0].all.measures->mean_score.value);
}

TEST(Validation, ShowsNothingOfSmallGroupsAndNothingThatGivesThemAway) {
  std::string csv = "score,outcome,site\n";
  for (int row = 0; row < 900; ++row) {
    const std::string site = row < 8 ? "tiny" : row < 60 ? "small" : row < 400 ? "mid" : "large";
    csv += "0." + std::to_string(100 + (row * 37) % 800) + "," + (row % 2 == 0 ? "1" : "0") + "," +
           site + "\n";
  }
  auto plan = score_and_outcome();
  plan.by = {"site"};
  const auto result = must_validate(csv, plan);
  EXPECT_EQ(group_of(result, "site=tiny").verdict, Sufficiency::suppressed);
  EXPECT_EQ(group_of(result, "site=small").verdict, Sufficiency::suppressed);
  EXPECT_FALSE(group_of(result, "site=small").n);
  EXPECT_TRUE(group_of(result, "site=mid").measures);
  ASSERT_EQ(result.suppressed.size(), 2U);
  EXPECT_EQ(result.suppressed[0].reason, "complementary");
  EXPECT_EQ(result.suppressed[1].reason, "persons");
}

TEST(Validation, OfFewerThanTenPersonsShowsNoNumber) {
  const auto result = must_validate("score,outcome\n0.1,0\n0.9,1\n0.8,1\n", score_and_outcome());
  EXPECT_EQ(result.models[0].all.verdict, Sufficiency::suppressed);
  EXPECT_FALSE(result.models[0].all.measures);
  EXPECT_EQ(result.run.n, 0);
  EXPECT_EQ(result.run.events, 0);
}

TEST(Suppression, HidesPairsOfAHiddenValueAndNeverASingleOne) {
  const auto pair = [](std::string a, std::string b) {
    return GroupLabel{GroupKind::group, {"x", "y"}, {std::move(a), std::move(b)}};
  };
  const auto one = [](std::string column, std::string value) {
    return GroupLabel{GroupKind::group, {std::move(column)}, {std::move(value)}};
  };
  const std::vector<GroupLabel> labels{{},
                                       one("x", "1"),
                                       one("x", "2"),
                                       one("y", "1"),
                                       one("y", "2"),
                                       pair("1", "1"),
                                       pair("1", "2"),
                                       pair("2", "1"),
                                       pair("2", "2")};
  const std::vector<GroupSize> sizes{{400, 200, 200}, {200, 100, 100}, {200, 100, 100},
                                     {205, 100, 105}, {195, 100, 95},  {5, 2, 3},
                                     {195, 98, 97},   {200, 98, 102},  {50, 20, 30}};
  const auto reasons = suppressed_groups(labels, sizes, 10, 10);
  EXPECT_EQ(reasons[5], "persons");
  // In both rows and both columns of the table of pairs, another cell goes with it.
  EXPECT_EQ(reasons[6], "complementary");
  EXPECT_EQ(reasons[7], "complementary");
  EXPECT_EQ(reasons[8], "complementary");
  for (std::size_t index = 0; index < 5; ++index) EXPECT_EQ(reasons[index], "");
}

TEST(Validation, ComparesModelsOnTheSameRows) {
  auto csv = invented(1'000);
  std::string both;
  std::istringstream stream(csv);
  std::string line;
  std::getline(stream, line);
  both = "other," + line + "\n";
  for (int row = 0; std::getline(stream, line); ++row)
    both += "0." + std::to_string(100 + (row * 7919) % 900) + "," + line + "\n";
  auto plan = score_and_outcome();
  plan.score = {"score", "other"};
  plan.threshold = 0.3;
  const auto result = must_validate(both, plan);
  ASSERT_EQ(result.models.size(), 2U);
  ASSERT_EQ(result.comparisons.size(), 1U);
  const auto& found = result.comparisons[0];
  EXPECT_NEAR(
      *found.auroc_difference.value,
      *result.models[0].all.measures->auroc.value - *result.models[1].all.measures->auroc.value,
      1e-12);
  EXPECT_LT(*found.p, 1e-6);
  EXPECT_TRUE(found.net_benefit_difference->value);
}

TEST(Validation, SetsTheModelBesideTodaysPolicy) {
  // The policy treats those with a score of at least 0.500: as the model does at that threshold.
  std::istringstream stream(invented(1'000));
  std::string line;
  std::getline(stream, line);
  std::string csv = "policy," + line + "\n";
  while (std::getline(stream, line)) csv += (line[2] >= '5' ? "1," : "0,") + line + "\n";
  auto plan = score_and_outcome();
  plan.current_policy = "policy";
  const auto result = must_validate(csv, plan);
  const auto& decision = result.models[0].all.figures->decision;
  EXPECT_EQ(decision[49].threshold, 0.5);
  EXPECT_NEAR(*decision[49].gain_on_policy->value, 0, 1e-15);
  EXPECT_NEAR(*decision[49].current_policy, *decision[49].model.value, 1e-12);
  EXPECT_NEAR(*decision[19].gain_on_policy->value,
              *decision[19].model.value - *decision[19].current_policy, 1e-12);
}

TEST(Validation, MeasuresNumbersByHorizon) {
  std::string csv = "patients,expected,low,high,horizon\n";
  for (int row = 0; row < 400; ++row) {
    const int observed = 20 + row % 30;
    const int miss = row % 2 == 0 ? 2 : -1;
    csv += std::to_string(observed) + "," + std::to_string(observed + miss) + "," +
           std::to_string(observed - 3) + "," + std::to_string(observed + 3) + "," +
           (row % 4 < 2 ? "60" : "120") + "\n";
  }
  Plan plan;
  plan.score = {"expected"};
  plan.outcome = "patients";
  plan.kind = OutcomeKind::continuous;
  plan.lower = "low";
  plan.upper = "high";
  plan.horizon = "horizon";
  const auto result = must_validate(csv, plan);
  ASSERT_EQ(result.continuous.size(), 3U);
  EXPECT_NEAR(*result.continuous[0].bias.value, 0.5, 1e-12);
  EXPECT_NEAR(*result.continuous[0].mean_absolute_error.value, 1.5, 1e-12);
  EXPECT_EQ(*result.continuous[0].interval_coverage->value, 1);
  EXPECT_EQ(result.continuous[1].horizon, "60");
  EXPECT_EQ(result.continuous[2].n, 200);
}

TEST(Plan, IsReadAndSaysEverythingThatIsWrong) {
  const auto plan = read_plan(
      "score: [risk]\noutcome: died\nthreshold: 0.1\nby: [sex]\n"
      "criteria:\n  - {measure: auroc, at_least: 0.7, whole_interval: true}\n"
      "agreed_on: '2026-01-15'\n",
      "plan.yaml");
  ASSERT_TRUE(plan);
  EXPECT_TRUE(check(*plan));
  EXPECT_EQ(plan->criteria.at(0).at_least, 0.7);
  EXPECT_FALSE(read_plan("scores: [risk]\n", "plan.yaml"));
  EXPECT_FALSE(read_plan("score: [", "plan.yaml"));
  Plan wrong;
  wrong.threshold = 1.5;
  wrong.minimum_persons = 3;
  wrong.repeats = Repeats::first;
  const auto checked = check(wrong);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().fields.size(), 5U);
  EXPECT_EQ(thresholds_of({0.1, 0.3, 0.1}), (std::vector<double>{0.1, 0.2, 0.3}));
  EXPECT_FALSE(read_thresholds("0.3:0.1:0.1"));
  EXPECT_TRUE(read_thresholds("0.05:0.5:0.05"));
}

TEST(State, RefusesWhatIsCutOffOrChanged) {
  auto plan = score_and_outcome();
  plan.by = {"sex"};
  const TemporaryFile file(invented(200));
  auto options = on_threads(1);
  options.keep_state = true;
  const auto made = validate(plan, {file.path()}, options);
  ASSERT_TRUE(made);
  const auto bytes = write_state(made->state);
  ASSERT_TRUE(read_state(bytes, "s"));
  EXPECT_EQ(write_state(*read_state(bytes, "s")), bytes);
  for (std::size_t size = 0; size < bytes.size(); size += 97)
    EXPECT_FALSE(read_state(std::string_view(bytes).substr(0, size), "s"));
  auto changed = bytes;
  changed[bytes.size() / 2] ^= 1;
  EXPECT_EQ(read_state(changed, "s").error().code, ErrorCode::state_damaged);
  auto newer = bytes;
  newer[11] = 99;
  EXPECT_EQ(read_state(newer, "s").error().code, ErrorCode::state_newer);
  auto other = made->state;
  other.outcome = "another";
  auto into = made->state;
  EXPECT_EQ(merge(into, other, "s").error().code, ErrorCode::states_differ);
}

}  // namespace
}  // namespace regie::validation
