#include <gtest/gtest.h>

#include "assessment/store.h"
#include "base/json.h"
#include "governance/decision_service.h"
#include "governance/gate_service.h"
#include "governance/snapshot.h"
#include "law/editions.h"
#include "portfolio/exchange_service.h"
#include "tests/unit/house.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::governance {
namespace {

using portfolio::Phase;

/// A hospital with one idea that has all that its gate asks, save an owner.
class GovernanceTest : public test::DatabaseTest {
 protected:
  void SetUp() override {
    test::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    bea_ = caller(found_hospital(), access::Role::ai_board_member);
    editions_ = std::make_unique<law::Editions>(*database_, kLaw, content_files());
    facts_ = std::make_unique<facts::FactRegistry>(*database_);
    gates_ = std::make_unique<GateService>(*database_, kGates, *editions_, *facts_);
    register_ = std::make_unique<portfolio::RegisterService>(*database_, kLibrary, index_, &rule_);
    audit_ = std::make_unique<audit::Service>(*database_);
    decisions_ = std::make_unique<DecisionService>(*database_, kGates, *register_, *audit_,
                                                   *editions_, *facts_);
  }

  access::Caller caller(const Id& hospital, access::Role role) {
    access::Caller caller;
    caller.account_id = new_id(clock_.now());
    caller.name = "Bea Voorbeeld";
    caller.origin = "test";
    caller.organisation.id = hospital;
    caller.grants = {{role, std::nullopt}};
    return caller;
  }

  portfolio::Application idea(bool complete = true, Phase phase = Phase::idea) {
    portfolio::NewApplication request;
    auto& record = request.record;
    record.identity.name = "Breuken zoeken";
    record.identity.problem = "Foto's wachten lang";
    record.identity.problem_owner = "Spoedeisende hulp";
    record.kind.domain = portfolio::Domain::medical;
    record.kind.technology = portfolio::Technology::machine_learning;
    record.data.personal_data = {portfolio::PersonalData::health};
    if (complete)
      record.people.accountable_owner = portfolio::Person{"Eva Voorbeeld", std::nullopt};
    request.phase = phase;
    return *register_->create(bea_, request);
  }

  Result<Decision> decide(const portfolio::Application& application, DecisionRequest request) {
    clock_.advance_days(1);
    return decisions_->decide(bea_, application.id, application.version, request);
  }
  DecisionRequest go(Phase phase = Phase::idea) {
    return {.phase = phase,
            .verdict = DecisionVerdict::go,
            .reason = "Het past bij onze plannen",
            .conditions = {}};
  }
  portfolio::Application now(const Id& id) { return *register_->get(bea_, id); }
  ApplicationGate gate(const Id& id) { return *gates_->get(bea_, id); }
  void give_discipline(access::Discipline discipline) {
    {
      auto transaction = database_->begin(storage::Scope::instance(bea_.actor()));
      access::StoredAccount account;
      account.id = bea_.account_id;
      account.email = "bea@voorbeeld.example";
      account.name = bea_.name;
      access::InstanceStore(transaction).insert_account(account, false);
      transaction.record({.action = "account.created", .subject = "account"});
      transaction.commit();
    }
    auto transaction = database_->begin(bea_.scope());
    access::OrganisationStore store(transaction);
    store.insert_membership(bea_.account_id);
    store.replace_disciplines(bea_.account_id, {discipline});
    transaction.record({.action = "account.disciplines_changed", .subject = "account"});
    transaction.commit();
  }
  RequirementState state_of(const Id& id, std::string_view requirement) {
    const auto shown = gate(id);
    const auto found = std::ranges::find(shown.requirements, requirement, &JudgedRequirement::id);
    EXPECT_NE(found, shown.requirements.end());
    return found->state;
  }
  /// An assessment of a version of an application that came to this outcome.
  void complete(const std::string& instrument, const Id& application, const std::string& version,
                const std::string& outcome) {
    clock_.advance_days(1);
    auto transaction = database_->begin(bea_.scope());
    assessment::InstrumentStore(transaction)
        .insert({.id = instrument,
                 .version = "2026.1",
                 .own = false,
                 .added_at = {},
                 .added_by = "Regie"},
                "{}", std::nullopt);
    assessment::StoredAssessment stored;
    stored.summary.id = new_id(transaction.now());
    stored.summary.instrument_id = instrument;
    stored.summary.instrument_version = "2026.1";
    stored.summary.subject = {facts::SubjectKind::version, application, version, "Breuken zoeken"};
    stored.summary.status = assessment::AssessmentStatus::completed;
    stored.summary.outcome = assessment::OutcomeResult{.id = outcome, .text = {}};
    stored.summary.completed_at = transaction.now();
    stored.summary.completed_by = bea_.name;
    assessment::AssessmentStore store(transaction);
    store.insert(stored);
    store.update(stored, false);
    transaction.record({.action = "assessment.completed", .subject = "assessment"});
    transaction.commit();
  }
  void make_binding() { ASSERT_TRUE(gates_->change_setting(bea_, 0, {.binding = true})); }
  void tamper(const std::string& sql) { raw().execute_script(sql); }

