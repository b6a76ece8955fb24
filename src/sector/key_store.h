#pragma once

#include <string>

#include "sector/signing.h"
#include "storage/database.h"

namespace regie::sector {

/// A key of the organisation as it is kept: without its secret.
struct StoredKey {
  Id id;
  std::string salt;
  PublicKey public_key;
};

/// All SQL about the organisation's own keys.
class KeyStore {
 public:
  explicit KeyStore(storage::Transaction& transaction) : transaction_(transaction) {}

  /// The oldest, which stays the same when a sector body takes part elsewhere too; nothing when
  /// there is none yet.
  std::optional<StoredKey> oldest();
  /// Throws std::runtime_error when it is not there.
  StoredKey get(const Id& id);
  void insert(const StoredKey& key);

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::sector
