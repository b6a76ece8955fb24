#pragma once

#include "validation/group_source.h"
#include "validation/measures.h"
#include "validation/plan.h"
#include "validation/result.h"
#include "validation/row_groups.h"

namespace regie::validation {

/// How a plan is measured.
Settings settings_of(const Plan& plan, std::size_t threads);

/// Every measure of one model, of each group and period, with what may not be shown left out
/// (suppression.h); what was left out is added to `suppressed`. The source must outlive the call.
ModelResult evaluate(const GroupSource& source, const Settings& settings,
                     std::vector<Suppression>& suppressed);

/// Puts percentiles of resampled rows (or patients, when `rows` has more rows than persons) in the
/// place of the intervals of AUROC, AUPRC, O:E, Brier and the measures at the threshold.
void resample(const RowGroups& groups, const Rows& rows, const Settings& settings,
              Measures& measures);

/// Puts today's policy (rows.policy) beside the decision curve of all rows of a model.
void compare_policy(const Rows& rows, std::size_t model, const Settings& settings,
                    Figures& figures);

/// Two models on the same rows.
ModelComparison compare_models(const Rows& rows, std::size_t first, std::size_t second,
                               const Settings& settings);

/// Answers what was agreed beforehand.
std::vector<CriterionAnswer> answer(const Plan& plan, const Settings& settings,
                                    const std::vector<ModelResult>& models);

}  // namespace regie::validation
