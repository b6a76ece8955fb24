#include "assessment/reachability.h"

#include <algorithm>
#include <set>
#include <vector>

#include "assessment/value.h"

namespace regie::assessment {
namespace {

namespace json = boost::json;
using Conditions = std::vector<const EnableWhen*>;

struct Place {
  const Item* item;
  const Item* parent;
};

/// Whether the condition can only hold with an answer.
bool needs_answer(const EnableWhen& condition) {
  if (condition.comparison == Comparison::exists) return condition.answer == true;
  return condition.comparison != Comparison::not_equal;
}

/// Values to try: those of the conditions and their neighbours, which is where truth changes.
std::vector<json::value> candidates(const Item& question, const Conditions& conditions) {
  std::vector<json::value> values;
  for (const auto& option : question.options) values.emplace_back(option.value);
  if (question.type == ItemType::boolean) values = {true, false};
  std::vector<double> numbers;
  for (const auto* condition : conditions) {
    if (condition->comparison == Comparison::exists) continue;
    values.push_back(condition->answer);
    if (const auto number = number_of(condition->answer)) numbers.push_back(*number);
    if (const auto* text = condition->answer.if_string(); question.type == ItemType::date && text)
      if (const auto day = parse_date(*text))
        for (const int step : {-1, 1}) values.emplace_back(to_text(Date{day->days + step}));
  }
  std::ranges::sort(numbers);
  for (std::size_t index = 0; index < numbers.size(); ++index) {
    for (const double near :
         {numbers[index] - 1, numbers[index] + 1,
          (numbers[index] + numbers[std::min(index + 1, numbers.size() - 1)]) / 2})
      if (question.type == ItemType::integer)
        values.emplace_back(static_cast<std::int64_t>(near));
      else
        values.emplace_back(near);
  }
  for (const auto& limit : {question.minimum, question.maximum})
    if (limit && question.type != ItemType::integer) values.emplace_back(*limit);
  if (is_question(question) && question.options.empty() && numbers.empty())
    values.emplace_back("another answer");
  return values;
}

/// Whether one answer, or none, meets all conditions on a question.
bool can_hold(const Item& question, bool single, const Conditions& conditions) {
  const bool answered =
      std::ranges::any_of(conditions, [](const auto* each) { return needs_answer(*each); });
  const bool absent = std::ranges::any_of(conditions, [](const auto* each) {
    return each->comparison == Comparison::exists && each->answer == false;
  });
  if (answered && absent) return false;
  if (!answered || !single) return true;  // without an answer the others hold
  return std::ranges::any_of(candidates(question, conditions), [&](const json::value& value) {
    const bool free_text = !is_number(question.type) && question.options.empty();
    return (free_text || !check_value(question, value, "")) &&
           std::ranges::all_of(conditions, [&](const auto* each) {
             return each->comparison == Comparison::exists ||
                    compares(question, value, each->comparison, each->answer);
           });
  });
}

class Reachability {
 public:
  explicit Reachability(const Instrument& instrument) {
    for_each_item(instrument, [&](const Item& item, const Item* parent, const std::string&) {
      places_[item.link_id] = {&item, parent};
      order_.push_back(&item);
    });
  }

  std::map<std::string, LocalizedText> run() {
    for (const auto* item : order_)
      if (is_cyclic(item->link_id))
        unreachable_[item->link_id] = {"Vraag " + item->link_id + " hangt van zichzelf af.",
                                       "Question " + item->link_id + " depends on itself."};
    if (!unreachable_.empty()) return unreachable_;
    for (const auto* item : order_)
      if (!item->enable_when.empty() && !is_reachable(*item))
        unreachable_[item->link_id] = {"Vraag " + item->link_id + " kan nooit gesteld worden.",
                                       "Question " + item->link_id + " can never be asked."};
    return unreachable_;
  }

 private:
  /// What an item depends on: what stands around it, and the questions of its conditions.
  std::vector<std::string> needs(const std::string& link_id) const {
    const auto& [item, parent] = places_.at(link_id);
    std::vector<std::string> names;
    if (parent != nullptr) names.push_back(parent->link_id);
    for (const auto& condition : item->enable_when) names.push_back(condition.question);
    return names;
  }

  bool is_cyclic(const std::string& start) const {
    std::set<std::string> seen;
    auto open = needs(start);
    while (!open.empty()) {
      const auto name = open.back();
      open.pop_back();
      if (name == start) return true;
      if (!seen.insert(name).second) continue;
      for (auto& next : needs(name)) open.push_back(std::move(next));
    }
    return false;
  }

  /// Adds what must hold for the item to be asked, without what is one of several alternatives.
  void require(const Item& item, bool with_own, Conditions& all,
               std::set<const Item*>& seen) const {
    if (with_own && !seen.insert(&item).second) return;
    const bool sure = item.enable_behavior == Behavior::all || item.enable_when.size() == 1;
    if (with_own && sure)
      for (const auto& condition : item.enable_when) add(condition, all, seen);
    if (const auto* parent = places_.at(item.link_id).parent) require(*parent, true, all, seen);
  }

  void add(const EnableWhen& condition, Conditions& all, std::set<const Item*>& seen) const {
    all.push_back(&condition);
    if (needs_answer(condition)) require(*places_.at(condition.question).item, true, all, seen);
  }

  /// Neither it nor anything around it repeats.
  bool is_single(const Item& item) const {
    if (item.repeats) return false;
    const auto* parent = places_.at(item.link_id).parent;
    return parent == nullptr || is_single(*parent);
  }

  bool is_possible(const Conditions& all) const {
    std::map<std::string, Conditions> by_question;
    for (const auto* condition : all) by_question[condition->question].push_back(condition);
    return std::ranges::all_of(by_question, [&](const auto& each) {
      const auto& question = *places_.at(each.first).item;
      return can_hold(question, is_single(question), each.second);
    });
  }

  bool is_reachable(const Item& item) const {
    if (item.enable_behavior == Behavior::all) {
      Conditions all;
      std::set<const Item*> seen;
      require(item, true, all, seen);
      return is_possible(all);
    }
    return std::ranges::any_of(item.enable_when, [&](const EnableWhen& condition) {
      Conditions all;
      std::set<const Item*> seen{&item};
      add(condition, all, seen);
      require(item, false, all, seen);
      return is_possible(all);
    });
  }

  std::map<std::string, Place> places_;
  std::vector<const Item*> order_;
  std::map<std::string, LocalizedText> unreachable_;
};

}  // namespace

std::map<std::string, LocalizedText> find_unreachable(const Instrument& instrument) {
  return Reachability(instrument).run();
}

}  // namespace regie::assessment