  static const content::Library kLibrary;
  static const Gates kGates;
  static const law::Edition kLaw;

  BindingGates rule_;
  portfolio::RegisterIndex index_;
  access::Caller bea_;
  std::unique_ptr<law::Editions> editions_;
  std::unique_ptr<facts::FactRegistry> facts_;
  std::unique_ptr<GateService> gates_;
  std::unique_ptr<portfolio::RegisterService> register_;
  std::unique_ptr<audit::Service> audit_;
  std::unique_ptr<DecisionService> decisions_;
};

const content::Library GovernanceTest::kLibrary = *content::Library::load(content_files());
const Gates GovernanceTest::kGates = *Gates::load(content_files(), kLibrary, {});
const law::Edition GovernanceTest::kLaw = *law::Edition::load(content_files());

TEST_P(GovernanceTest, AGoMovesTheCardAndSealsWhatWasKnown) {
  const auto application = idea();
  const auto before = gate(application.id);
  EXPECT_EQ(before.state, GateState::ready);
  EXPECT_EQ(before.met, 6);
  const auto decision = decide(application, go());
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->to_phase, Phase::exploration);
  EXPECT_EQ(now(application.id).phase, Phase::exploration);
  const auto sealed = decisions_->get(bea_, decision->id);
  ASSERT_TRUE(sealed);
  EXPECT_TRUE(sealed->intact);
  EXPECT_EQ(sha256_of(sealed->snapshot), decision->sha256);
  EXPECT_EQ(canonical(*parse_json(sealed->snapshot)), sealed->snapshot);
  EXPECT_FALSE(gate(application.id).moved_without_decision);
  EXPECT_TRUE(audit_->verify_chain(bea_.scope()).intact);
}

TEST_P(GovernanceTest, AGoNeedsEverythingMetAndConditionsLetSomethingWait) {
  const auto application = idea(false);
  const auto refused = decide(application, go());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::requirements_missing);
  EXPECT_EQ(now(application.id).phase, Phase::idea) << "nothing is half-written";
  EXPECT_TRUE(gate(application.id).decisions.empty());
  auto request = go();
  request.verdict = DecisionVerdict::go_with_conditions;
  EXPECT_EQ(decide(application, request).error().fields[0].pointer, "/conditions");
  request.conditions = {
      {"Zoek een eigenaar", "Afdelingshoofd", Date{day_of(clock_.now()).days + 30}}};
  const auto decision = decide(application, request);
  ASSERT_TRUE(decision);
  EXPECT_EQ(gates_->board(bea_).conditions.size(), 1U);
  ASSERT_TRUE(decisions_->meet_condition(bea_, decision->id, {1, "Eva is de eigenaar"}));
  EXPECT_TRUE(gates_->board(bea_).conditions.empty());
  EXPECT_EQ(decisions_->meet_condition(bea_, decision->id, {1, "Nog eens"}).error().code,
            ErrorCode::condition_closed);
  EXPECT_TRUE(decisions_->get(bea_, decision->id)->intact) << "how a condition ends is not sealed";
}

TEST_P(GovernanceTest, WhatIsAskedOfAVersionIsAskedOfThePresentOneAndOfADepartmentOfEach) {
  auto application = idea(true, Phase::pilot_technical);
  application.record.kind.technology = portfolio::Technology::generative;
  application.record.data.versions = {{"1.0", Date{20000}, std::nullopt},
                                      {"2.0", Date{20400}, std::nullopt}};
  ASSERT_TRUE(register_->update(bea_, application.id, application.version, application.record));
  const auto generative = [&] { return state_of(application.id, "pilot-technical-generative"); };
  complete("generative-validation", application.id, "1.0", "fit");
  EXPECT_EQ(generative(), RequirementState::missing) << "another version was tested";
  complete("generative-validation", application.id, "2.0", "unsafe");
  EXPECT_EQ(generative(), RequirementState::missing);
  complete("generative-validation", application.id, "2.0", "fit");
  EXPECT_EQ(generative(), RequirementState::met);
}

