#include "audit/store.h"

#include <algorithm>

#include "base/text.h"

namespace regie::audit {
namespace {

using storage::value;
using storage::values;

#define REGIE_AUDIT_COLUMNS                                                            \
  "SELECT sequence, at, actor, actor_id, action, subject, subject_id, subject_label, " \
  "origin, details, hash FROM audit_entry WHERE organisation_id = :organisation"

constexpr std::string_view kSelect = REGIE_AUDIT_COLUMNS;
constexpr std::string_view kLinksAfter =
    REGIE_AUDIT_COLUMNS " AND sequence > $1 ORDER BY sequence LIMIT $2";
constexpr std::string_view kActions =
    "SELECT DISTINCT action FROM audit_entry WHERE organisation_id = :organisation ORDER BY action";
constexpr std::string_view kActors =
    "SELECT DISTINCT actor FROM audit_entry WHERE organisation_id = :organisation";
constexpr std::string_view kHead =
    "SELECT sequence, hash, seal FROM audit_head WHERE organisation_id = :organisation";

AuditEntry entry_of(storage::Row row) {
  AuditEntry entry;
  entry.sequence = row.integer();
  entry.at = row.moment();
  entry.actor = row.text();
  entry.actor_id = row.maybe_text();
  entry.action = row.text();
  entry.subject = row.text();
  entry.subject_id = row.maybe_text();
  entry.subject_label = row.maybe_text();
  entry.origin = row.text();
  entry.details = row.maybe_text();
  entry.hash = row.text();
  return entry;
}

std::vector<AuditEntry> all(const storage::Rows& rows) {
  std::vector<AuditEntry> entries;
  entries.reserve(rows.size());
  for (auto row : rows) entries.push_back(entry_of(row));
  return entries;
}

}  // namespace

std::vector<Id> chains(storage::Transaction& transaction) {
  const auto rows =
      transaction.read("SELECT organisation_id FROM audit_head ORDER BY organisation_id");
  std::vector<Id> found;
  for (auto row : rows) found.push_back(row.text());
  return found;
}

std::vector<AuditEntry> Store::entries(const AuditQuery& query, std::int64_t limit) {
  std::string sql(kSelect);
  storage::Values parameters;
  const auto bind = [&](storage::Value each) {
    parameters.push_back(std::move(each));
    return "$" + std::to_string(parameters.size());
  };
  if (query.actor) {
    // Folded here: databases differ in what they take for the same letter.
    const auto part = folded(*query.actor);
    std::vector<std::string> places;
    for (const auto& actor : texts(kActors))
      if (folded(actor).find(part) != std::string::npos) places.push_back(bind(value(actor)));
    sql += places.empty() ? " AND 1 = 0" : " AND actor IN (" + joined(places, ", ") + ")";
  }
  if (!query.action.empty()) {
    std::vector<std::string> places;
    for (const auto& action : query.action) places.push_back(bind(value(action)));
    sql += " AND action IN (" + joined(places, ", ") + ")";
  }
  if (query.subject_id) sql += " AND subject_id = " + bind(value(*query.subject_id));
  if (query.from) sql += " AND at >= " + bind(value(start_of(*query.from)));
  if (query.until) sql += " AND at < " + bind(value(start_of(Date{query.until->days + 1})));
  if (query.before) sql += " AND sequence < " + bind(value(*query.before));
  sql += " ORDER BY sequence DESC LIMIT " + bind(value(limit));
  return all(transaction_.read(sql, parameters));
}

std::vector<std::string> Store::texts(std::string_view sql) {
  const auto rows = transaction_.read(sql);
  std::vector<std::string> found;
  for (auto row : rows) found.push_back(row.text());
  std::ranges::sort(found);
  return found;
}

std::vector<std::string> Store::actions() { return texts(kActions); }

std::optional<ChainHead> Store::head() {
  const auto rows = transaction_.read(kHead);
  if (rows.empty()) return std::nullopt;
  auto row = rows[0];
  const auto sequence = row.integer();
  auto hash = row.text();
  return ChainHead{.sequence = sequence, .hash = std::move(hash), .seal = row.text()};
}

std::vector<AuditEntry> Store::links_after(std::int64_t sequence, std::int64_t limit) {
  return all(transaction_.read(kLinksAfter, values(sequence, limit)));
}

}  // namespace regie::audit
