#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sector/members.h"
#include "sector/question.h"

/// The answers of organisations over several rounds, by column. An organisation has the same place
/// in every round.
namespace regie::sector {

/// By which organisations are compared: type, ambition, region, size.
struct Dimension {
  std::string id;
  std::vector<std::string> values;
};

/// What organisations answered to one question in one round.
struct Answers {
  Members answered;
  std::vector<Members> chosen = {};  ///< by option, totals left empty; for questions with shares
  /// By option, or one list for a scale or a number; then by organisation. Not a number: no answer.
  std::vector<std::vector<double>> numbers = {};
};

struct SurveyRound {
  std::int64_t year = 0;
  std::vector<std::vector<std::uint8_t>> traits;  ///< by dimension and organisation: the value
  std::vector<Answers> answers;                   ///< by question
};

struct Survey {
  std::size_t organisations = 0;
  std::vector<Dimension> dimensions;
  std::vector<Question> questions;
  std::vector<SurveyRound> rounds;    ///< by rising year
  std::vector<std::string> ids = {};  ///< of the organisations, at the hub
};

}  // namespace regie::sector