TEST_P(GovernanceTest, AWaiverLetsARequirementGoAndStaysToBeSeen) {
  const auto application = idea(false);
  const auto until = Date{day_of(clock_.now()).days + 10};
  const auto waived = gates_->waive(bea_, application.id,
                                    {Phase::idea, "idea-owner", "Eigenaar start in maart", until});
  ASSERT_TRUE(waived);
  EXPECT_EQ(waived->state, GateState::ready);
  EXPECT_EQ(waived->waived, 1);
  clock_.advance_days(11);
  const auto later = gate(application.id);
  EXPECT_EQ(later.state, GateState::open);
  ASSERT_EQ(later.waivers.size(), 1U);
  EXPECT_TRUE(later.waivers[0].expired);
}

TEST_P(GovernanceTest, HoldAndNoGoLeaveTheCardWhereItIs) {
  const auto application = idea();
  auto request = go();
  request.verdict = DecisionVerdict::hold;
  const auto first = decide(application, request);
  ASSERT_TRUE(first);
  EXPECT_EQ(gate(application.id).state, GateState::on_hold);
  request.verdict = DecisionVerdict::no_go;
  const auto second = decide(application, request);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->supersedes, first->id);
  EXPECT_EQ(gate(application.id).state, GateState::declined);
  EXPECT_EQ(now(application.id).phase, Phase::idea);
  EXPECT_EQ(decisions_->get(bea_, first->id)->decision.superseded_by, second->id);
}

TEST_P(GovernanceTest, WhatALaterGateAsksForIsNoChangeUntilItIsTried) {
  const auto application = idea();
  ASSERT_TRUE(decide(application, go()));
  auto moved = now(application.id);
  moved.record.law.risk_class = portfolio::RiskClass::minimal;
  clock_.advance_days(1);
  ASSERT_TRUE(register_->update(bea_, moved.id, moved.version, moved.record));
  EXPECT_NE(gate(application.id).state, GateState::reopened) << "nobody knew it yet";
  moved = now(application.id);
  moved.record.identity.intended_purpose = "Breuken aanwijzen";
  ASSERT_TRUE(register_->update(bea_, moved.id, moved.version, moved.record));
  EXPECT_NE(gate(application.id).state, GateState::reopened);
  // What a pilot was allowed on is another matter.
  const auto tried = idea(true, Phase::development);
  DecisionRequest conditional{
      .phase = Phase::development,
      .verdict = DecisionVerdict::go_with_conditions,
      .reason = "Het kan",
      .conditions = {{"De rest volgt", "Eva Voorbeeld", Date{day_of(clock_.now()).days + 30}}}};
  ASSERT_TRUE(decide(tried, conditional));
  auto filled = now(tried.id);
  filled.record.identity.intended_purpose = "Breuken aanwijzen";
  ASSERT_TRUE(register_->update(bea_, filled.id, filled.version, filled.record));
  EXPECT_EQ(gate(tried.id).state, GateState::reopened);
}

TEST_P(GovernanceTest, AMaterialChangeOpensTheGateAgainUntilTheNextDecision) {
  auto application = idea();
  application.record.law.risk_class = portfolio::RiskClass::minimal;
  application = *register_->update(bea_, application.id, application.version, application.record);
  ASSERT_TRUE(decide(application, go()));
  auto moved = now(application.id);
  moved.record.identity.summary = "Alleen andere woorden";
  clock_.advance_days(1);
  ASSERT_TRUE(register_->update(bea_, moved.id, moved.version, moved.record));
  EXPECT_NE(gate(application.id).state, GateState::reopened);
  moved = now(application.id);
  moved.record.law.risk_class = portfolio::RiskClass::high;
  clock_.advance_days(1);
  ASSERT_TRUE(register_->update(bea_, moved.id, moved.version, moved.record));
  const auto reopened = gate(application.id);
  EXPECT_EQ(reopened.state, GateState::reopened);
  EXPECT_EQ(reopened.phase, Phase::idea);
  EXPECT_EQ(reopened.to_phase, std::nullopt);
  EXPECT_EQ(reopened.opened_at, clock_.now());
  ASSERT_FALSE(reopened.changes.empty());
  EXPECT_EQ(reopened.changes[0].field, MaterialField::risk_class);
  EXPECT_EQ(gates_->board(bea_).items[0].state, GateState::reopened);
  ASSERT_TRUE(decide(now(application.id), go()));
  EXPECT_EQ(now(application.id).phase, Phase::exploration) << "it may stay where it is";
  EXPECT_EQ(gate(application.id).phase, Phase::exploration);
  EXPECT_TRUE(gate(application.id).changes.empty());
}

