#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "market/catalogue.h"
#include "market/list_file.h"
#include "market/resemblance.h"
#include "market/views.h"
#include "portfolio/store.h"

namespace regie::market {

/// One state of the list, made ready for searching. Immutable: every request reads it without a
/// lock.
class Market {
 public:
  struct Item {
    Entry entry;
    std::string field;
    std::string search_text;  ///< folded
    std::string device_folded;
    std::string company_id;
    ProductName name;
  };

  /// The list may not be empty. `imported_at` is absent for the list that shipped.
  Market(const Catalogue& catalogue, std::vector<Entry> entries,
         std::optional<Timestamp> imported_at);

  const std::vector<Item>& items() const { return items_; }
  std::vector<Entry> entries() const;
  const Item* find(const std::string& id) const;
  /// Positions of a company's entries.
  const std::vector<std::size_t>& of_company(const std::string& company_id) const;
  const Period& period() const { return period_; }
  const MarketList& about() const { return about_; }

 private:
  void describe(const Catalogue& catalogue);

  std::vector<Item> items_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_company_;
  Period period_;
  MarketList about_;
};

/// What one organisation has beside the list.
struct Ours {
  std::map<std::string, portfolio::StoredApplication> ideas;      ///< by number
  std::map<std::size_t, std::vector<OurApplication>> resembling;  ///< by position in the market
};

/// Reads what the transaction's organisation has of this market, in one look at the register.
Ours ours_in(const Market& market, const std::string& list_id, storage::Transaction& transaction);

}  // namespace regie::market
