#include <set>

#include "base/enumeration.h"
#include "portfolio/document.h"
#include "portfolio/register_query.h"
#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

using storage::value;
using storage::values;

#define REGIE_APPLICATION_COLUMNS                                                               \
  "a.id, a.code, a.version, a.phase, a.phase_since, a.created_at, a.created_by, a.updated_at, " \
  "a.updated_by, a.confirmed_at, a.confirmed_by, a.submitted_by, a.submitted_by_id, "           \
  "a.submitted_at, a.answered_at, a.answer, a.completeness, a.document"

constexpr std::string_view kTakeNumbers =
    "INSERT INTO register_counter (organisation_id, last_number) VALUES (:organisation, $1) "
    "ON CONFLICT (organisation_id) DO UPDATE SET "
    "last_number = register_counter.last_number + excluded.last_number "
    "RETURNING last_number";
constexpr std::string_view kReserveNumber =
    "INSERT INTO register_counter (organisation_id, last_number) VALUES (:organisation, $1) "
    "ON CONFLICT (organisation_id) DO UPDATE SET last_number = excluded.last_number "
    "WHERE register_counter.last_number < excluded.last_number";
constexpr std::string_view kInsert =
    "INSERT INTO application (organisation_id, id, code, phase, phase_rank, phase_since, name, "
    "name_folded, search_text, technology, domain, use_case, supplier, supplier_folded, owner, "
    "owner_folded, risk_class, risk_rank, medical_device, contract_ends_on, next_review_on, "
    "completeness, updated_at, updated_by, answered_at, answer, document, confirmed_at, "
    "confirmed_by, created_at, created_by, submitted_by, submitted_by_id, submitted_at) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "
    "$17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)";
constexpr std::string_view kUpdate =
    "UPDATE application SET code = $2, phase = $3, phase_rank = $4, phase_since = $5, name = $6, "
    "name_folded = $7, search_text = $8, technology = $9, domain = $10, use_case = $11, "
    "supplier = $12, supplier_folded = $13, owner = $14, owner_folded = $15, risk_class = $16, "
    "risk_rank = $17, medical_device = $18, contract_ends_on = $19, next_review_on = $20, "
    "completeness = $21, updated_at = $22, updated_by = $23, answered_at = $24, answer = $25, "
    "document = $26, version = version + 1 "
    "WHERE organisation_id = :organisation AND id = $1 AND version = $27";
constexpr std::string_view kConfirm =
    "UPDATE application SET confirmed_at = $2, confirmed_by = $3 "
    "WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kSelect = "SELECT " REGIE_APPLICATION_COLUMNS
                                     " FROM application a WHERE a.organisation_id = :organisation ";
constexpr std::string_view kDeleteTerms =
    "DELETE FROM application_term WHERE organisation_id = :organisation AND application_id = $1";
constexpr std::string_view kInsertTerm =
    "INSERT INTO application_term (organisation_id, application_id, kind, term) "
    "VALUES (:organisation, $1, $2, $3) ON CONFLICT DO NOTHING";
constexpr std::string_view kSuppliers =
    "SELECT DISTINCT supplier FROM application WHERE organisation_id = :organisation "
    "AND supplier IS NOT NULL";
constexpr std::string_view kOwners =
    "SELECT DISTINCT owner FROM application WHERE organisation_id = :organisation "
    "AND owner IS NOT NULL";

#define REGIE_OVERLAP_JOIN                                                                        \
  "FROM application a JOIN application_term ta ON ta.application_id = a.id "                      \
  "JOIN application_term tb ON tb.term = ta.term JOIN application b ON b.id = tb.application_id " \
  "WHERE a.organisation_id = :organisation AND ta.organisation_id = :organisation "               \
  "AND tb.organisation_id = :organisation AND b.organisation_id = :organisation "                 \
  "AND ta.kind = 'process' AND tb.kind = 'process' AND b.use_case = a.use_case "                  \
  "AND b.id <> a.id AND a.phase_rank < 8 AND b.phase_rank < 8 "                                   \
  "AND (b.supplier_folded <> a.supplier_folded OR b.supplier_folded = '') "

constexpr std::string_view kOverlapsOf =
    "SELECT b.id, b.code, b.name, b.supplier, b.phase, ta.term " REGIE_OVERLAP_JOIN
    "AND a.id = $1 ORDER BY b.code, ta.term";
constexpr std::string_view kOverlapGroups =
    "SELECT DISTINCT a.use_case, ta.term, a.code, a.id, a.name, a.supplier, "
    "a.phase " REGIE_OVERLAP_JOIN "ORDER BY a.use_case, ta.term, a.code";

