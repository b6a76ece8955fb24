#include "portfolio/fact_store.h"

namespace regie::portfolio {
namespace {

/// A document is compact JSON: within a text of it these quotation marks would be escaped.
constexpr std::string_view kWithDpia =
    "SELECT id FROM application WHERE organisation_id = :organisation "
    "AND document LIKE '%\"dpia\":\"completed\"%'";

}  // namespace

std::set<Id> FactStore::with_completed_dpia() {
  const auto rows = transaction_.read(kWithDpia);
  std::set<Id> ids;
  for (std::size_t index = 0; index < rows.size(); ++index) ids.insert(rows[index].text());
  return ids;
}

}  // namespace regie::portfolio
