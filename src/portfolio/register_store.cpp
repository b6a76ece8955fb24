#include <algorithm>
#include <iterator>
#include <map>

#include "base/enumeration.h"
#include "portfolio/document.h"
#include "portfolio/index_store.h"
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

constexpr std::size_t kMostTerms = 16;

/// One statement for so many terms of an application: a round trip for each would cost more.
const std::string& insert_terms(std::size_t count) {
  static const auto kTexts = [] {
    std::vector<std::string> texts(kMostTerms + 1);
    std::string rows;
    for (std::size_t term = 1; term <= kMostTerms; ++term) {
      rows += (term == 1 ? "($" : ", ($") + std::to_string(2 * term) + ", $" +
              std::to_string(2 * term + 1) + ")";
      texts[term] =
          "INSERT INTO application_term (organisation_id, application_id, kind, term) "
          "SELECT :organisation, $1, v.column1, v.column2 FROM (VALUES " +
          rows + ") AS v WHERE true ON CONFLICT DO NOTHING";
    }
    return texts;
  }();
  return kTexts.at(count);
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
  transaction_.write_later(kInsert, parameters);
  write_terms(application);
}

bool RegisterStore::update(const StoredApplication& application, std::int64_t seen_version,
                           const std::string& search_text) {
  auto parameters = columns(application, search_text);
  parameters.push_back(value(seen_version));
  if (transaction_.write(kUpdate, parameters).changed != 1) return false;
  transaction_.write_later(kDeleteTerms, values(application.id));
  write_terms(application);
  return true;
}

void RegisterStore::write_terms(const StoredApplication& application) {
  storage::Values terms;
  const auto add = [&](std::string_view kind, const std::vector<std::string>& each) {
    for (const auto& term : each) {
      terms.push_back(value(kind));
      terms.push_back(value(term));
    }
  };
  add("process", application.record.kind.processes);
  add("department", all_departments(application.record));
  add("owner", owner_accounts(application.record));
  for (std::size_t from = 0; from < terms.size(); from += 2 * kMostTerms) {
    const auto count = std::min(kMostTerms, (terms.size() - from) / 2);
    auto parameters = values(application.id);
    const auto first = terms.begin() + static_cast<std::ptrdiff_t>(from);
    std::move(first, first + static_cast<std::ptrdiff_t>(2 * count),
              std::back_inserter(parameters));
    transaction_.write_later(insert_terms(count), parameters);
  }
}

void RegisterStore::confirm(const Id& id, Timestamp at, const std::string& by) {
  transaction_.write(kConfirm, values(id, at, by));
}

std::vector<StoredApplication> RegisterStore::applications(std::string_view condition,
                                                           const storage::Values& parameters) {
  const auto rows = transaction_.read(std::string(kSelect) + std::string(condition), parameters);
  std::vector<StoredApplication> found;
  found.reserve(rows.size());
  for (auto row : rows) {
    found.push_back(application_of(row));
  }
  return found;
}

std::optional<StoredApplication> RegisterStore::find(const Id& id) {
  auto found = applications("AND a.id = $1", values(id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<StoredApplication> RegisterStore::by_ids(const std::vector<Id>& ids) {
  std::map<Id, StoredApplication> found;
  constexpr std::size_t kAtOnce = 500;
  for (std::size_t first = 0; first < ids.size(); first += kAtOnce) {
    const auto last = std::min(first + kAtOnce, ids.size());
    storage::Values parameters;
    const auto places = places_for({ids.begin() + static_cast<std::ptrdiff_t>(first),
                                    ids.begin() + static_cast<std::ptrdiff_t>(last)},
                                   parameters);
    for (auto& each : applications("AND a.id IN (" + places + ")", parameters))
      found.emplace(each.id, std::move(each));
  }
  std::vector<StoredApplication> ordered;
  ordered.reserve(found.size());
  for (const auto& id : ids)
    if (const auto place = found.find(id); place != found.end())
      ordered.push_back(std::move(place->second));
  return ordered;
}

std::vector<StoredApplication> RegisterStore::chosen(const ApplicationQuery& query,
                                                     const AttentionLimits& limits) {
  const auto snapshot = RegisterIndex::read(transaction_);
  std::vector<Id> ids;
  for (const auto& hit : snapshot.find(query, limits, 0, snapshot.entries().size()).page)
    ids.push_back(hit.application->id);
  return by_ids(ids);
}

std::vector<StoredApplication> RegisterStore::everything() {
  return applications("ORDER BY a.code", {});
}

std::vector<Overlap> RegisterStore::overlaps_of(const Id& id) {
  const auto rows = transaction_.read(kOverlapsOf, values(id));
  std::vector<Overlap> found;
  for (auto row : rows) {
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

}  // namespace regie::portfolio
