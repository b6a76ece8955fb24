#include <algorithm>
#include <charconv>
#include <exception>

#include "base/digest.h"
#include "storage/database.h"

namespace regie::storage {
namespace {

constexpr const char* kPrepare =
    "CREATE TABLE IF NOT EXISTS schema_migration (step BIGINT PRIMARY KEY, name TEXT NOT NULL, "
    "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS schema_lock (id BIGINT PRIMARY KEY, taken BIGINT NOT NULL);"
    "INSERT INTO schema_lock (id, taken) VALUES (1, 0) ON CONFLICT (id) DO NOTHING;";
// Holds every other program that migrates until this transaction ends.
constexpr std::string_view kLock = "UPDATE schema_lock SET taken = taken + 1 WHERE id = 1";
constexpr std::string_view kApplied = "SELECT step, checksum FROM schema_migration ORDER BY step";
constexpr std::string_view kRemember =
    "INSERT INTO schema_migration (step, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";

struct Step {
  std::int64_t number;
  std::string name;
  std::string checksum;
  std::string sql;
};

std::vector<Step> steps_of(std::span<const EmbeddedFile> files) {
  std::vector<Step> steps;
  for (const auto& file : files) {
    Step step{.number = 0,
              .name = std::string(file.path),
              .checksum = {},
              .sql = std::string(file.text())};
    std::from_chars(file.path.data(), file.path.data() + 4, step.number);
    step.checksum = sha256(step.sql);
    steps.push_back(std::move(step));
  }
  std::ranges::sort(steps, {}, &Step::number);
  return steps;
}

/// Undoes what was begun when an error leaves the function.
class Guard {
 public:
  explicit Guard(Connection& connection) : connection_(connection) {}
  ~Guard() { connection_.rollback(); }

 private:
  Connection& connection_;
};

/// Makes the tables that migrating itself needs. Of two programs that start at once on an empty
/// PostgreSQL, one may fail to make what the other is making: it finds it made when it tries again.
void make_own_tables(Connection& connection) {
  constexpr int kAttempts = 5;
  for (int attempt = 1;; ++attempt) {
    try {
      connection.begin(Intent::write);
      const Guard guard(connection);
      connection.execute_script(kPrepare);
      connection.commit();
      return;
    } catch (const StorageUnavailable&) {
      throw;
    } catch (const std::exception&) {
      if (attempt == kAttempts) throw;
    }
  }
}

Result<void> check_applied(const Rows& applied, const std::vector<Step>& steps) {
  for (std::size_t index = 0; index < applied.size(); ++index) {
    auto row = applied[index];
    const auto number = row.integer();
    if (index >= steps.size())
      return failure({.code = ErrorCode::database_newer,
                      .parameters = {{"found", std::to_string(number)},
                                     {"known", std::to_string(steps.size())}}});
    if (steps[index].number != number || steps[index].checksum != row.text())
      return failure(
          {.code = ErrorCode::database_changed, .parameters = {{"step", std::to_string(number)}}});
  }
  return {};
}

}  // namespace

Result<std::int64_t> Database::schema_step(std::span<const EmbeddedFile> migrations) {
  try {
    const auto connection = engine_->connect();
    Rows applied;
    try {
      applied =
          connection->execute(prepare_unchecked(kApplied, capabilities().parameter_prefix), {});
    } catch (const StorageUnavailable&) {
      throw;
    } catch (const std::exception&) {
      return 0;  // no such table yet
    }
    TRY(check_applied(applied, steps_of(migrations)));
    return static_cast<std::int64_t>(applied.size());
  } catch (const StorageUnavailable& error) {
    return failure({.code = ErrorCode::database_unreachable,
                    .parameters = {{"database", description()}, {"reason", error.what()}}});
  }
}

Result<std::int64_t> Database::migrate(std::span<const EmbeddedFile> migrations) {
  const auto steps = steps_of(migrations);
  const char prefix = capabilities().parameter_prefix;
  try {
    const auto connection = engine_->connect();
    make_own_tables(*connection);
    while (true) {
      connection->begin(Intent::write);
      const Guard guard(*connection);
      connection->execute(prepare_unchecked(kLock, prefix), {});
      const auto applied = connection->execute(prepare_unchecked(kApplied, prefix), {});
      TRY(check_applied(applied, steps));
      if (applied.size() == steps.size()) break;
      const auto& step = steps[applied.size()];
      connection->execute_script(step.sql);
      connection->execute(prepare_unchecked(kRemember, prefix),
                          values(step.number, step.name, step.checksum, clock_.now()));
      connection->commit();
    }
    const auto tables =
        connection->execute(prepare_unchecked(engine_->scoped_tables_query(), prefix), {});
    for (std::size_t index = 0; index < tables.size(); ++index)
      rules_.scoped_tables.insert(tables[index].text());
  } catch (const StorageUnavailable& error) {
    return failure({.code = ErrorCode::database_unreachable,
                    .parameters = {{"database", description()}, {"reason", error.what()}}});
  }
  return static_cast<std::int64_t>(steps.size());
}

}  // namespace regie::storage
