#include <gtest/gtest.h>

#include "access/account_service.h"
#include "access/caller.h"
#include "access/instance_service.h"
#include "access/password.h"
#include "access/session_service.h"
#include "base/enumeration.h"
#include "tests/unit/house.h"

namespace regie::access {
namespace {

constexpr auto kPassword = "correct paard batterij nietje";

TEST(Password, IsRecognisedOnlyByItself) {
  ASSERT_GE(sodium_init(), 0);
  const auto hash = hash_password(kPassword);
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_TRUE(verify_password(kPassword, hash));
  EXPECT_FALSE(verify_password("correct paard batterij nietj", hash));
  EXPECT_FALSE(verify_password("", ""));
  EXPECT_NE(hash, hash_password(kPassword));
}

TEST(Password, MustBeLongAndNotOnesOwnName) {
  const auto check = [](std::string_view password) {
    return check_password(password, "Anna Voorbeeld", "anna@voorbeeld.example").has_value();
  };
  EXPECT_TRUE(check(kPassword));
  EXPECT_FALSE(check("elf tekens!"));
  EXPECT_FALSE(check("anna voorbeeld 2026"));
  EXPECT_FALSE(check("aaaaaaaaaaaaaaaa"));
  EXPECT_FALSE(check(std::string(300, 'x') + "y"));
}

Caller caller_with(std::vector<RoleGrant> grants) {
  Caller caller;
  caller.account_id = "me";
  caller.grants = std::move(grants);
  return caller;
}

TEST(Role, GivesTheAdministratorAllButTheBoardsDecisionsAndTheReaderOnlyReading) {
  const auto administrator = caller_with({{Role::administrator, std::nullopt}});
  // Public access is nobody's in particular.
  EXPECT_EQ(administrator.permissions().size(), enum_names<Permission>().size() - 2);
  EXPECT_FALSE(administrator.may(Permission::decision_make));
  const auto reader = caller_with({{Role::reader, std::nullopt}});
  EXPECT_EQ(reader.permissions(), (std::vector{Permission::signed_in, Permission::register_read,
                                               Permission::idea_submit,
                                               Permission::assessment_read,
                                               Permission::sector_read}));
}

TEST(Role, LetsOnlyAuditorsAndAdministratorsReadTheTrail) {
  for (const auto& name : enum_names<Role>()) {
    const auto role = *enum_from<Role>(name);
    EXPECT_EQ(grants_permission(role, Permission::audit_read),
              role == Role::auditor || role == Role::administrator)
        << name;
  }
}

TEST(Role, InOneDepartmentHoldsOnlyThere) {
  const auto lead = caller_with({{Role::department_lead, "radiology"}});
  const std::vector<Id> radiology{"surgery", "radiology"};
  const std::vector<Id> elsewhere{"surgery"};
  EXPECT_TRUE(lead.may(Permission::register_write));
  EXPECT_TRUE(lead.may_in(Permission::register_write, radiology));
  EXPECT_FALSE(lead.may_in(Permission::register_write, elsewhere));
  EXPECT_FALSE(lead.may_in(Permission::register_write, {}));
}

TEST(Role, OfAnOwnerHoldsOnlyForWhatIsOwned) {
  const auto owner = caller_with({{Role::application_owner, std::nullopt}});
  EXPECT_TRUE(owner.may_for_own(Permission::funnel_move));
  EXPECT_FALSE(owner.may_in(Permission::funnel_move, {}));
}

class Sessions : public test::DatabaseTest {
 protected:
  void SetUp() override {
    test::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    InstanceService service(*database_, {"root", std::nullopt, "command line"});
    ASSERT_TRUE(service.add({.email = "anna@voorbeeld.example",
                             .name = "Anna",
                             .organisation = "Ziekenhuis Voorbeeld",
                             .may_found = true,
                             .roles = {Role::administrator},
                             .password = kPassword}));
    sessions_ = std::make_unique<SessionService>(*database_);
  }
  Result<OpenedSession> sign_in(const std::string& password, const std::string& from = "10.0.0.1") {
    return sessions_->sign_in({.email = "Anna@Voorbeeld.example", .password = password}, from);
  }
  Caller caller() { return *sessions_->resolve(sign_in(kPassword)->token, "10.0.0.1"); }

  std::unique_ptr<SessionService> sessions_;
};

TEST_P(Sessions, OpenWithTheRightPasswordOnly) {
  const auto opened = sign_in(kPassword);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->view.organisation.name, "Ziekenhuis Voorbeeld");
  EXPECT_TRUE(sessions_->resolve(opened->token, "10.0.0.1"));
  EXPECT_FALSE(sessions_->resolve(opened->token + "x", "10.0.0.1"));
  EXPECT_EQ(sign_in("wrong").error().code, ErrorCode::wrong_credentials);
}

TEST_P(Sessions, KeepNoTokenInTheDatabase) {
  const auto opened = sign_in(kPassword);
  const auto rows =
      raw().execute(storage::prepare_unchecked("SELECT token_hash FROM session", '$'), {});
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const auto kept = rows[index].text();
    EXPECT_NE(kept, opened->token);
    EXPECT_EQ(kept.size(), 64U);
  }
}

