#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <random>

#include "rows.h"
#include "statistics/auroc.h"
#include "statistics/bootstrap.h"
#include "statistics/calibration.h"
#include "statistics/continuous.h"
#include "statistics/logistic.h"
#include "statistics/multiplicity.h"
#include "statistics/precision_recall.h"
#include "statistics/sample_size.h"
#include "statistics/shrinkage.h"
#include "statistics/threshold.h"

namespace regie::statistics {
namespace {

/// Rows with many ties, and at least two of each class.
std::vector<Row> any_rows() {
  std::vector<Row> rows;
  const auto count = *rc::gen::inRange(0, 60);
  for (int row = 0; row < count; ++row)
    rows.push_back({*rc::gen::inRange(0, 20) / 20.0, *rc::gen::arbitrary<bool>()});
  for (const bool event : {false, true, false, true})
    rows.push_back({*rc::gen::inRange(0, 20) / 20.0, event});
  return rows;
}

void same(const Placements& a, const Placements& b) {
  RC_ASSERT(a.events == b.events && a.non_events == b.non_events);
  RC_ASSERT(a.sum == b.sum);
  RC_ASSERT(a.event_squares == b.event_squares);
  RC_ASSERT(a.non_event_squares == b.non_event_squares);
}

TEST(Auroc, IsTheShareOfPairsThatAreInOrder) {
  const bool holds = rc::check([] {
    const auto rows = any_rows();
    double won = 0;
    double pairs = 0;
    for (const auto& event : rows)
      for (const auto& other : rows)
        if (event.event && !other.event) {
          ++pairs;
          won += event.score > other.score ? 1 : event.score == other.score ? 0.5 : 0;
        }
    const Counted counted(rows);
    const double auroc = placements(counted.view()).auroc();
    RC_ASSERT(std::abs(auroc - won / pairs) < 1e-12);
    RC_ASSERT(auroc >= 0 && auroc <= 1);
  });
  EXPECT_TRUE(holds);
}

TEST(Auroc, DoesNotDependOnTheOrderOfRowsOrARisingChangeOfScores) {
  const bool holds = rc::check([] {
    auto rows = any_rows();
    const Counted before(rows);
    std::ranges::reverse(rows);
    for (auto& row : rows) row.score = row.score * row.score / 2;
    const Counted after(rows);
    same(placements(before.view()), placements(after.view()));
  });
  EXPECT_TRUE(holds);
}

TEST(Auroc, OfAllRowsWithoutAGroupIsThatOfTheRest) {
  const bool holds = rc::check([] {
    const auto rows = any_rows();
    std::vector<Row> group;
    std::vector<Row> rest;
    for (const auto& row : rows) (*rc::gen::arbitrary<bool>() ? group : rest).push_back(row);
    const Counted all(rows);
    const Counted of_group(group, rows);
    const Counted of_rest(rest, rows);
    const WithoutGroup without(all.view());
    same(without.rest(of_group.view(), placements(of_group.view())), placements(of_rest.view()));
  });
  EXPECT_TRUE(holds);
}

TEST(Auroc, StaysExactBeyondTwoToThePowerOfSixtyThreePairs) {
  const ScoreTable table({0.1, 0.2, 0.3, 0.4});
  constexpr std::uint32_t kMany = 4'000'000'000;
  const std::vector<ScoreCount> counts{
      {0, 0, kMany}, {1, kMany, kMany}, {2, kMany, kMany}, {3, kMany, 0}};
  const auto found = placements({table, counts});
  // Of nine blocks of pairs, two are ties and one is out of order.
  EXPECT_NEAR(found.auroc(), (6 + 2 * 0.5) / 9, 1e-15);
  ASSERT_TRUE(found.variance());
  EXPECT_GT(*found.variance(), 0);
  EXPECT_LT(*found.variance(), 1e-9);
}

TEST(Auroc, OfDividedClassesAndOfTiesHasNoVariance) {
  const Counted divided({{0.1, false}, {0.2, false}, {0.8, true}, {0.9, true}});
  const auto perfect = delong(placements(divided.view()));
  ASSERT_TRUE(perfect);
  EXPECT_EQ(perfect->lower, 1);
  EXPECT_EQ(perfect->upper, 1);
  const Counted tied({{0.3, false}, {0.3, false}, {0.3, true}, {0.3, true}});
  const auto flat = delong(placements(tied.view()));
  ASSERT_TRUE(flat);
  EXPECT_EQ(flat->value, 0.5);
  EXPECT_EQ(flat->lower, 0.5);
}

TEST(PairedAuroc, OfAModelWithItselfIsNothing) {
  const bool holds = rc::check([] {
    const Counted rows(any_rows());
    const auto size = rows.table.size();
    const auto found = compare(rows.keys, size, rows.keys, size);
    RC_ASSERT(found.has_value());
    RC_ASSERT(found->difference.value == 0);
    RC_ASSERT(found->difference.standard_error < 1e-7);
    RC_ASSERT(found->p == 1);
  });
  EXPECT_TRUE(holds);
}

/// Scores of a logistic model with a risk that is too high or too low as asked.
std::vector<Row> simulated(std::mt19937_64& random, std::size_t count, double shift) {
  std::normal_distribution<double> normal(-1.5, 1);
  std::uniform_real_distribution<double> chance;
  std::vector<Row> rows;
  for (std::size_t row = 0; row < count; ++row) {
    const double logit = normal(random);
    const auto risk = [](double x) { return 1 / (1 + std::exp(-x)); };
    rows.push_back({risk(logit), chance(random) < risk(logit + shift)});
  }
  return rows;
}

TEST(Intervals, CoverWhatIsTrueNineteenTimesInTwenty) {
  std::mt19937_64 random(20261124);
  const Counted large(simulated(random, 200'000, 0.2));
  const double auroc = placements(large.view()).auroc();
  int covered_auroc = 0;
  int covered_intercept = 0;
  int covered_slope = 0;
  constexpr int kTimes = 400;
  for (int time = 0; time < kTimes; ++time) {
    const Counted rows(simulated(random, 600, 0.2));
    const auto interval = delong(placements(rows.view()));
    ASSERT_TRUE(interval);
    covered_auroc += interval->lower <= auroc && auroc <= interval->upper ? 1 : 0;
    LogitRows logits;
    logits.take(rows.view());
    const auto line = fit_recalibration(logits);
    const auto large_fit = fit_intercept(logits);
    ASSERT_TRUE(line && large_fit);
    covered_slope += std::abs(line->slope - 1) < kNormal95 * line->slope_error ? 1 : 0;
    covered_intercept +=
        std::abs(large_fit->intercept - 0.2) < kNormal95 * large_fit->intercept_error ? 1 : 0;
  }
  // Three standard errors of a share of 0.95 over 400 times.
  for (const int covered : {covered_auroc, covered_intercept, covered_slope}) {
    EXPECT_GE(covered, 0.917 * kTimes);
    EXPECT_LE(covered, 0.983 * kTimes);
  }
}

TEST(Bootstrap, ComesCloseToDeLongAndIsTheSameEveryTime) {
  std::mt19937_64 random(7);
  const Counted rows(simulated(random, 2'000, 0));
  auto keys = rows.keys;
  std::ranges::sort(keys);
  const Drawn drawn{.table = &rows.table, .keys = keys};
  std::vector<double> values;
  std::vector<std::uint8_t> room;
  for (std::uint64_t index = 0; index < 1'000; ++index)
    values.push_back(draw(drawn, 1, index, room).auroc);
  EXPECT_EQ(draw(drawn, 1, 999, room).auroc, values.back());
  const auto exact = delong(placements(rows.view()));
  const auto found = percentile_interval(exact->value, values);
  EXPECT_NEAR(found.standard_error, exact->standard_error, 0.08 * exact->standard_error);
  EXPECT_NEAR(found.lower, exact->lower, 0.25 * exact->standard_error);
}

TEST(Bootstrap, OfPatientsIsWiderThanOfRowsWhenRowsRepeat) {
  std::mt19937_64 random(11);
  const auto once = simulated(random, 400, 0);
  std::vector<Row> four_times;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> keyed;
  for (int time = 0; time < 4; ++time)
    four_times.insert(four_times.end(), once.begin(), once.end());
  const Counted rows(four_times);
  for (std::uint32_t row = 0; row < rows.keys.size(); ++row)
    keyed.emplace_back(rows.keys[row], row % 400);
  std::ranges::sort(keyed);
  std::vector<std::uint32_t> keys;
  std::vector<std::uint32_t> persons;
  for (const auto& [key, person] : keyed) keys.push_back(key), persons.push_back(person);
  const auto error = [&](const Drawn& drawn) {
    std::vector<double> values;
    std::vector<std::uint8_t> room;
    for (std::uint64_t index = 0; index < 400; ++index)
      values.push_back(draw(drawn, 3, index, room).auroc);
    return percentile_interval(0, values).standard_error;
  };
  const double by_row = error({.table = &rows.table, .keys = keys});
  const double by_person =
      error({.table = &rows.table, .keys = keys, .persons = persons, .person_count = 400});
  EXPECT_NEAR(by_person / by_row, 2, 0.3);
}

TEST(Calibration, BrierIsTheSumOfItsParts) {
  const bool holds = rc::check([] {
    const Counted rows(any_rows());
    const double value = brier(calibration_sums(rows.view())).value;
    const auto parts = decompose_brier(value, score_bins(rows.view(), 10));
    RC_ASSERT(std::abs(parts.reliability - parts.resolution + parts.uncertainty + parts.within -
                       value) < 1e-12);
  });
  EXPECT_TRUE(holds);
}

TEST(Calibration, BinsHoldEveryRowOnceAndKeepTiesTogether) {
  const bool holds = rc::check([] {
    const auto rows = any_rows();
    const Counted counted(rows);
    const auto most = static_cast<std::size_t>(*rc::gen::inRange(1, 15));
    const auto bins = score_bins(counted.view(), most);
    RC_ASSERT(!bins.empty() && bins.size() <= most);
    std::uint64_t n = 0;
    for (const auto& bin : bins) n += bin.n;
    RC_ASSERT(n == rows.size());
    for (std::size_t at = 1; at < bins.size(); ++at)
      RC_ASSERT(bins[at].mean_score > bins[at - 1].mean_score);
  });
  EXPECT_TRUE(holds);
}

TEST(Calibration, SmoothedCurveFollowsWhatIsTrue) {
  std::mt19937_64 random(5);
  const Counted rows(simulated(random, 50'000, 0));
  const auto curve = smooth_calibration(score_bins(rows.view(), 1000), 51, 0.3);
  ASSERT_EQ(curve.size(), 51U);
  for (const auto& point : curve)
    if (point.score < 0.6) {
      EXPECT_NEAR(point.observed, point.score, 0.03);
      EXPECT_LE(point.lower, point.observed);
      EXPECT_GE(point.upper, point.observed);
    }
}

TEST(Recalibration, HasNoAnswerWhenAThresholdDividesTheClasses) {
  const Counted rows({{0.1, false}, {0.2, false}, {0.8, true}, {0.9, true}});
  LogitRows logits;
  logits.take(rows.view());
  EXPECT_FALSE(fit_recalibration(logits));
  const Counted tied({{0.3, false}, {0.3, false}, {0.3, true}, {0.3, true}});
  logits.take(tied.view());
  EXPECT_FALSE(fit_recalibration(logits));
  EXPECT_TRUE(fit_intercept(logits));
}

TEST(Recalibration, IsTheSameFromManyRowsAsFromFew) {
  std::mt19937_64 random(3);
  auto rows = simulated(random, 9'000, 0.4);
  const Counted many(rows);
  LogitRows logits;
  logits.take(many.view());
  const auto near = fit_recalibration(logits);
  const auto far = fit_recalibration(logits, 1, 2);
  ASSERT_TRUE(near && far);
  EXPECT_NEAR(near->slope, far->slope, 1e-10);
  EXPECT_NEAR(near->intercept, far->intercept, 1e-10);
}

TEST(AveragePrecision, OfDividedClassesIsOneAndOfTiesThePrevalence) {
  const Counted divided({{0.1, false}, {0.2, false}, {0.8, true}, {0.9, true}});
  EXPECT_EQ(average_precision(divided.view()).value, 1);
  const Counted tied({{0.3, false}, {0.3, false}, {0.3, false}, {0.3, true}});
  EXPECT_DOUBLE_EQ(average_precision(tied.view()).value, 0.25);
}

TEST(Threshold, IsReachedByAScoreThatIsEqualToIt) {
  const Counted rows({{0.1, false}, {0.2, true}, {0.3, true}, {0.3, false}});
  const std::vector<double> thresholds{0.2, 0.25, 0.9};
  const auto found = confusions(rows.view(), thresholds);
  EXPECT_EQ(found[0].true_positives, 2U);
  EXPECT_EQ(found[1].true_positives, 1U);
  EXPECT_EQ(found[1].false_negatives, 1U);
  EXPECT_EQ(found[2].alerts(), 0U);
}

TEST(BenjaminiHochberg, AgreesWithR) {
  // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.5), "BH")
  const std::vector<double> p{0.01, 0.02, 0.03, 0.04, 0.5};
  const auto adjusted = benjamini_hochberg(p);
  for (int at = 0; at < 4; ++at) EXPECT_DOUBLE_EQ(adjusted[static_cast<std::size_t>(at)], 0.05);
  EXPECT_DOUBLE_EQ(adjusted[4], 0.5);
}

TEST(Shrinkage, DrawsFurtherWhatIsLessSure) {
  std::vector<Interval> groups{wald(0.70, 0.01), wald(0.80, 0.01), wald(0.90, 0.05)};
  const auto shrunken = shrink(groups);
  EXPECT_LT(shrunken[2].value, 0.90);
  EXPECT_GT(0.90 - shrunken[2].value, shrunken[0].value - 0.70);
  EXPECT_LT(shrunken[2].standard_error, 0.05);
  groups.resize(1);
  EXPECT_DOUBLE_EQ(shrink(groups)[0].value, 0.70);
}

TEST(SampleSize, IsEnoughForTheWidthThatIsWanted) {
  const double n = rows_for_observed_expected(0.1, 0.2);
  const double error = std::sqrt(0.9 / (0.1 * n));
  EXPECT_NEAR(std::exp(kNormal95 * error) - std::exp(-kNormal95 * error), 0.2, 1e-3);
  EXPECT_GT(*rows_for_auroc(0.75, 0.05, 0.1), *rows_for_auroc(0.75, 0.5, 0.1));
  EXPECT_EQ(rows_for_slope(0.1, 1'000, 4 * kNormal95 * 0.1), 250);
}

TEST(Continuous, KnowsALineAndItsBounds) {
  std::vector<Prediction> predictions;
  for (int each = 0; each < 50; ++each)
    predictions.push_back({static_cast<double>(each), 2.0 * each + 1 + (each % 2 == 0 ? 1 : -1),
                           static_cast<double>(each), 3.0 * each});
  const auto found = measure_predictions(predictions);
  EXPECT_NEAR(found.slope->value, 2, 0.02);
  EXPECT_NEAR(found.bias.value, -25.5, 1e-9);
  EXPECT_LT(found.bias.lower, found.bias.value);
  const auto bounds = measure_bounds(predictions);
  EXPECT_GT(bounds.coverage.value, 0.9);
  EXPECT_GT(bounds.pinball_loss, 0);
}

}  // namespace
}  // namespace regie::statistics
