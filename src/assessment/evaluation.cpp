#include "assessment/evaluation.h"

#include <algorithm>
#include <map>

#include "assessment/value.h"

namespace regie::assessment {
namespace {

bool is_answered(const Given* given) {
  return given != nullptr &&
         (!given->values.empty() || given->maturity.has_value() || given->not_applicable);
}

/// What a score counts of one answer.
std::vector<boost::json::value> measured(const Given& given, MeasuredBy by) {
  if (by == MeasuredBy::answer) return given.values;
  if (given.maturity) return {boost::json::value(*given.maturity)};
  return {};
}

std::optional<double> number_for(const Item& item, const boost::json::value& value) {
  if (value.is_bool()) return value.get_bool() ? 1 : 0;
  if (const auto number = number_of(value)) return number;
  return weight_of(item, value);
}

std::optional<double> computed(Measure measure, std::int64_t count,
                               const std::vector<double>& numbers) {
  double sum = 0;
  for (const double each : numbers) sum += each;
  switch (measure) {
    case Measure::count:
      return static_cast<double>(count);
    case Measure::sum:
      return sum;
    case Measure::mean:
      if (numbers.empty()) return std::nullopt;
      return sum / static_cast<double>(numbers.size());
    case Measure::min:
      if (numbers.empty()) return std::nullopt;
      return *std::ranges::min_element(numbers);
    case Measure::max:
      if (numbers.empty()) return std::nullopt;
      return *std::ranges::max_element(numbers);
  }
  return std::nullopt;
}

}  // namespace

Form::Form(Instrument instrument) : instrument_(std::move(instrument)) {
  add(instrument_.items, kNone);
  for (auto& node : nodes_)
    for (const auto& condition : node.item->enable_when)
      node.questions.push_back(by_link_id_.at(condition.question));
  for (std::size_t index = 0; index < nodes_.size(); ++index)
    for (const auto question : nodes_[index].questions)
      nodes_[index].common.push_back(common_group(index, question));
  std::vector<bool> done(nodes_.size());
  for (std::size_t index = 0; index < nodes_.size(); ++index) order(index, done);
}

void Form::add(const std::vector<Item>& items, std::size_t parent) {
  for (const auto& item : items) {
    const auto index = nodes_.size();
    auto repeating = kNone;
    if (parent != kNone) {
      const auto& around = *nodes_[parent].item;
      const bool repeats = around.type == ItemType::group && around.repeats;
      repeating = repeats ? parent : nodes_[parent].repeating;
    }
    nodes_.push_back({&item, parent, repeating, {}, {}});
    by_link_id_.emplace(item.link_id, index);
    add(item.items, index);
  }
}

std::size_t Form::common_group(std::size_t one, std::size_t other) const {
  for (auto group = nodes_[one].repeating; group != kNone; group = nodes_[group].repeating)
    for (auto around = nodes_[other].repeating; around != kNone; around = nodes_[around].repeating)
      if (group == around) return group;
  return kNone;
}

void Form::order(std::size_t node, std::vector<bool>& done) {
  if (done[node]) return;
  done[node] = true;
  if (nodes_[node].parent != kNone) order(nodes_[node].parent, done);
  for (const auto question : nodes_[node].questions) order(question, done);
  order_.push_back(node);
}

const Item* Form::item(std::string_view link_id) const {
  const auto found = by_link_id_.find(link_id);
  return found == by_link_id_.end() ? nullptr : nodes_[found->second].item;
}

const Item* Form::repeating_group(std::string_view link_id) const {
  const auto found = by_link_id_.find(link_id);
  if (found == by_link_id_.end() || nodes_[found->second].repeating == kNone) return nullptr;
  return nodes_[nodes_[found->second].repeating].item;
}

std::vector<const Item*> Form::questions_of(const Score& score) const {
  std::vector<const Item*> questions;
  const std::function<void(const Item&)> gather = [&](const Item& item) {
    if (is_question(item)) questions.push_back(&item);
    if (item.type == ItemType::group)
      for (const auto& each : item.items) gather(each);
  };
  for (const auto& link_id : score.of)
    if (const auto* found = item(link_id)) gather(*found);
  return questions;
}

/// One evaluation at work.
class Evaluator {
 public:
  Evaluator(const Form& form, const std::vector<Given>& given,
            const std::vector<Instance>& instances)
      : form_(form), occurrences_(form.nodes_.size()) {
    for (const auto& each : given)
      if (const auto found = form.by_link_id_.find(each.link_id); found != form.by_link_id_.end())
        given_[{found->second, each.instance}] = &each;
    for (const auto& each : instances)
      if (const auto found = form.by_link_id_.find(each.link_id); found != form.by_link_id_.end())
        instances_[{found->second, each.within}].push_back(each.number);
    for (auto& [place, numbers] : instances_) std::ranges::sort(numbers);
  }

