#include <gtest/gtest.h>

#include "audit/service.h"
#include "tests/unit/house.h"

namespace regie {
namespace {

/// A chain of ten records to tamper with.
class AuditChain : public test::DatabaseTest {
 protected:
  void SetUp() override {
    test::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    hospital_ = found_hospital();
    for (int index = 0; index < 10; ++index) {
      clock_.advance_days(1);
      auto transaction = database_->begin(scope(hospital_));
      transaction.record({.action = "application.changed",
                          .subject = "application",
                          .subject_id = std::to_string(index),
                          .details = "{\"/law/risk_class\":[\"minimal\",\"high\"]}"});
      transaction.commit();
    }
  }
  audit::ChainReport verify() { return audit::Service(*database_).verify_chain(scope(hospital_)); }
  void tamper(const std::string& sql) {
    raw().execute_script(sql + " AND organisation_id = '" + hospital_ + "'");
  }

  Id hospital_;
};

TEST_P(AuditChain, IsIntactWhenNobodyTouchedIt) {
  const auto report = verify();
  EXPECT_TRUE(report.intact);
  EXPECT_EQ(report.entries, 10);
}

TEST_P(AuditChain, NamesTheFirstChangedEntry) {
  tamper("UPDATE audit_entry SET details = '{}' WHERE sequence IN (4, 7)");
  const auto report = verify();
  EXPECT_FALSE(report.intact);
  EXPECT_EQ(report.first_broken, 4);
}

TEST_P(AuditChain, NoticesEveryFieldOfAnEntry) {
  for (const auto* change :
       {"actor = 'x'", "actor_id = 'x'", "action = 'x'", "subject = 'x'", "subject_id = 'x'",
        "subject_label = 'x'", "origin = 'x'", "details = NULL", "at = at + 1", "hash = 'x'"}) {
    const auto before = raw().execute(
        storage::prepare_unchecked("SELECT actor, actor_id, action, subject, subject_id, "
                                   "subject_label, origin, details, at, hash FROM audit_entry "
                                   "WHERE organisation_id = $1 AND sequence = 5",
                                   database_->capabilities().parameter_prefix),
        storage::values(hospital_));
    tamper(std::string("UPDATE audit_entry SET ") + change + " WHERE sequence = 5");
    EXPECT_EQ(verify().first_broken, 5) << change;
    auto restore = before.rows.front();
    restore.push_back(storage::value(hospital_));
    raw().execute(
        storage::prepare_unchecked(
            "UPDATE audit_entry SET actor = $1, actor_id = $2, action = $3, subject = $4, "
            "subject_id = $5, subject_label = $6, origin = $7, details = $8, at = $9, hash = $10 "
            "WHERE organisation_id = $11 AND sequence = 5",
            database_->capabilities().parameter_prefix),
        restore);
    ASSERT_TRUE(verify().intact) << change;
  }
}

TEST_P(AuditChain, NamesAnEntryThatWasTakenOut) {
  tamper("DELETE FROM audit_entry WHERE sequence = 6");
  EXPECT_EQ(verify().first_broken, 6);
}

TEST_P(AuditChain, NoticesThatTheEndWasCutOff) {
  tamper("DELETE FROM audit_entry WHERE sequence > 8");
  EXPECT_EQ(verify().first_broken, 9);
}

TEST_P(AuditChain, NoticesThatTheEndWasCutOffAndTheHeadSetBack) {
  tamper("DELETE FROM audit_entry WHERE sequence > 8");
  tamper(
      "UPDATE audit_head SET sequence = 8, hash = (SELECT hash FROM audit_entry e WHERE "
      "e.organisation_id = audit_head.organisation_id AND e.sequence = 8) WHERE sequence = 10");
  const auto report = verify();
  EXPECT_FALSE(report.intact);
  EXPECT_EQ(report.first_broken, 8);
}

TEST_P(AuditChain, NoticesThatAllOfItIsGone) {
  tamper("DELETE FROM audit_entry WHERE sequence > 0");
  tamper("DELETE FROM audit_head WHERE sequence > 0");
  EXPECT_EQ(verify().first_broken, 1);
}

TEST_P(AuditChain, CannotBeForgedWithoutTheKey) {
  key_ = {9, 9, 9};
  open();
  ASSERT_TRUE(database_->migrate(migration_files()));
  EXPECT_EQ(verify().first_broken, 1);
}

TEST_P(AuditChain, TakesNoMoreLinksOnceSomebodyAddedOne) {
  tamper(
      "INSERT INTO audit_entry SELECT organisation_id, 11, at, 'Iemand anders', actor_id, action, "
      "subject, subject_id, subject_label, origin, details, hash FROM audit_entry WHERE sequence = "
      "10");
  auto transaction = database_->begin(scope(hospital_));
  transaction.record({.action = "application.changed", .subject = "application"});
  EXPECT_THROW(transaction.commit(), storage::AuditTrailDamaged);
  EXPECT_EQ(verify().first_broken, 11);
}

TEST_P(AuditChain, TakesNoMoreLinksOnceSomebodySetItsEndBack) {
  tamper("DELETE FROM audit_entry WHERE sequence > 8");
  tamper(
      "UPDATE audit_head SET sequence = 8, hash = (SELECT hash FROM audit_entry e WHERE "
      "e.organisation_id = audit_head.organisation_id AND e.sequence = 8) WHERE sequence = 10");
  auto transaction = database_->begin(scope(hospital_));
  transaction.record({.action = "application.changed", .subject = "application"});
  EXPECT_THROW(transaction.commit(), storage::AuditTrailDamaged);
}

REGIE_ON_BOTH_DATABASES(AuditChain);

}  // namespace
}  // namespace regie
