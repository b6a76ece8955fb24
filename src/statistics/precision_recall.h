#pragma once

#include "statistics/interval.h"
#include "statistics/score_counts.h"

namespace regie::statistics {

/// Average precision: the mean over events of the precision at their score, ties taken together.
/// The interval is normal on the logit scale (Boyd and others 2013). Needs at least one event.
Interval average_precision(const ScoreCounts& counts);

}  // namespace regie::statistics
