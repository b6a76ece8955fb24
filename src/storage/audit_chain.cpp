#include "storage/audit_chain.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/text.h"

namespace regie::storage {
namespace {

static_assert(crypto_auth_hmacsha256_KEYBYTES == std::tuple_size_v<AuditKey>);

constexpr std::string_view kAdvanceHead =
    "UPDATE audit_head SET sequence = sequence + 1 WHERE organisation_id = $1 "
    "RETURNING sequence, hash, seal";
constexpr std::string_view kFirstHead =
    "INSERT INTO audit_head (organisation_id, sequence, hash, seal) VALUES ($1, 0, '', '') "
    "ON CONFLICT (organisation_id) DO NOTHING";
constexpr std::string_view kInsertEntry =
    "INSERT INTO audit_entry (organisation_id, sequence, at, actor, actor_id, action, subject, "
    "subject_id, subject_label, origin, details, hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
constexpr std::string_view kSetHead =
    "UPDATE audit_head SET sequence = $2, hash = $3, seal = $4 WHERE organisation_id = $1";

class Digest {
 public:
  explicit Digest(const AuditKey& key) {
    crypto_auth_hmacsha256_init(&state_, key.data(), key.size());
  }
  void add(std::string_view field) {
    add_number(static_cast<std::int64_t>(field.size()));
    update(field.data(), field.size());
  }
  void add_optional(const std::optional<std::string>& field) {
    add_number(field ? 1 : 0);
    if (field) add(*field);
  }
  void add_number(std::int64_t number) {
    std::array<unsigned char, 8> bytes{};
    for (std::size_t index = 0; index < bytes.size(); ++index)
      bytes[index] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * index));
    crypto_auth_hmacsha256_update(&state_, bytes.data(), bytes.size());
  }
  std::string finish() {
    std::string raw(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state_, reinterpret_cast<unsigned char*>(raw.data()));
    return hexadecimal(raw);
  }

 private:
  void update(const char* data, std::size_t size) {
    crypto_auth_hmacsha256_update(&state_, reinterpret_cast<const unsigned char*>(data), size);
  }
  crypto_auth_hmacsha256_state state_{};
};

Result<AuditKey> read_key(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  AuditKey key{};
  stream.read(reinterpret_cast<char*>(key.data()), static_cast<std::streamsize>(key.size()));
  if (stream.gcount() != static_cast<std::streamsize>(key.size()))
    return failure({.code = ErrorCode::audit_key_missing, .parameters = {{"file", file}}});
  return key;
}

/// Made beside its place and then put there whole: programs that start at once end with one key.
Result<AuditKey> create_key(const std::string& file) {
  AuditKey key{};
  randombytes_buf(key.data(), key.size());
  const auto draft = file + "." + std::to_string(::getpid());
  ::unlink(draft.c_str());
  const int handle = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool placed = handle >= 0 &&
                ::write(handle, key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
                ::fsync(handle) == 0;
  placed = placed && (::link(draft.c_str(), file.c_str()) == 0 || errno == EEXIST);
  const int reason = errno;
  if (handle >= 0) ::close(handle);
  ::unlink(draft.c_str());
  if (!placed)
    return failure({.code = ErrorCode::data_folder_unwritable,
                    .parameters = {{"folder", std::filesystem::path(file).parent_path().string()}},
                    .internal = std::strerror(reason)});
  return read_key(file);
}

}  // namespace

Result<AuditKey> load_audit_key(const std::string& file, bool create) {
  if (!std::filesystem::exists(file) && create) return create_key(file);
  return read_key(file);
}

std::string link_hash(const AuditKey& key, const std::string& previous, const ChainEntry& entry) {
  Digest digest(key);
  digest.add(previous);
  digest.add(entry.organisation_id);
  digest.add_number(entry.sequence);
  digest.add_number(entry.at.microseconds);
  digest.add(entry.actor.name);
  digest.add_optional(entry.actor.account_id);
  digest.add(entry.actor.origin);
  digest.add(entry.happening.action);
  digest.add(entry.happening.subject);
  digest.add_optional(entry.happening.subject_id);
  digest.add_optional(entry.happening.subject_label);
  digest.add_optional(entry.happening.details);
  return digest.finish();
}

std::string head_seal(const AuditKey& key, const Id& organisation_id, std::int64_t sequence,
                      const std::string& hash) {
  Digest digest(key);
  digest.add("head");
  digest.add(organisation_id);
  digest.add_number(sequence);
  digest.add(hash);
  return digest.finish();
}

void append_to_chain(Connection& connection, const AuditKey& key, const Scope& scope, Timestamp now,
                     const std::vector<Happening>& happenings, char parameter_prefix) {
  const auto run = [&](std::string_view sql, const Values& parameters) {
    return connection.execute(prepare_unchecked(sql, parameter_prefix), parameters);
  };
  const auto insert_entry = prepare_unchecked(kInsertEntry, parameter_prefix);
  auto head = run(kAdvanceHead, values(scope.organisation_id()));
  if (head.empty()) {
    run(kFirstHead, values(scope.organisation_id()));
    head = run(kAdvanceHead, values(scope.organisation_id()));
  }
  auto row = head[0];
  ChainEntry entry{.organisation_id = scope.organisation_id(),
                   .sequence = row.integer() - 1,
                   .at = now,
                   .actor = scope.actor(),
                   .happening = {}};
  auto hash = row.text();
  const auto seal = row.text();
  if (entry.sequence > 0 && seal != head_seal(key, entry.organisation_id, entry.sequence, hash))
    throw AuditTrailDamaged("the head of the audit trail was not written by Regie");
  try {
    for (const auto& happening : happenings) {
      ++entry.sequence;
      entry.happening = happening;
      hash = link_hash(key, hash, entry);
      connection.execute_later(
          insert_entry,
          values(entry.organisation_id, entry.sequence, entry.at, entry.actor.name,
                 entry.actor.account_id, happening.action, happening.subject, happening.subject_id,
                 happening.subject_label, entry.actor.origin, happening.details, hash));
    }
    run(kSetHead, values(entry.organisation_id, entry.sequence, hash,
                         head_seal(key, entry.organisation_id, entry.sequence, hash)));
  } catch (const ConstraintViolation&) {
    throw AuditTrailDamaged("the audit trail has an entry beyond its head");
  }
}

}  // namespace regie::storage
