#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "storage/connection.h"
#include "storage/scope.h"

namespace regie::storage {

/// The secret behind the chain: 32 bytes that live outside the database.
using AuditKey = std::array<unsigned char, 32>;

/// Reads the key from a file, or makes one there (mode 0600) when `create` is set and none exists.
/// Fails with audit_key_missing {file} or data_folder_unwritable {folder}.
Result<AuditKey> load_audit_key(const std::string& file, bool create);

/// What happened, as a service states it. `details` is compact JSON, usually the changes.
struct Happening {
  std::string action;  ///< subject.verb, such as application.changed
  std::string subject;
  std::optional<std::string> subject_id = {};
  std::optional<std::string> subject_label = {};
  std::optional<std::string> details = {};
};

/// One link: a happening with who, when, from where and its place.
struct ChainEntry {
  Id organisation_id;
  std::int64_t sequence = 0;
  Timestamp at;
  Actor actor;
  Happening happening;
};

/// HMAC-SHA256 (lower-case hexadecimal) over the previous hash and every field with its length, so
/// that no two different entries give the same bytes.
std::string link_hash(const AuditKey& key, const std::string& previous, const ChainEntry& entry);

/// HMAC-SHA256 over the place and hash of the newest link: shows that the end was cut off.
std::string head_seal(const AuditKey& key, const Id& organisation_id, std::int64_t sequence,
                      const std::string& hash);

/// Appends to the organisation's chain, inside the connection's transaction. The update of the head
/// comes first and makes writers of one chain take turns until they commit. Throws
/// AuditTrailDamaged when the end of the chain is not as Regie left it.
void append_to_chain(Connection& connection, const AuditKey& key, const Scope& scope, Timestamp now,
                     const std::vector<Happening>& happenings, char parameter_prefix);

}  // namespace regie::storage
