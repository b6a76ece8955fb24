#pragma once

#include <map>
#include <string>

#include "assessment/instrument.h"
#include "base/text.h"

namespace regie::assessment {

/// The questions that can never be asked, and why: a condition that depends on the question itself,
/// or conditions that no answers meet together. Every condition must name a question that exists
/// and an answer that it can have. Not exhaustive: what depends on several alternatives at once
/// (enableBehavior any) counts as reachable when one alternative is.
std::map<std::string, LocalizedText> find_unreachable(const Instrument& instrument);

}  // namespace regie::assessment
