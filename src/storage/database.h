#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "base/time.h"
#include "storage/audit_chain.h"
#include "storage/connection.h"
#include "storage/copy.h"
#include "storage/scope.h"

namespace regie::storage {

class Database;

/// A unit of work for one scope. Undone when destroyed without commit.
class Transaction {
 public:
  Transaction(Transaction&&) noexcept = default;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  const Scope& scope() const { return scope_; }
  /// The moment that the transaction began: every row and audit record of it carries this time.
  Timestamp now() const { return now_; }
  const Capabilities& capabilities() const;

  /// Runs a SELECT. Throws std::logic_error when the statement leaves the scope (see statement.h).
  Rows read(std::string_view sql, const Values& parameters = {});
  /// Runs an INSERT, UPDATE or DELETE. The transaction can then only be committed with a record.
  Rows write(std::string_view sql, const Values& parameters = {});
  /// The same for one of many, without waiting for its outcome: a fault is thrown by a later call.
  void write_later(std::string_view sql, const Values& parameters = {});
  /// For what is no event in anybody's eyes: the last use of a session, failed attempts counted.
  Rows write_unrecorded(std::string_view sql, const Values& parameters = {});

  /// States what happened; commit links it into the organisation's chain.
  void record(Happening happening) { happenings_.push_back(std::move(happening)); }

  /// Durable when this returns. Throws std::logic_error when something was written but nothing
  /// recorded, StorageUnavailable when the database cannot.
  void commit();

 private:
  friend class Database;
  enum class Kind { change, view, glance };
  Transaction(Database& database, Scope scope, Kind kind);

  template <class Work>
  void with_connection(Work work);
  const Statement& checked(std::string_view sql, const Values& parameters, bool writes) const;
  Values completed(const Statement& statement, const Values& parameters) const;
  Rows run(std::string_view sql, const Values& parameters, bool writes);

  struct Release {
    Database* database;
    void operator()(Connection* connection) const;
  };

  Database* database_;
  Scope scope_;
  Kind kind_;
  Timestamp now_;
  std::unique_lock<std::mutex> turn_;  // outlives the connection: declared before it
  std::unique_ptr<Connection, Release> connection_;
  std::vector<Happening> happenings_;
  bool wrote_ = false;
  bool committed_ = false;
};

struct DatabaseOptions {
  std::size_t connections = 4;
  std::chrono::milliseconds patience{10'000};  ///< how long to wait for a free connection
  std::set<std::string, std::less<>> instance_may_use;
};

/// A pool of connections to one database, and the only way to its tables.
class Database {
 public:
  Database(std::unique_ptr<Engine> engine, const Clock& clock, AuditKey key,
           DatabaseOptions options);
  ~Database();

  /// Applies the numbered migrations that are missing, each in one transaction under a lock, and
  /// learns which tables are scoped. Fails with database_newer {found, known}, database_changed
  /// {step} or database_unreachable {database, reason}. Gives the number of the last step.
  Result<std::int64_t> migrate(std::span<const EmbeddedFile> migrations);

  /// The number of the last migration that was applied; 0 for an empty database. Changes nothing,
  /// not even an older database. Fails with database_unreachable or database_newer.
  Result<std::int64_t> schema_step(std::span<const EmbeddedFile> migrations);

  /// Copies everything but the tables left out into an empty database with the same schema, as one
  /// state, while others go on writing here. One of the two is SQLite. All or nothing. Fails with
  /// restore_target_in_use {database, table}; throws StorageUnavailable.
  Result<std::vector<CopiedTable>> copy_into(Database& target,
                                             const std::set<std::string>& left_out);

  Transaction begin(Scope scope) { return {*this, std::move(scope), Transaction::Kind::change}; }
  /// Reads one consistent state and cannot write.
  Transaction view(Scope scope) { return {*this, std::move(scope), Transaction::Kind::view}; }
  /// For one SELECT, which sees one state by itself: without the messages that begin and end a
  /// view. Another read throws std::logic_error.
  Transaction glance(Scope scope) { return {*this, std::move(scope), Transaction::Kind::glance}; }

  const Capabilities& capabilities() const { return engine_->capabilities(); }
  const AuditKey& audit_key() const { return key_; }
  const Clock& clock() const { return clock_; }
  std::string description() const { return engine_->description(); }

 private:
  friend class Transaction;

  std::unique_ptr<Connection> acquire();
  void release(std::unique_ptr<Connection> connection);
  const Statement& statement(std::string_view sql, bool instance_scope);

  std::unique_ptr<Engine> engine_;
  const Clock& clock_;
  AuditKey key_;
  DatabaseOptions options_;
  ScopeRules rules_;

  std::mutex writer_;
  std::mutex pool_mutex_;
  std::condition_variable pool_changed_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t open_ = 0;

  std::mutex statements_mutex_;
  std::unordered_map<std::string, std::unique_ptr<Statement>> statements_;
};

/// SQLite for a file path, PostgreSQL for a `postgresql://` or `postgres://` address.
std::unique_ptr<Engine> make_engine(const std::string& database);

}  // namespace regie::storage
