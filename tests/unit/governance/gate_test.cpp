#include "governance/gate.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace regie::governance {
namespace {

const Date kToday = make_date(2026, 11, 25);
const Timestamp kNow = start_of(kToday);

Known known(std::string_view record = "{}") {
  Known all;
  all.record = *parse_json(record);
  all.labels = record_labels(all.record);
  return all;
}

Requirement asks(RequirementKind kind) {
  Requirement requirement;
  requirement.id = "r";
  requirement.kind = kind;
  return requirement;
}

RequirementState state(const Requirement& requirement, const Known& all) {
  return judge(requirement, all, kToday).state;
}

using enum RequirementState;

TEST(Gate, AFieldIsMetWhenSomethingIsFilledInAndUnclassifiedIsNothing) {
  auto field = asks(RequirementKind::field);
  field.pointer = "/law/risk_class";
  EXPECT_EQ(state(field, known()), missing);
  EXPECT_EQ(state(field, known(R"({"law":{"risk_class":"not_classified"}})")), missing);
  EXPECT_EQ(state(field, known(R"({"law":{"risk_class":"high"}})")), met);
  field.in = {"minimal"};
  EXPECT_EQ(state(field, known(R"({"law":{"risk_class":"high"}})")), missing);
}

TEST(Gate, NoAndZeroAreAnswersAndAPersonWithoutANameIsNone) {
  const auto filled = [](std::string_view text) {
    const auto value = *parse_json(text);
    return is_filled(&value);
  };
  EXPECT_TRUE(filled("false"));
  EXPECT_TRUE(filled("0"));
  EXPECT_FALSE(filled("[]"));
  EXPECT_FALSE(filled(R"({"name":""})"));
  EXPECT_FALSE(is_filled(nullptr));
}

TEST(Gate, AsksMoreOfAMedicalDevice) {
  auto sign_off = asks(RequirementKind::sign_off);
  sign_off.discipline = access::Discipline::medical_physicist;
  sign_off.when = GateCondition{.labels = {"medical_device"}, .any = {}, .without = {}};
  EXPECT_EQ(state(sign_off, known()), not_applicable);
  EXPECT_EQ(state(sign_off, known(R"({"law":{"medical_device":"in_house"}})")), missing);
}

TEST(Gate, AConditionNeedsAllOfOneOfAndNoneOf) {
  const GateCondition condition{.labels = {"a"}, .any = {"b", "c"}, .without = {"d"}};
  EXPECT_TRUE(condition.holds({"a", "c"}));
  EXPECT_FALSE(condition.holds({"a"}));
  EXPECT_FALSE(condition.holds({"b", "c"}));
  EXPECT_FALSE(condition.holds({"a", "b", "d"}));
}

TEST(Gate, TheNewestCompletedAssessmentCountsWithItsOutcomeAndItsScore) {
  auto assessment = asks(RequirementKind::assessment);
  assessment.instrument = "dpia";
  auto all = known();
  EXPECT_EQ(state(assessment, all), missing);
  all.assessments = {{.id = "open", .instrument = "dpia", .completed = false},
                     {.id = "new",
                      .instrument = "dpia",
                      .completed = true,
                      .outcome = "risk_high",
                      .scores = {{"total", 3}}},
                     {.id = "old",
                      .instrument = "dpia",
                      .completed = true,
                      .outcome = "risk_low",
                      .scores = {{"total", 9}}}};
  EXPECT_EQ(state(assessment, all), met);
  EXPECT_EQ(judge(assessment, all, kToday).link, "/assessments/new");
  assessment.outcomes = {"risk_low"};
  EXPECT_EQ(state(assessment, all), missing) << "what was found last is what counts";
  assessment.outcomes = {"risk_low", "risk_high"};
  EXPECT_EQ(state(assessment, all), met);
  assessment.score = "total";
  assessment.at_least = 4;
  EXPECT_EQ(state(assessment, all), missing);
  assessment.at_least = 3;
  EXPECT_EQ(state(assessment, all), met);
}

TEST(Gate, EveryDepartmentOfTheApplicationMustHaveAnsweredWhatADepartmentAnswers) {
  auto assessment = asks(RequirementKind::assessment);
  assessment.instrument = "responsible-ai";
  assessment.score = "overall";
  assessment.at_least = 1.5;
  auto all = known();
  all.departments = {"emergency", "radiology"};
  const auto answered = [](const std::string& department, double score) {
    return KnownAssessment{.id = department,
                           .instrument = "responsible-ai",
                           .title = "Zelftoets",
                           .completed = true,
                           .outcome = {},
                           .scores = {{"overall", score}},
                           .department = department,
                           .at = kNow,
                           .by = "Bea Voorbeeld"};
  };
  all.assessments = {answered("radiology", 2)};
  EXPECT_EQ(state(assessment, all), missing) << "the emergency department has not";
  all.assessments.push_back(answered("emergency", 1));
  const auto low = judge(assessment, all, kToday);
  EXPECT_EQ(low.state, missing);
  EXPECT_EQ(low.link, "/assessments/emergency") << "the one that is too low";
  EXPECT_EQ(low.value, 1);
  all.assessments.back() = answered("emergency", 1.5);
  EXPECT_EQ(state(assessment, all), met);
}

TEST(Gate, AnObjectionIsNoSignOffAndALaterSignatureTakesItsPlace) {
  auto sign_off = asks(RequirementKind::sign_off);
  sign_off.discipline = access::Discipline::ciso;
  auto all = known();
  all.signatures = {{.discipline = access::Discipline::ciso,
                     .verdict = SignOffVerdict::objected,
                     .remark = "Geen logboek",
                     .at = kNow,
                     .by = "Cas Voorbeeld"}};
  const auto objected = judge(sign_off, all, kToday);
  EXPECT_EQ(objected.state, missing);
  EXPECT_TRUE(objected.objected);
  EXPECT_EQ(objected.what, "Geen logboek");
  all.signatures.insert(all.signatures.begin(), {.discipline = access::Discipline::ciso,
                                                 .verdict = SignOffVerdict::agreed,
                                                 .remark = {},
                                                 .at = kNow,
                                                 .by = "Cas Voorbeeld"});
  const auto agreed = judge(sign_off, all, kToday);
  EXPECT_EQ(agreed.state, met);
  EXPECT_EQ(agreed.by, "Cas Voorbeeld");
}

TEST(Gate, AWaiverCountsUntilItsLastDayAndNotTheDayAfter) {
  auto document = asks(RequirementKind::document);
  document.document = "risk_file";
  auto all = known();
  all.waivers = {{.requirement = "r",
                  .reason = "Volgt",
                  .expires_on = kToday,
                  .at = kNow,
                  .by = "Bea Voorbeeld"}};
  const auto judged = judge(document, all, kToday);
  EXPECT_EQ(judged.state, waived);
  EXPECT_EQ(judged.waived_until, kToday);
  EXPECT_EQ(judge(document, all, Date{kToday.days + 1}).state, missing);
  all.documents = {{.kind = "risk_file",
                    .title = "Dossier",
                    .link = "https://voorbeeld.example",
                    .at = kNow,
                    .by = "Eva Voorbeeld"}};
  EXPECT_EQ(state(document, all), met) << "what is met needs no waiver";
}

TEST(Gate, ADutyThatDoesNotBindAsksNothing) {
  auto duty = asks(RequirementKind::duty);
  duty.duty = "gdpr-35-dpia";
  auto all = known();
  EXPECT_EQ(state(duty, all), not_applicable);
  all.duties = {{.id = "gdpr-35-dpia", .met = false, .at = kNow, .by = ""}};
  EXPECT_EQ(state(duty, all), missing);
  all.duties[0].met = true;
  EXPECT_EQ(state(duty, all), met);
}

TEST(Gate, AFactIsMetFromItsThresholdOn) {
  auto fact = asks(RequirementKind::fact);
  fact.fact = "portfolio.with_owner";
  fact.at_least = 0.9;
  auto all = known();
  EXPECT_EQ(state(fact, all), missing);
  all.facts = {{.id = "portfolio.with_owner", .value = 0.89, .at = kNow}};
  EXPECT_EQ(state(fact, all), missing);
  all.facts[0].value = 0.9;
  EXPECT_EQ(state(fact, all), met);
}

TEST(Gate, TheNewestValidationCountsWhenItMeetsAllThatWasAgreed) {
  const auto validation = asks(RequirementKind::validation);
  auto all = known();
  EXPECT_EQ(state(validation, all), missing);
  all.validations = {{.id = "new", .version = "2.0", .met = 2, .at = kNow, .by = "Cas Voorbeeld"},
                     {.id = "old", .version = "1.0", .not_met = 3, .at = kNow, .by = ""}};
  const auto judged = judge(validation, all, kToday);
  EXPECT_EQ(judged.state, met);
  EXPECT_EQ(judged.link, "/validations/new");
  EXPECT_EQ(judged.what, "2.0");
  all.validations[0].insufficient = 1;
  EXPECT_EQ(state(validation, all), missing);
  all.validations[0] = {
      .id = "new", .version = "2.0", .met = 2, .not_met = 1, .at = kNow, .by = ""};
  EXPECT_EQ(state(validation, all), missing);
  all.validations[0] = {.id = "new", .version = "2.0", .at = kNow, .by = ""};
  EXPECT_EQ(state(validation, all), missing) << "nothing was agreed beforehand";
}

TEST(Gate, LeadsToTheNextPhaseAndFromTheLastToNone) {
  using portfolio::Phase;
  EXPECT_EQ(next_phase(Phase::idea), Phase::exploration);
  EXPECT_EQ(next_phase(Phase::scaling), Phase::operation);
  EXPECT_EQ(next_phase(Phase::operation), std::nullopt);
  EXPECT_EQ(next_phase(Phase::retired), std::nullopt);
}

}  // namespace
}  // namespace regie::governance