TEST_P(Sessions, EndAfterTwelveHoursAndAfterTwoIdleOnes) {
  const auto opened = sign_in(kPassword);
  const auto at = [&](std::int64_t hours) {
    clock_.set(
        {start_of(make_date(2026, 11, 22)).microseconds + hours * 3'600 * kMicrosecondsPerSecond});
    return sessions_->resolve(opened->token, "10.0.0.1").has_value();
  };
  for (const std::int64_t hour : {1, 3, 5, 7, 9, 11}) EXPECT_TRUE(at(hour)) << hour;
  EXPECT_FALSE(at(13));
  const auto idle = sign_in(kPassword);
  clock_.set({clock_.now().microseconds + 3 * 3'600 * kMicrosecondsPerSecond});
  EXPECT_FALSE(sessions_->resolve(idle->token, "10.0.0.1"));
}

TEST_P(Sessions, WaitLongerAfterEveryFailure) {
  for (int attempt = 0; attempt < 5; ++attempt)
    EXPECT_EQ(sign_in("wrong").error().code, ErrorCode::wrong_credentials);
  const auto throttled = sign_in(kPassword);
  ASSERT_FALSE(throttled);
  EXPECT_EQ(throttled.error().code, ErrorCode::sign_in_throttled);
  EXPECT_EQ(throttled.error().parameters.at("seconds"), "30");
  EXPECT_TRUE(sign_in(kPassword, "10.0.0.2")) << "somebody else's failures lock nobody out";
}

TEST_P(Sessions, OpenAgainWhenTheWaitIsOver) {
  for (int attempt = 0; attempt < 5; ++attempt) static_cast<void>(sign_in("wrong"));
  clock_.set({clock_.now().microseconds + 31 * kMicrosecondsPerSecond});
  EXPECT_TRUE(sign_in(kPassword));
}

TEST_P(Sessions, OfOthersEndWhenThePasswordChanges) {
  const auto elsewhere = sign_in(kPassword);
  const auto here = sign_in(kPassword);
  const auto me = *sessions_->resolve(here->token, "10.0.0.1");
  ASSERT_TRUE(sessions_->change_password(me, {kPassword, "een heel ander wachtwoord"}));
  EXPECT_TRUE(sessions_->resolve(here->token, "10.0.0.1"));
  EXPECT_FALSE(sessions_->resolve(elsewhere->token, "10.0.0.1"));
  EXPECT_EQ(sign_in(kPassword).error().code, ErrorCode::wrong_credentials);
}

TEST_P(Sessions, EndAtOnceForAMemberWhoWasTakenOut) {
  AccountService accounts(*database_);
  const auto me = caller();
  const auto added = accounts.create(me, {"Bram", "bram@voorbeeld.example", {{Role::reader, {}}}});
  ASSERT_TRUE(added);
  const auto opened =
      sessions_->sign_in({"bram@voorbeeld.example", *added->temporary_password}, "10.0.0.9");
  ASSERT_TRUE(opened);
  EXPECT_TRUE(opened->view.password_change_required);
  ASSERT_TRUE(accounts.change(me, added->account.id, added->account.version, {"Bram", false, {}}));
  EXPECT_FALSE(sessions_->resolve(opened->token, "10.0.0.9"));
}

TEST_P(Sessions, LeaveTheLastAdministratorInPlace) {
  AccountService accounts(*database_);
  const auto me = caller();
  const auto account = accounts.accounts(me).items.front();
  EXPECT_EQ(accounts.change(me, account.id, account.version, {"Anna", true, {{Role::reader, {}}}})
                .error()
                .code,
            ErrorCode::last_administrator);
  EXPECT_EQ(accounts.accounts(me).items.front().grants, account.grants);
}

TEST_P(Sessions, DoNotLetAnAdministratorTakeOverSomebodyOfAnotherHospital) {
  InstanceService service(*database_, {"root", std::nullopt, "command line"});
  ASSERT_TRUE(service.add({.email = "chantal@voorbeeld.example",
                           .name = "Chantal",
                           .organisation = "Kliniek Voorbeeld",
                           .may_found = true,
                           .roles = {Role::administrator},
                           .password = kPassword}));
  AccountService accounts(*database_);
  const auto me = caller();
  const auto added =
      accounts.create(me, {"Chantal", "chantal@voorbeeld.example", {{Role::reader, {}}}});
  ASSERT_TRUE(added);
  EXPECT_FALSE(added->temporary_password) << "an existing account keeps its password";
  EXPECT_EQ(accounts.reset_password(me, added->account.id).error().code, ErrorCode::forbidden);
  EXPECT_TRUE(sessions_->sign_in({"chantal@voorbeeld.example", kPassword}, "10.0.0.3"));
}

REGIE_ON_BOTH_DATABASES(Sessions);

}  // namespace
}  // namespace regie::access
