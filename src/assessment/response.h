#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assessment/answer.h"
#include "assessment/evaluation.h"
#include "assessment/views.h"
#include "base/result.h"

namespace regie::assessment {

/// A FHIR QuestionnaireResponse, as JSON (R4 and R5 write answers alike): what is asked and
/// answered, nothing that is hidden. Reasons and maturity travel in Regie's own extension.
std::string write_response(const Form& form, const AssessmentSummary& assessment,
                           const std::vector<Answer>& answers,
                           const std::vector<Instance>& instances);

/// The same for another hospital to take over: without the subject, and without the answers to
/// questions with the tag `local` and to all within a group with it.
std::string write_shared_response(const Form& form, const AssessmentSummary& assessment,
                                  std::vector<Answer> answers,
                                  const std::vector<Instance>& instances,
                                  const std::string& hospital);

/// Answers that come from elsewhere, and what of them was not taken over, by name.
struct TakenOver {
  std::vector<Answer> answers;  ///< without version, moment and person; computed when shared
  std::vector<Instance> instances;
  std::vector<LocalizedText> notices;
  std::optional<std::string> hospital;  ///< that shared them
};

/// The instrument that a QuestionnaireResponse says to answer: the
/// last part of its address. Fails with answers_unreadable {reason}.
Result<std::string> instrument_of(std::string_view text);

/// Reads the answers of a QuestionnaireResponse (R4 or R5). Whatever else it holds, such as an
/// author, a patient or an extension, is named in the notices. Of one that a hospital shared, each
/// answer says so, and local questions are left open. Fails with answers_unreadable {reason}.
Result<TakenOver> read_response(std::string_view text, const Form& form);

}  // namespace regie::assessment
