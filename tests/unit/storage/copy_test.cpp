#include "storage/copy.h"

#include <gtest/gtest.h>

#include "audit/service.h"
#include "tests/unit/house.h"

namespace regie {
namespace {

using storage::values;

class Copy : public test::DatabaseTest {
 protected:
  void SetUp() override {
    test::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    file_ = std::make_unique<storage::Database>(
        storage::make_engine(folder_.path() + "/copy.sqlite"), clock_, key_,
        storage::DatabaseOptions{.instance_may_use = access::kInstanceMayUse});
    ASSERT_TRUE(file_->migrate(migration_files()));
  }

  std::unique_ptr<storage::Database> file_;
};

constexpr auto kInsertContent =
    "INSERT INTO evidence_content (organisation_id, sha256, content) VALUES (:organisation, $1, "
    "$2)";
constexpr auto kContent =
    "SELECT content FROM evidence_content WHERE organisation_id = :organisation AND sha256 = $1";
constexpr auto kInsertDepartment =
    "INSERT INTO department (organisation_id, id, name, name_folded) "
    "VALUES (:organisation, $1, $1, $1)";
constexpr auto kCount = "SELECT COUNT(*) FROM department WHERE organisation_id = :organisation";

std::string all_bytes() {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  return bytes;
}

TEST_P(Copy, BringsEveryRowAndByteToAFileAndBack) {
  const auto hospital = found_hospital();
  {
    auto transaction = database_->begin(scope(hospital));
    for (int number = 0; number < 4'321; ++number)  // more than two pages
      transaction.write(kInsertDepartment, values(std::to_string(number)));
    transaction.write(kInsertContent, values("a", storage::Bytes{all_bytes()}));
    transaction.write(kInsertContent, values("b", storage::Bytes{}));
    transaction.record({.action = "department.created", .subject = "department"});
    transaction.commit();
  }
  const auto copied = database_->copy_into(*file_, {"session"});
  ASSERT_TRUE(copied);
  auto view = file_->view(scope(hospital));
  EXPECT_EQ(view.read(kCount)[0].integer(), 4'321);
  EXPECT_EQ(view.read(kContent, values("a"))[0].bytes(), all_bytes());
  EXPECT_EQ(view.read(kContent, values("b"))[0].bytes(), "");
  EXPECT_TRUE(audit::Service(*file_).verify_chain(scope(hospital)).intact);
  std::map<std::string, std::int64_t> rows;
  for (const auto& table : *copied) rows[table.name] = table.rows;
  EXPECT_EQ(rows.at("department"), 4'321);
  EXPECT_FALSE(rows.contains("session"));
}

TEST_P(Copy, GoesIntoAnEmptyDatabaseOnly) {
  const auto hospital = found_hospital();
  ASSERT_TRUE(database_->copy_into(*file_, {}));
  const auto twice = file_->copy_into(*database_, {});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, ErrorCode::restore_target_in_use);
  EXPECT_TRUE(twice.error().parameters.contains("table"));
  EXPECT_EQ(twice.error().parameters.at("database"), database_->description());
}

TEST_P(Copy, TellsHowFarADatabaseIsWithoutChangingIt) {
  storage::Database fresh(storage::make_engine(folder_.path() + "/fresh.sqlite"), clock_, key_, {});
  EXPECT_EQ(fresh.schema_step(migration_files()), 0);
  ASSERT_TRUE(fresh.migrate(migration_files().first(2)));
  EXPECT_EQ(fresh.schema_step(migration_files()), 2);
  const auto newer = database_->schema_step(migration_files().first(1));
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().code, ErrorCode::database_newer);
}

TEST_P(Copy, TellsARowThatTheTablesRefuseFromADatabaseThatIsAway) {
  const auto hospital = found_hospital();
  auto transaction = database_->begin(scope(hospital));
  transaction.write(kInsertDepartment, values("Radiologie"));
  EXPECT_THROW(transaction.write(kInsertDepartment, values("Radiologie")),
               storage::ConstraintViolation);
}

REGIE_ON_BOTH_DATABASES(Copy);

}  // namespace
}  // namespace regie