StoredApplication application_of(storage::Row& row) {
  StoredApplication stored;
  stored.id = row.text();
  stored.code = row.text();
  stored.version = row.integer();
  stored.phase = enum_from<Phase>(row.text()).value_or(Phase::idea);
  stored.phase_since = row.moment();
  stored.created_at = row.moment();
  stored.created_by = row.text();
  stored.updated_at = row.moment();
  stored.updated_by = row.text();
  stored.confirmed_at = row.moment();
  stored.confirmed_by = row.text();
  stored.submitted_by = row.maybe_text();
  stored.submitted_by_id = row.maybe_text();
  stored.submitted_at = row.maybe_moment();
  stored.answered_at = row.maybe_moment();
  stored.answer = row.maybe_text();
  stored.completeness = row.integer();
  stored.record = from_document(row.text());
  return stored;
}

template <DescribedEnum T>
std::optional<std::string> maybe_enum(const std::optional<T>& each) {
  return each ? std::optional(std::string(enum_text(*each))) : std::nullopt;
}

/// What both INSERT and UPDATE write, in their common order.
storage::Values columns(const StoredApplication& stored, const std::string& search_text) {
  const auto& record = stored.record;
  const auto owner = owner_name(record);
  return values(stored.id, stored.code, enum_text(stored.phase),
                static_cast<std::int64_t>(stored.phase), stored.phase_since, record.identity.name,
                folded(record.identity.name), search_text, maybe_enum(record.kind.technology),
                maybe_enum(record.kind.domain), record.identity.use_case, record.supply.supplier,
                folded(record.supply.supplier.value_or("")), owner, folded(owner.value_or("")),
                enum_text(record.law.risk_class), static_cast<std::int64_t>(record.law.risk_class),
                enum_text(record.law.medical_device), record.supply.contract_ends_on,
                record.care.next_review_on, stored.completeness, stored.updated_at,
                stored.updated_by, stored.answered_at, stored.answer, to_document(record));
}

struct SortColumn {
  std::string_view column;
  bool is_text;
};

SortColumn sort_column(SortKey key) {
  switch (key) {
    case SortKey::name:
      return {"a.name_folded", true};
    case SortKey::code:
      return {"a.code", true};
    case SortKey::phase:
      return {"a.phase_rank", false};
    case SortKey::phase_since:
      return {"a.phase_since", false};
    case SortKey::technology:
      return {"a.technology", true};
    case SortKey::supplier:
      return {"a.supplier_folded", true};
    case SortKey::owner:
      return {"a.owner_folded", true};
    case SortKey::risk_class:
      return {"a.risk_rank", false};
    case SortKey::medical_device:
      return {"a.medical_device", true};
    case SortKey::completeness:
      return {"a.completeness", false};
    case SortKey::confirmed_at:
      return {"a.confirmed_at", false};
    case SortKey::updated_at:
      return {"a.updated_at", false};
    case SortKey::contract_ends_on:
      return {"a.contract_ends_on", false};
  }
  return {"a.name_folded", true};
}

/// Empty values stand last in either direction, on both databases.
std::string order_by(const ApplicationQuery& query, std::string_view collation) {
  const auto sort = sort_column(query.sort.value_or(SortKey::name));
  const bool down = query.direction == SortDirection::descending;
  const std::string column(sort.column);
  const bool empty_is_text = column == "a.supplier_folded" || column == "a.owner_folded";
  std::string order = " ORDER BY (" + column + (empty_is_text ? " = '')" : " IS NULL)");
  order += ", " + column + (sort.is_text ? std::string(collation) : "") + (down ? " DESC" : " ASC");
  return order + ", a.code" + std::string(collation) + " ASC";
}

}  // namespace

std::string code_of(std::int64_t number) {
  const auto digits = std::to_string(number);
  return "APP-" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string RegisterStore::next_code() { return code_of(take_numbers(1)); }

std::int64_t RegisterStore::take_numbers(std::int64_t count) {
  return transaction_.write(kTakeNumbers, values(count))[0].integer() - count + 1;
}

void RegisterStore::reserve_codes(std::int64_t number) {
  transaction_.write(kReserveNumber, values(number));
}

void RegisterStore::insert(const StoredApplication& application, const std::string& search_text) {
  auto parameters = columns(application, search_text);
  for (auto& each : values(application.confirmed_at, application.confirmed_by,
                           application.created_at, application.created_by, application.submitted_by,
                           application.submitted_by_id, application.submitted_at))
    parameters.push_back(std::move(each));
  transaction_.write(kInsert, parameters);
  write_terms(application);
}

bool RegisterStore::update(const StoredApplication& application, std::int64_t seen_version,
                           const std::string& search_text) {
  auto parameters = columns(application, search_text);
  parameters.push_back(value(seen_version));
  if (transaction_.write(kUpdate, parameters).changed != 1) return false;
  transaction_.write(kDeleteTerms, values(application.id));
  write_terms(application);
  return true;
}

void RegisterStore::write_terms(const StoredApplication& application) {
  const auto write = [&](std::string_view kind, const std::vector<std::string>& terms) {
    for (const auto& term : terms)
      transaction_.write(kInsertTerm, values(application.id, kind, term));
  };
  write("process", application.record.kind.processes);
  write("department", all_departments(application.record));
  write("owner", owner_accounts(application.record));
}

void RegisterStore::confirm(const Id& id, Timestamp at, const std::string& by) {
  transaction_.write(kConfirm, values(id, at, by));
}

std::vector<StoredApplication> RegisterStore::applications(std::string_view condition,
                                                           const storage::Values& parameters) {
  const auto rows = transaction_.read(std::string(kSelect) + std::string(condition), parameters);
  std::vector<StoredApplication> found;
  found.reserve(rows.size());
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    found.push_back(application_of(row));
  }
  return found;
}

