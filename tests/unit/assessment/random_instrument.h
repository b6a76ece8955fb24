#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "assessment/evaluation.h"
#include "assessment/instrument.h"

/// Instruments and answers at random, of every kind that the engine tells apart.
namespace regie::assessment::test {

/// A value that answers a question of this kind.
inline boost::json::value random_value(const Item& question) {
  const int number = *rc::gen::inRange(0, 4);
  switch (question.type) {
    case ItemType::boolean:
      return number % 2 == 0;
    case ItemType::decimal:
      return number / 2.0;
    case ItemType::choice:
      return boost::json::value("o" + std::to_string(number));
    case ItemType::date:
      return boost::json::value("2026-01-0" + std::to_string(number + 1));
    case ItemType::string:
      return boost::json::value("text " + std::to_string(number));
    default:
      return std::int64_t{number};
  }
}

/// A condition that this question can answer.
inline EnableWhen random_condition(const Item& question) {
  using enum Comparison;
  EnableWhen condition{question.link_id, exists, *rc::gen::arbitrary<bool>()};
  const bool ordered = question.type != ItemType::boolean && question.type != ItemType::string;
  condition.comparison = ordered ? *rc::gen::element(exists, equal, not_equal, greater, less,
                                                     greater_or_equal, less_or_equal)
                                 : *rc::gen::element(exists, equal, not_equal);
  if (condition.comparison != exists) condition.answer = random_value(question);
  return condition;
}

/// Grows a tree item by item: what an item depends on always has a lower number, wherever it
/// stands.
class RandomInstrument {
 public:
  explicit RandomInstrument(std::size_t size) {
    for (std::size_t number = 0; number < size; ++number) add("i" + std::to_string(number));
    shuffle(instrument_.items);
    std::vector<std::string> questions;
    for_each_item(instrument_, [&](const Item& item, const Item*, const std::string&) {
      if (is_question(item)) questions.push_back(item.link_id);
    });
    for (const auto measure :
         {Measure::count, Measure::sum, Measure::mean, Measure::min, Measure::max})
      instrument_.scores.push_back(
          {.id = std::to_string(static_cast<int>(measure)), .measure = measure, .of = questions});
    instrument_.outcomes = {{.id = "much",
                             .conditions = {{.score = "1",
                                             .comparison = Comparison::greater,
                                             .value = std::int64_t{5}}}},
                            {.id = "otherwise"}};
  }

  Instrument take() { return std::move(instrument_); }

 private:
  void add(const std::string& link_id) {
    using enum ItemType;
    Item item{.link_id = link_id,
              .type = *rc::gen::element(group, boolean, choice, integer, decimal, date, string),
              .text = {link_id, link_id}};
    item.required = *rc::gen::arbitrary<bool>();
    item.repeats = item.type != boolean && *rc::gen::inRange(0, 3) == 0;
    if (item.type == choice)
      for (int weight = 0; weight < 4; ++weight)
        item.options.push_back({.value = "o" + std::to_string(weight),
                                .text = {"o", "o"},
                                .weight = static_cast<double>(weight)});
    for (int left = *rc::gen::inRange(0, 3); left > 0 && !questions_.empty(); --left)
      item.enable_when.push_back(random_condition(*rc::gen::elementOf(questions_)));
    item.enable_behavior = *rc::gen::element(Behavior::all, Behavior::any);
    if (is_question(item)) questions_.push_back(item);
    // Below nothing, a group or a question, but not too deep.
    auto* within = &instrument_.items;
    for (int level = 0; level < 3 && !within->empty() && *rc::gen::arbitrary<bool>(); ++level)
      within = &(*within)[*rc::gen::inRange<std::size_t>(0, within->size())].items;
    within->push_back(std::move(item));
  }

  static void shuffle(std::vector<Item>& items) {
    for (std::size_t left = items.size(); left > 1; --left)
      std::swap(items[left - 1], items[*rc::gen::inRange<std::size_t>(0, left)]);
    for (auto& item : items) shuffle(item.items);
  }

  Instrument instrument_;
  std::vector<Item> questions_;
};

/// Each group that repeats is there up to twice, in each time of the group around it.
inline std::vector<Instance> random_instances(const Form& form) {
  std::vector<Instance> instances;
  for_each_item(form.instrument(), [&](const Item& item, const Item*, const std::string&) {
    if (item.type != ItemType::group || !item.repeats) return;
    std::vector<std::int64_t> around = {0};
    if (const auto* group = form.repeating_group(item.link_id)) {
      around.clear();
      for (const auto& each : instances)
        if (each.link_id == group->link_id) around.push_back(each.number);
    }
    for (const auto within : around)
      for (int left = *rc::gen::inRange(0, 3); left > 0; --left)
        instances.push_back(
            {static_cast<std::int64_t>(instances.size()) + 1, item.link_id, within});
  });
  return instances;
}

/// Some questions answered, hidden ones too, each in the times of its group.
inline std::vector<Given> random_answers(const Form& form, const std::vector<Instance>& instances) {
  std::vector<Given> given;
  for_each_item(form.instrument(), [&](const Item& item, const Item*, const std::string&) {
    if (!is_question(item)) return;
    std::vector<std::int64_t> times = {0};
    if (const auto* group = form.repeating_group(item.link_id)) {
      times.clear();
      for (const auto& each : instances)
        if (each.link_id == group->link_id) times.push_back(each.number);
    }
    for (const auto time : times) {
      const int how = *rc::gen::inRange(0, 4);
      if (how == 0) continue;
      Given each{.link_id = item.link_id, .instance = time, .not_applicable = how == 1};
      if (how > 1) each.values.push_back(random_value(item));
      if (auto more = random_value(item); how > 2 && item.repeats && more != each.values[0])
        each.values.push_back(std::move(more));
      given.push_back(std::move(each));
    }
  });
  return given;
}

}  // namespace regie::assessment::test
