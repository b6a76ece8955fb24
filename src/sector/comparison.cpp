#include "sector/comparison.h"

#include <algorithm>
#include <cmath>

#include "sector/responses.h"

namespace regie::sector {
namespace {

/// The group with these traits, or all where that is hidden; null when that is hidden too.
const ShownGroup* group_of(const YearResult& year, const std::vector<GroupTrait>& traits) {
  const auto shown = [&](const std::vector<GroupTrait>& wanted) -> const ShownGroup* {
    for (const auto& group : year.groups)
      if (!group.suppressed && group.traits == wanted) return &group;
    return nullptr;
  };
  const auto* group = shown(traits);
  return group == nullptr ? shown({}) : group;
}

Standing standing_of(double ours, const SpreadFigure& group) {
  if (ours < group.first_quartile) return Standing::lowest_quarter;
  if (ours < group.median) return Standing::below_median;
  return ours < group.third_quartile ? Standing::above_median : Standing::highest_quarter;
}

/// The options of a question that we chose; of a total, any of its parts.
std::vector<bool> chosen_by_us(const Question& question, const Answers& answers) {
  std::vector<bool> chosen;
  for (std::size_t option = 0; option < question.options.size(); ++option)
    chosen.push_back(answers.chosen[option].contains(0));
  for (std::size_t option = 0; option < question.options.size(); ++option)
    for (std::size_t part = 0; part < question.options.size(); ++part)
      if (chosen[part] &&
          std::ranges::find(question.options[option].of, question.options[part].id) !=
              question.options[option].of.end())
        chosen[option] = true;
  return chosen;
}

std::optional<double> gap_of(const assessment::Item* item, const Question& question,
                             const std::vector<ComparedOption>& options) {
  if (item == nullptr || question.kind != QuestionKind::single) return std::nullopt;
  double mean = 0;
  std::optional<double> ours;
  std::optional<double> least;
  std::optional<double> most;
  for (const auto& option : options) {
    if (!find_option(question, option.option)->of.empty()) continue;
    const auto weight = assessment::weight_of(*item, boost::json::string(option.option));
    if (!weight) return std::nullopt;
    mean += option.percent / 100 * *weight;
    if (option.ours) ours = weight;
    least = std::min(least.value_or(*weight), *weight);
    most = std::max(most.value_or(*weight), *weight);
  }
  if (!ours || *most <= *least) return std::nullopt;
  return (mean - *ours) / (*most - *least);
}

ComparedQuestion compared(const assessment::Form& form, const Question& question,
                          const Answers& answers, const ShownGroup& group) {
  ComparedQuestion result{question.id, group.traits, group.base.value_or(0), false, {}, {}, {}};
  result.answered = answers.answered.contains(0);
  const auto chosen = result.answered && has_shares(question.kind)
                          ? chosen_by_us(question, answers)
                          : std::vector<bool>(question.options.size());
  for (std::size_t option = 0; option < group.shares.size(); ++option) {
    const auto& share = group.shares[option];
    const auto exact = 100.0 * static_cast<double>(share.count) / static_cast<double>(result.base);
    result.options.push_back({share.option, chosen[option], exact});
  }
  if (result.answered) result.gap = gap_of(form.item(question.id), question, result.options);
  for (auto& option : result.options) option.percent = std::round(option.percent * 10) / 10;
  for (const auto& spread : group.spreads) {
    ComparedNumber number{spread.option, {}, spread.mean, spread.median, {}};
    const auto column = static_cast<std::size_t>(
        spread.option ? std::ranges::find(question.options, *spread.option, &QuestionOption::id) -
                            question.options.begin()
                      : 0);
    if (result.answered && !std::isnan(answers.numbers[column][0])) {
      number.ours = answers.numbers[column][0];
      number.standing = standing_of(*number.ours, spread);
    }
    result.numbers.push_back(number);
  }
  return result;
}

}  // namespace

PeerComparison compare(const assessment::Form& form, const Response& ours,
                       const Publication& publication, const std::vector<GroupTrait>& traits) {
  std::vector<Question> questions;
  for (const auto& result : publication.content().questions) questions.push_back(result.question);
  const auto own = survey_of(form, questions, std::span(&ours, 1));
  PeerComparison comparison{ours.year, {}, {}};
  std::vector<std::pair<double, std::string>> gaps;
  for (std::size_t index = 0; index < questions.size(); ++index) {
    const auto& years = publication.content().questions[index].years;
    const auto year = std::ranges::find(years, ours.year, &YearResult::year);
    const auto* group = year == years.end() ? nullptr : group_of(*year, traits);
    if (group == nullptr) continue;
    auto result = compared(form, questions[index], own.rounds.front().answers[index], *group);
    if (result.gap && *result.gap > 0) gaps.emplace_back(*result.gap, result.question);
    comparison.questions.push_back(std::move(result));
  }
  std::ranges::stable_sort(gaps, std::ranges::greater(), [](const auto& gap) { return gap.first; });
  for (auto& [gap, question] : gaps) comparison.moves.push_back(std::move(question));
  return comparison;
}

}  // namespace regie::sector
