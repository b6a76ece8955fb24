#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "validation/result.h"

/// What is to be validated and how. A plan can be written down, and so agreed, before anyone sees
/// the data.
namespace regie::validation {

/// Thresholds from, from + step, ... up to and with `to`.
struct ThresholdRange {
  double from = 0.01;
  double to = 0.99;
  double step = 0.01;
};
BOOST_DESCRIBE_STRUCT(ThresholdRange, (), (from, to, step))

/// A bound that was agreed beforehand. See CriterionAnswer.
struct Criterion {
  MeasureName measure = MeasureName::auroc;
  std::optional<std::string> model;  ///< absent: the first
  std::optional<std::string> group;  ///< absent: all rows; `every`: each group of the run
  std::optional<double> at_least;
  std::optional<double> at_most;
  std::optional<bool> whole_interval;
};
BOOST_DESCRIBE_STRUCT(Criterion, (), (measure, model, group, at_least, at_most, whole_interval))

struct Plan {
  std::vector<std::string> score;
  std::optional<std::string> outcome;
  std::optional<std::string> event;  ///< the value of the outcome that counts
  std::optional<std::string> patient;
  std::optional<std::string> time;
  std::optional<std::string> version;
  std::optional<std::string> model;
  std::optional<std::string> current_policy;
  std::optional<std::string> lower;
  std::optional<std::string> upper;
  std::optional<std::string> horizon;
  std::optional<OutcomeKind> kind;
  std::vector<std::string> by;
  std::vector<std::vector<std::string>> pairs;  ///< two columns of `by` each
  std::optional<bool> all_pairs;
  std::vector<std::string> drop;
  std::optional<Repeats> repeats;
  std::optional<double> threshold;
  std::optional<ThresholdRange> thresholds;
  std::optional<std::int64_t> bootstrap;
  std::optional<std::int64_t> seed;
  std::optional<std::int64_t> minimum_events;
  std::optional<std::int64_t> minimum_persons;
  std::optional<bool> for_comparison;  ///< accuracy, F1, Youden, Hosmer-Lemeshow too
  std::vector<Criterion> criteria;
  std::optional<std::string> agreed_on;
  std::optional<std::string> agreed_by;
};
BOOST_DESCRIBE_STRUCT(Plan, (),
                      (score, outcome, event, patient, time, version, model, current_policy, lower,
                       upper, horizon, kind, by, pairs, all_pairs, drop, repeats, threshold,
                       thresholds, bootstrap, seed, minimum_events, minimum_persons, for_comparison,
                       criteria, agreed_on, agreed_by))

/// Reads a plan as YAML. Fails with content_invalid {file, line, reason} or invalid_request with
/// every field that is wrong.
Result<Plan> read_plan(std::string_view yaml, std::string_view file);

/// `over` on top of `under`: what `over` leaves open comes from `under`.
Plan merged(const Plan& under, const Plan& over);

/// Fails with invalid_request when something is missing, out of bounds, or does not fit together.
Result<void> check(const Plan& plan);

/// Whether groups of these two columns together are asked for, in either order.
bool is_paired(const Plan& plan, const std::string& first, const std::string& second);

/// Reads `from:to:step`. Fails with threshold_not_a_share.
Result<ThresholdRange> read_thresholds(std::string_view text);

/// The thresholds of a range, each the number that its decimals say. At most 1,000.
std::vector<double> thresholds_of(const ThresholdRange& range);

}  // namespace regie::validation
