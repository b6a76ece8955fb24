#pragma once

#include <optional>
#include <vector>

#include "validation/safe_cuts.h"

/// What is drawn, from numbers at safe cuts alone.
namespace regie::validation {

/// The rows at or above a position, when that is a safe cut or one of the ends.
std::optional<Above> at_cut(const SafeRows& rows, std::uint32_t position,
                            const statistics::ScoreTable& table);

/// Tenths of the rows, as nearly as safe cuts allow.
std::vector<CalibrationBin> calibration_bins(const SafeRows& rows);

/// The smoothed share by score, in few points or (`fine`) many.
std::vector<CurvePoint> calibration_curve(const statistics::ScoreCounts& counts, bool fine);

/// All other plots; `fine` with the measures at each threshold. What no safe cut tells is
/// suppressed.
Figures figures(const SafeRows& rows, const statistics::ScoreTable& table, const Settings& settings,
                bool fine);

}  // namespace regie::validation
