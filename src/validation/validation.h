#pragma once

#include <string>
#include <vector>

#include "validation/plan.h"
#include "validation/result.h"
#include "validation/state.h"
#include "validation/table_reader.h"

namespace regie::validation {

/// What a run needs beside its plan.
struct RunOptions {
  ReadOptions reading;
  std::string engine_version;
  std::optional<PlanUsed> plan_used;
  bool keep_state = false;
};

struct Validated {
  ValidationResult result;
  State state;  ///< empty unless kept
};

/// Reads the files and measures what the plan asks for. Fails as check, read_tables and make_rows
/// do, with outcome_one_class when one class is missing, and gives nothing half-made.
Result<Validated> validate(const Plan& plan, const std::vector<std::string>& paths,
                           const RunOptions& options);

/// The same from states, which were kept of parts of the rows: what validating those rows together
/// would have given, but for what needs single rows (comparison of models, bootstrap). Fails with
/// states_differ or not_in_state.
Result<ValidationResult> validate_states(const Plan& plan, std::vector<State> states,
                                         const std::vector<std::string>& names,
                                         const RunOptions& options);

/// The result as one JSON document with a line feed. The same result gives the same bytes.
std::string result_as_json(const ValidationResult& result);

/// The numbers as CSV: model, group, period, measure, threshold, value, lower, upper, n, events,
/// method, verdict; a row for each.
std::string result_as_csv(const ValidationResult& result);

}  // namespace regie::validation
