#include "law/tree.h"

#include "base/json.h"
#include "tests/unit/law/fixture.h"

namespace regie::law {
namespace {

using test::answers;
using test::edition;
using test::record;
using test::walked;

constexpr std::string_view kStart = "kind: ai_system; exempt: none; role: uses; practices: none; ";

std::string outcome(const std::string& rest) {
  const auto walk = walked("ai-act", std::string(kStart) + rest);
  return walk.outcome == nullptr ? "at " + walk.question->id : walk.outcome->id;
}

TEST(AiActTree, MakesADeviceHighRiskOnlyWhenANotifiedBodyJudgesIt) {
  const auto judged =
      walked("ai-act", std::string(kStart) +
                           "product: device; notified_body: yes; sensitive_use: none; "
                           "openness: none");
  ASSERT_NE(judged.outcome, nullptr);
  EXPECT_EQ(judged.outcome->id, "high_risk_product");
  EXPECT_TRUE(judged.labels.contains("annex_i"));
  EXPECT_FALSE(judged.labels.contains("annex_iii"));
  EXPECT_EQ(outcome("product: device; notified_body: self; sensitive_use: none; openness: none; "
                    "open_licence: no"),
            "little_risk")
      << "a device of class I that its maker judges alone";
  EXPECT_EQ(outcome("product: none; sensitive_use: none; openness: none; open_licence: no"),
            "little_risk");
}

TEST(AiActTree, KeepsTheTwoRoutesApartAndAsksTheExactPoint) {
  const auto triage = walked("ai-act", std::string(kStart) +
                                           "product: none; sensitive_use: emergency; "
                                           "profiling: yes; openness: none");
  EXPECT_EQ(triage.outcome->id, "high_risk_use");
  EXPECT_TRUE(triage.labels.contains("point_5d"));
  const auto fields = register_fields(*edition().tree("ai-act"), triage.labels, record("{}"));
  EXPECT_EQ(fields, record(R"json({"law":{"risk_class":"high","ai_act_roles":["deployer"],
      "ai_act_route":"annex_iii","ai_act_point":"5(d)"}})json"));
  EXPECT_EQ(outcome("product: device; notified_body: yes; sensitive_use: emergency, employment; "
                    "profiling: yes; openness: none"),
            "high_risk_both");
}

TEST(AiActTree, ExemptsNothingThatProfiles) {
  EXPECT_EQ(outcome("product: none; sensitive_use: employment; profiling: yes; openness: none"),
            "high_risk_use");
  EXPECT_EQ(
      outcome("product: none; sensitive_use: employment; profiling: no; small_task: prepares; "
              "openness: none; open_licence: no"),
      "little_risk");
  EXPECT_EQ(outcome("product: none; sensitive_use: employment; profiling: no; small_task: none; "
                    "openness: none"),
            "high_risk_use");
}

TEST(AiActTree, ExceptsForLawEnforcementOnlyWhatTheLawExcepts) {
  const std::string start = "kind: ai_system; exempt: none; role: uses; practices: ";
  EXPECT_EQ(walked("ai-act", start + "social_scoring").outcome->id, "prohibited_use");
  EXPECT_EQ(walked("ai-act", start + "identification").question->id, "law_enforcement");
  EXPECT_EQ(walked("ai-act", start + "identification, emotions_at_work").outcome->id,
            "prohibited_use");
  EXPECT_EQ(walked("ai-act", start + "identification; law_enforcement: no").outcome->id,
            "prohibited_use");
}

TEST(AiActTree, LetsRolesGoTogether) {
  const auto both = walked("ai-act",
                           "kind: ai_system; exempt: none; role: imports, uses; "
                           "practices: none; product: none; sensitive_use: none; "
                           "openness: talks, makes");
  EXPECT_EQ(both.outcome->id, "open_about_it");
  for (const char* label : {"importer", "deployer", "talks_to_people", "makes_content"})
    EXPECT_TRUE(both.labels.contains(label)) << label;
  EXPECT_FALSE(both.labels.contains("provider"));
}

TEST(AiActTree, AsksForThirdPartyJudgementOfBiometricsOnlyWhereItIsHighRisk) {
  const std::string start =
      "kind: ai_system; exempt: none; role: makes_for_itself; practices: none; product: none; "
      "sensitive_use: biometrics; ";
  EXPECT_EQ(walked("ai-act", start + "profiling: yes").question->id, "biometric_standards");
  const auto exempt =
      walked("ai-act", start + "profiling: no; small_task: procedural; openness: none");
  EXPECT_FALSE(exempt.labels.contains("third_party_biometrics"));
  EXPECT_TRUE(exempt.labels.contains("exempted_6_3"));
}

TEST(MdrTree, FollowsRuleEleven) {
  const auto label_of = [](const std::string& rest) {
    const auto walk =
        walked("mdr", "purpose: medical; drives: no; " + rest + "; making: manufacturer");
    for (const char* label : {"class_i", "class_iia", "class_iib", "class_iii"})
      if (walk.labels.contains(label)) return std::string(label);
    return std::string();
  };
  EXPECT_EQ(label_of("information: decision; harm: less"), "class_iia");
  EXPECT_EQ(label_of("information: decision; harm: serious"), "class_iib");
  EXPECT_EQ(label_of("information: decision; harm: death"), "class_iii");
  EXPECT_EQ(label_of("information: monitoring; vital: no"), "class_iia");
  EXPECT_EQ(label_of("information: monitoring; vital: yes"), "class_iib");
  EXPECT_EQ(label_of("information: other"), "class_i");
}

TEST(MdrTree, AllowsOwnMakingOnlyWithEveryCondition) {
  const std::string start =
      "purpose: medical; drives: no; information: decision; harm: less; making: in_house; "
      "in_house_conditions: ";
  EXPECT_EQ(walked("mdr", start + "need, own_use, quality, file, statement, safety, follow_up")
                .outcome->id,
            "in_house_allowed");
  EXPECT_EQ(walked("mdr", start + "need, own_use, quality, file, statement, safety").outcome->id,
            "in_house_missing");
  EXPECT_EQ(walked("mdr", start + "none").outcome->id, "in_house_missing");
}

TEST(DpiaTree, AsksForADpiaByTheListOrByTwoCriteria) {
  const std::string start = "personal: yes; before: no; dutch_list: ";
  EXPECT_EQ(walked("dpia-needed", start + "health").outcome->id, "needed");
  EXPECT_EQ(walked("dpia-needed", start + "none; criteria: scoring, vulnerable").outcome->id,
            "needed");
  EXPECT_EQ(walked("dpia-needed", start + "none; criteria: scoring").outcome->id, "not_needed");
  EXPECT_EQ(walked("dpia-needed", "personal: no").outcome->id, "without_people");
}

TEST(DpiaTree, LeavesADpiaThatIsUnderway) {
  const auto& tree = *edition().tree("dpia-needed");
  const auto walk = walked("dpia-needed", "personal: yes; before: no; dutch_list: health");
  EXPECT_EQ(to_text(register_fields(tree, walk.labels, record(R"({"law":{"dpia":"completed"}})"))),
            "{}");
  EXPECT_EQ(
      to_text(register_fields(tree, walk.labels, record(R"({"law":{"dpia":"not_assessed"}})"))),
      R"({"law":{"dpia":"planned"}})");
}

TEST(Walk, LeavesOutAnswersThatThePathDoesNotComeBy) {
  const auto walk = walked("ai-act", "infers: yes; kind: fixed_rules; role: uses");
  ASSERT_NE(walk.outcome, nullptr);
  EXPECT_EQ(walk.outcome->id, "not_ai");
  EXPECT_EQ(walk.path, answers("kind: fixed_rules"));
}

TEST(Walk, DoesNotDependOnTheOrderOfChoosing) {
  const auto one = walked("ai-act", "exempt: none; role: changes, uses; kind: ai_system");
  const auto other = walked("ai-act", "kind: ai_system; exempt: none; role: uses, changes");
  EXPECT_EQ(one.path, other.path);
  EXPECT_EQ(one.labels, other.labels);
}

TEST(Walk, RefusesEverythingThatIsWrongAtOnce) {
  const auto refused = walk(*edition().tree("ai-act"),
                            answers("colour: red; kind: green; role: none, uses; exempt: none; "
                                    "exempt: none; product: device, none"));
  ASSERT_FALSE(refused);
  std::vector<std::string> faults;
  for (const auto& fault : refused.error().fields)
    faults.push_back(fault.pointer + " " + std::string(entry(fault.code).id));
  EXPECT_EQ(faults,
            (std::vector<std::string>{
                "/answers/0/node unknown_reference", "/answers/1/answers/0 unknown_reference",
                "/answers/2/answers answers_exclude", "/answers/4/node duplicate",
                "/answers/5/answers answers_exclude"}));
}

TEST(Suggestions, ComeFromTheRegister) {
  const auto& tree = *edition().tree("ai-act");
  const auto suggestion = [&](std::string_view node, std::string_view json) {
    return suggested(*tree.node(node), record(json));
  };
  using List = std::vector<std::string>;
  EXPECT_EQ(suggestion("kind", R"({"kind":{"technology":"generative"}})"), List{"ai_system"});
  EXPECT_EQ(suggestion("kind", R"({"kind":{"technology":"several"}})"), List{});
  EXPECT_EQ(suggestion("role", R"({"kind":{"origin":"bought"}})"), List{"uses"});
  EXPECT_EQ(suggestion("notified_body", R"({"law":{"medical_device":"yes","mdr_class":"iia"}})"),
            List{"yes"});
  EXPECT_EQ(suggestion("notified_body", R"({"law":{"medical_device":"yes","mdr_class":"i"}})"),
            List{"self"});
  EXPECT_EQ(suggestion("notified_body", R"({"law":{"medical_device":"in_house"}})"),
            List{"in_house"});
}

}  // namespace
}  // namespace regie::law