  Evaluation run() {
    for (const auto node : form_.order_) occur(node);
    for (std::size_t node = 0; node < form_.nodes_.size(); ++node)
      if (form_.nodes_[node].parent == Form::kNone) list(node, 0);
    for (const auto& score : form_.instrument_.scores) result_.scores.push_back(value_of(score));
    const auto& outcomes = form_.instrument_.outcomes;
    const auto outcome =
        std::ranges::find_if(outcomes, [&](const Outcome& each) { return comes(each); });
    if (outcome != outcomes.end()) result_.outcome = &*outcome;
    return std::move(result_);
  }

 private:
  /// An item that is asked, one time.
  struct Occurrence {
    std::int64_t instance;  ///< of the nearest repeating group around it
    std::size_t parent;     ///< place among the occurrences of the item around it
    const Given* given;
    std::int64_t own;  ///< of a repeating group: the number of this time; else as instance
  };
  using Place = std::pair<std::size_t, std::int64_t>;

  const Given* given(std::size_t node, std::int64_t instance) const {
    const auto found = given_.find({node, instance});
    return found == given_.end() ? nullptr : found->second;
  }

  void occur(std::size_t index) {
    const auto& node = form_.nodes_[index];
    if (node.parent == Form::kNone) return occur_within(index, 0, 0);
    const auto& around = occurrences_[node.parent];
    const bool free =
        node.item->type == ItemType::display || !is_question(*form_.nodes_[node.parent].item);
    for (std::size_t parent = 0; parent < around.size(); ++parent)
      // What stands below a question belongs to its answer.
      if (free || (around[parent].given != nullptr && !around[parent].given->values.empty()))
        occur_within(index, parent, around[parent].own);
  }

  void occur_within(std::size_t index, std::size_t parent, std::int64_t instance) {
    const auto& item = *form_.nodes_[index].item;
    Occurrence here{instance, parent, is_question(item) ? given(index, instance) : nullptr,
                    instance};
    if (!is_enabled(index, here)) return;
    if (item.type != ItemType::group || !item.repeats) {
      occurrences_[index].push_back(here);
      return;
    }
    const auto found = instances_.find({index, instance});
    if (found == instances_.end()) return;
    for (const auto number : found->second) {
      here.own = number;
      occurrences_[index].push_back(here);
    }
  }

  bool is_enabled(std::size_t index, const Occurrence& here) const {
    const auto& item = *form_.nodes_[index].item;
    if (item.enable_when.empty()) return true;
    const auto holds = [&](std::size_t condition) {
      return condition_holds(index, condition, here);
    };
    for (std::size_t condition = 0; condition < item.enable_when.size(); ++condition)
      if (holds(condition) != (item.enable_behavior == Behavior::all))
        return item.enable_behavior == Behavior::any;
    return item.enable_behavior == Behavior::all;
  }

  /// The time of a group around an occurrence.
  std::int64_t time_of(std::size_t group, std::size_t index, const Occurrence* at) const {
    while (index != Form::kNone) {
      const auto parent = form_.nodes_[index].parent;
      if (parent == Form::kNone) return 0;
      at = &occurrences_[parent][at->parent];
      index = parent;
      if (index == group) return at->own;
    }
    return 0;
  }

  /// Over the answers to the question that stand in the same time of the group around both.
  bool condition_holds(std::size_t index, std::size_t number, const Occurrence& here) const {
    const auto& node = form_.nodes_[index];
    const auto& condition = node.item->enable_when[number];
    const auto question = node.questions[number];
    const auto group = node.common[number];
    std::vector<const boost::json::value*> values;
    const auto time = group == Form::kNone ? 0 : time_of(group, index, &here);
    for (const auto& each : occurrences_[question]) {
      if (each.given == nullptr) continue;
      if (group != Form::kNone && time_of(group, question, &each) != time) continue;
      for (const auto& value : each.given->values) values.push_back(&value);
    }
    return holds_for(*form_.nodes_[question].item, values, condition.comparison, condition.answer);
  }

  static bool holds_for(const Item& question, const std::vector<const boost::json::value*>& values,
                        Comparison comparison, const boost::json::value& wanted) {
    if (comparison == Comparison::exists) return values.empty() != (wanted == true);
    const bool negated = comparison == Comparison::not_equal;
    const auto looked_for = negated ? Comparison::equal : comparison;
    const bool found = std::ranges::any_of(
        values, [&](const auto* value) { return compares(question, *value, looked_for, wanted); });
    return found != negated;
  }

