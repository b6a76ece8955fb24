#include "storage/database.h"

#include <gtest/gtest.h>

#include <thread>

#include "audit/service.h"
#include "tests/unit/house.h"

namespace regie {
namespace {

using storage::values;

constexpr auto kInsertDepartment =
    "INSERT INTO department (organisation_id, id, name, name_folded) "
    "VALUES (:organisation, $1, $2, $2)";
constexpr auto kNames =
    "SELECT name FROM department WHERE organisation_id = :organisation ORDER BY name";

class Database : public test::DatabaseTest {
 protected:
  void add(storage::Transaction& transaction, const std::string& name) {
    transaction.write(kInsertDepartment, values(name, name));
    transaction.record({.action = "department.created", .subject = "department"});
  }
  std::size_t count(const Id& organisation) {
    return database_->view(scope(organisation)).read(kNames).size();
  }
};

TEST_P(Database, KeepsLargeNumbersWhole) {
  const auto hospital = found_hospital();
  auto transaction = database_->begin(scope(hospital));
  transaction.write(
      "INSERT INTO register_counter (organisation_id, last_number) VALUES (:organisation, $1)",
      values(std::int64_t{5'000'000'000}));
  const auto rows = transaction.read(
      "SELECT last_number, last_number * 1000000000 FROM register_counter "
      "WHERE organisation_id = :organisation");
  auto row = rows[0];
  EXPECT_EQ(row.integer(), 5'000'000'000);
  EXPECT_EQ(row.integer(), 5'000'000'000'000'000'000);
}

TEST_P(Database, KeepsTextAsItWas) {
  const auto hospital = found_hospital();
  auto transaction = database_->begin(scope(hospital));
  const std::string odd = "'; DROP TABLE account; -- é 漢字 \\ % _ \"";
  transaction.write(kInsertDepartment, values("id", odd));
  EXPECT_EQ(transaction.read(kNames)[0].text(), odd);
}

TEST_P(Database, UndoesWhatWasNotCommitted) {
  const auto hospital = found_hospital();
  {
    auto transaction = database_->begin(scope(hospital));
    add(transaction, "Radiologie");
  }
  EXPECT_EQ(count(hospital), 0U);
}

TEST_P(Database, RefusesToCommitAChangeThatNobodyRecorded) {
  const auto hospital = found_hospital();
  {
    auto transaction = database_->begin(scope(hospital));
    transaction.write(kInsertDepartment, values("id", "Radiologie"));
    EXPECT_THROW(transaction.commit(), std::logic_error);
  }
  EXPECT_EQ(count(hospital), 0U);
}

TEST_P(Database, ShowsOneOrganisationNothingOfAnother) {
  const auto ours = found_hospital("Ons");
  const auto theirs = found_hospital("Hun");
  auto transaction = database_->begin(scope(ours));
  add(transaction, "Radiologie");
  transaction.commit();
  EXPECT_EQ(count(ours), 1U);
  EXPECT_EQ(count(theirs), 0U);
}

TEST_P(Database, DoesNotWriteInAView) {
  const auto hospital = found_hospital();
  auto view = database_->view(scope(hospital));
  EXPECT_THROW(view.write(kInsertDepartment, values("id", "Radiologie")), std::logic_error);
}

TEST_P(Database, ReadsOneStateWhileOthersWrite) {
  const auto hospital = found_hospital();
  auto view = database_->view(scope(hospital));
  EXPECT_EQ(view.read(kNames).size(), 0U);
  auto transaction = database_->begin(scope(hospital));
  add(transaction, "Radiologie");
  transaction.commit();
  EXPECT_EQ(view.read(kNames).size(), 0U);
  EXPECT_EQ(count(hospital), 1U);
}

TEST_P(Database, ReadsOnceAtAGlance) {
  const auto hospital = found_hospital();
  auto transaction = database_->glance(scope(hospital));
  EXPECT_TRUE(transaction.read(kNames).empty());
  EXPECT_THROW(transaction.read(kNames), std::logic_error);
  EXPECT_THROW(transaction.commit(), std::logic_error);
  auto other = database_->glance(scope(hospital));
  EXPECT_THROW(other.write(kInsertDepartment, values("id", "x")), std::logic_error);
}

TEST_P(Database, RefusesATextThatPostgresWouldCutOff) {
  auto transaction = database_->begin(scope(found_hospital()));
  EXPECT_THROW(transaction.write(kInsertDepartment, values("id", std::string("a\0b", 3))),
               std::logic_error);
}

TEST_P(Database, WritesManyWithoutWaitingForEach) {
  const auto hospital = found_hospital();
  auto transaction = database_->begin(scope(hospital));
  for (int number = 1000; number < 1250; ++number)
    transaction.write_later(kInsertDepartment,
                            values(std::to_string(number), std::to_string(number)));
  EXPECT_EQ(transaction.read(kNames).size(), 250U);
  transaction.write_later(kInsertDepartment, values("1250", "Laatste"));
  EXPECT_THROW(transaction.commit(), std::logic_error);
  transaction.record({.action = "department.created", .subject = "department"});
  transaction.commit();
  EXPECT_EQ(count(hospital), 251U);
  EXPECT_TRUE(audit::Service(*database_).verify_chain(scope(hospital)).intact);
}

TEST_P(Database, UndoesAllWhenOneOfManyIsRefused) {
  const auto hospital = found_hospital();
  {
    auto transaction = database_->begin(scope(hospital));
    transaction.record({.action = "department.created", .subject = "department"});
    const auto write_all = [&] {
      for (const auto* id : {"a", "b", "a", "c"})
        transaction.write_later(kInsertDepartment, values(id, id));
      transaction.commit();
    };
    EXPECT_THROW(write_all(), storage::ConstraintViolation);
  }
  EXPECT_EQ(count(hospital), 0U);
  // The connection is as good as before.
  auto transaction = database_->begin(scope(hospital));
  add(transaction, "Radiologie");
  transaction.commit();
  EXPECT_EQ(count(hospital), 1U);
}

TEST_P(Database, LinksTheRecordsOfManyWritersIntoOneChain) {
  const auto hospital = found_hospital();
  constexpr int kWriters = 6;
  constexpr int kEach = 15;
  {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < kWriters; ++writer)
      writers.emplace_back([&, writer] {
        for (int each = 0; each < kEach; ++each) {
          auto transaction = database_->begin(scope(hospital));
          add(transaction, std::to_string(writer) + "-" + std::to_string(each));
          transaction.commit();
        }
      });
  }
  EXPECT_EQ(count(hospital), static_cast<std::size_t>(kWriters * kEach));
  const auto report = audit::Service(*database_).verify_chain(scope(hospital));
  EXPECT_TRUE(report.intact) << report.reason.value_or("");
  EXPECT_EQ(report.entries, kWriters * kEach);
}

TEST_P(Database, MigratesTwiceWithoutChange) {
  open();
  const auto again = database_->migrate(migration_files());
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, static_cast<std::int64_t>(migration_files().size()));
}

TEST_P(Database, RefusesADatabaseOfANewerProgram) {
  raw().execute_script(
      "INSERT INTO schema_migration (step, name, checksum, applied_at) VALUES (9999, 'x', 'x', 0)");
  open();
  const auto refused = database_->migrate(migration_files());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::database_newer);
  EXPECT_EQ(refused.error().parameters.at("found"), "9999");
}

TEST_P(Database, RefusesADatabaseWhoseMigrationsDiffer) {
  raw().execute_script("UPDATE schema_migration SET checksum = 'other' WHERE step = 1");
  open();
  const auto refused = database_->migrate(migration_files());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::database_changed);
}

TEST_P(Database, LetsTwoProgramsMigrateAtOnce) {
  test::TemporaryFolder folder;
  std::vector<std::jthread> programs;
  for (int program = 0; program < 2; ++program)
    programs.emplace_back([&] {
      storage::Database other(storage::make_engine(folder.path() + "/new.sqlite"), clock_, key_,
                              {});
      EXPECT_TRUE(other.migrate(migration_files()));
    });
}

REGIE_ON_BOTH_DATABASES(Database);

TEST(DatabaseAddress, OfNobodyIsAClearError) {
  const SystemClock clock;
  storage::Database database(storage::make_engine("postgresql://somebody:secret@127.0.0.1:1/regie"),
                             clock, {}, {});
  const auto refused = database.migrate(migration_files());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::database_unreachable);
  for (const auto& [name, value] : refused.error().parameters)
    EXPECT_EQ(value.find("secret"), std::string::npos) << name;
}

}  // namespace
}  // namespace regie
