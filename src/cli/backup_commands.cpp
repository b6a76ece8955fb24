#include <fcntl.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "access/store.h"
#include "cli/chains.h"
#include "cli/with_house.h"

namespace regie::cli {
namespace {

namespace fs = std::filesystem;

/// Who was signed in, and who tried, is of the moment and of no use later.
const std::set<std::string> kLeftOut = {"session", "sign_in_failure"};

storage::Database open_database(const std::string& address, const Clock& clock,
                                const storage::AuditKey& key) {
  return {storage::make_engine(address), clock, key, {.instance_may_use = access::kInstanceMayUse}};
}

Error unusable(const std::string& file, std::string_view reason) {
  return {.code = ErrorCode::backup_unusable,
          .parameters = {{"file", file}, {"reason", std::string(reason)}}};
}

/// A file that is gone when the work ends, whatever way, with what SQLite keeps beside it.
class PassingFile {
 public:
  explicit PassingFile(std::string path) : path_(std::move(path)) { remove(); }
  ~PassingFile() { remove(); }
  PassingFile(const PassingFile&) = delete;
  PassingFile& operator=(const PassingFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  void remove() {
    std::error_code ignored;
    for (const auto* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(path_ + ending, ignored);
  }
  std::string path_;
};

/// On disk for good when this returns true: the bytes, and then the name.
bool is_durable(const std::string& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return false;
  const bool synced = ::fsync(handle) == 0;
  ::close(handle);
  return synced;
}

std::string folder_of(const std::string& file) {
  const auto folder = fs::path(file).parent_path().string();
  return folder.empty() ? "." : folder;
}

/// Puts the draft in its place unless something came there meanwhile.
Result<void> publish(const std::string& draft, const std::string& file) {
  if (!is_durable(draft) || ::link(draft.c_str(), file.c_str()) != 0 ||
      !is_durable(folder_of(file)))
    return failure(
        {.code = fs::exists(file) ? ErrorCode::backup_file_exists : ErrorCode::file_unusable,
         .parameters = {{"file", file}}});
  return {};
}

std::int64_t total(const std::vector<storage::CopiedTable>& tables) {
  std::int64_t rows = 0;
  for (const auto& table : tables) rows += table.rows;
  return rows;
}

void report(const Terminal& terminal, const std::string& file,
            const std::vector<storage::CopiedTable>& tables, std::string_view nl,
            std::string_view en) {
  if (!terminal.json) {
    std::cout << file << ": " << total(tables) << terminal.say(" rijen, ", " rows, ")
              << tables.size() << terminal.say(" tabellen ", " tables ") << terminal.say(nl, en)
              << std::endl;
    return;
  }
  boost::json::object counts;
  for (const auto& table : tables) counts[table.name] = table.rows;
  std::cout << boost::json::serialize(
                   boost::json::object{{"file", file}, {"rows", total(tables)}, {"tables", counts}})
            << std::endl;
}

void record(storage::Database& database, const char* action,
            const std::vector<storage::CopiedTable>& tables) {
  auto transaction = database.begin(storage::Scope::instance(terminal_actor()));
  transaction.record({.action = action,
                      .subject = "backup",
                      .details = "{\"rows\":" + std::to_string(total(tables)) + "}"});
  transaction.commit();
}

/// The exit code of the work's error; a database that goes away has a sentence too.
template <class Work>
int reported(const Context& context, Work work) {
  try {
    const Result<void> done = work();
    return done ? 0 : context.terminal.fail(done.error());
  } catch (const storage::StorageUnavailable& unavailable) {
    return context.terminal.fail(
        {.code = ErrorCode::database_unreachable,
         .parameters = {{"database", "-"}, {"reason", unavailable.what()}}});
  } catch (const storage::AuditTrailDamaged&) {
    return context.terminal.fail({.code = ErrorCode::audit_trail_damaged});
  }
}

/// What was given, or what is in its place already, and never one instead of another.
Result<storage::AuditKey> key_for_restore(const Configuration& configuration,
                                          const std::string& given) {
  const auto place = configuration.audit_key_file();
  if (given.empty()) return storage::load_audit_key(place, false);
  const auto key = TRY(storage::load_audit_key(given, false));
  if (fs::exists(place)) {
    if (TRY(storage::load_audit_key(place, false)) != key)
      return failure({.code = ErrorCode::backup_file_exists, .parameters = {{"file", place}}});
    return key;
  }
  std::ofstream stream(place, std::ios::binary);
  stream.write(reinterpret_cast<const char*>(key.data()), static_cast<std::streamsize>(key.size()));
  stream.close();
  if (!stream || !is_durable(place))
    return failure({.code = ErrorCode::file_unusable, .parameters = {{"file", place}}});
  return key;
}

/// A copy of the backup that may be migrated, after a look at whether it is one.
Result<void> take_copy(const Terminal& terminal, const std::string& file, const std::string& copy) {
  std::error_code error;
  fs::copy_file(file, copy, error);
  if (error) return failure({.code = ErrorCode::file_unusable, .parameters = {{"file", file}}});
  fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write, error);
  std::string head(16, '\0');
  std::ifstream(copy, std::ios::binary).read(head.data(), 16);
  if (head != std::string("SQLite format 3\0", 16))
    return failure(unusable(
        file, terminal.say("het bestand is van een andere soort", "the file is of another kind")));
  try {
    const auto connection = storage::make_sqlite_engine(copy)->connect();
    const auto found =
        connection->execute(storage::prepare_unchecked("PRAGMA integrity_check", '?'), {});
    if (found.size() == 1 && found[0].text() == "ok") return {};
  } catch (const std::exception&) {  // so damaged that SQLite cannot even look
  }
  return failure(unusable(file, terminal.say("het bestand is beschadigd", "the file is damaged")));
}

}  // namespace

int backup(const Context& context, const std::string& file) {
  const auto& [terminal, configuration, embedded] = context;
  return reported(context, [&]() -> Result<void> {
    const auto address = configuration.database_or_default();
    if (configuration.database.empty() && !fs::exists(address))
      return failure({.code = ErrorCode::file_unusable, .parameters = {{"file", address}}});
    if (fs::exists(file))
      return failure({.code = ErrorCode::backup_file_exists, .parameters = {{"file", file}}});
    const SystemClock clock;
    const auto key = TRY(storage::load_audit_key(configuration.audit_key_file(), false));
    auto database = open_database(address, clock, key);
    const auto step = TRY(database.schema_step(embedded.migrations));
    if (step == 0)
      return failure({.code = ErrorCode::database_unreachable,
                      .parameters = {{"database", database.description()},
                                     {"reason", std::string(terminal.say("er staat nog niets in",
                                                                         "it is empty"))}}});
    const PassingFile draft(file + ".partial");
    std::vector<storage::CopiedTable> tables;
    {
      auto target = open_database(draft.path(), clock, key);
      // As old as the database is: a backup before an upgrade needs no upgrade first.
      TRY(target.migrate(embedded.migrations.first(static_cast<std::size_t>(step))));
      tables = TRY(database.copy_into(target, kLeftOut));
    }
    TRY(publish(draft.path(), file));
    record(database, "backup.made", tables);
    report(terminal, file, tables, "bewaard", "saved");
    return {};
  });
}

int restore(const Context& context, const RestoreOptions& options) {
  const auto& [terminal, configuration, embedded] = context;
  return reported(context, [&]() -> Result<void> {
    std::error_code error;
    fs::create_directories(configuration.data, error);
    if (error || ::access(configuration.data.c_str(), W_OK | X_OK) != 0)
      return failure({.code = ErrorCode::data_folder_unwritable,
                      .parameters = {{"folder", configuration.data}}});
    if (!fs::is_regular_file(options.file))
      return failure({.code = ErrorCode::file_unusable, .parameters = {{"file", options.file}}});
    const SystemClock clock;
    const auto key = TRY(key_for_restore(configuration, options.audit_key));
    const PassingFile copy(configuration.data + "/.restore.sqlite");
    TRY(take_copy(terminal, options.file, copy.path()));
    auto source = open_database(copy.path(), clock, key);
    if (TRY(source.schema_step(embedded.migrations)) == 0)
      return failure(unusable(
          options.file, terminal.say("er staat geen register in", "there is no register in it")));
    TRY(source.migrate(embedded.migrations));
    TRY(refuse_broken(verify_all_chains(source, terminal)));
    auto target = open_database(configuration.database_or_default(), clock, key);
    TRY(target.migrate(embedded.migrations));
    const auto tables = TRY(source.copy_into(target, kLeftOut));
    record(target, "backup.restored", tables);
    report(terminal, options.file, tables, "teruggezet", "restored");
    return {};
  });
}

}  // namespace regie::cli
