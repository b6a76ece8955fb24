#include "sector/key_store.h"

#include <stdexcept>

namespace regie::sector {
namespace {

using storage::values;

constexpr std::string_view kOldest =
    "SELECT id, salt, public_key FROM signing_key WHERE organisation_id = :organisation "
    "ORDER BY created_at, id LIMIT 1";
constexpr std::string_view kGet =
    "SELECT id, salt, public_key FROM signing_key WHERE organisation_id = :organisation "
    "AND id = $1";
constexpr std::string_view kInsert =
    "INSERT INTO signing_key (organisation_id, id, salt, public_key, created_at) "
    "VALUES (:organisation, $1, $2, $3, $4)";

StoredKey key_of(storage::Row row) {
  StoredKey key;
  key.id = row.text();
  key.salt = row.text();
  key.public_key = row.text();
  return key;
}

}  // namespace

std::optional<StoredKey> KeyStore::oldest() {
  const auto rows = transaction_.read(kOldest);
  return rows.empty() ? std::nullopt : std::optional(key_of(rows[0]));
}

StoredKey KeyStore::get(const Id& id) {
  const auto rows = transaction_.read(kGet, values(id));
  if (rows.empty()) throw std::runtime_error("an enrolment has a key that is not there");
  return key_of(rows[0]);
}

void KeyStore::insert(const StoredKey& key) {
  transaction_.write(kInsert, values(key.id, key.salt, key.public_key, transaction_.now()));
}

}  // namespace regie::sector
