#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "assessment/answer.h"
#include "facts/fact.h"

namespace regie::assessment {

/// Where answers can be computed from.
struct PrefillSources {
  std::vector<facts::Fact> facts;
  boost::json::value record;  ///< of the register; null when there is none
  /// The values of the newest assessment of the same subject; empty when there are none.
  std::function<std::vector<boost::json::value>(const std::string& instrument,
                                                const std::string& link_id)>
      other_assessment;
  /// What the value of a field is called.
  std::function<std::string(const std::string& field, const std::string& value)> word;
  Timestamp now;
};

/// The answer that can be computed for a question: the first of its sources that gives one that
/// fits, else what it begins with; nothing when there is neither.
std::optional<ComputedAnswer> computed_answer(const Item& question, const PrefillSources& sources);

}  // namespace regie::assessment
