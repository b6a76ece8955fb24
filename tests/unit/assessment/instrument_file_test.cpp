#include "assessment/instrument_file.h"

#include <fstream>

#include "assessment/questionnaire_reader.h"
#include "assessment/questionnaire_writer.h"
#include "assessment/response.h"
#include "base/enumeration.h"
#include "base/json.h"
#include "governance/facts.h"
#include "portfolio/facts.h"
#include "tests/unit/assessment/assessment_test.h"

namespace regie::assessment {
namespace {

using test::ask;
using test::read_items;

/// The reasons, each with its line.
std::string faults(const InstrumentFile& file) {
  std::string all;
  for (const auto& each : file.faults)
    all += std::to_string(each.line) + ": " + each.reason.en + "\n";
  return all;
}

void refused(const InstrumentFile& file, const std::string& reason, int line) {
  EXPECT_FALSE(file.instrument);
  ASSERT_FALSE(file.faults.empty());
  EXPECT_EQ(file.faults[0].line, line) << faults(file);
  EXPECT_NE(faults(file).find(reason), std::string::npos) << faults(file);
}

// The first question stands on line 14.
const std::string kFirst = ask("a", "type: choice, options: scale");

TEST(InstrumentFile, RefusesWhatMakesNoSenseAndNamesTheLine) {
  const auto b = [](const std::string& condition) {
    return read_items(kFirst + ask("b", "type: string, enableWhen: [" + condition + "]"));
  };
  refused(b("{question: x, operator: \"=\", answer: low}"), "Question x does not exist", 15);
  refused(b("{question: a, operator: \"=\", answer: tiny}"), "never has this answer", 15);
  refused(b("{question: a, operator: exists, answer: low}"), "true or false", 15);
  refused(b("{question: b, operator: exists, answer: true}"), "depends on itself", 15);
  refused(b("{question: a, operator: \"=\", answer: low}, {question: a, operator: \"=\", answer: "
            "high}"),
          "can never be asked", 15);
  refused(b("{question: a, operator: exists, answer: false}, {question: a, operator: \"=\", "
            "answer: high}"),
          "can never be asked", 15);
  refused(read_items(kFirst + kFirst), "stands here twice", 15);
  refused(read_items(ask("a", "type: choice, options: nowhere")), "List nowhere does not exist",
          14);
  refused(read_items(kFirst + ask("b", "type: integer, prefill: [{fact: portfolio.nothing}]")),
          "Fact portfolio.nothing does not exist", 15);
  refused(read_items(kFirst + ask("b", "type: string, prefill: [{field: /identity/colour}]")),
          "Field /identity/colour does not exist", 15);
  refused(read_items("  - {linkId: a, type: string, text: {nl: \"a\"}}\n"), "en", 14);
}

TEST(InstrumentFile, RefusesRulesThatCannotChoose) {
  const auto filled = [](const std::string& type, const std::string& prefill) {
    return read_items(ask("b", type + ", prefill: [{" + prefill + "}]"));
  };
  const std::string choice =
      "type: choice, options: [{value: few, text: {nl: F, en: F}}, {value: many, text: {nl: M, en: "
      "M}}]";
  EXPECT_TRUE(filled(choice,
                     "choose: [{value: many, facts: [portfolio.total], at_least: 5}, "
                     "{value: few}]")
                  .faults.empty());
  refused(filled(choice, "choose: [{value: none, facts: [portfolio.total]}]"),
          "Question b has no option none", 14);
  refused(filled(choice, "choose: [{value: few, facts: [portfolio.nothing]}]"),
          "Fact portfolio.nothing does not exist", 14);
  refused(filled(choice,
                 "choose: [{value: few, facts: [portfolio.total], instrument: x, item: y, "
                 "answers: [z]}]"),
          "facts or a question, not both", 14);
  refused(filled(choice, "fact: portfolio.total, choose: [{value: few}]"), "Name one source", 14);
  refused(filled("type: integer", "field: /identity/name, times: 100"), "Only a fact is multiplied",
          14);
}

TEST(InstrumentFile, RefusesScoresAndOutcomesThatCannotBe) {
  const auto score = [](const std::string& rest) { return read_items(kFirst, "scores:\n" + rest); };
  refused(score("  - {id: s, title: {nl: T, en: T}, sum: {of: [x]}}\n"),
          "Question x does not exist", 16);
  refused(score("  - {id: s, title: {nl: T, en: T}, count: {of: [a]}, bands: [{id: p, from: 2, "
                "text: {nl: P, en: P}}, {id: q, from: 2, text: {nl: Q, en: Q}}]}\n"),
          "overlap", 16);
  refused(
      read_items(
          kFirst,
          "outcomes:\n  - {id: one, text: {nl: T, en: T}}\n  - {id: two, text: {nl: T, en: T}}\n"),
      "can never come", 17);
}

TEST(InstrumentFile, FindsACycleOfSeveralQuestions) {
  const auto file = read_items(
      ask("a", "type: boolean, enableWhen: [{question: c, operator: \"=\", answer: true}]") +
      ask("b", "type: boolean, enableWhen: [{question: a, operator: \"=\", answer: true}]") +
      ask("c", "type: boolean, enableWhen: [{question: b, operator: \"=\", answer: true}]"));
  EXPECT_EQ(file.faults.size(), 3u) << faults(file);
}

TEST(InstrumentFile, OfEveryShippedInstrumentIsRight) {
  const auto content = *content::Library::load(content_files());
  KnownNames known;
  for (const auto& field : content.fields()) known.fields.insert(field.pointer);
  for (const auto& fact : portfolio::fact_descriptions(content)) known.facts.insert(fact.id);
  for (const auto& fact : governance::fact_descriptions()) known.facts.insert(fact.id);
  const auto library = InstrumentLibrary::load(content_files(), known);
  ASSERT_TRUE(library) << library.error().parameters.at("reason");
  std::size_t files = 0;
  for (const auto& file : content_files()) {
    if (!file.path.starts_with("instruments/")) continue;
    ++files;
    const auto read = library->read(file.text());
    ASSERT_TRUE(read.instrument) << file.path << ":" << faults(read);
    const auto* shipped = library->find(read.instrument->id);
    ASSERT_NE(shipped, nullptr) << file.path;
    // What is kept reads as what was written.
    EXPECT_EQ(from_document(to_document(*shipped)).items, read.instrument->items) << file.path;
  }
  EXPECT_EQ(library->instruments().size(), files);
  EXPECT_GE(files, 17u);
}

std::string reference(const std::string& name) {
  std::ifstream stream(std::string(REGIE_REFERENCE) + "/fhir/" + name);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class Reference : public testing::TestWithParam<const char*> {};

TEST_P(Reference, QuestionnaireGoesOutAsItCameIn) {
  const auto text = reference(GetParam());
  const auto read = read_questionnaire(text, {}, make_date(2026, 11, 24));
  ASSERT_TRUE(read.file.instrument) << faults(read.file);
  EXPECT_FALSE(read.notices.empty()) << "it has extensions that Regie does not carry out";
  const auto r4 = write_questionnaire(*read.file.instrument, FhirRelease::r4);
  EXPECT_EQ(*parse_json(r4), *parse_json(text));
  const auto r5 = read_questionnaire(write_questionnaire(*read.file.instrument, FhirRelease::r5),
                                     {}, make_date(2026, 11, 24));
  ASSERT_TRUE(r5.file.instrument) << faults(r5.file);
  EXPECT_EQ(*parse_json(write_questionnaire(*r5.file.instrument, FhirRelease::r4)),
            *parse_json(text));
}

INSTANTIATE_TEST_SUITE_P(Of, Reference,
                         testing::Values("Questionnaire-CardiologyForm.json",
                                         "Questionnaire-CVD-Risk-2023.json",
                                         "Questionnaire-AuCorePatient.json"),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::erase_if(name, [](char c) {
                             return !std::isalnum(static_cast<unsigned char>(c));
                           });
                           return name;
                         });

/// Every question with what the engine does with it.
std::string questions(const Instrument& instrument) {
  std::string all;
  for_each_item(instrument, [&](const Item& item, const Item* parent, const std::string&) {
    all += (parent == nullptr ? "" : parent->link_id) + "/" + item.link_id + " " +
           std::string(enum_text(item.type)) + (item.repeats ? " repeats" : "") +
           (item.required ? " required" : "");
    for (const auto& option : item.options) all += " [" + option.value + "]";
    for (const auto& each : item.enable_when)
      all += " " + each.question + std::string(enum_text(each.comparison)) + to_text(each.answer);
    all += item.initial ? " =" + to_text(*item.initial) + "\n" : "\n";
  });
  return all;
}

class Invented : public testing::TestWithParam<std::pair<const char*, FhirRelease>> {};

TEST_P(Invented, QuestionnaireGoesOutAsItCameInAndAsksTheSameInTheOtherRelease) {
  const auto& [name, release] = GetParam();
  const auto text = reference(name);
  const auto read = read_questionnaire(text, {}, make_date(2026, 11, 24));
  ASSERT_TRUE(read.file.instrument) << faults(read.file);
  EXPECT_EQ(*parse_json(write_questionnaire(*read.file.instrument, release)), *parse_json(text));
  for (const auto through : {FhirRelease::r4, FhirRelease::r5}) {
    const auto again = read_questionnaire(write_questionnaire(*read.file.instrument, through), {},
                                          make_date(2026, 11, 24));
    ASSERT_TRUE(again.file.instrument) << faults(again.file);
    EXPECT_EQ(questions(*again.file.instrument), questions(*read.file.instrument));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, Invented,
    testing::Values(std::pair("Questionnaire-invented-ward-round.json", FhirRelease::r5),
                    std::pair("Questionnaire-invented-nested-repeats.json", FhirRelease::r4)),
    [](const auto& info) { return info.index == 0 ? "R5Alone" : "NestedRepeats"; });

TEST(Questionnaire, OfR5ListsAnswersToATextAndSaysWhatItDoesNotUse) {
  const auto read = read_questionnaire(reference("Questionnaire-invented-ward-round.json"), {},
                                       make_date(2026, 11, 24));
  ASSERT_TRUE(read.file.instrument) << faults(read.file);
  EXPECT_EQ(
      questions(*read.file.instrument),
      "/tool choice required [reader] [planner]\n"
      "/seen open_choice repeats [nurse] [physician] toolexiststrue toolnot_equal\"planner\"\n"
      "/room open_choice [Kamer A] [Kamer B]\n"
      "/score integer =5\n"
      "/since string\n"
      "/minutes quantity scoregreater_or_equal5\n");
  std::string all;
  for (const auto& notice : read.notices) all += notice.en + "\n";
  EXPECT_NE(all.find("question score lists are not used"), std::string::npos) << all;
  EXPECT_NE(all.find("Question since is of kind dateTime"), std::string::npos) << all;
}

TEST(Response, OfRepeatsWithinRepeatsComesBackAsItWas) {
  const auto read = read_questionnaire(reference("Questionnaire-invented-nested-repeats.json"), {},
                                       make_date(2026, 11, 24));
  ASSERT_TRUE(read.file.instrument) << faults(read.file);
  const Form form(*read.file.instrument);
  const std::vector<Instance> instances = {{1, "ward", 0},
                                           {2, "algorithm", 1},
                                           {3, "algorithm", 1},
                                           {4, "ward", 0},
                                           {5, "algorithm", 4}};
  const std::vector<Answer> answers = {
      {.link_id = "ward-name", .instance = 1, .values = {"A"}},
      {.link_id = "learns", .instance = 2, .values = {true}},
      {.link_id = "retrained", .instance = 2, .values = {"2026-01-01", "2026-02-01"}},
      {.link_id = "watched", .instance = 2, .values = {"nobody", "physicist"}},
      {.link_id = "learns", .instance = 3, .values = {false}},
      {.link_id = "ward-name", .instance = 4, .values = {"B"}},
      {.link_id = "algorithm-name", .instance = 5, .values = {"Leest"}}};
  const auto taken = read_response(write_response(form, {}, answers, instances), form);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->instances, instances);
  const auto plain = [](const std::vector<Answer>& all) {
    std::vector<std::string> lines;
    for (const auto& each : all)
      lines.push_back(each.link_id + "#" + std::to_string(each.instance) +
                      to_text(boost::json::array(each.values.begin(), each.values.end())));
    std::ranges::sort(lines);
    return lines;
  };
  EXPECT_EQ(plain(taken->answers), plain(answers));
}

std::string notices(const TakenOver& taken) {
  std::string all;
  for (const auto& notice : taken.notices) all += notice.en + "\n";
  return all;
}

TEST(Response, OfTheReferenceComesInWithEveryAnswerOrSaysWhichNot) {
  const auto read = read_questionnaire(reference("Questionnaire-CardiologyForm.json"), {},
                                       make_date(2026, 11, 24));
  const Form form(*read.file.instrument);
  const auto text = reference("QuestionnaireResponse-Cardiology.json");
  const auto taken = read_response(text, form);
  ASSERT_TRUE(taken);
  EXPECT_EQ(notices(*taken), "Part author was not taken over.\nPart subject was not taken over.\n");
  EXPECT_GT(taken->answers.size(), 20u);
  const auto again =
      read_response(write_response(form, {}, taken->answers, taken->instances), form);
  ASSERT_TRUE(again);
  std::size_t same = 0;
  for (const auto& answer : again->answers)
    for (const auto& before : taken->answers)
      if (before.link_id == answer.link_id && before.values == answer.values) ++same;
  EXPECT_EQ(same, again->answers.size());
  EXPECT_EQ(again->answers.size(), taken->answers.size()) << "what is hidden left";
}

TEST(Response, NamesWhateverItHoldsBesideAnswers) {
  const auto file =
      read_items(kFirst + ask("b", "type: quantity, unit: {code: mm, text: {nl: mm, en: mm}}"));
  const Form form(*file.instrument);
  const auto taken = read_response(R"({
    "resourceType": "QuestionnaireResponse", "id": "x", "meta": {"versionId": "2"}, "status": "completed",
    "authored": "2026-11-24", "subject": {"reference": "Patient/1", "display": "Invented"},
    "author": {"display": "Invented"}, "source": {"display": "Invented"}, "encounter": {"reference": "Encounter/1"},
    "contained": [{"resourceType": "Patient"}], "_status": {"extension": [{"url": "urn:one"}]},
    "extension": [{"url": "urn:one", "valueString": "x"}], "modifierExtension": [{"url": "urn:two"}],
    "item": [
      {"linkId": "a", "extension": [{"url": "urn:one"}], "subject": {"reference": "Group/1"},
       "answer": [{"valueCoding": {"code": "low", "_display": {"extension": [{"url": "urn:three"}]}},
                   "extension": [{"url": "urn:four"}]}]},
      {"linkId": "b", "answer": [{"valueQuantity": {"value": 3, "extension": [{"url": "urn:five"}]}}]}]})",
                                   form);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->answers.size(), 2u) << "the answers themselves come in";
  EXPECT_EQ(notices(*taken),
            "Part author was not taken over.\n"
            "Part contained was not taken over.\n"
            "Part encounter was not taken over.\n"
            "Part source was not taken over.\n"
            "Part subject was not taken over.\n"
            "Extension urn:five (1 times) was not taken over.\n"
            "Extension urn:four (1 times) was not taken over.\n"
            "Extension urn:one (3 times) was not taken over.\n"
            "Extension urn:three (1 times) was not taken over.\n"
            "Extension urn:two (1 times) was not taken over.\n");
}

