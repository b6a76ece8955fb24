#include "sector/responses.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>
#include <string_view>

#include "assessment/value.h"

namespace regie::sector {
namespace {

using assessment::Item;
using assessment::ItemType;

constexpr auto kNoNumber = std::numeric_limits<double>::quiet_NaN();

bool is_number(const Item& item) {
  return item.type == ItemType::integer || item.type == ItemType::decimal;
}

bool is_choice(const Item& item) {
  return item.type == ItemType::choice || item.type == ItemType::open_choice;
}

bool is_local(const Item& item) { return std::ranges::find(item.tags, "local") != item.tags.end(); }

/// A group of counts, each with a tag as its option.
bool is_funnel(const Item& item) {
  return item.type == ItemType::group && !item.items.empty() &&
         std::ranges::all_of(
             item.items, [](const Item& part) { return is_number(part) && !part.tags.empty(); });
}

Question question_of(const Item& item) {
  Question question{.id = item.link_id, .text = item.text};
  if (is_funnel(item)) {
    question.kind = QuestionKind::funnel;
    for (const auto& part : item.items) question.options.push_back({part.tags.front(), part.text});
  } else if (is_number(item)) {
    question.kind = item.minimum && item.maximum ? QuestionKind::scale : QuestionKind::number;
  } else {
    question.kind = item.repeats ? QuestionKind::multiple : QuestionKind::single;
    for (const auto& option : item.options) question.options.push_back({option.value, option.text});
  }
  return question;
}

void add_questions(const std::vector<Item>& items, std::vector<Question>& questions) {
  for (const auto& item : items) {
    if (is_local(item)) continue;
    const auto counts = is_funnel(item) || is_number(item) || is_choice(item);
    if (counts) questions.push_back(question_of(item));
    if (!is_funnel(item)) add_questions(item.items, questions);
  }
}

/// The option that stands for a number: `2`, or `3-4` for a part of the scale. None: the number of
/// options.
std::size_t option_of(const Question& question, double number) {
  for (std::size_t option = 0; option < question.options.size(); ++option) {
    const auto& id = question.options[option].id;
    char* end = nullptr;
    const auto least = std::strtod(id.c_str(), &end);
    const auto most = *end == '-' ? std::strtod(end + 1, nullptr) : least;
    if (least <= number && number <= most) return option;
  }
  return question.options.size();
}

const std::string& value_of(const Traits& traits, std::size_t dimension) {
  const std::string* values[] = {&traits.type, &traits.ambition, &traits.region, &traits.size};
  return *values[dimension];
}

std::vector<Dimension> dimensions_of(std::span<const Response> responses) {
  std::vector<Dimension> dimensions{{"type", {}}, {"ambition", {}}, {"region", {}}, {"size", {}}};
  for (std::size_t index = 0; index < dimensions.size(); ++index) {
    std::set<std::string> values;
    for (const auto& response : responses) values.insert(value_of(response.traits, index));
    if (values.size() > 255) throw std::length_error("too many values of one dimension");
    dimensions[index].values.assign(values.begin(), values.end());
  }
  return dimensions;
}

/// Fills one round from responses, one by one.
class RoundMaker {
 public:
  RoundMaker(const assessment::Form& form, Survey& survey, SurveyRound& round)
      : form_(form), survey_(survey), round_(round) {
    round.traits.assign(survey.dimensions.size(), std::vector<std::uint8_t>(survey.organisations));
    for (const auto& question : survey.questions) {
      auto& answers = round.answers.emplace_back(Answers{Members(survey.organisations)});
      const std::vector<double> column(survey.organisations, kNoNumber);
      if (has_shares(question.kind))
        answers.chosen.assign(question.options.size(), Members(survey.organisations));
      else
        answers.numbers.assign(std::max<std::size_t>(question.options.size(), 1), column);
    }
  }

