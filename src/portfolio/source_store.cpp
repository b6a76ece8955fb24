#include <algorithm>
#include <iterator>

#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

using storage::value;
using storage::values;

constexpr std::size_t kSuppliersAtOnce = 100;

constexpr std::string_view kRemember =
    "INSERT INTO application_source (organisation_id, list_id, reference, application_id) "
    "VALUES (:organisation, $1, $2, $3) ON CONFLICT DO NOTHING";
constexpr std::string_view kReferences =
    "SELECT reference, application_id FROM application_source "
    "WHERE organisation_id = :organisation AND list_id = $1";
constexpr std::string_view kCameFromList =
    "AND EXISTS (SELECT 1 FROM application_source s WHERE s.organisation_id = :organisation "
    "AND s.application_id = a.id AND s.list_id = $1)";
constexpr std::string_view kSuppliers =
    "SELECT DISTINCT supplier_folded FROM application WHERE organisation_id = :organisation "
    "AND supplier_folded <> '' AND phase_rank < 8";

}  // namespace

bool RegisterStore::remember_source(const Id& application_id, const Provenance& source) {
  return transaction_.write(kRemember, values(source.list_id, source.reference, application_id))
             .changed == 1;
}

std::map<std::string, StoredApplication> RegisterStore::from_list(const std::string& list_id) {
  std::map<Id, std::string> references;
  const auto rows = transaction_.read(kReferences, values(list_id));
  for (auto row : rows) {
    auto reference = row.text();
    references[row.text()] = std::move(reference);
  }
  std::map<std::string, StoredApplication> found;
  if (references.empty()) return found;
  for (auto& stored : applications(kCameFromList, values(list_id)))
    found.emplace(references.at(stored.id), std::move(stored));
  return found;
}

std::vector<std::string> RegisterStore::suppliers_in_funnel() {
  const auto rows = transaction_.read(kSuppliers);
  std::vector<std::string> suppliers;
  suppliers.reserve(rows.size());
  for (auto row : rows) suppliers.push_back(row.text());
  return suppliers;
}

std::vector<StoredApplication> RegisterStore::supplied_by(
    const std::vector<std::string>& suppliers) {
  std::vector<StoredApplication> found;
  for (std::size_t first = 0; first < suppliers.size(); first += kSuppliersAtOnce) {
    const auto last = std::min(first + kSuppliersAtOnce, suppliers.size());
    storage::Values parameters;
    std::vector<std::string> places;
    for (auto at = first; at < last; ++at) {
      parameters.push_back(value(suppliers[at]));
      places.push_back("$" + std::to_string(parameters.size()));
    }
    const auto condition =
        "AND a.phase_rank < 8 AND a.supplier_folded IN (" + joined(places, ", ") + ")";
    std::ranges::move(applications(condition, parameters), std::back_inserter(found));
  }
  std::ranges::sort(found, {}, &StoredApplication::code);
  return found;
}

}  // namespace regie::portfolio
