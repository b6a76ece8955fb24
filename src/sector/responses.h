#pragma once

#include <span>
#include <vector>

#include "assessment/evaluation.h"
#include "sector/question.h"
#include "sector/reference.h"
#include "sector/response.h"
#include "sector/survey.h"

/// From what organisations sent to what figures are made of.
namespace regie::sector {

/// What can be counted of an instrument, in its order, and then its scores: choices, numbers, and
/// groups of counts as a funnel. A question that was published before has its kind, totals and
/// changes from there. Left out: free text, and what is tagged `local`, as who answers.
std::vector<Question> counted_questions(const assessment::Form& form, const Reference& reference);

/// The answers to these questions by year. In the base of a question is who was asked it by the
/// conditions of the form and gave an answer; in that of a score, who answered all it asks. Text
/// beside the options counts as an answer without an option. Of several responses of an
/// organisation in a year, the last counts. Dimensions are type, ambition, region and size, with
/// the values that occur: each by the alphabet.
/// Throws std::length_error for more than 255 values of one dimension.
Survey survey_of(const assessment::Form& form, std::vector<Question> questions,
                 std::span<const Response> responses);

}  // namespace regie::sector
