#pragma once

#include <vector>

#include "assessment/views.h"
#include "base/error.h"
#include "sector/response.h"
#include "sector/views.h"

namespace regie::sector {

/// What of an assessment leaves, and what stays home.
struct Sendable {
  std::vector<ResponseAnswer> answers;  ///< by the instrument's order
  std::vector<KeptHome> kept_home;
};

/// Only choices, numbers and yes or no leave, of questions that are asked and not tagged `local`.
/// A text beside the options travels as the empty text: that there is another answer, not which.
Sendable sendable(const assessment::Assessment& assessment,
                  const assessment::Instrument& instrument);

/// What could not come from `sendable`, with pointers into the answers.
std::vector<FieldError> faults_of(const std::vector<ResponseAnswer>& answers,
                                  const assessment::Instrument& instrument);

}  // namespace regie::sector
