#pragma once

#include <vector>

#include "assessment/answer.h"
#include "assessment/evaluation.h"

namespace regie::assessment {

/// What becomes of answers when the instrument becomes another version of itself.
struct CarryOver {
  std::vector<const Answer*> stay;
  std::vector<const Answer*> set_aside;      ///< no such question any more, or not with this answer
  std::vector<const Item*> added;            ///< questions that the former version did not have
  std::vector<const Instance*> groups_gone;  ///< times of groups that no longer repeat there
};

/// Nothing is lost: every answer stays or is set aside. The result points into what is given.
CarryOver carry_over(const Form& from, const Form& to, const std::vector<Answer>& answers,
                     const std::vector<Instance>& instances);

}  // namespace regie::assessment
