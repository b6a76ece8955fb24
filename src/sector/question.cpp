#include "sector/question.h"

#include <algorithm>

namespace regie::sector {

const QuestionOption* find_option(const Question& question, std::string_view id) {
  const auto found = std::ranges::find(question.options, id, &QuestionOption::id);
  return found == question.options.end() ? nullptr : &*found;
}

const QuestionChange* change_between(const Question& question, std::string_view option,
                                     std::int64_t earlier, std::int64_t later) {
  for (const auto& change : question.changes) {
    const auto concerns =
        change.options.empty() || std::ranges::find(change.options, option) != change.options.end();
    if (concerns && earlier < change.year && change.year <= later) return &change;
  }
  return nullptr;
}

}  // namespace regie::sector