  void add(const Response& response, std::size_t place) {
    for (std::size_t index = 0; index < survey_.dimensions.size(); ++index) {
      const auto& values = survey_.dimensions[index].values;
      const auto found = std::ranges::lower_bound(values, value_of(response.traits, index));
      round_.traits[index][place] = static_cast<std::uint8_t>(found - values.begin());
    }
    std::vector<assessment::Given> given;
    for (const auto& answer : response.answers)
      given.push_back({.link_id = answer.link_id, .values = answer.values});
    const auto evaluation = form_.evaluate(given, {});
    std::map<std::string_view, const assessment::Given*> answered;
    for (const auto& asked : evaluation.items)
      if (asked.given != nullptr && !asked.given->values.empty())
        answered.emplace(asked.item->link_id, asked.given);
    for (std::size_t index = 0; index < survey_.questions.size(); ++index) {
      const auto& question = survey_.questions[index];
      if (const auto* item = form_.item(question.id)) {
        if (is_funnel(*item))
          add_counts(index, *item, answered, place);
        else if (const auto found = answered.find(question.id); found != answered.end())
          add_values(index, found->second->values, place);
      }
      for (const auto& score : evaluation.scores)
        if (score.score->id == question.id && score.value && score.answered == score.asked)
          add_values(index, {boost::json::value(*score.value)}, place);
    }
  }

 private:
  void add_values(std::size_t index, const std::vector<boost::json::value>& values,
                  std::size_t place) {
    const auto& question = survey_.questions[index];
    auto& answers = round_.answers[index];
    answers.answered.add(place);
    for (const auto& value : values) {
      const auto number = assessment::number_of(value);
      if (!has_shares(question.kind)) {
        answers.numbers[0][place] = number.value_or(kNoNumber);
        continue;
      }
      const auto option =
          number ? option_of(question, *number)
          : value.is_string()
              ? static_cast<std::size_t>(std::ranges::find(question.options,
                                                           std::string_view(value.get_string()),
                                                           &QuestionOption::id) -
                                         question.options.begin())
              : question.options.size();
      if (option < question.options.size()) answers.chosen[option].add(place);
    }
  }

  /// Of a funnel only whoever gave every count is in the base.
  void add_counts(std::size_t index, const Item& group,
                  const std::map<std::string_view, const assessment::Given*>& answered,
                  std::size_t place) {
    auto& answers = round_.answers[index];
    std::vector<std::pair<std::size_t, double>> counts;
    const auto& options = survey_.questions[index].options;
    for (std::size_t option = 0; option < options.size(); ++option)
      for (const auto& part : group.items) {
        const auto found = answered.find(part.link_id);
        if (part.tags.empty() || part.tags.front() != options[option].id || found == answered.end())
          continue;
        if (const auto number = assessment::number_of(found->second->values.front()))
          counts.emplace_back(option, *number);
      }
    if (counts.size() != options.size()) return;
    answers.answered.add(place);
    for (const auto& [option, number] : counts) answers.numbers[option][place] = number;
  }

  const assessment::Form& form_;
  Survey& survey_;
  SurveyRound& round_;
};

}  // namespace

std::vector<Question> counted_questions(const assessment::Form& form, const Reference& reference) {
  std::vector<Question> questions;
  add_questions(form.instrument().items, questions);
  for (const auto& score : form.instrument().scores)
    questions.push_back({.id = score.id, .kind = QuestionKind::number, .text = score.title});
  for (auto& question : questions)
    if (const auto* published = reference.find(question.id)) question = published->question;
  return questions;
}

Survey survey_of(const assessment::Form& form, std::vector<Question> questions,
                 std::span<const Response> responses) {
  std::map<std::string_view, std::size_t> places;
  std::map<std::int64_t, std::map<std::size_t, const Response*>> years;
  Survey survey{.dimensions = dimensions_of(responses), .questions = std::move(questions)};
  for (const auto& response : responses) {
    const auto [found, is_new] = places.emplace(response.organisation, places.size());
    if (is_new) survey.ids.push_back(response.organisation);
    years[response.year][found->second] = &response;
  }
  survey.organisations = places.size();
  for (const auto& [year, sent] : years) {
    auto& round = survey.rounds.emplace_back(SurveyRound{.year = year});
    RoundMaker maker(form, survey, round);
    for (const auto& [place, response] : sent) maker.add(*response, place);
  }
  return survey;
}

}  // namespace regie::sector
