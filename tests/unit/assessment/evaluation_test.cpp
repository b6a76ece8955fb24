#include "assessment/evaluation.h"

#include <rapidcheck.h>

#include <algorithm>
#include <chrono>

#include "tests/unit/assessment/assessment_test.h"

namespace regie::assessment {
namespace {

using boost::json::value;
using test::ask;
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

/// An instrument of so many questions, each with up to two conditions on earlier or later ones.
Form random_form(std::size_t size) {
  Instrument instrument;
  for (std::size_t index = 0; index < size; ++index) {
    Item item{.link_id = "q" + std::to_string(index), .type = ItemType::integer};
    item.required = *rc::gen::arbitrary<bool>();
    for (int condition = *rc::gen::inRange(0, 3); index > 0 && condition > 0; --condition)
      item.enable_when.push_back({"q" + std::to_string(*rc::gen::inRange<std::size_t>(0, index)),
                                  *rc::gen::element(Comparison::equal, Comparison::not_equal,
                                                    Comparison::greater, Comparison::less_or_equal),
                                  std::int64_t{*rc::gen::inRange(0, 4)}});
    item.enable_behavior = *rc::gen::element(Behavior::all, Behavior::any);
    instrument.items.push_back(std::move(item));
  }
  std::ranges::reverse(instrument.items);  // what a question depends on comes after it
  instrument.scores.push_back({.id = "sum", .measure = Measure::sum});
  for (const auto& item : instrument.items) instrument.scores[0].of.push_back(item.link_id);
  return Form(std::move(instrument));
}

std::vector<Given> random_answers(std::size_t size) {
  std::vector<Given> given;
  for (std::size_t index = 0; index < size; ++index)
    if (*rc::gen::arbitrary<bool>())
      given.push_back(
          {"q" + std::to_string(index), 0, {std::int64_t{*rc::gen::inRange(0, 4)}}, {}, false});
  return given;
}

TEST(EvaluationProperty, NeverDependsOnTheOrderOfAnswering) {
  const bool holds = rc::check([] {
    const auto size = *rc::gen::inRange<std::size_t>(1, 30);
    const auto it = random_form(size);
    auto given = random_answers(size);
    const auto before = it.evaluate(given, {});
    const auto ids = asked(before);
    const auto sum = before.scores[0].value;
    std::ranges::reverse(given);
    const auto after = it.evaluate(given, {});
    RC_ASSERT(asked(after) == ids);
    RC_ASSERT(after.scores[0].value == sum);
    RC_ASSERT(after.missing.size() == before.missing.size());
  });
  EXPECT_TRUE(holds);
}

TEST(EvaluationProperty, CountsNothingThatIsHidden) {
  const bool holds = rc::check([] {
    const auto size = *rc::gen::inRange<std::size_t>(1, 30);
    const auto it = random_form(size);
    const auto given = random_answers(size);
    const auto before = it.evaluate(given, {});
    const auto ids = asked(before);
    std::vector<Given> visible;
    for (const auto& each : given)
      if (std::ranges::find(ids, each.link_id) != ids.end()) visible.push_back(each);
    const auto after = it.evaluate(visible, {});
    RC_ASSERT(asked(after) == ids);
    RC_ASSERT(after.scores[0].value == before.scores[0].value);
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
