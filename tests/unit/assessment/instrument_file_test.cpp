#include "assessment/instrument_file.h"

#include <fstream>

#include "assessment/questionnaire_reader.h"
#include "assessment/questionnaire_writer.h"
#include "assessment/response.h"
#include "base/json.h"
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

TEST(Response, OfTheReferenceComesInWithEveryAnswerOrSaysWhichNot) {
  const auto read = read_questionnaire(reference("Questionnaire-CardiologyForm.json"), {},
                                       make_date(2026, 11, 24));
  const Form form(*read.file.instrument);
  const auto text = reference("QuestionnaireResponse-Cardiology.json");
  const auto taken = read_response(text, form);
  ASSERT_TRUE(taken);
  for (const auto& notice : taken->notices) ADD_FAILURE() << notice.en;
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
