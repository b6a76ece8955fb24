#include <libpq-fe.h>

#include <charconv>
#include <memory>
#include <unordered_map>

#include "storage/connection.h"

namespace regie::storage {
namespace {

constexpr Capabilities kCapabilities{.name = "postgresql",
                                     .parameter_prefix = '$',
                                     .one_writer = false,
                                     .byte_collation = " COLLATE \"C\""};
constexpr std::size_t kStatementCache = 200;
/// So many writes are underway at most: their answers must fit into what the network holds, as
/// nobody reads them meanwhile.
constexpr std::size_t kMostUnderway = 100;

// Type numbers of pg_type.h, which never change between versions.
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kFloat8 = 701;

constexpr std::string_view kDiskFull = "53100";

using ResultPtr = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string one_line(std::string_view text) {
  std::string line(text.substr(0, text.find('\n')));
  return line;
}

Bytes bytes_value(const char* text) {
  std::size_t size = 0;
  const std::unique_ptr<unsigned char, decltype(&PQfreemem)> raw(
      PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &size), &PQfreemem);
  if (!raw) throw std::bad_alloc();
  return {std::string(reinterpret_cast<const char*>(raw.get()), size)};
}

Value column_value(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column) != 0) return {};
  const char* text = PQgetvalue(result, row, column);
  const char* end = text + PQgetlength(result, row, column);
  switch (PQftype(result, column)) {
    case kInt8:
    case kInt4:
    case kInt2: {
      std::int64_t whole = 0;
      std::from_chars(text, end, whole);
      return whole;
    }
    case kFloat8: {
      double number = 0;
      std::from_chars(text, end, number);
      return number;
    }
    case kBytea:
      return bytes_value(text);
    default:
      return std::string(text, end);
  }
}

/// The parameters of one statement as libpq takes them. Points into the values.
class Arguments {
 public:
  explicit Arguments(const Values& parameters) {
    // Pointers into numbers_ stay good: it never grows beyond what is reserved.
    numbers_.reserve(parameters.size());
    for (const auto& parameter : parameters) {
      const auto* bytes = std::get_if<Bytes>(&parameter);
      const auto* text = bytes != nullptr ? &bytes->content : std::get_if<std::string>(&parameter);
      if (text == nullptr && !std::holds_alternative<std::monostate>(parameter))
        text = &numbers_.emplace_back(number_text(parameter));
      pointers_.push_back(text != nullptr ? text->c_str() : nullptr);
      lengths_.push_back(text != nullptr ? static_cast<int>(text->size()) : 0);
      formats_.push_back(bytes != nullptr ? 1 : 0);
    }
  }

  int count() const { return static_cast<int>(pointers_.size()); }
  const char* const* pointers() const { return pointers_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  static std::string number_text(const Value& value);

  std::vector<std::string> numbers_;
  std::vector<const char*> pointers_;
  std::vector<int> lengths_;
  std::vector<int> formats_;  ///< 1: as bytes
};

std::string Arguments::number_text(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&value)) {
    char buffer[32];
    const auto written = std::to_chars(buffer, buffer + sizeof buffer, *number);
    return std::string(buffer, written.ptr);
  }
  return {};
}

