#pragma once

#include "validation/plan.h"
#include "validation/result.h"
#include "validation/table_reader.h"

namespace regie::validation {

/// Measures the chunks of a table with a continuous outcome: over all rows, by horizon and by each
/// value of each column. Groups of fewer persons than the plan's minimum, and what would give them
/// away, are left out. Fails with prediction_file_empty or group_too_many_values.
Result<void> measure_continuous(const Plan& plan, Table& table, ValidationResult& into);

}  // namespace regie::validation
