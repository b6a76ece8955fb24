#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/error_code.h"
#include "storage/statement.h"
#include "storage/value.h"

namespace regie::storage {

/// The database cannot be used now. The code is what people are told: service_unavailable when it
/// is gone or locked for too long, storage_full, or outcome_unknown when it went away during a
/// commit.
class StorageUnavailable : public std::runtime_error {
 public:
  explicit StorageUnavailable(const std::string& reason,
                              ErrorCode code = ErrorCode::service_unavailable)
      : std::runtime_error(reason), code_(code) {}
  ErrorCode code() const { return code_; }

 private:
  ErrorCode code_;
};

/// A row that the tables' own rules refuse: a key that is taken, a reference to nothing.
class ConstraintViolation : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The audit trail was touched by something else than Regie: nothing can be added to it.
class AuditTrailDamaged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What differs between the databases that Regie runs on.
struct Capabilities {
  std::string_view name;            ///< sqlite or postgresql
  char parameter_prefix;            ///< before a parameter's number
  bool one_writer;                  ///< writers must take turns
  std::string_view byte_collation;  ///< what to append for ordering by bytes
};

enum class Intent { read, write };

/// One connection to one database. Not for use by two threads at a time.
class Connection {
 public:
  virtual ~Connection() = default;

  virtual void begin(Intent intent) = 0;
  virtual void commit() = 0;
  /// Never throws; a connection that cannot roll back is no longer usable.
  virtual void rollback() noexcept = 0;
  virtual Rows execute(const Statement& statement, const Values& parameters) = 0;
  /// A write of which nobody waits for the outcome: it may be sent together with what follows. Its
  /// fault is thrown by this call or a later one, at the latest by commit.
  virtual void execute_later(const Statement& statement, const Values& parameters) = 0;
  /// Several statements without parameters: migrations.
  virtual void execute_script(const std::string& sql) = 0;
  virtual bool usable() const = 0;
};

/// Makes connections.
class Engine {
 public:
  virtual ~Engine() = default;
  virtual const Capabilities& capabilities() const = 0;
  /// Throws StorageUnavailable with the reason.
  virtual std::unique_ptr<Connection> connect() = 0;
  /// Lists `table` for every table that has an organisation_id column.
  virtual std::string_view scoped_tables_query() const = 0;
  /// For messages, without a password.
  virtual std::string description() const = 0;
};

std::unique_ptr<Engine> make_sqlite_engine(std::string file);
std::unique_ptr<Engine> make_postgres_engine(std::string connection_uri);

}  // namespace regie::storage