TEST_P(GovernanceTest, ASignatureCountsForThisGateSinceItOpened) {
  const auto application = idea(true, Phase::exploration);
  const SignatureRequest request{Phase::exploration, access::Discipline::ciso,
                                 SignOffVerdict::agreed, std::nullopt};
  clock_.advance_days(3);
  const auto asked = gates_->board(bea_).items[0];
  EXPECT_EQ(asked.waiting_days, 3);
  EXPECT_EQ(std::ranges::count(asked.asked, access::Discipline::ciso), 1);
  EXPECT_EQ(gates_->sign(bea_, application.id, request).error().code,
            ErrorCode::discipline_not_held);
  give_discipline(access::Discipline::ciso);
  ASSERT_TRUE(gates_->sign(bea_, application.id, request));
  EXPECT_EQ(std::ranges::count(gates_->board(bea_).items[0].asked, access::Discipline::ciso), 0);
  auto wrong = request;
  wrong.phase = Phase::development;
  EXPECT_EQ(gates_->sign(bea_, application.id, wrong).error().code, ErrorCode::gate_not_open);
  auto objection = request;
  objection.verdict = SignOffVerdict::objected;
  EXPECT_EQ(gates_->sign(bea_, application.id, objection).error().fields[0].pointer, "/remark");
}

TEST_P(GovernanceTest, BindingGatesStopAMoveForwardAndNeverOneBackOrOut) {
  const auto application = idea(true, Phase::development);
  const auto move = [&](Phase phase) {
    const auto present = now(application.id);
    return register_->move(bea_, present.id, present.version, {phase, "Omdat", std::nullopt});
  };
  make_binding();
  EXPECT_EQ(move(Phase::pilot_technical).error().code, ErrorCode::gate_binding);
  EXPECT_EQ(now(application.id).phase, Phase::development);
  EXPECT_TRUE(move(Phase::exploration));
  EXPECT_EQ(move(Phase::development).error().code, ErrorCode::gate_binding);
  EXPECT_TRUE(move(Phase::stopped));
  EXPECT_EQ(move(Phase::operation).error().code, ErrorCode::gate_binding)
      << "what was ended comes back to where it was, not further";
  EXPECT_TRUE(move(Phase::exploration));
}

TEST_P(GovernanceTest, AMoveByHandShowsAsMovedWithoutADecision) {
  const auto first = idea();
  ASSERT_TRUE(decide(first, go()));
  const auto second = idea();
  clock_.advance_days(1);
  ASSERT_TRUE(register_->move(bea_, second.id, second.version,
                              {Phase::exploration, "Haast", std::nullopt}));
  EXPECT_TRUE(gate(second.id).moved_without_decision);
  EXPECT_FALSE(gate(first.id).moved_without_decision);
}

TEST_P(GovernanceTest, TamperingIsFoundAndNamed) {
  const auto application = idea();
  const auto decision = decide(application, go());
  ASSERT_TRUE(decision);
  EXPECT_EQ(decisions_->verify(bea_.scope(), std::nullopt).altered, 0);
  tamper("UPDATE decision SET reason = 'Iets anders'");
  auto check = decisions_->verify(bea_.scope(), decision->id);
  ASSERT_EQ(check.altered, 1);
  EXPECT_EQ(check.items[0].faults[0].part, SealPart::decision);
  EXPECT_EQ(check.items[0].faults[0].what, "/reason");
  tamper("UPDATE decision SET snapshot = replace(snapshot, 'Breuken', 'Botten')");
  check = decisions_->verify(bea_.scope(), decision->id);
  EXPECT_EQ(check.items[0].faults[0].part, SealPart::snapshot);
  tamper("UPDATE decision SET snapshot = '{}', sha256 = '" + sha256_of("{}") + "'");
  check = decisions_->verify(bea_.scope(), decision->id);
  EXPECT_EQ(check.items[0].faults[0].part, SealPart::audit_record)
      << "a new hash does not help: the audit trail holds the old one";
}

TEST_P(GovernanceTest, NobodyElseDecides) {
  const auto application = idea();
  for (const auto role :
       {access::Role::administrator, access::Role::reviewer, access::Role::reader}) {
    const auto other = caller(bea_.organisation.id, role);
    EXPECT_EQ(decisions_->decide(other, application.id, application.version, go()).error().code,
              ErrorCode::forbidden);
  }
}

REGIE_ON_BOTH_DATABASES(GovernanceTest);

}  // namespace
}  // namespace regie::governance