class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(const std::string& uri) : link_(connect(uri), &PQfinish) {
    if (PQstatus(link_.get()) != CONNECTION_OK)
      throw StorageUnavailable(one_line(PQerrorMessage(link_.get())));
    PQsetNoticeProcessor(link_.get(), [](void*, const char*) {}, nullptr);
    // No statement of ours runs long enough to earn what compiling it costs.
    command(
        "SET standard_conforming_strings = on; SET lock_timeout = '10s'; "
        "SET idle_in_transaction_session_timeout = '60s'; SET jit = off");
  }

  void begin(Intent intent) override {
    // A plan made while a table was small would walk through all that an import adds after it.
    command(intent == Intent::write ? "BEGIN; SET LOCAL plan_cache_mode = force_custom_plan"
                                    : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }

  void commit() override {
    await_all();
    ResultPtr answer(PQexec(link_.get(), "COMMIT"), &PQclear);
    // It may have been carried out before the connection was lost.
    if (!usable())
      throw StorageUnavailable(one_line(PQerrorMessage(link_.get())), ErrorCode::outcome_unknown);
    const auto result = checked(answer.release());
    // A COMMIT of a failed transaction answers ROLLBACK and no error: that is not a commit.
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
      throw StorageUnavailable("the database rolled back instead of committing");
  }

  void rollback() noexcept override {
    try {
      await_all();
    } catch (const std::exception&) {
      // It is undone, or the connection is no longer usable.
    }
    if (PQtransactionStatus(link_.get()) == PQTRANS_IDLE) return;
    const ResultPtr result(PQexec(link_.get(), "ROLLBACK"), &PQclear);
  }

  Rows execute(const Statement& statement, const Values& parameters) override {
    await_all();
    const auto& name = prepare(statement);
    const Arguments arguments(parameters);
    const auto result =
        checked(PQexecPrepared(link_.get(), name.c_str(), arguments.count(), arguments.pointers(),
                               arguments.lengths(), arguments.formats(), 0));
    return rows_of(result.get());
  }

  void execute_later(const Statement& statement, const Values& parameters) override {
    if (underway_ == kMostUnderway || !statements_.contains(statement.sql)) await_all();
    const auto& name = prepare(statement);
    const Arguments arguments(parameters);
    if (underway_ == 0 && PQenterPipelineMode(link_.get()) == 0)
      throw StorageUnavailable(one_line(PQerrorMessage(link_.get())));
    ++underway_;
    if (PQsendQueryPrepared(link_.get(), name.c_str(), arguments.count(), arguments.pointers(),
                            arguments.lengths(), arguments.formats(), 0) == 0)
      throw StorageUnavailable(one_line(PQerrorMessage(link_.get())));
  }

  void execute_script(const std::string& sql) override { command(sql.c_str()); }

  bool usable() const override { return PQstatus(link_.get()) == CONNECTION_OK && !lost_; }

 private:
  /// The address may say otherwise; without these a machine that vanished is waited for for
  /// minutes.
  static PGconn* connect(const std::string& uri) {
    const char* names[] = {"connect_timeout", "keepalives_idle", "tcp_user_timeout", "dbname",
                           nullptr};
    const char* values[] = {"5", "30", "20000", uri.c_str(), nullptr};
    return PQconnectdbParams(names, values, 1);
  }

  static Rows rows_of(PGresult* result) {
    Rows rows;
    const int count = PQntuples(result);
    const int columns = PQnfields(result);
    rows.rows.reserve(static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row) {
      auto& into = rows.rows.emplace_back();
      into.reserve(static_cast<std::size_t>(columns));
      for (int column = 0; column < columns; ++column)
        into.push_back(column_value(result, row, column));
    }
    const std::string_view changed = PQcmdTuples(result);
    std::from_chars(changed.data(), changed.data() + changed.size(), rows.changed);
    return rows;
  }

  void command(const char* sql) { checked(PQexec(link_.get(), sql)); }

  /// Reads the answers to what was sent; throws the first fault among them.
  void await_all() {
    if (underway_ == 0) return;
    underway_ = 0;
    ResultPtr fault(nullptr, &PQclear);
    if (PQpipelineSync(link_.get()) == 1) {
      // An answer ends with nothing; nothing twice is the end of a connection.
      for (bool ended = false; usable();) {
        ResultPtr result(PQgetResult(link_.get()), &PQclear);
        if (!result && ended) break;
        ended = !result;
        if (ended) continue;
        const auto status = PQresultStatus(result.get());
        if (status == PGRES_PIPELINE_SYNC) break;
        if (status == PGRES_FATAL_ERROR && !fault) fault = std::move(result);
      }
    }
    lost_ = PQexitPipelineMode(link_.get()) == 0;
    if (fault) checked(fault.release());
    if (!usable()) throw StorageUnavailable(one_line(PQerrorMessage(link_.get())));
  }

  const std::string& prepare(const Statement& statement) {
    if (const auto found = statements_.find(statement.sql); found != statements_.end())
      return found->second;
    if (statements_.size() >= kStatementCache) {
      command("DEALLOCATE ALL");
      statements_.clear();
    }
    const auto name = "s" + std::to_string(++prepared_);
    checked(PQprepare(link_.get(), name.c_str(), statement.sql.c_str(), 0, nullptr));
    return statements_.emplace(statement.sql, name).first->second;
  }

  ResultPtr checked(PGresult* raw) {
    ResultPtr result(raw, &PQclear);
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
    const char* state = result ? PQresultErrorField(result.get(), PG_DIAG_SQLSTATE) : nullptr;
    const std::string message =
        one_line(result ? PQresultErrorMessage(result.get()) : PQerrorMessage(link_.get()));
    // Classes 08 connection, 40 rollback, 53 resources, 55 lock, 57 shutdown, 58 system, 25
    // read-only standby: the database's state, not our statement.
    if (state != nullptr && std::string_view(state) == kDiskFull)
      throw StorageUnavailable(message, ErrorCode::storage_full);
    const std::string_view family = state != nullptr ? std::string_view(state).substr(0, 2) : "08";
    for (const auto* passing : {"08", "40", "53", "55", "57", "58", "25"})
      if (family == passing) throw StorageUnavailable(message);
    if (family == "23") throw ConstraintViolation("PostgreSQL: " + message);
    throw std::runtime_error("PostgreSQL: " + message);
  }

  std::unique_ptr<PGconn, decltype(&PQfinish)> link_;
  std::unordered_map<std::string, std::string> statements_;
  std::uint64_t prepared_ = 0;
  bool lost_ = false;         ///< answers and questions no longer match
  std::size_t underway_ = 0;  ///< writes that were sent and not answered
};

class PostgresEngine final : public Engine {
 public:
  explicit PostgresEngine(std::string uri) : uri_(std::move(uri)) {}

  const Capabilities& capabilities() const override { return kCapabilities; }

  std::unique_ptr<Connection> connect() override {
    return std::make_unique<PostgresConnection>(uri_);
  }

  std::string_view scoped_tables_query() const override {
    return "SELECT table_name::text FROM information_schema.columns "
           "WHERE table_schema = current_schema() AND column_name = 'organisation_id'";
  }

  std::string description() const override {
    std::string text = "postgresql";
    PQconninfoOption* options = PQconninfoParse(uri_.c_str(), nullptr);
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> owner(options,
                                                                             &PQconninfoFree);
    for (const auto* option = options; option != nullptr && option->keyword != nullptr; ++option) {
      const std::string_view keyword = option->keyword;
      if (option->val != nullptr && (keyword == "host" || keyword == "port" || keyword == "dbname"))
        text += " " + std::string(keyword) + "=" + option->val;
    }
    return text;
  }

 private:
  std::string uri_;
};

}  // namespace

std::unique_ptr<Engine> make_postgres_engine(std::string connection_uri) {
  return std::make_unique<PostgresEngine>(std::move(connection_uri));
}

}  // namespace regie::storage
