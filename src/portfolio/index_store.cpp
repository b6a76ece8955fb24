#include "portfolio/index_store.h"

#include <unordered_map>

#include "base/enumeration.h"

namespace regie::portfolio {
namespace {

using storage::value;
using storage::values;

constexpr std::size_t kMostChanges = 200;

constexpr std::string_view kPosition =
    "SELECT sequence, hash FROM audit_head WHERE organisation_id = :organisation";
constexpr std::string_view kWasThere =
    "SELECT 1 FROM audit_entry WHERE organisation_id = :organisation AND sequence = $1 "
    "AND hash = $2";
constexpr std::string_view kChanges =
    "SELECT DISTINCT subject, subject_id FROM audit_entry WHERE organisation_id = :organisation "
    "AND sequence > $1 AND subject IN ('application', 'organisation') "
    "AND action <> 'application.exported' LIMIT $2";
constexpr std::string_view kApplications =
    "SELECT a.id, a.code, a.phase, a.phase_since, a.name, a.name_folded, a.search_text, "
    "a.technology, a.domain, a.use_case, a.supplier, a.supplier_folded, a.owner, a.owner_folded, "
    "a.risk_class, a.medical_device, a.contract_ends_on, a.next_review_on, a.completeness, "
    "a.confirmed_at, a.updated_at, a.submitted_at, a.answered_at "
    "FROM application a WHERE a.organisation_id = :organisation";
constexpr std::string_view kTerms =
    "SELECT a.application_id, a.kind, a.term FROM application_term a "
    "WHERE a.organisation_id = :organisation AND a.kind IN ('process', 'department')";

void read_into(IndexedApplication& each, storage::Row row) {
  each.id = row.text();
  each.code = row.text();
  each.phase = enum_from<Phase>(row.text()).value_or(Phase::idea);
  each.phase_since = row.moment();
  each.name = row.text();
  each.name_folded = row.text();
  each.search_text = row.text();
  each.technology = row.maybe_text().value_or("");
  each.domain = row.maybe_text().value_or("");
  each.use_case = row.maybe_text().value_or("");
  each.supplier = row.maybe_text();
  each.supplier_folded = row.text();
  each.owner = row.maybe_text();
  each.owner_folded = row.text();
  each.risk_class = enum_from<RiskClass>(row.text()).value_or(RiskClass::not_classified);
  each.medical_device =
      enum_from<MedicalDevice>(row.text()).value_or(MedicalDevice::not_classified);
  each.contract_ends_on = row.maybe_day();
  each.next_review_on = row.maybe_day();
  each.completeness = row.integer();
  each.confirmed_at = row.moment();
  each.updated_at = row.moment();
  each.submitted_at = row.maybe_moment();
  each.answered_at = row.maybe_moment();
}

}  // namespace

std::string places_for(const std::vector<Id>& ids, storage::Values& values) {
  std::size_t size = ids.size();
  for (const std::size_t step : {10, 50, 100, 500})
    if (ids.size() <= step) {
      size = step;
      break;
    }
  std::string places;
  for (std::size_t index = 0; index < size; ++index) {
    values.push_back(value(ids[std::min(index, ids.size() - 1)]));
    places += (index == 0 ? "$" : ", $") + std::to_string(values.size());
  }
  return places;
}

TrailPosition IndexStore::position() {
  const auto rows = transaction_.read(kPosition);
  if (rows.empty()) return {};
  auto row = rows[0];
  const auto sequence = row.integer();
  return {.sequence = sequence, .hash = row.text()};
}

std::optional<std::vector<Id>> IndexStore::changed_since(const TrailPosition& position) {
  if (transaction_.read(kWasThere, values(position.sequence, position.hash)).empty())
    return std::nullopt;
  const auto rows = transaction_.read(
      kChanges, values(position.sequence, static_cast<std::int64_t>(kMostChanges) + 1));
  if (rows.size() > kMostChanges) return std::nullopt;
  std::vector<Id> ids;
  for (auto row : rows) {
    const bool one = row.text() == "application" && !row.is_null();
    if (!one) return std::nullopt;  // many at once, or an example that came or went
    ids.push_back(row.text());
  }
  return ids;
}

std::vector<IndexEntry> IndexStore::all() { return entries("", {}); }

std::vector<IndexEntry> IndexStore::some(const std::vector<Id>& ids) {
  if (ids.empty()) return {};
  storage::Values parameters;
  const auto places = places_for(ids, parameters);
  return entries(" IN (" + places + ")", parameters);
}

std::vector<IndexEntry> IndexStore::entries(const std::string& condition,
                                            const storage::Values& ids) {
  const auto where = [&](std::string_view column) {
    return condition.empty() ? "" : " AND " + std::string(column) + condition;
  };
  const auto rows = transaction_.read(std::string(kApplications) + where("a.id"), ids);
  std::vector<std::shared_ptr<IndexedApplication>> found;
  std::unordered_map<Id, IndexedApplication*> by_id;
  found.reserve(rows.size());
  by_id.reserve(rows.size());
  for (auto row : rows) {
    auto& each = found.emplace_back(std::make_shared<IndexedApplication>());
    read_into(*each, row);
    by_id.emplace(each->id, each.get());
  }
  const auto terms = transaction_.read(std::string(kTerms) + where("a.application_id"), ids);
  for (auto row : terms) {
    const auto place = by_id.find(row.text());
    if (place == by_id.end()) continue;
    const bool process = row.text() == "process";
    (process ? place->second->processes : place->second->departments).push_back(row.text());
  }
  return {found.begin(), found.end()};
}

}  // namespace regie::portfolio
