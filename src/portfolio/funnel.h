#pragma once

#include <span>
#include <vector>

#include "portfolio/store.h"
#include "portfolio/views.h"

namespace regie::portfolio {

/// Counts per phase at the end of each of the last `months` months (the present month: now), with
/// what entered and ended in it. Events are oldest first.
std::vector<FlowMonth> flow_by_month(std::span<const PhaseEvent> events, Timestamp now, int months);

/// Median of the completed stays per phase that ended in the last `months` months: those that left
/// the phase. Stays that still last are left out, so that the figure is not pulled down by them; n
/// says how many there were.
std::vector<PhaseDuration> phase_durations(std::span<const PhaseEvent> events, Timestamp now,
                                           int months);

/// Our counts beside the national means, added up over the phases that the monitor counts together.
std::vector<MonitorComparison> compare_with_monitor(const std::vector<PhaseCount>& counts,
                                                    const content::MonitorReference& monitor);

}  // namespace regie::portfolio
