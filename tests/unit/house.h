#pragma once

#include <gtest/gtest.h>
#include <sodium.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "access/store.h"
#include "base/embedded.h"
#include "base/time.h"
#include "storage/database.h"

namespace regie {
std::span<const EmbeddedFile> migration_files();
}

namespace regie::test {

/// A folder that is there while the test runs.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "regie-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Where the tests' own PostgreSQL is; empty when script/test did not start one.
inline std::string postgres_server() {
  const char* address = std::getenv("REGIE_TEST_POSTGRES");
  return address == nullptr ? "" : address;
}

/// A fresh database of either kind, with the migrations applied and the clock under control.
class DatabaseTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    ASSERT_GE(sodium_init(), 0);
    if (std::string_view(GetParam()) == "postgresql") {
      if (postgres_server().empty()) GTEST_SKIP() << "REGIE_TEST_POSTGRES is not set";
      make_postgres();
    } else {
      address_ = folder_.path() + "/regie.sqlite";
    }
    open();
    ASSERT_TRUE(database_->migrate(migration_files()));
  }

  void TearDown() override {
    database_.reset();
    if (!postgres_name_.empty()) admin("DROP DATABASE " + postgres_name_ + " WITH (FORCE)");
  }

  void open() {
    database_ = std::make_unique<storage::Database>(
        storage::make_engine(address_), clock_, key_,
        storage::DatabaseOptions{.connections = 4, .instance_may_use = access::kInstanceMayUse});
  }

  storage::Connection& raw() {
    if (!raw_) raw_ = storage::make_engine(address_)->connect();
    return *raw_;
  }

  storage::Scope scope(const Id& organisation) const {
    return storage::Scope::organisation(organisation, {"Anna Voorbeeld", std::nullopt, "test"});
  }
  storage::Scope instance() const {
    return storage::Scope::instance({"Anna Voorbeeld", std::nullopt, "test"});
  }

  /// A hospital to act for.
  Id found_hospital(const std::string& name = "Ziekenhuis Voorbeeld") {
    auto transaction = database_->begin(instance());
    const auto id = new_id(clock_.now());
    access::InstanceStore(transaction).insert_organisation({.id = id, .name = name});
    transaction.record({.action = "organisation.created", .subject = "organisation"});
    transaction.commit();
    return id;
  }

  TemporaryFolder folder_;
  std::string address_;
  ManualClock clock_{start_of(make_date(2026, 11, 22))};
  storage::AuditKey key_{1, 2, 3};
  std::unique_ptr<storage::Database> database_;

 private:
  void make_postgres() {
    static int counter = 0;
    postgres_name_ = "regie_" + std::to_string(::getpid()) + "_" + std::to_string(++counter);
    admin("CREATE DATABASE " + postgres_name_);
    address_ = postgres_server() + "/" + postgres_name_;
  }
  void admin(const std::string& sql) {
    raw_.reset();
    storage::make_engine(postgres_server() + "/postgres")->connect()->execute_script(sql);
  }

  std::string postgres_name_;
  std::unique_ptr<storage::Connection> raw_;
};

inline std::string engine_name(const testing::TestParamInfo<const char*>& info) {
  return info.param;
}

}  // namespace regie::test

#define REGIE_ON_BOTH_DATABASES(suite) \
  INSTANTIATE_TEST_SUITE_P(On, suite, testing::Values("sqlite", "postgresql"), test::engine_name)