  /// Puts what is asked in the order in which people see it.
  void list(std::size_t index, std::size_t parent) {
    const auto& all = occurrences_[index];
    for (std::size_t place = 0; place < all.size(); ++place) {
      if (all[place].parent != parent) continue;
      add(*form_.nodes_[index].item, all[place]);
      for (auto child = index + 1; child < form_.nodes_.size(); ++child) {
        if (form_.nodes_[child].parent == index) list(child, place);
        if (form_.nodes_[child].parent == Form::kNone || form_.nodes_[child].parent < index) break;
      }
    }
    const auto& item = *form_.nodes_[index].item;
    const bool none =
        std::ranges::none_of(all, [&](const Occurrence& each) { return each.parent == parent; });
    if (none && item.required && item.repeats && item.type == ItemType::group)
      require_group(index, parent);
  }

  /// A required group that repeats is missing when it could be asked and is there no time.
  void require_group(std::size_t index, std::size_t parent) {
    const auto around = form_.nodes_[index].parent;
    const auto instance = around == Form::kNone ? 0 : occurrences_[around][parent].own;
    const Occurrence here{instance, parent, nullptr, instance};
    if (is_enabled(index, here))
      result_.missing.push_back({form_.nodes_[index].item, instance, nullptr});
  }

  void add(const Item& item, const Occurrence& here) {
    const bool group = item.type == ItemType::group && item.repeats;
    const AskedItem asked{&item, group ? here.own : here.instance, here.given};
    result_.items.push_back(asked);
    if (!is_question(item)) return;
    ++result_.questions;
    if (is_answered(here.given))
      ++result_.answered;
    else if (item.required)
      result_.missing.push_back(asked);
  }

  ScoreValue value_of(const Score& score) const {
    ScoreValue result{.score = &score};
    std::vector<double> numbers;
    std::int64_t count = 0;
    for (const auto* question : form_.questions_of(score))
      for (const auto& each : occurrences_[form_.by_link_id_.at(question->link_id)]) {
        if (each.given != nullptr && each.given->not_applicable) continue;
        ++result.asked;
        if (each.given == nullptr) continue;
        const auto values = measured(*each.given, score.by);
        if (values.empty()) continue;
        ++result.answered;
        if (score.where.empty() || std::ranges::any_of(values, [&](const auto& value) {
              return std::ranges::any_of(
                  score.where, [&](const auto& wanted) { return same_value(value, wanted); });
            }))
          ++count;
        for (const auto& value : values)
          if (const auto number = number_for(*question, value)) numbers.push_back(*number);
      }
    result.value = computed(score.measure, count, numbers);
    if (result.value)
      for (const auto& band : score.bands)
        if (*result.value >= band.from) result.band = &band;
    return result;
  }

  bool comes(const Outcome& outcome) const {
    if (outcome.conditions.empty()) return true;
    const auto holds = [&](const OutcomeCondition& each) {
      return each.question ? question_holds(each) : score_holds(each);
    };
    return outcome.behavior == Behavior::all ? std::ranges::all_of(outcome.conditions, holds)
                                             : std::ranges::any_of(outcome.conditions, holds);
  }

  bool question_holds(const OutcomeCondition& condition) const {
    const auto index = form_.by_link_id_.at(*condition.question);
    std::vector<const boost::json::value*> values;
    for (const auto& each : occurrences_[index])
      if (each.given != nullptr)
        for (const auto& value : each.given->values) values.push_back(&value);
    return holds_for(*form_.nodes_[index].item, values, condition.comparison, condition.value);
  }

  bool score_holds(const OutcomeCondition& condition) const {
    const auto found = std::ranges::find(result_.scores, *condition.score,
                                         [](const ScoreValue& each) { return each.score->id; });
    if (found == result_.scores.end()) return false;
    if (condition.comparison == Comparison::exists)
      return found->value.has_value() == (condition.value == true);
    const auto wanted = number_of(condition.value);
    return found->value && wanted && compares(*found->value, condition.comparison, *wanted);
  }

  const Form& form_;
  std::vector<std::vector<Occurrence>> occurrences_;  ///< of each node, those that are asked
  std::map<Place, const Given*> given_;
  std::map<Place, std::vector<std::int64_t>> instances_;
  Evaluation result_;
};

Evaluation Form::evaluate(const std::vector<Given>& given,
                          const std::vector<Instance>& instances) const {
  return Evaluator(*this, given, instances).run();
}

}  // namespace regie::assessment
