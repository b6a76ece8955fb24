#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "rows.h"
#include "statistics/auroc.h"
#include "statistics/calibration.h"
#include "statistics/logistic.h"
#include "statistics/threshold.h"

namespace regie::statistics {
namespace {

/// Equal to nine significant digits.
void expect_same(double ours, double theirs, const std::string& what) {
  EXPECT_NEAR(ours, theirs, 5e-9 * std::max(std::abs(theirs), 1e-300)) << what;
}

/// What R, scikit-learn and statsmodels found, by group and measure.
const std::map<std::string, double>& expected() {
  static const auto kExpected = [] {
    std::map<std::string, double> values;
    const ReferenceFile file("values_synthetic.csv");
    for (std::size_t row = 0; row < file.size(); ++row)
      values[file.cell(row, "key")] = std::strtod(file.cell(row, "value").c_str(), nullptr);
    return values;
  }();
  return kExpected;
}

using Wanted = std::function<bool(const ReferenceFile&, std::size_t)>;

std::vector<Row> rows_where(const Wanted& wanted) {
  const ReferenceFile file("synthetic_5site.csv");
  std::vector<Row> rows;
  for (std::size_t row = 0; row < file.size(); ++row)
    if (wanted(file, row))
      rows.push_back({file.number(row, "score"), file.cell(row, "label") == "1"});
  return rows;
}

const std::map<std::string, Wanted>& groups() {
  static const auto kGroups = [] {
    std::map<std::string, Wanted> groups;
    groups["all"] = [](const auto&, auto) { return true; };
    const auto add = [&](const std::string& name, std::string column, std::string value) {
      groups[name] = [=](const ReferenceFile& file, std::size_t row) {
        return file.cell(row, column) == value;
      };
    };
    for (const auto* site : {"A", "B", "C", "D", "E"})
      add("site" + std::string(site), "site", site);
    for (const auto* sex : {"F", "M"}) add("sex" + std::string(sex), "sex", sex);
    for (const auto* age : {"0-17", "18-64", "65-79", "80+"})
      add("age" + std::string(age), "age_band", age);
    groups["siteE_80+"] = [](const ReferenceFile& file, std::size_t row) {
      return file.cell(row, "site") == "E" && file.cell(row, "age_band") == "80+";
    };
    return groups;
  }();
  return kGroups;
}

TEST(Reference, DiscriminationAgreesWithPRoc) {
  for (const auto& [name, wanted] : groups()) {
    const Counted rows(rows_where(wanted));
    const auto found = delong(placements(rows.view()));
    ASSERT_TRUE(found);
    expect_same(found->value, expected().at(name + ".auc"), name);
    expect_same(found->standard_error, expected().at(name + ".auc_se"), name);
    expect_same(found->lower, expected().at(name + ".auc_lo"), name);
    expect_same(found->upper, expected().at(name + ".auc_hi"), name);
  }
}

TEST(Reference, CalibrationAgreesWithRAndStatsmodels) {
  for (const auto& [name, wanted] : groups()) {
    const Counted rows(rows_where(wanted));
    const auto sums = calibration_sums(rows.view());
    EXPECT_EQ(sums.n, expected().at(name + ".n"));
    EXPECT_EQ(sums.events, expected().at(name + ".events"));
    expect_same(observed_expected(sums).value, expected().at(name + ".oe"), name);
    expect_same(brier(sums).value, expected().at(name + ".brier"), name);
    expect_same(log_loss(sums).value, expected().at(name + ".logloss"), name);
    LogitRows logits;
    logits.take(rows.view());
    const auto line = fit_recalibration(logits);
    const auto large = fit_intercept(logits);
    ASSERT_TRUE(line && large);
    expect_same(line->slope, expected().at(name + ".slope"), name + " slope");
    // R takes the weights of the step before the last, which is worth 3e-8 of a standard error.
    const auto expect_close = [&](double ours, double theirs) {
      EXPECT_NEAR(ours, theirs, 5e-8 * theirs) << name;
    };
    expect_close(line->slope_error, expected().at(name + ".slope_se"));
    expect_same(large->intercept, expected().at(name + ".citl"), name + " citl");
    expect_close(large->intercept_error, expected().at(name + ".citl_se"));
  }
}

TEST(Reference, ThresholdsAgree) {
  for (const auto& [name, wanted] : groups()) {
    const Counted rows(rows_where(wanted));
    const std::vector<double> thresholds{0.1, 0.2};
    for (const auto& at : confusions(rows.view(), thresholds)) {
      const auto key = [&](const std::string& measure) {
        return expected().at(name + "." + measure + (at.threshold < 0.15 ? "@0.10" : "@0.20"));
      };
      const auto share = [](std::uint64_t part, std::uint64_t of) {
        return wilson(static_cast<double>(part), static_cast<double>(of)).value;
      };
      expect_same(net_benefit(at).value, key("nb"), name);
      expect_same(share(at.true_positives, at.events()), key("sens"), name);
      expect_same(share(at.true_negatives, at.non_events()), key("spec"), name);
      expect_same(share(at.true_positives, at.alerts()), key("ppv"), name);
      expect_same(share(at.true_negatives, at.n() - at.alerts()), key("npv"), name);
    }
  }
}

TEST(Reference, MonthsAgree) {
  for (int month = 1; month <= 12; ++month) {
    const Counted rows(rows_where([&](const ReferenceFile& file, std::size_t row) {
      return file.cell(row, "month") == std::to_string(month);
    }));
    const auto key = (month < 10 ? "month0" : "month") + std::to_string(month) + ".oe";
    expect_same(observed_expected(calibration_sums(rows.view())).value, expected().at(key), key);
  }
}

TEST(Reference, DecisionCurvesAgreeWithDcurves) {
  const ReferenceFile data("dcurves_df_binary.csv");
  const ReferenceFile theirs("dcurves_df_binary_expected.csv");
  std::map<std::string, std::vector<Row>> models;
  for (std::size_t row = 0; row < data.size(); ++row)
    for (const auto* model : {"cancerpredmarker", "famhistory"})
      models[model].push_back({data.number(row, model), data.cell(row, "cancer") == "TRUE"});
  std::size_t compared = 0;
  for (std::size_t row = 0; row < theirs.size(); ++row) {
    const auto& name = theirs.cell(row, "variable");
    const bool all = name == "all";
    if (!all && !models.contains(name)) continue;
    const Counted counted(models.at(all ? "famhistory" : name));
    const std::vector<double> threshold{std::round(theirs.number(row, "threshold") * 100) / 100};
    const auto at = confusions(counted.view(), threshold).front();
    EXPECT_NEAR(all ? net_benefit_of_all(at) : net_benefit(at).value,
                theirs.number(row, "net_benefit"), 6e-11)
        << name << " at " << threshold.front();
    ++compared;
  }
  EXPECT_EQ(compared, 3U * 99U);
}

}  // namespace
}  // namespace regie::statistics
