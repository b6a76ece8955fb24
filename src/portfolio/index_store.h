#pragma once

#include <optional>
#include <vector>

#include "portfolio/register_index.h"

namespace regie::portfolio {

/// All SQL of the index of the register.
class IndexStore {
 public:
  explicit IndexStore(storage::Transaction& transaction) : transaction_(transaction) {}

  /// How far the organisation's audit trail is; 0 before its first entry.
  TrailPosition position();
  /// The applications that an entry after this one is about; nothing when so much changed that all
  /// must be read, or when this trail never was there.
  std::optional<std::vector<Id>> changed_since(const TrailPosition& position);
  std::vector<IndexEntry> all();
  std::vector<IndexEntry> some(const std::vector<Id>& ids);

 private:
  std::vector<IndexEntry> entries(const std::string& condition, const storage::Values& ids);

  storage::Transaction& transaction_;
};

/// `$1, $2` for so many ids. To keep the number of different statements small the list is filled up
/// to 10, 50, 100 or 500 with the last id; `ids` may not be empty nor hold more than 500.
std::string places_for(const std::vector<Id>& ids, storage::Values& values);

}  // namespace regie::portfolio
