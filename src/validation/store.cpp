#include "validation/store.h"

#include <stdexcept>

#include "base/json_codec.h"

namespace regie::validation {
namespace {

using storage::values;

constexpr std::string_view kInsert =
    "INSERT INTO validation (organisation_id, id, application_id, application_version, added_at, "
    "added_by, data_sha256, summary, claims, plan, result) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr std::string_view kSummaries =
    "SELECT summary FROM validation WHERE organisation_id = :organisation "
    "AND ($1 = '' OR application_id = $1) ORDER BY added_at DESC, id DESC";
constexpr std::string_view kFind =
    "SELECT summary, claims, plan, result FROM validation "
    "WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kPlanOf =
    "SELECT plan FROM validation WHERE organisation_id = :organisation AND application_id = $1 "
    "AND application_version = $2 AND plan IS NOT NULL ORDER BY added_at DESC, id DESC LIMIT 1";
constexpr std::string_view kPlanned =
    "SELECT DISTINCT application_version FROM validation WHERE organisation_id = :organisation "
    "AND application_id = $1 AND plan IS NOT NULL ORDER BY application_version";

/// What we wrote ourselves; it decodes, or the database was changed behind our back.
template <class T>
T read(const std::string& text) {
  auto decoded = codec::decode_text<T>(text);
  if (!decoded) throw std::runtime_error("a validation in the database cannot be read");
  return std::move(*decoded);
}

}  // namespace

void Store::insert(const StoredValidation& validation) {
  const auto& summary = validation.summary;
  transaction_.write(kInsert,
                     values(summary.id, summary.application_id, summary.application_version,
                            summary.added_at, summary.added_by, summary.data_sha256,
                            codec::encode_text(summary), codec::encode_text(validation.claims),
                            validation.plan, codec::encode_text(validation.result)));
}

std::vector<ValidationSummary> Store::summaries(const std::optional<Id>& application_id) {
  const auto rows = transaction_.read(kSummaries, values(application_id.value_or("")));
  std::vector<ValidationSummary> summaries;
  for (std::size_t index = 0; index < rows.size(); ++index)
    summaries.push_back(read<ValidationSummary>(rows[index].text()));
  return summaries;
}

std::optional<StoredValidation> Store::find(const Id& id) {
  const auto rows = transaction_.read(kFind, values(id));
  if (rows.empty()) return std::nullopt;
  auto row = rows[0];
  StoredValidation found;
  found.summary = read<ValidationSummary>(row.text());
  found.claims = read<std::vector<Claim>>(row.text());
  found.plan = row.maybe_text();
  found.result = read<ValidationResult>(row.text());
  return found;
}

std::optional<std::string> Store::plan_of(const Id& application_id, const std::string& version) {
  const auto rows = transaction_.read(kPlanOf, values(application_id, version));
  if (rows.empty()) return std::nullopt;
  return rows[0].text();
}

std::vector<std::string> Store::planned_versions(const Id& application_id) {
  const auto rows = transaction_.read(kPlanned, values(application_id));
  std::vector<std::string> versions;
  for (std::size_t index = 0; index < rows.size(); ++index) versions.push_back(rows[index].text());
  return versions;
}

}  // namespace regie::validation
