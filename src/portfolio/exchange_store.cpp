#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

using storage::values;

constexpr std::string_view kColumns =
    "SELECT name_folded, field FROM exchange_column WHERE organisation_id = :organisation";
constexpr std::string_view kRemember =
    "INSERT INTO exchange_column (organisation_id, name_folded, field) "
    "VALUES (:organisation, $1, $2) "
    "ON CONFLICT (organisation_id, name_folded) DO UPDATE SET field = excluded.field";

}  // namespace

std::map<std::string, std::string> ExchangeStore::columns() {
  const auto rows = transaction_.read(kColumns);
  std::map<std::string, std::string> columns;
  for (auto row : rows) {
    auto name = row.text();
    columns[std::move(name)] = row.text();
  }
  return columns;
}

void ExchangeStore::remember(const std::string& name_folded, const std::string& field) {
  transaction_.write(kRemember, values(name_folded, field));
}

}  // namespace regie::portfolio
