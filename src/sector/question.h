#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"

namespace regie::sector {

/// How a question is answered, and so what its figures are.
enum class QuestionKind {
  single,    ///< one option
  multiple,  ///< any number of options
  scale,     ///< a number between two ends
  number,    ///< a number
  funnel,    ///< a count for each option: applications by phase
  rank,      ///< a place for each option, 1 first
};
BOOST_DESCRIBE_ENUM(QuestionKind, single, multiple, scale, number, funnel, rank)

/// Figures of such questions are shares of organisations; of the others, means of numbers.
constexpr bool has_shares(QuestionKind kind) {
  return kind == QuestionKind::single || kind == QuestionKind::multiple;
}

/// An answer that can be chosen; or, with `of`, the total of several that can.
struct QuestionOption {
  std::string id;
  LocalizedText name;
  std::vector<std::string> of = {};
};
BOOST_DESCRIBE_STRUCT(QuestionOption, (), (id, name, of))

/// From this year on the figures do not compare with those of earlier years, and why. Without
/// options: no figure of the question does.
struct QuestionChange {
  std::int64_t year = 0;
  std::vector<std::string> options = {};
  LocalizedText note;
};
BOOST_DESCRIBE_STRUCT(QuestionChange, (), (year, options, note))

/// A question of a yearly round. Its id is the same in every year, so that trends join up.
struct Question {
  std::string id;
  QuestionKind kind = QuestionKind::single;
  LocalizedText text;
  std::vector<QuestionOption> options = {};  ///< none for a scale or a number
  std::vector<QuestionChange> changes = {};
};
BOOST_DESCRIBE_STRUCT(Question, (), (id, kind, text, options, changes))

/// The option with this id; null when there is none.
const QuestionOption* find_option(const Question& question, std::string_view id);

/// The change that keeps the figures of an option in two years apart; null when they compare.
const QuestionChange* change_between(const Question& question, std::string_view option,
                                     std::int64_t earlier, std::int64_t later);

}  // namespace regie::sector
