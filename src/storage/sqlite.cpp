#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <atomic>
#include <cerrno>
#include <unordered_map>

#include "storage/connection.h"

namespace regie::storage {
namespace {

constexpr Capabilities kCapabilities{
    .name = "sqlite", .parameter_prefix = '?', .one_writer = true, .byte_collation = ""};
constexpr int kBusyMilliseconds = 10'000;
constexpr std::size_t kStatementCache = 200;
constexpr int kPagesHeld = 16'384;  ///< 64 MB; what is beyond the cache is given back afterwards

[[noreturn]] void translate(const SQLite::Exception& error, sqlite3* handle) {
  const int cause = sqlite3_system_errno(handle);
  const bool failed_io = error.getErrorCode() == SQLITE_IOERR;
  if (error.getErrorCode() == SQLITE_FULL || (failed_io && (cause == ENOSPC || cause == EDQUOT)))
    throw StorageUnavailable(error.what(), ErrorCode::storage_full);
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL:
      throw StorageUnavailable(error.what());
    case SQLITE_CONSTRAINT:
      throw ConstraintViolation(std::string("SQLite: ") + error.what());
    default:
      throw std::runtime_error(std::string("SQLite: ") + error.what());
  }
}

void bind(SQLite::Statement& statement, int index, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value))
    statement.bindNoCopy(index, *text);
  else if (const auto* whole = std::get_if<std::int64_t>(&value))
    statement.bind(index, *whole);
  else if (const auto* bytes = std::get_if<Bytes>(&value))
    statement.bindNoCopy(index, bytes->content.data(), static_cast<int>(bytes->content.size()));
  else if (const auto* number = std::get_if<double>(&value))
    statement.bind(index, *number);
  else
    statement.bind(index);
}

Value column_value(const SQLite::Column& column) {
  if (column.isNull()) return {};
  // getInt64, not getInt: the latter cuts 5,000,000,000 to 705,032,704.
  if (column.isInteger()) return std::int64_t{column.getInt64()};
  if (column.isFloat()) return column.getDouble();
  if (column.isBlob()) return Bytes{column.getString()};
  return column.getString();
}

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::string& file, bool may_create)
      : database_(file, SQLite::OPEN_READWRITE | (may_create ? SQLite::OPEN_CREATE : 0),
                  kBusyMilliseconds) {
    database_.exec("PRAGMA journal_mode=WAL");
    database_.exec("PRAGMA synchronous=FULL");
    database_.exec("PRAGMA foreign_keys=ON");
    database_.exec("PRAGMA trusted_schema=OFF");
    database_.exec("PRAGMA cache_size=-8000");
    // A large import holds its pages until it commits, instead of writing and reading them again.
    database_.exec("PRAGMA cache_spill=" + std::to_string(kPagesHeld));
  }

  void begin(Intent intent) override {
    refuse_when_moved();
    run([&] { database_.exec(intent == Intent::write ? "BEGIN IMMEDIATE" : "BEGIN"); });
  }

  void commit() override {
    run([&] { database_.exec("COMMIT"); });
  }

  void rollback() noexcept override {
    try {
      if (sqlite3_get_autocommit(database_.getHandle()) == 0) database_.exec("ROLLBACK");
    } catch (const std::exception&) {
      usable_ = false;
    }
  }

  Rows execute(const Statement& statement, const Values& parameters) override {
    Rows result;
    if (sqlite3_get_autocommit(database_.getHandle()) != 0) refuse_when_moved();
    run([&] {
      auto& prepared = prepare(statement.sql);
      const Reset reset{prepared};
      for (std::size_t index = 0; index < parameters.size(); ++index)
        bind(prepared, static_cast<int>(index) + 1, parameters[index]);
      const int columns = prepared.getColumnCount();
      while (prepared.executeStep()) {
        auto& row = result.rows.emplace_back();
        row.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column)
          row.push_back(column_value(prepared.getColumn(column)));
      }
      if (statement.writes) result.changed = database_.getChanges();
    });
    return result;
  }

  void execute_later(const Statement& statement, const Values& parameters) override {
    execute(statement, parameters);
  }

  void execute_script(const std::string& sql) override {
    run([&] { database_.exec(sql); });
  }

  bool usable() const override { return usable_; }

 private:
  struct Reset {
    SQLite::Statement& statement;
    ~Reset() {
      statement.tryReset();
      try {
        statement.clearBindings();
      } catch (const SQLite::Exception&) {  // bindings are overwritten before the next use anyway
      }
    }
  };

  template <class Work>
  void run(Work work) {
    try {
      work();
    } catch (const SQLite::Exception& error) {
      translate(error, database_.getHandle());
    }
  }

  /// A file that was moved or removed can still be written to, and all of it would be lost.
  void refuse_when_moved() {
    int moved = 0;
    sqlite3_file_control(database_.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (moved == 0) return;
    usable_ = false;
    throw StorageUnavailable("the database file is no longer where it was");
  }

  SQLite::Statement& prepare(const std::string& sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
    if (statements_.size() >= kStatementCache) statements_.clear();
    return statements_.try_emplace(sql, database_, sql).first->second;
  }

  SQLite::Database database_;
  std::unordered_map<std::string, SQLite::Statement> statements_;
  bool usable_ = true;
};

class SqliteEngine final : public Engine {
 public:
  explicit SqliteEngine(std::string file) : file_(std::move(file)) {}

  const Capabilities& capabilities() const override { return kCapabilities; }

  std::unique_ptr<Connection> connect() override {
    try {
      auto connection = std::make_unique<SqliteConnection>(file_, !opened_);
      opened_ = true;
      return connection;
    } catch (const SQLite::Exception& error) {
      throw StorageUnavailable(error.what(), error.getErrorCode() == SQLITE_FULL
                                                 ? ErrorCode::storage_full
                                                 : ErrorCode::service_unavailable);
    }
  }

  std::string_view scoped_tables_query() const override {
    return "SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
           "WHERE m.type = 'table' AND c.name = 'organisation_id'";
  }

  std::string description() const override { return file_; }

 private:
  std::string file_;
  std::atomic<bool> opened_ = false;  ///< from then on a file that is missing is not made anew
};

}  // namespace

std::unique_ptr<Engine> make_sqlite_engine(std::string file) {
  return std::make_unique<SqliteEngine>(std::move(file));
}

}  // namespace regie::storage