TEST(Response, OfRegieItselfComesInWithoutANotice) {
  const auto file = read_items(kFirst);
  const Form form(*file.instrument);
  AssessmentSummary assessment{.id = "x"};
  assessment.subject.name = "Invented";
  const std::vector<Answer> answers = {{.link_id = "a", .values = {"low"}, .on_agenda = true}};
  for (const auto& text :
       {write_response(form, assessment, answers, {}),
        write_shared_response(form, assessment, answers, {}, "Ziekenhuis Voorbeeld")}) {
    const auto taken = read_response(text, form);
    ASSERT_TRUE(taken);
    EXPECT_EQ(notices(*taken), "") << text;
  }
}

TEST(Questionnaire, OfAnInstrumentOfRegieReadsAsTheSameInstrument) {
  const auto file =
      read_items(kFirst + ask("b",
                              "type: integer, minimum: 1, maximum: 9, help: {nl: \"h\", en: "
                              "\"e\"}, maturity: true, "
                              "enableWhen: [{question: a, operator: \"!=\", answer: low}]"),
                 "scores:\n  - {id: s, title: {nl: T, en: T}, sum: {of: [a, b]}}\n");
  ASSERT_TRUE(file.instrument) << faults(file);
  for (const auto release : {FhirRelease::r4, FhirRelease::r5}) {
    const auto read = read_questionnaire(write_questionnaire(*file.instrument, release), {},
                                         make_date(2026, 11, 24));
    ASSERT_TRUE(read.file.instrument) << faults(read.file);
    EXPECT_TRUE(read.notices.empty());
    EXPECT_EQ(to_document(*read.file.instrument), to_document(*file.instrument));
  }
}

TEST(Questionnaire, IsRefusedWithTheReasonWhenItIsNone) {
  for (const auto* text :
       {"", "{", "[]", "{\"resourceType\":\"Patient\"}", "{\"resourceType\":\"Questionnaire\"}"}) {
    const auto read = read_questionnaire(text, {}, make_date(2026, 11, 24));
    EXPECT_FALSE(read.file.instrument);
    EXPECT_FALSE(read.file.faults.empty());
  }
}

}  // namespace
}  // namespace regie::assessment
