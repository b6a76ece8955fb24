#pragma once

#include <vector>

#include "validation/plan.h"
#include "validation/result.h"
#include "validation/rows.h"

namespace regie::validation {

/// What the rows of a run give reason to say: rows without outcome, repeated patients, scores of
/// exactly 0 or 1, no threshold.
void warn_of_rows(const Rows& rows, const Plan& plan, Run& run);

/// What the measures of a model give reason to say: too few events or non-events.
void warn_of_model(const ModelResult& model, std::vector<Warning>& warnings);

}  // namespace regie::validation
