#include "storage/database.h"

#include <stdexcept>

namespace regie::storage {

Transaction::Transaction(Database& database, Scope scope, Kind kind)
    : database_(&database),
      scope_(std::move(scope)),
      kind_(kind),
      now_(database.clock_.now()),
      connection_(nullptr, Release{&database}) {
  if (kind == Kind::change && database.capabilities().one_writer)
    turn_ = std::unique_lock(database.writer_);
  if (kind == Kind::glance) return;
  with_connection([&] { connection_->begin(kind == Kind::change ? Intent::write : Intent::read); });
}

/// Pooled connections may have died since their last use; a fresh one tells whether the database
/// itself is there.
template <class Work>
void Transaction::with_connection(Work work) {
  for (std::size_t left = database_->options_.connections;; --left) {
    connection_.reset(database_->acquire().release());
    try {
      return work();
    } catch (const StorageUnavailable&) {
      if (connection_->usable() || left == 0) throw;
      connection_.reset();
    }
  }
}

Transaction::~Transaction() {
  if (connection_ && !committed_ && kind_ != Kind::glance) connection_->rollback();
}

const Capabilities& Transaction::capabilities() const { return database_->capabilities(); }

const Statement& Transaction::checked(std::string_view sql, const Values& parameters,
                                      bool writes) const {
  const auto& statement = database_->statement(sql, scope_.is_instance());
  if (statement.writes != writes)
    throw std::logic_error("read and write are mixed up: " + std::string(sql));
  if (writes && kind_ != Kind::change)
    throw std::logic_error("a view cannot write: " + std::string(sql));
  if (statement.parameters > parameters.size())
    throw std::logic_error("too few parameters for: " + std::string(sql));
  // SQLite would keep what PostgreSQL cuts off without a word.
  for (const auto& parameter : parameters)
    if (const auto* text = std::get_if<std::string>(&parameter);
        text != nullptr && text->contains('\0'))
      throw std::logic_error("a text with a NUL for: " + std::string(sql));
  return statement;
}

Values Transaction::completed(const Statement& statement, const Values& parameters) const {
  auto all = parameters;
  if (!statement.uses_organisation) return all;
  all.resize(statement.parameters);
  all.push_back(value(scope_.organisation_id()));
  return all;
}

Rows Transaction::run(std::string_view sql, const Values& parameters, bool writes) {
  const auto& statement = checked(sql, parameters, writes);
  const auto all = completed(statement, parameters);
  if (kind_ != Kind::glance) return connection_->execute(statement, all);
  if (connection_) throw std::logic_error("a glance reads once: " + std::string(sql));
  Rows rows;
  with_connection([&] { rows = connection_->execute(statement, all); });
  return rows;
}

Rows Transaction::read(std::string_view sql, const Values& parameters) {
  return run(sql, parameters, false);
}

Rows Transaction::write(std::string_view sql, const Values& parameters) {
  wrote_ = true;
  return run(sql, parameters, true);
}

void Transaction::write_later(std::string_view sql, const Values& parameters) {
  wrote_ = true;
  const auto& statement = checked(sql, parameters, true);
  connection_->execute_later(statement, completed(statement, parameters));
}

Rows Transaction::write_unrecorded(std::string_view sql, const Values& parameters) {
  return run(sql, parameters, true);
}

void Transaction::commit() {
  if (committed_) throw std::logic_error("committed twice");
  if (kind_ == Kind::glance) throw std::logic_error("a glance has nothing to commit");
  if (wrote_ && happenings_.empty())
    throw std::logic_error("a change without an audit record: state what happened before commit");
  if (!happenings_.empty())
    append_to_chain(*connection_, database_->key_, scope_, now_, happenings_,
                    database_->capabilities().parameter_prefix);
  connection_->commit();
  committed_ = true;
}

void Transaction::Release::operator()(Connection* connection) const {
  database->release(std::unique_ptr<Connection>(connection));
}

Database::Database(std::unique_ptr<Engine> engine, const Clock& clock, AuditKey key,
                   DatabaseOptions options)
    : engine_(std::move(engine)), clock_(clock), key_(key), options_(std::move(options)) {
  rules_.instance_may_use = options_.instance_may_use;
}

Database::~Database() = default;

std::unique_ptr<Connection> Database::acquire() {
  std::unique_lock lock(pool_mutex_);
  const bool free = pool_changed_.wait_for(
      lock, options_.patience, [&] { return !idle_.empty() || open_ < options_.connections; });
  if (!free) throw StorageUnavailable("every connection is in use");
  if (!idle_.empty()) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }
  ++open_;
  lock.unlock();
  try {
    return engine_->connect();
  } catch (...) {
    lock.lock();
    --open_;
    pool_changed_.notify_one();
    throw;
  }
}

void Database::release(std::unique_ptr<Connection> connection) {
  const std::scoped_lock lock(pool_mutex_);
  if (connection->usable())
    idle_.push_back(std::move(connection));
  else
    --open_;
  pool_changed_.notify_one();
}

const Statement& Database::statement(std::string_view sql, bool instance_scope) {
  auto name = (instance_scope ? "i" : "o") + std::string(sql);
  const std::scoped_lock lock(statements_mutex_);
  auto& slot = statements_[std::move(name)];
  if (!slot)
    slot = std::make_unique<Statement>(
        prepare(sql, rules_, instance_scope, capabilities().parameter_prefix));
  return *slot;
}

std::unique_ptr<Engine> make_engine(const std::string& database) {
  if (database.starts_with("postgresql://") || database.starts_with("postgres://"))
    return make_postgres_engine(database);
  return make_sqlite_engine(database);
}

}  // namespace regie::storage