std::optional<StoredApplication> RegisterStore::find(const Id& id) {
  auto found = applications("AND a.id = $1", values(id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<RegisterStore::Listed> RegisterStore::list(const ApplicationQuery& query,
                                                       const AttentionLimits& limits,
                                                       std::int64_t offset, std::int64_t limit) {
  RegisterQuery built(query, limits);
  std::string sql = "SELECT " REGIE_APPLICATION_COLUMNS ", CASE WHEN ";
  sql += kIsOverlapping;
  sql += " THEN 1 ELSE 0 END FROM application a WHERE " + built.where();
  sql += order_by(query, transaction_.capabilities().byte_collation);
  sql += " LIMIT " + built.bind(value(limit)) + " OFFSET " + built.bind(value(offset));
  const auto rows = transaction_.read(sql, built.parameters());
  std::vector<Listed> found;
  found.reserve(rows.size());
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto stored = application_of(row);
    found.push_back({std::move(stored), row.truth()});
  }
  return found;
}

std::int64_t RegisterStore::count(const ApplicationQuery& query, const AttentionLimits& limits) {
  RegisterQuery built(query, limits);
  return transaction_
      .read("SELECT COUNT(*) FROM application a WHERE " + built.where(), built.parameters())[0]
      .integer();
}

std::vector<StoredApplication> RegisterStore::chosen(const ApplicationQuery& query,
                                                     const AttentionLimits& limits) {
  RegisterQuery built(query, limits);
  return applications(
      "AND " + built.where() + order_by(query, transaction_.capabilities().byte_collation),
      built.parameters());
}

std::vector<StoredApplication> RegisterStore::everything() {
  return applications("ORDER BY a.code", {});
}

FilterValues RegisterStore::filter_values() {
  const auto texts = [&](std::string_view sql) {
    const auto rows = transaction_.read(sql);
    std::set<std::string> sorted;
    for (std::size_t index = 0; index < rows.size(); ++index) sorted.insert(rows[index].text());
    return std::vector<std::string>(sorted.begin(), sorted.end());
  };
  return {.suppliers = texts(kSuppliers), .owners = texts(kOwners)};
}

std::vector<Overlap> RegisterStore::overlaps_of(const Id& id) {
  const auto rows = transaction_.read(kOverlapsOf, values(id));
  std::vector<Overlap> found;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    Overlap overlap;
    overlap.id = row.text();
    overlap.code = row.text();
    overlap.name = row.text();
    overlap.supplier = row.maybe_text();
    overlap.phase = enum_from<Phase>(row.text()).value_or(Phase::idea);
    if (found.empty() || found.back().id != overlap.id) found.push_back(std::move(overlap));
    found.back().shared_processes.push_back(row.text());
  }
  return found;
}

std::vector<OverlapGroup> RegisterStore::overlap_groups() {
  const auto rows = transaction_.read(kOverlapGroups);
  std::vector<OverlapGroup> groups;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto use_case = row.text();
    auto process = row.text();
    if (groups.empty() || groups.back().use_case != use_case || groups.back().process != process)
      groups.push_back({.use_case = use_case, .process = process});
    Overlap overlap;
    overlap.code = row.text();
    overlap.id = row.text();
    overlap.name = row.text();
    overlap.supplier = row.maybe_text();
    overlap.phase = enum_from<Phase>(row.text()).value_or(Phase::idea);
    overlap.shared_processes = {process};
    groups.back().applications.push_back(std::move(overlap));
  }
  return groups;
}

std::vector<StoredApplication> RegisterStore::ideas_of(const Id& account_id) {
  return applications("AND a.submitted_by_id = $1 ORDER BY a.submitted_at DESC LIMIT 200",
                      values(account_id));
}

std::vector<StoredApplication> RegisterStore::waiting_ideas() {
  return applications(
      "AND a.phase = 'idea' AND a.submitted_at IS NOT NULL AND a.answered_at IS NULL "
      "ORDER BY a.submitted_at LIMIT 500",
      {});
}

std::vector<StoredApplication> RegisterStore::stuck(const AttentionLimits& limits,
                                                    std::int64_t limit) {
  RegisterQuery built(limits);
  auto condition = "AND " + built.attention(Attention::stuck);
  condition += " ORDER BY a.phase_since, a.id LIMIT " + built.bind(value(limit));
  return applications(condition, built.parameters());
}

}  // namespace regie::portfolio
