#include "law/duty.h"

#include <chrono>

#include "law/reclassification.h"
#include "tests/unit/law/fixture.h"

namespace regie::law {
namespace {

using test::answers;
using test::ChangedFiles;
using test::edition;
using test::record;

Timestamp at(std::string_view text) { return *parse_timestamp(text); }

const Duty& duty(std::string_view id) { return *edition().duty(id).duty; }

TEST(Deadlines, FollowFromTheMoment) {
  const auto& terms = duty("ai-act-73-incidents").deadlines;
  const auto from = at("2028-02-01T09:30:00Z");
  ASSERT_EQ(terms.size(), 3U);
  EXPECT_EQ(deadline_after(terms[0], from), at("2028-02-16T09:30:00Z"));
  EXPECT_EQ(deadline_after(terms[1], from), at("2028-02-11T09:30:00Z"));
  EXPECT_EQ(deadline_after(terms[2], from), at("2028-02-03T09:30:00Z"));
  const auto& logs = duty("ai-act-26-logs").deadlines.front();
  EXPECT_EQ(deadline_after(logs, at("2026-08-31T12:00:00Z")), at("2027-02-28T12:00:00Z"));
  const auto& breach = duty("gdpr-33-breach").deadlines.front();
  EXPECT_EQ(deadline_after(breach, from), at("2028-02-04T09:30:00Z"));
}

TEST(Duties, BindByRoleAndLabelsFromTheDayOfTheRoute) {
  const auto& logs = duty("ai-act-26-logs");
  EXPECT_TRUE(logs.binds({"high_risk", "annex_iii", "deployer"}, false));
  EXPECT_FALSE(logs.binds({"high_risk", "annex_iii", "provider"}, false));
  EXPECT_FALSE(logs.binds({"deployer"}, false));
  EXPECT_EQ(logs.starts({"high_risk", "annex_iii", "deployer"}), make_date(2027, 12, 2));
  EXPECT_EQ(logs.starts({"high_risk", "annex_i", "deployer"}), make_date(2028, 8, 2));
  EXPECT_EQ(logs.starts({"high_risk", "annex_i", "annex_iii"}), make_date(2027, 12, 2));
  EXPECT_EQ(duty("ai-act-4-literacy").starts({}), make_date(2025, 2, 2));
  EXPECT_EQ(duty("ai-act-5-imagery").starts({}), make_date(2026, 12, 2));
  EXPECT_EQ(duty("ai-act-50-talks").starts({}), make_date(2026, 8, 2));
}

TEST(Duties, AskTheFundamentalRightsAssessmentForAnnexIiiOnly) {
  EXPECT_TRUE(duty("ai-act-27-rights").binds({"high_risk", "annex_iii", "deployer"}, false));
  EXPECT_FALSE(duty("ai-act-27-rights").binds({"high_risk", "annex_i", "deployer"}, false));
}

TEST(Duties, OfPublicBodiesBindOnlyThose) {
  const LabelSet labels{"high_risk", "annex_iii", "deployer"};
  EXPECT_FALSE(duty("ai-act-26-register").binds(labels, false));
  EXPECT_TRUE(duty("ai-act-26-register").binds(labels, true));
}

TEST(Labels, ComeFromTheRegisterUntilSomebodyAnswers) {
  const auto json = record(R"({"law":{"risk_class":"high","ai_act_route":"annex_i",
      "ai_act_roles":["deployer"],"medical_device":"yes","mdr_class":"iia"},
      "data":{"personal_data":["health"]},"kind":{"domain":"medical"},"phase":"operation"})");
  const auto labels = edition().labels(json, {});
  for (const char* label : {"high_risk", "annex_i", "deployer", "mdr_device", "class_iia",
                            "personal_data", "patient_data", "medical_use", "in_use"})
    EXPECT_TRUE(labels.contains(label)) << label;
  const auto answered = edition().labels(json, {{"ai-act", {"not_high_risk"}}});
  EXPECT_FALSE(answered.contains("high_risk"));
  EXPECT_TRUE(answered.contains("mdr_device"));
}

