#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"

/// What a validation gives: one document that holds every number, from which the JSON, the CSV, the
/// report and the model card are made. Nothing in it depends on the order of the rows or the number
/// of threads.
namespace regie::validation {

/// `insufficient`: fewer events or non-events than the run asks for; the numbers are there, but do
/// not decide. `suppressed`: too few persons, or another number would give them away; no numbers.
/// `not_estimable`: the measure does not exist for these rows (one class, no variation).
enum class Sufficiency { sufficient, insufficient, suppressed, not_estimable };
BOOST_DESCRIBE_ENUM(Sufficiency, sufficient, insufficient, suppressed, not_estimable)

/// How an interval was made.
enum class Method {
  none,               ///< no interval
  delong,             ///< DeLong, DeLong and Clarke-Pearson 1988
  delong_logit,       ///< the same on the logit scale
  bootstrap,          ///< percentiles of resampled rows
  cluster_bootstrap,  ///< percentiles of resampled patients
  logit,              ///< normal on the logit scale
  log_normal,         ///< normal on the log scale
  likelihood,         ///< standard error of a logistic regression
  wald,               ///< normal on the scale itself
  wilson,             ///< Wilson's score interval
  newcombe,           ///< difference of two Wilson intervals
  hanley_mcneil,      ///< exponential approximation, where DeLong's variance is zero
  student             ///< Student's t
};
BOOST_DESCRIBE_ENUM(Method, none, delong, delong_logit, bootstrap, cluster_bootstrap, logit,
                    log_normal, likelihood, wald, wilson, newcombe, hanley_mcneil, student)

/// One number with its 95% interval. `n` and `events` are the rows that it rests on (for a
/// predictive value: the rows above the threshold). Value and bounds are absent when suppressed or
/// not estimable.
struct Estimate {
  std::optional<double> value;
  std::optional<double> lower;
  std::optional<double> upper;
  std::optional<double> standard_error;
  std::int64_t n = 0;
  std::int64_t events = 0;
  Method method = Method::none;
  Sufficiency verdict = Sufficiency::not_estimable;
};
BOOST_DESCRIBE_STRUCT(Estimate, (),
                      (value, lower, upper, standard_error, n, events, method, verdict))

/// A file that was read.
struct SourceFile {
  std::string name;    ///< without folders; `-` is standard input
  std::string sha256;  ///< of its bytes as they were, hexadecimal
  std::int64_t bytes = 0;
  std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(SourceFile, (), (name, sha256, bytes, rows))

/// Which columns of the file were used for what.
struct ColumnsUsed {
  std::vector<std::string> score;  ///< one for each model
  std::string outcome;
  std::optional<std::string> patient;
  std::optional<std::string> time;
  std::optional<std::string> version;
  std::optional<std::string> model;  ///< names the model of each row, instead of one score for each
  std::optional<std::string> current_policy;  ///< 0 or 1: treated under today's policy
  std::optional<std::string> lower;           ///< of a prediction interval (continuous)
  std::optional<std::string> upper;
  std::optional<std::string> horizon;
  std::vector<std::string> by;
  std::vector<std::string> dropped;  ///< left out on purpose
};
BOOST_DESCRIBE_STRUCT(ColumnsUsed, (),
                      (score, outcome, patient, time, version, model, current_policy, lower, upper,
                       horizon, by, dropped))

/// Something that a reader must know before believing the numbers.
struct Warning {
  std::string code;  ///< stable text id, such as repeated_patients
  LocalizedText text;
};
BOOST_DESCRIBE_STRUCT(Warning, (), (code, text))

/// What is done with more than one prediction for a patient.
enum class Repeats { all, first, highest };
BOOST_DESCRIBE_ENUM(Repeats, all, first, highest)

enum class OutcomeKind { binary, continuous };
BOOST_DESCRIBE_ENUM(OutcomeKind, binary, continuous)

/// The measures that a criterion may name and that groups are compared on.
enum class MeasureName {
  auroc,
  auprc,
  observed_expected,
  calibration_in_the_large,
  calibration_slope,
  calibration_intercept,
  brier,
  scaled_brier,
  log_loss,
  expected_calibration_error,
  net_benefit,
  sensitivity,
  specificity,
  positive_predictive_value,
  negative_predictive_value,
  alert_rate,
  number_needed_to_evaluate,
  bias,
  mean_absolute_error,
  root_mean_squared_error,
  r_squared,
  interval_coverage
};
BOOST_DESCRIBE_ENUM(MeasureName, auroc, auprc, observed_expected, calibration_in_the_large,
                    calibration_slope, calibration_intercept, brier, scaled_brier, log_loss,
                    expected_calibration_error, net_benefit, sensitivity, specificity,
                    positive_predictive_value, negative_predictive_value, alert_rate,
                    number_needed_to_evaluate, bias, mean_absolute_error, root_mean_squared_error,
                    r_squared, interval_coverage)

enum class CriterionOutcome { met, not_met, insufficient };
BOOST_DESCRIBE_ENUM(CriterionOutcome, met, not_met, insufficient)

/// One criterion that was agreed before the data were seen, with its answer. `met` needs the whole
/// interval within the bounds when `whole_interval` is set, and otherwise the estimate alone.
struct CriterionAnswer {
  MeasureName measure = MeasureName::auroc;
  std::string model;
  std::string group;  ///< empty: all rows; otherwise as in GroupResult::name
  std::optional<double> threshold;
  std::optional<double> at_least;
  std::optional<double> at_most;
  bool whole_interval = false;
  Estimate found;
  CriterionOutcome answer = CriterionOutcome::insufficient;
};
BOOST_DESCRIBE_STRUCT(CriterionAnswer, (),
                      (measure, model, group, threshold, at_least, at_most, whole_interval, found,
                       answer))

/// The plan that was agreed beforehand, as far as it is more than columns.
struct PlanUsed {
  std::string name;  ///< as the file was called, without folders
  std::string sha256;
  std::optional<std::string> agreed_on;  ///< yyyy-mm-dd
  std::optional<std::string> agreed_by;
};
BOOST_DESCRIBE_STRUCT(PlanUsed, (), (name, sha256, agreed_on, agreed_by))

/// How the run was done, and on what.
struct Run {
  std::string engine_version;
  OutcomeKind outcome_kind = OutcomeKind::binary;
  std::vector<SourceFile> files;
  std::int64_t merged_states = 0;  ///< more than 0 when the run was made from states
  ColumnsUsed columns;
  std::optional<std::string> event_value;  ///< the named value that counts as an event
  std::int64_t rows = 0;
  std::int64_t rows_without_outcome = 0;
  std::int64_t rows_without_score = 0;
  std::int64_t rows_beside_first = 0;  ///< left out because a patient counts once
  std::int64_t n = 0;                  ///< rows that the numbers rest on
  std::int64_t events = 0;
  std::int64_t persons = 0;  ///< equals n without a patient column
  std::int64_t persons_repeated = 0;
  Repeats repeats = Repeats::all;
  std::optional<double> threshold;  ///< the threshold that the hospital works with
  std::vector<double> thresholds;
  std::int64_t bootstrap = 0;  ///< replicates; 0: none
  std::int64_t seed = 0;
  double confidence = 0.95;
  std::int64_t minimum_events = 100;  ///< below this in either class: insufficient
  std::int64_t minimum_persons = 10;  ///< below this: suppressed
  std::optional<std::string> first_period;
  std::optional<std::string> last_period;
  std::optional<PlanUsed> plan;
  std::vector<Warning> warnings;
};
BOOST_DESCRIBE_STRUCT(Run, (),
                      (engine_version, outcome_kind, files, merged_states, columns, event_value,
                       rows, rows_without_outcome, rows_without_score, rows_beside_first, n, events,
                       persons, persons_repeated, repeats, threshold, thresholds, bootstrap, seed,
                       confidence, minimum_events, minimum_persons, first_period, last_period, plan,
                       warnings))

/// Brier = reliability - resolution + uncertainty + within (Murphy 1973; `within` is what the
/// grouping of scores into bins leaves, Stephenson 2008).
struct BrierParts {
  double reliability = 0;
  double resolution = 0;
  double uncertainty = 0;
  double within = 0;
};
BOOST_DESCRIBE_STRUCT(BrierParts, (), (reliability, resolution, uncertainty, within))

/// Rows with about the same risk: mean prediction against observed share, with Wilson's interval.
struct CalibrationBin {
  std::int64_t n = 0;
  std::int64_t events = 0;
  double predicted = 0;
  double observed = 0;
  double lower = 0;
  double upper = 0;
};
BOOST_DESCRIBE_STRUCT(CalibrationBin, (), (n, events, predicted, observed, lower, upper))

/// At one threshold (a score at or above it is an alert). Counts are absent, and estimates
/// suppressed, when one of the four is below the minimum number of persons but not zero.
struct ThresholdMeasures {
  double threshold = 0;
  std::optional<std::int64_t> true_positives;
  std::optional<std::int64_t> false_positives;
  std::optional<std::int64_t> false_negatives;
  std::optional<std::int64_t> true_negatives;
  Estimate sensitivity;
  Estimate specificity;
  Estimate positive_predictive_value;
  Estimate negative_predictive_value;
  Estimate number_needed_to_evaluate;  ///< 1 / positive predictive value
  Estimate alert_rate;
  Estimate net_benefit;
  Estimate interventions_avoided;  ///< per 100 patients, against treat all
};
BOOST_DESCRIBE_STRUCT(ThresholdMeasures, (),
                      (threshold, true_positives, false_positives, false_negatives, true_negatives,
                       sensitivity, specificity, positive_predictive_value,
                       negative_predictive_value, number_needed_to_evaluate, alert_rate,
                       net_benefit, interventions_avoided))

/// Given only when asked for, with the reason why these should not decide.
struct ForComparison {
  std::string name;  ///< accuracy, f1, youden, hosmer_lemeshow
  std::optional<double> value;
  std::optional<double> p;  ///< of a test
  LocalizedText reason;
};
BOOST_DESCRIBE_STRUCT(ForComparison, (), (name, value, p, reason))

/// Every measure of one model on one set of rows with a binary outcome.
struct Measures {
  Estimate prevalence;
  Estimate mean_score;
  Estimate auroc;
  Estimate auprc;  ///< average precision; its base is the prevalence
  Estimate observed_expected;
  Estimate calibration_in_the_large;
  Estimate calibration_slope;
  Estimate calibration_intercept;  ///< beside the slope; another number than the line above
  Estimate brier;
  Estimate scaled_brier;  ///< 1 - Brier / Brier of the prevalence
  Estimate log_loss;
  Estimate expected_calibration_error;
  std::optional<BrierParts> brier_parts;
  std::vector<CalibrationBin> calibration_bins;  ///< those of the expected calibration error
  std::optional<ThresholdMeasures> at_threshold;
  std::vector<ForComparison> for_comparison;
};
BOOST_DESCRIBE_STRUCT(Measures, (),
                      (prevalence, mean_score, auroc, auprc, observed_expected,
                       calibration_in_the_large, calibration_slope, calibration_intercept, brier,
                       scaled_brier, log_loss, expected_calibration_error, brier_parts,
                       calibration_bins, at_threshold, for_comparison))

/// Predicted risk against the smoothed observed share, with a 95% band.
struct CurvePoint {
  double predicted = 0;
  double observed = 0;
  double lower = 0;
  double upper = 0;
};
BOOST_DESCRIBE_STRUCT(CurvePoint, (), (predicted, observed, lower, upper))

/// Rows with a score from `from` up to `to`: a twentieth of the scale, or some of them together.
struct HistogramBin {
  double from = 0;
  double to = 0;
  std::optional<std::int64_t> events;
  std::optional<std::int64_t> non_events;
};
BOOST_DESCRIBE_STRUCT(HistogramBin, (), (from, to, events, non_events))

/// Thinned: between two points lie, of each class, no persons or at least the minimum.
struct RocPoint {
  std::optional<double> threshold;  ///< absent at the corner (0, 0)
  double false_positive_rate = 0;
  double sensitivity = 0;
};
BOOST_DESCRIBE_STRUCT(RocPoint, (), (threshold, false_positive_rate, sensitivity))

struct PrecisionRecallPoint {
  double threshold = 0;
  double recall = 0;
  double precision = 0;
};
BOOST_DESCRIBE_STRUCT(PrecisionRecallPoint, (), (threshold, recall, precision))

/// Net benefit (Vickers and Elkin 2006). Treat none is 0 everywhere.
struct DecisionPoint {
  double threshold = 0;
  Estimate model;
  double treat_all = 0;
  Estimate gain;  ///< model minus the better of treat all and treat none
  std::optional<double> current_policy;
  std::optional<Estimate> gain_on_policy;
};
BOOST_DESCRIBE_STRUCT(DecisionPoint, (),
                      (threshold, model, treat_all, gain, current_policy, gain_on_policy))

/// What the plots show. The data table behind a plot is the same list.
struct Figures {
  std::vector<CurvePoint> calibration;
  std::vector<HistogramBin> histogram;
  std::vector<RocPoint> roc;
  std::vector<PrecisionRecallPoint> precision_recall;
  std::vector<DecisionPoint> decision;
  std::vector<ThresholdMeasures> thresholds;  ///< at every threshold of the run
};
BOOST_DESCRIBE_STRUCT(Figures, (),
                      (calibration, histogram, roc, precision_recall, decision, thresholds))

/// A group against all rows outside it, within the same column.
struct GroupDifference {
  MeasureName measure = MeasureName::auroc;
  Estimate difference;  ///< group minus rest; for observed_expected: the ratio of the two
  std::optional<double> p;
  std::optional<double> p_adjusted;  ///< Benjamini and Hochberg 1995, over all groups of the run
  bool stands_out = false;           ///< adjusted p below 0.05
  Estimate shrunken;  ///< the group's measure drawn to the mean of its column (empirical Bayes)
};
BOOST_DESCRIBE_STRUCT(GroupDifference, (),
                      (measure, difference, p, p_adjusted, stands_out, shrunken))

/// The rows that share one value, or one value in each of two columns. Without columns: all rows.
struct GroupResult {
  std::string name;  ///< `sex=F`, `sex=F & site=A`; empty: all rows
  std::vector<std::string> columns;
  std::vector<std::string> values;
  std::optional<std::int64_t> n;  ///< absent when suppressed
  std::optional<std::int64_t> events;
  std::optional<std::int64_t> persons;
  Sufficiency verdict = Sufficiency::sufficient;
  std::optional<Measures> measures;
  std::vector<GroupDifference> differences;
  std::optional<Figures> figures;  ///< all rows, and groups of one column
};
BOOST_DESCRIBE_STRUCT(GroupResult, (),
                      (name, columns, values, n, events, persons, verdict, measures, differences,
                       figures))

/// The same for one month, or one period as the file names it.
struct PeriodResult {
  std::string period;  ///< yyyy-mm
  std::optional<std::int64_t> n;
  std::optional<std::int64_t> events;
  Sufficiency verdict = Sufficiency::sufficient;
  std::optional<Measures> measures;
};
BOOST_DESCRIBE_STRUCT(PeriodResult, (), (period, n, events, verdict, measures))

/// How many rows would be enough for intervals of the wanted width (Riley and others 2021).
struct SampleSize {
  MeasureName measure = MeasureName::auroc;
  double wanted_width = 0;
  std::optional<double> achieved_width;
  std::optional<std::int64_t> needed_n;
  std::optional<std::int64_t> needed_events;
};
BOOST_DESCRIBE_STRUCT(SampleSize, (),
                      (measure, wanted_width, achieved_width, needed_n, needed_events))

/// One model on a binary outcome.
struct ModelResult {
  std::string name;  ///< its score column, or its value in the model column
  GroupResult all;
  std::vector<SampleSize> sample_size;
  std::vector<GroupResult> groups;
  std::vector<PeriodResult> periods;
};
BOOST_DESCRIBE_STRUCT(ModelResult, (), (name, all, sample_size, groups, periods))

/// Two models on the same rows.
struct ModelComparison {
  std::string first;
  std::string second;
  Estimate auroc_difference;  ///< first minus second, paired DeLong
  std::optional<double> p;
  std::optional<double> correlation;               ///< of the two AUROCs
  std::optional<Estimate> net_benefit_difference;  ///< at the run's threshold
  Estimate brier_difference;
};
BOOST_DESCRIBE_STRUCT(ModelComparison, (),
                      (first, second, auroc_difference, p, correlation, net_benefit_difference,
                       brier_difference))

/// One model on a continuous outcome, at one horizon or in one group. Units are those of the
/// outcome.
struct ContinuousResult {
  std::string model;
  std::string name;  ///< empty: all rows; `horizon=60`, or as in GroupResult::name
  std::optional<std::string> horizon;
  std::optional<std::int64_t> n;  ///< absent when suppressed
  Sufficiency verdict = Sufficiency::sufficient;
  Estimate bias;  ///< mean of predicted minus observed
  Estimate mean_absolute_error;
  Estimate root_mean_squared_error;
  Estimate r_squared;
  Estimate calibration_slope;  ///< of observed on predicted
  Estimate calibration_intercept;
  std::optional<Estimate> interval_coverage;
  std::optional<Estimate> interval_width;
  std::optional<Estimate> pinball_loss;  ///< mean over both bounds
  std::vector<CurvePoint> calibration;   ///< means of tenths by prediction
};
BOOST_DESCRIBE_STRUCT(ContinuousResult, (),
                      (model, name, horizon, n, verdict, bias, mean_absolute_error,
                       root_mean_squared_error, r_squared, calibration_slope, calibration_intercept,
                       interval_coverage, interval_width, pinball_loss, calibration))

/// What was kept out, and why.
struct Suppression {
  std::string group;   ///< as in GroupResult::name
  std::string reason;  ///< persons, class, complementary
};
BOOST_DESCRIBE_STRUCT(Suppression, (), (group, reason))

struct ValidationResult {
  std::string format = "regie-validation-1";
  Run run;
  std::vector<CriterionAnswer> criteria;
  std::vector<ModelResult> models;
  std::vector<ModelComparison> comparisons;
  std::vector<ContinuousResult> continuous;
  std::vector<Suppression> suppressed;
};
BOOST_DESCRIBE_STRUCT(ValidationResult, (),
                      (format, run, criteria, models, comparisons, continuous, suppressed))

}  // namespace regie::validation
