#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assessment/evaluation.h"
#include "assessment/instrument.h"
#include "base/error.h"
#include "base/id.h"
#include "base/time.h"

namespace regie::assessment {

/// From where an answer comes: a person, or what the program filled in.
enum class AnswerOrigin { person, initial, fact, field, assessment, other_hospital };
BOOST_DESCRIBE_ENUM(AnswerOrigin, person, initial, fact, field, assessment, other_hospital)

/// What the program filled in, and from what. It stays when a person overrules it.
struct ComputedAnswer {
  AnswerOrigin origin = AnswerOrigin::initial;
  std::string from;  ///< facts, pointer of the field, instrument and questions, or hospital
  std::vector<boost::json::value> values;
  std::optional<std::int64_t> base;  ///< of a fact
  Timestamp at;
  bool operator==(const ComputedAnswer&) const = default;
};
BOOST_DESCRIBE_STRUCT(ComputedAnswer, (), (origin, from, values, base, at))

/// The latest answer to a question, by whom and when.
struct Answer {
  std::string link_id;
  std::int64_t instance = 0;  ///< of the repeating group around the question; 0 outside one
  std::int64_t version = 0;   ///< of this answer: it counts up with each change
  AnswerOrigin origin = AnswerOrigin::person;
  std::vector<boost::json::value> values;
  std::optional<std::string> not_applicable;  ///< why the question does not apply
  std::optional<std::int64_t> maturity;       ///< 0 to 4
  bool on_agenda = false;
  std::optional<ComputedAnswer> computed;
  std::optional<std::string> overruled;  ///< why the computed answer is not taken
  Timestamp at;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(Answer, (),
                      (link_id, instance, version, origin, values, not_applicable, maturity,
                       on_agenda, computed, overruled, at, by))

/// What a person answers. No values and no reason: the answer is taken back.
struct AnswerChange {
  std::string link_id;
  std::optional<std::int64_t> instance;
  std::vector<boost::json::value> values;
  std::optional<std::string> not_applicable;
  std::optional<std::int64_t> maturity;
  std::optional<bool> on_agenda;
  std::optional<std::string> overruled;
};
BOOST_DESCRIBE_STRUCT(AnswerChange, (),
                      (link_id, instance, values, not_applicable, maturity, on_agenda, overruled))

/// What is wrong with an answer to this question by itself; pointers into the change.
std::vector<FieldError> check_answer(const Item& question, const AnswerChange& change);

/// The answer after a change to `before`, without version, moment and person. Texts are trimmed.
Answer changed(const Answer& before, const AnswerChange& change);

/// Whether what was computed no longer is the answer: then a reason is asked.
bool is_overruled(const Answer& answer);

/// As the engine takes it.
std::vector<Given> given_of(const std::vector<Answer>& answers);

}  // namespace regie::assessment