AnsweredApplication triage() {
  AnsweredApplication each;
  each.application = {.id = "a", .code = "APP-0001", .name = "Triage"};
  each.application.record = record(R"({"data":{"personal_data":["health"]}})");
  const auto given = answers(
      "kind: ai_system; exempt: none; role: uses; practices: none; product: none; "
      "sensitive_use: emergency; profiling: yes; openness: none");
  const auto walked = walk(*edition().tree("ai-act"), given);
  each.answered.push_back({.id = "c",
                           .application_id = "a",
                           .tree_id = "ai-act",
                           .tree_version = "2026.1",
                           .outcome = walked->outcome->id,
                           .labels = walked->labels,
                           .answers = given});
  return each;
}

TEST(Reclassification, FindsNothingWhereNothingDiffers) {
  const Reclassification same(edition(), edition());
  EXPECT_TRUE(same.content().empty());
  EXPECT_TRUE(same.changes(triage(), false).empty());
}

TEST(Reclassification, TellsWhichDateDiffersAndWhy) {
  const auto after = ChangedFiles("law/ai-act.yaml", "day: 2027-12-02}, {day: 2028-08-02}]",
                                  "day: 2028-12-02}, {day: 2028-08-02}]")
                         .edition();
  const Reclassification editions(edition(), after);
  const auto changes = editions.changes(triage(), false);
  ASSERT_FALSE(changes.empty());
  for (const auto& change : changes) {
    EXPECT_EQ(change.kind, LawChangeKind::start_changed);
    EXPECT_EQ(change.before->nl, "2027-12-02");
    EXPECT_EQ(change.after->nl, "2028-12-02");
    EXPECT_EQ(change.because.nl, "De datum is anders.");
  }
}

TEST(Reclassification, FollowsTheAnswersThroughOtherQuestions) {
  // What if profiling no longer made triage high risk?
  const auto after =
      ChangedFiles("trees/ai-act.yaml",
                   "- {id: \"yes\", labels: [high_risk, annex_iii], text: {nl: \"Ja\"",
                   "- {id: \"yes\", text: {nl: \"Ja\"")
          .change(
              "trees/ai-act.yaml",
              "      - {answers: [\"yes\"], labels: [point_1, provider], to: biometric_standards}\n"
              "      - {answers: [\"yes\"], labels: [provider], without: [point_1], to: openness}\n"
              "      - {answers: [\"yes\"], without: [provider], to: openness}\n",
              "      - {answers: [\"yes\"], to: openness}\n")
          .edition();
  const Reclassification editions(edition(), after);
  std::set<LawChangeKind> kinds;
  for (const auto& change : editions.changes(triage(), false)) kinds.insert(change.kind);
  EXPECT_TRUE(kinds.contains(LawChangeKind::answers_needed)) << "the open licence is asked now";
  const auto again = answer_again(*after.tree("ai-act"), triage().answered.front());
  EXPECT_FALSE(again.complete);
  EXPECT_TRUE(again.classification.labels.contains("high_risk")) << "until somebody answers";
}

TEST(Reclassification, TellsWhichDutyIsNewOrGone) {
  const auto after =
      ChangedFiles("law/ai-act.yaml", "id: ai-act-27-rights", "id: ai-act-27-impact").edition();
  const auto changes = Reclassification(edition(), after).changes(triage(), false);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].kind, LawChangeKind::duty_removed);
  EXPECT_EQ(changes[0].because.en, "This duty is gone.");
  EXPECT_EQ(changes[1].kind, LawChangeKind::duty_added);
}

TEST(Reclassification, JudgesTenThousandApplicationsInTime) {
  const auto after = ChangedFiles("law/ai-act.yaml", "day: 2027-12-02}, {day: 2028-08-02}]",
                                  "day: 2028-12-02}, {day: 2028-08-02}]")
                         .edition();
  const auto each = triage();
  const auto begin = std::clock();
  const Reclassification editions(edition(), after);
  std::size_t changed = 0;
  for (int application = 0; application < 10'000; ++application)
    changed += editions.changes(each, false).empty() ? 0 : 1;
  const auto seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  EXPECT_EQ(changed, 10'000U);
  RecordProperty("cpu_seconds", std::to_string(seconds));
  std::printf("10,000 applications: %.2f s of CPU\n", seconds);
}

}  // namespace
}  // namespace regie::law
