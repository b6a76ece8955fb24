#include "validation/measures.h"

#include <algorithm>
#include <cmath>

#include "statistics/precision_recall.h"

namespace regie::validation {
namespace {

using statistics::Interval;

constexpr std::uint64_t kSmallClass = 20;
constexpr std::size_t kErrorBins = 10;

class Measurer {
 public:
  Measurer(const statistics::ScoreCounts& counts, const Settings& settings)
      : counts_(counts),
        settings_(settings),
        verdict_(verdict_on(counts.events, counts.non_events, settings)),
        both_(counts.events > 0 && counts.non_events > 0) {}

  Measures all(Scratch& scratch, Found& found) {
    found.placements = statistics::placements(counts_);
    found.sums = statistics::calibration_sums(counts_);
    const auto n = static_cast<double>(counts_.n());
    measures_.prevalence =
        made(statistics::wilson(static_cast<double>(counts_.events), n), Method::wilson);
    measures_.mean_score = made({found.sums.expected / n, 0, 0, 0}, Method::none);
    measures_.auroc = auroc_estimate(found.placements, verdict_);
    if (counts_.events > 0)
      measures_.auprc = made(statistics::average_precision(counts_), Method::logit);
    calibration(found.sums, scratch);
    accuracy(found.sums);
    if (settings_.threshold) {
      found.confusion =
          statistics::confusions(counts_, std::span(&*settings_.threshold, 1)).front();
      measures_.at_threshold = measure_at(*found.confusion, settings_);
    }
    if (settings_.for_comparison) for_comparison();
    return std::move(measures_);
  }

 private:
  Estimate made(const Interval& interval, Method method) const {
    return estimate(interval, method, counts_.n(), counts_.events, verdict_);
  }
  Estimate absent() const {
    return estimate({}, Method::none, counts_.n(), counts_.events, Sufficiency::not_estimable);
  }

  void calibration(const statistics::CalibrationSums& sums, Scratch& scratch) {
    for (auto* each : {&measures_.observed_expected, &measures_.calibration_in_the_large,
                       &measures_.calibration_slope, &measures_.calibration_intercept})
      *each = absent();
    if (!both_) return;
    if (sums.expected > 0)
      measures_.observed_expected = made(statistics::observed_expected(sums), Method::log_normal);
    scratch.logits.take(counts_);
    const auto line = statistics::fit_recalibration(scratch.logits);
    if (line) {
      measures_.calibration_slope =
          made(statistics::wald(line->slope, line->slope_error), Method::likelihood);
      measures_.calibration_intercept =
          made(statistics::wald(line->intercept, line->intercept_error), Method::likelihood);
    }
    if (const auto large = statistics::fit_intercept(scratch.logits))
      measures_.calibration_in_the_large =
          made(statistics::wald(large->intercept, large->intercept_error), Method::likelihood);
  }

  void accuracy(const statistics::CalibrationSums& sums) {
    const auto brier = statistics::brier(sums);
    measures_.brier = made(brier, Method::wald);
    measures_.log_loss = made(statistics::log_loss(sums), Method::wald);
    const double base = sums.events / sums.n * (1 - sums.events / sums.n);
    measures_.scaled_brier =
        both_ ? made(statistics::wald(1 - brier.value / base, brier.standard_error / base),
                     Method::wald)
              : absent();
    const auto bins = statistics::score_bins(counts_, kErrorBins);
    measures_.brier_parts = {};
    const auto parts = statistics::decompose_brier(brier.value, bins);
    measures_.brier_parts =
        BrierParts{parts.reliability, parts.resolution, parts.uncertainty, parts.within};
    measures_.expected_calibration_error =
        made({statistics::expected_calibration_error(bins), 0, 0, 0}, Method::none);
  }

  void for_comparison() {
    const auto add = [&](const char* name, std::optional<double> value, std::optional<double> p,
                         LocalizedText reason) {
      measures_.for_comparison.push_back({name, value, p, std::move(reason)});
    };
    if (settings_.threshold) {
      const auto at = statistics::confusions(counts_, std::span(&*settings_.threshold, 1)).front();
      const auto tp = static_cast<double>(at.true_positives);
      const auto tn = static_cast<double>(at.true_negatives);
      const auto wrong = static_cast<double>(at.false_positives + at.false_negatives);
      add("accuracy", (tp + tn) / static_cast<double>(at.n()), {},
          {"Wie nooit waarschuwt, scoort bij een zeldzame uitkomst ook hoog.",
           "Never warning scores high too when the outcome is rare."});
      add("f1", tp + wrong > 0 ? std::optional(2 * tp / (2 * tp + wrong)) : std::nullopt, {},
          {"Telt terecht negatieven niet mee en weegt niet wat een fout kost.",
           "Leaves true negatives out and does not weigh what an error costs."});
      if (both_)
        add("youden",
            tp / static_cast<double>(at.events()) + tn / static_cast<double>(at.non_events()) - 1,
            {},
            {"Weegt een gemiste en een onnodige waarschuwing even zwaar.",
             "Weighs a missed and a needless warning the same."});
    }
    const auto test = statistics::hosmer_lemeshow(statistics::score_bins(counts_, kErrorBins));
    add("hosmer_lemeshow", test.statistic, test.p,
        {"Hangt af van de indeling, en van het aantal rijen meer dan van het model.",
         "Depends on the binning, and on the number of rows more than on the model."});
  }

