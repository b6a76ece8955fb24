#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "market/entry.h"
#include "storage/database.h"

namespace regie::market {

/// The list that somebody brought in, without its entries.
struct StoredList {
  Date covers_until;
  Timestamp imported_at;  ///< another moment each time the entries changed
};

/// All SQL about the list of the market: in the scope of the instance.
class MarketStore {
 public:
  explicit MarketStore(storage::Transaction& transaction) : transaction_(transaction) {}

  std::optional<StoredList> list(const std::string& list_id);
  std::vector<Entry> entries(const std::string& list_id);
  void replace(const std::string& list_id, Date covers_until, const std::vector<Entry>& entries);

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::market
