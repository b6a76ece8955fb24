#include "market/store.h"

namespace regie::market {
namespace {

using storage::values;

constexpr std::string_view kList =
    "SELECT covers_until, imported_at FROM market_list WHERE id = $1";
constexpr std::string_view kEntries =
    "SELECT number, device, company, panel, product_code, decided_on FROM market_entry "
    "WHERE list_id = $1 ORDER BY decided_on DESC, number";
constexpr std::string_view kReplaceList =
    "INSERT INTO market_list (id, covers_until, imported_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (id) DO UPDATE SET covers_until = excluded.covers_until, imported_at = "
    "excluded.imported_at";
constexpr std::string_view kForget = "DELETE FROM market_entry WHERE list_id = $1";
constexpr std::string_view kInsert =
    "INSERT INTO market_entry (list_id, number, device, company, panel, product_code, decided_on) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";

}  // namespace

std::optional<StoredList> MarketStore::list(const std::string& list_id) {
  const auto rows = transaction_.read(kList, values(list_id));
  if (rows.empty()) return std::nullopt;
  auto row = rows[0];
  StoredList list;
  list.covers_until = row.day();
  list.imported_at = row.moment();
  return list;
}

std::vector<Entry> MarketStore::entries(const std::string& list_id) {
  const auto rows = transaction_.read(kEntries, values(list_id));
  std::vector<Entry> entries;
  entries.reserve(rows.size());
  for (auto row : rows) {
    auto& entry = entries.emplace_back();
    entry.number = row.text();
    entry.device = row.text();
    entry.company = row.text();
    entry.panel = row.text();
    entry.product_code = row.text();
    entry.decided_on = row.day();
  }
  return entries;
}

void MarketStore::replace(const std::string& list_id, Date covers_until,
                          const std::vector<Entry>& entries) {
  // First, so that of two who bring a list at once the second waits for the first.
  transaction_.write(kReplaceList, values(list_id, covers_until, transaction_.now()));
  transaction_.write(kForget, values(list_id));
  for (const auto& entry : entries)
    transaction_.write(kInsert, values(list_id, entry.number, entry.device, entry.company,
                                       entry.panel, entry.product_code, entry.decided_on));
}

}  // namespace regie::market
