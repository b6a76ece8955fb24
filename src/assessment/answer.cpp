#include "assessment/answer.h"

#include <algorithm>

#include "assessment/value.h"
#include "base/json.h"

namespace regie::assessment {
namespace {

constexpr std::size_t kMostValues = 100;
constexpr std::size_t kLongestReason = 2'000;
constexpr std::int64_t kHighestMaturity = 4;

void check_reason(const std::optional<std::string>& reason, const char* pointer,
                  std::vector<FieldError>& errors) {
  if (!reason) return;
  if (trimmed(*reason).empty()) errors.push_back({pointer, ErrorCode::reason_required});
  if (code_points(*reason) > kLongestReason)
    errors.push_back({pointer, ErrorCode::too_long, {{"limit", std::to_string(kLongestReason)}}});
}

}  // namespace

std::vector<FieldError> check_answer(const Item& question, const AnswerChange& change) {
  std::vector<FieldError> errors;
  const auto most = question.repeats ? kMostValues : 1;
  if (change.values.size() > most)
    errors.push_back({"/values", ErrorCode::too_many_items, {{"limit", std::to_string(most)}}});
  for (std::size_t index = 0; index < change.values.size(); ++index) {
    auto pointer = "/values/" + std::to_string(index);
    const auto here = change.values.begin() + static_cast<std::ptrdiff_t>(index);
    if (std::find(change.values.begin(), here, *here) != here)
      errors.push_back({pointer, ErrorCode::duplicate, {{"value", to_text(*here)}}});
    else if (auto fault = check_value(question, *here, std::move(pointer)))
      errors.push_back(std::move(*fault));
  }
  if (change.maturity && !question.maturity)
    errors.push_back({"/maturity", ErrorCode::unknown_field});
  else if (change.maturity && (*change.maturity < 0 || *change.maturity > kHighestMaturity))
    errors.push_back({"/maturity",
                      ErrorCode::out_of_range,
                      {{"minimum", "0"}, {"maximum", std::to_string(kHighestMaturity)}}});
  if (change.not_applicable && !change.values.empty())
    errors.push_back({"/not_applicable", ErrorCode::answered_and_not_applicable});
  check_reason(change.not_applicable, "/not_applicable", errors);
  check_reason(change.overruled, "/overruled", errors);
  return errors;
}

Answer changed(const Answer& before, const AnswerChange& change) {
  auto after = before;
  after.values = change.values;
  for (auto& value : after.values)
    if (const auto* text = value.if_string()) value = trimmed(std::string_view(*text));
  const auto reason = [](const std::optional<std::string>& text) {
    return text ? std::optional(trimmed(*text)) : std::nullopt;
  };
  after.not_applicable = reason(change.not_applicable);
  after.maturity = change.maturity;
  after.on_agenda = change.on_agenda.value_or(before.on_agenda);
  after.overruled = reason(change.overruled);
  const bool as_computed = after.computed && after.values == after.computed->values;
  after.origin = as_computed ? after.computed->origin : AnswerOrigin::person;
  if (as_computed) after.overruled.reset();
  return after;
}

bool is_overruled(const Answer& answer) {
  return answer.computed && answer.computed->origin != AnswerOrigin::initial &&
         answer.origin == AnswerOrigin::person;
}

std::vector<Given> given_of(const std::vector<Answer>& answers) {
  std::vector<Given> all;
  all.reserve(answers.size());
  for (const auto& each : answers)
    all.push_back(
        {each.link_id, each.instance, each.values, each.maturity, each.not_applicable.has_value()});
  return all;
}

}  // namespace regie::assessment