  const statistics::ScoreCounts& counts_;
  const Settings& settings_;
  Sufficiency verdict_;
  bool both_;
  Measures measures_;
};

}  // namespace

Sufficiency verdict_on(std::uint64_t events, std::uint64_t non_events, const Settings& settings) {
  return std::min(events, non_events) < settings.minimum_events ? Sufficiency::insufficient
                                                                : Sufficiency::sufficient;
}

Estimate estimate(const Interval& interval, Method method, std::uint64_t n, std::uint64_t events,
                  Sufficiency verdict) {
  Estimate made{.n = static_cast<std::int64_t>(n),
                .events = static_cast<std::int64_t>(events),
                .method = method,
                .verdict = verdict};
  if (verdict == Sufficiency::not_estimable || !std::isfinite(interval.value)) {
    made.verdict = Sufficiency::not_estimable;
    return made;
  }
  made.value = interval.value;
  if (method == Method::none || !std::isfinite(interval.lower) || !std::isfinite(interval.upper))
    return made;
  made.lower = interval.lower;
  made.upper = interval.upper;
  made.standard_error = interval.standard_error;
  return made;
}

Estimate auroc_estimate(const statistics::Placements& placements, Sufficiency verdict) {
  const auto n = placements.events + placements.non_events;
  const auto smaller = std::min(placements.events, placements.non_events);
  const auto made = [&](const Interval& interval, Method method) {
    return estimate(interval, method, n, placements.events, verdict);
  };
  if (smaller == 0)
    return estimate({}, Method::none, n, placements.events, Sufficiency::not_estimable);
  const double value = placements.auroc();
  if (value <= 0 || value >= 1) {
    // No pair goes the other way: as uncertain as a share of 0 or 1 among the smaller class.
    const auto rows = static_cast<double>(smaller);
    auto share = statistics::wilson(value * rows, rows);
    return made(share, Method::wilson);
  }
  auto found = statistics::delong(placements);
  if (!found || found->standard_error == 0) {
    const double error = statistics::hanley_mcneil(value, static_cast<double>(placements.events),
                                                   static_cast<double>(placements.non_events));
    return made(statistics::wald_within(value, error, 0, 1), Method::hanley_mcneil);
  }
  if (found->lower <= 0 || found->upper >= 1 || smaller < kSmallClass)
    return made(statistics::logit_interval(value, found->standard_error), Method::delong_logit);
  return made(*found, Method::delong);
}

ThresholdMeasures measure_at(const statistics::Confusion& at, const Settings& settings) {
  const auto verdict = verdict_on(at.events(), at.non_events(), settings);
  const auto share = [&](std::uint64_t part, std::uint64_t of) {
    if (of == 0) return estimate({}, Method::none, 0, 0, Sufficiency::not_estimable);
    return estimate(statistics::wilson(static_cast<double>(part), static_cast<double>(of)),
                    Method::wilson, of, part, verdict);
  };
  const auto of_all = [&](const Interval& interval) {
    return estimate(interval, Method::wald, at.n(), at.events(), verdict);
  };
  ThresholdMeasures found{.threshold = at.threshold};
  if (!has_small_cell(at, settings.minimum_rows)) {
    found.true_positives = static_cast<std::int64_t>(at.true_positives);
    found.false_positives = static_cast<std::int64_t>(at.false_positives);
    found.false_negatives = static_cast<std::int64_t>(at.false_negatives);
    found.true_negatives = static_cast<std::int64_t>(at.true_negatives);
  }
  found.sensitivity = share(at.true_positives, at.events());
  found.specificity = share(at.true_negatives, at.non_events());
  found.positive_predictive_value = share(at.true_positives, at.alerts());
  found.negative_predictive_value = share(at.true_negatives, at.n() - at.alerts());
  found.alert_rate = share(at.alerts(), at.n());
  found.number_needed_to_evaluate =
      estimate({}, Method::none, at.alerts(), at.true_positives, Sufficiency::not_estimable);
  if (at.true_positives > 0) {
    const auto& value = found.positive_predictive_value;
    Interval inverse{1 / *value.value, 1 / *value.upper, 1 / *value.lower,
                     *value.standard_error / (*value.value * *value.value)};
    found.number_needed_to_evaluate =
        estimate(inverse, Method::wilson, at.alerts(), at.true_positives, verdict);
  }
  found.net_benefit = of_all(statistics::net_benefit(at));
  found.interventions_avoided = of_all(statistics::interventions_avoided(at));
  return found;
}

bool has_small_cell(const statistics::Confusion& at, std::uint64_t minimum) {
  const std::uint64_t cells[] = {at.true_positives, at.false_positives, at.false_negatives,
                                 at.true_negatives};
  return std::ranges::any_of(cells, [&](auto cell) { return cell > 0 && cell < minimum; });
}

void suppress(Estimate& estimate) { estimate = {.verdict = Sufficiency::suppressed}; }

void hide_counts(ThresholdMeasures& at) {
  at.true_positives = at.false_positives = at.false_negatives = at.true_negatives = std::nullopt;
}

void suppress_small_cells(ThresholdMeasures& at) {
  if (at.true_positives) return;
  for (auto* each : {&at.sensitivity, &at.specificity, &at.positive_predictive_value,
                     &at.negative_predictive_value, &at.number_needed_to_evaluate, &at.alert_rate,
                     &at.net_benefit, &at.interventions_avoided})
    suppress(*each);
}

Measures measure(const statistics::ScoreCounts& counts, const Settings& settings, Scratch& scratch,
                 Found& found) {
  return Measurer(counts, settings).all(scratch, found);
}

}  // namespace regie::validation
