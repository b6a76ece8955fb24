#include "assessment/evaluation.h"

#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <set>

#include "assessment/value.h"
#include "tests/unit/assessment/assessment_test.h"
#include "tests/unit/assessment/random_instrument.h"

namespace regie::assessment {
namespace {

using boost::json::value;
using test::ask;
using test::random_answers;
using test::random_instances;
using test::RandomInstrument;
using test::read_items;

std::vector<std::string> asked(const Evaluation& evaluation) {
  std::vector<std::string> ids;
  for (const auto& each : evaluation.items)
    ids.push_back(each.item->link_id +
                  (each.instance == 0 ? "" : "#" + std::to_string(each.instance)));
  return ids;
}

Form form(const std::string& items, const std::string& rest = "") {
  auto file = read_items(items, rest);
  for (const auto& fault : file.faults) ADD_FAILURE() << fault.line << ": " << fault.reason.en;
  return Form(*file.instrument);
}

using Ids = std::vector<std::string>;

TEST(Evaluation, AsksAQuestionOnlyWhenItsConditionHolds) {
  const auto it =
      form(ask("a", "type: choice, options: scale") +
           ask("b", "type: string, enableWhen: [{question: a, operator: \">=\", answer: middle}]"));
  EXPECT_EQ(asked(it.evaluate({}, {})), Ids({"a"}));
  EXPECT_EQ(asked(it.evaluate({{"a", 0, {"low"}, {}, false}}, {})), Ids({"a"}));
  EXPECT_EQ(asked(it.evaluate({{"a", 0, {"high"}, {}, false}}, {})), Ids({"a", "b"}));
}

TEST(Evaluation, TakesAHiddenAnswerForNoAnswer) {
  const auto it =
      form(ask("a", "type: boolean") +
           ask("b", "type: boolean, enableWhen: [{question: a, operator: \"=\", answer: true}]") +
           ask("c", "type: string, enableWhen: [{question: b, operator: exists, answer: true}]"));
  const std::vector<Given> given = {
      {"a", 0, {false}, {}, false}, {"b", 0, {true}, {}, false}, {"c", 0, {"x"}, {}, false}};
  const auto result = it.evaluate(given, {});
  EXPECT_EQ(asked(result), Ids({"a"}));
  EXPECT_EQ(result.answered, 1);
}

TEST(Evaluation, NeverMissesARequiredQuestionThatIsHidden) {
  const auto it = form(ask("a", "type: boolean, required: true") +
                       ask("b",
                           "type: string, required: true, enableWhen: [{question: a, operator: "
                           "\"=\", answer: true}]"));
  const std::vector<Given> no = {{"a", 0, {false}, {}, false}};
  EXPECT_TRUE(it.evaluate(no, {}).missing.empty());
  const std::vector<Given> yes = {{"a", 0, {true}, {}, false}};
  EXPECT_EQ(it.evaluate(yes, {}).missing.size(), 1u);
}

TEST(Evaluation, HoldsNotEqualWithoutAnAnswerAsFhirDoes) {
  const auto it =
      form(ask("a", "type: boolean") +
           ask("b", "type: string, enableWhen: [{question: a, operator: \"!=\", answer: true}]"));
  EXPECT_EQ(asked(it.evaluate({}, {})), Ids({"a", "b"}));
}

TEST(Evaluation, LooksForAnAnswerInTheSameTimeOfARepeatingGroup) {
  const auto it = form(
      "  - linkId: g\n    type: group\n    repeats: true\n    text: {nl: \"g\", en: \"g\"}\n    "
      "items:\n"
      "      - {linkId: a, type: boolean, text: {nl: \"a\", en: \"a\"}}\n"
      "      - {linkId: b, type: string, text: {nl: \"b\", en: \"b\"}, enableWhen: [{question: a, "
      "operator: \"=\", answer: true}]}\n");
  const std::vector<Instance> twice = {{1, "g", 0}, {2, "g", 0}};
  const std::vector<Given> given = {{"a", 1, {true}, {}, false}, {"a", 2, {false}, {}, false}};
  EXPECT_EQ(asked(it.evaluate(given, twice)), Ids({"g#1", "a#1", "b#1", "g#2", "a#2"}));
  EXPECT_TRUE(asked(it.evaluate(given, {})).empty());
}

TEST(Evaluation, CountsSumsAndAveragesWithTheBaseOfEach) {
  const auto it = form(
      ask("a", "type: choice, options: scale") + ask("b", "type: choice, options: scale") +
          ask("c", "type: integer"),
      "scores:\n"
      "  - {id: count, title: {nl: T, en: T}, count: {of: [a, b], where: [high]}, bands: [{id: "
      "none, from: 0, text: {nl: N, en: N}}, {id: some, from: 1, text: {nl: S, en: S}}]}\n"
      "  - {id: mean, title: {nl: T, en: T}, mean: {of: [a, b]}}\n"
      "  - {id: sum, title: {nl: T, en: T}, sum: {of: [a, b, c]}}\n"
      "  - {id: max, title: {nl: T, en: T}, max: {of: [c]}}\n"
      "outcomes:\n"
      "  - {id: good, text: {nl: G, en: G}, when: {all: [{score: mean, operator: \">=\", value: "
      "1}, {score: count, operator: \">\", value: 0}]}}\n"
      "  - {id: otherwise, text: {nl: O, en: O}}\n");
  const std::vector<Given> given = {
      {"a", 0, {"high"}, {}, false}, {"b", 0, {}, {}, true}, {"c", 0, {7}, {}, false}};
  const auto result = it.evaluate(given, {});
  EXPECT_EQ(result.scores[0].value, 1);
  EXPECT_EQ(result.scores[0].band->id, "some");
  EXPECT_EQ(result.scores[1].value, 2);
  EXPECT_EQ(result.scores[1].asked, 1) << "what does not apply is no part of the base";
  EXPECT_EQ(result.scores[2].value, 9);
  EXPECT_EQ(result.outcome->id, "good");
  const auto empty = it.evaluate({}, {});
  EXPECT_EQ(empty.scores[1].value, std::nullopt);
  EXPECT_EQ(empty.outcome->id, "otherwise");
}

/// What an evaluation says, as far as it says anything.
std::string told(const Evaluation& evaluation) {
  std::string all;
  const auto places = [&](const std::vector<AskedItem>& items) {
    for (const auto& each : items)
      all += each.item->link_id + "#" + std::to_string(each.instance) +
             (each.given == nullptr ? " " : "! ");
    all += "| ";
  };
  places(evaluation.items);
  places(evaluation.missing);
  for (const auto& score : evaluation.scores)
    all += (score.value ? std::to_string(*score.value) : "-") + " of " +
           std::to_string(score.answered) + "/" + std::to_string(score.asked) + ", ";
  return all + (evaluation.outcome == nullptr ? "" : evaluation.outcome->id) + " " +
         std::to_string(evaluation.answered) + "/" + std::to_string(evaluation.questions);
}

template <class Value>
std::vector<Value> shuffled(std::vector<Value> values) {
  for (std::size_t left = values.size(); left > 1; --left)
    std::swap(values[left - 1], values[*rc::gen::inRange<std::size_t>(0, left)]);
  return values;
}

TEST(EvaluationProperty, NeverDependsOnTheOrderOfAnswersAndGroups) {
  const bool holds = rc::check([] {
    const Form it(RandomInstrument(*rc::gen::inRange<std::size_t>(1, 25)).take());
    const auto instances = random_instances(it);
    const auto given = random_answers(it, instances);
    const auto mixed = shuffled(given);
    const auto before = told(it.evaluate(given, instances));
    RC_ASSERT(told(it.evaluate(mixed, shuffled(instances))) == before);
  });
  EXPECT_TRUE(holds);
}

/// What is hidden leaves no trace, and nothing is asked below what is hidden.
TEST(EvaluationProperty, CountsNothingThatIsHidden) {
  const bool holds = rc::check([] {
    const Form it(RandomInstrument(*rc::gen::inRange<std::size_t>(1, 25)).take());
    const auto instances = random_instances(it);
    const auto given = random_answers(it, instances);
    const auto before = it.evaluate(given, instances);
    std::set<std::pair<std::string, std::int64_t>> asked;
    std::int64_t most = 0;
    for (const auto& each : before.items) {
      asked.emplace(each.item->link_id, each.instance);
      if (each.given != nullptr) ++most;
    }
    std::vector<Given> visible;
    for (const auto& each : given)
      if (asked.contains({each.link_id, each.instance})) visible.push_back(each);
    const auto after = it.evaluate(visible, instances);
    RC_ASSERT(told(after) == told(before));
    RC_ASSERT(before.answered == most);
    for (const auto& score : before.scores) RC_ASSERT(score.answered <= most);
    for_each_item(it.instrument(), [&](const Item& item, const Item* parent, const std::string&) {
      const bool shown = std::ranges::any_of(
          before.items, [&](const AskedItem& each) { return each.item == &item; });
      const bool around =
          parent == nullptr || std::ranges::any_of(before.items, [&](const AskedItem& each) {
            return each.item->link_id == parent->link_id;
          });
      RC_ASSERT(!shown || around);
    });
  });
  EXPECT_TRUE(holds);
}

/// Whether a condition holds over the answers to what is asked, as FHIR words it.
bool holds_over(const Form& form, const EnableWhen& condition,
                const std::map<std::string, const Given*>& answers) {
  const auto found = answers.find(condition.question);
  const auto values = found == answers.end() ? std::vector<value>() : found->second->values;
  if (condition.comparison == Comparison::exists)
    return values.empty() != condition.answer.as_bool();
  const auto same = [&](const value& each) {
    return compares(*form.item(condition.question), each, Comparison::equal, condition.answer);
  };
  if (condition.comparison == Comparison::not_equal) return std::ranges::none_of(values, same);
  return std::ranges::any_of(values, [&](const value& each) {
    return compares(*form.item(condition.question), each, condition.comparison, condition.answer);
  });
}

/// What is asked, found slowly: begin with nothing, and go round until nothing changes.
std::set<std::string> asked_slowly(const Form& form, const std::vector<Given>& given) {
  std::set<std::string> asked;
  for (std::set<std::string> before = {"none yet"}; before != asked;) {
    before = asked;
    asked.clear();
    std::map<std::string, const Given*> answers;
    for (const auto& each : given)
      if (before.contains(each.link_id)) answers[each.link_id] = &each;
    for_each_item(form.instrument(), [&](const Item& item, const Item* parent, const auto&) {
      if (parent != nullptr && !before.contains(parent->link_id)) return;
      if (parent != nullptr && is_question(*parent) &&
          (!answers.contains(parent->link_id) || answers[parent->link_id]->values.empty()))
        return;
      const auto holds = [&](const EnableWhen& each) { return holds_over(form, each, answers); };
      const auto& when = item.enable_when;
      if (when.empty() ||
          (item.enable_behavior == Behavior::all ? std::ranges::all_of(when, holds)
                                                 : std::ranges::any_of(when, holds)))
        asked.insert(item.link_id);
    });
  }
  return asked;
}

TEST(EvaluationProperty, AsksWhatTheConditionsSayWhereverTheyStand) {
  const bool holds = rc::check([] {
    auto instrument = RandomInstrument(*rc::gen::inRange<std::size_t>(1, 25)).take();
    const std::function<void(std::vector<Item>&)> once = [&](std::vector<Item>& items) {
      for (auto& item : items) {
        if (item.type == ItemType::group) item.repeats = false;
        once(item.items);
      }
    };
    once(instrument.items);
    const Form it(std::move(instrument));
    const auto given = random_answers(it, {});
    const auto ids = asked(it.evaluate(given, {}));
    RC_ASSERT(std::set(ids.begin(), ids.end()) == asked_slowly(it, given));
  });
  EXPECT_TRUE(holds);
}

TEST(Evaluation, OfThreeHundredQuestionsWithAHundredConditionsTakesAboutAMillisecondAtMost) {
  Instrument instrument;
  for (int index = 0; index < 300; ++index) {
    Item item{.link_id = "q" + std::to_string(index), .type = ItemType::integer};
    if (index % 3 == 2)
      item.enable_when.push_back(
          {"q" + std::to_string(index - 1), Comparison::greater, std::int64_t{1}});
    instrument.items.push_back(std::move(item));
  }
  const Form it(std::move(instrument));
  std::vector<Given> given;
  for (int index = 0; index < 300; ++index)
    given.push_back({"q" + std::to_string(index), 0, {std::int64_t{index % 4}}, {}, false});
  auto fastest = std::chrono::nanoseconds::max();
  for (int round = 0; round < 50; ++round) {
    const auto start = std::chrono::steady_clock::now();
    const auto result = it.evaluate(given, {});
    fastest = std::min<std::chrono::nanoseconds>(fastest, std::chrono::steady_clock::now() - start);
    EXPECT_GT(result.items.size(), 200u);
  }
  RecordProperty("microseconds", static_cast<int>(fastest.count() / 1000));
  // A sanitizer makes it several times as slow.
  EXPECT_LT(fastest, std::chrono::milliseconds(10));
}

}  // namespace
}  // namespace regie::assessment
