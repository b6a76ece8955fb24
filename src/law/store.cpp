#include "law/store.h"

#include "base/json_codec.h"

namespace regie::law {
namespace {

using storage::values;

constexpr std::string_view kInsertEdition =
    "INSERT INTO law_edition (id, version, files, added_at, imported) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING";
constexpr std::string_view kFiles = "SELECT files FROM law_edition WHERE id = $1";
constexpr std::string_view kImported =
    "SELECT id FROM law_edition WHERE imported = 1 ORDER BY added_at DESC, id LIMIT 1";

constexpr std::string_view kSetting =
    "SELECT version, edition_id, accepted_at, accepted_by, public_body FROM law_setting "
    "WHERE organisation_id = :organisation";
constexpr std::string_view kInsertSetting =
    "INSERT INTO law_setting (organisation_id, edition_id, accepted_at, accepted_by, public_body) "
    "VALUES (:organisation, $1, $2, $3, $4) ON CONFLICT (organisation_id) DO NOTHING";
constexpr std::string_view kUpdateSetting =
    "UPDATE law_setting SET edition_id = $1, accepted_at = $2, accepted_by = $3, public_body = $4, "
    "version = version + 1 WHERE organisation_id = :organisation AND version = $5";

constexpr std::string_view kReplaceCurrent =
    "UPDATE law_classification SET is_current = 0 "
    "WHERE organisation_id = :organisation AND application_id = $1 AND tree_id = $2 "
    "AND is_current = 1";
constexpr std::string_view kInsertClassification =
    "INSERT INTO law_classification (organisation_id, id, application_id, tree_id, tree_version, "
    "is_current, outcome, labels, answers, at, by_name, note) "
    "VALUES (:organisation, $1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10)";
#define REGIE_CLASSIFICATION                                                                  \
  "SELECT id, application_id, tree_id, tree_version, outcome, labels, answers, at, by_name, " \
  "note FROM law_classification WHERE organisation_id = :organisation "
constexpr std::string_view kCurrentOfAll = REGIE_CLASSIFICATION "AND is_current = 1";
constexpr std::string_view kCurrentOfOne =
    REGIE_CLASSIFICATION "AND is_current = 1 AND application_id = $1";
constexpr std::string_view kHistory =
    REGIE_CLASSIFICATION "AND application_id = $1 ORDER BY at DESC, id DESC";

#define REGIE_DUTY                                                                                \
  "SELECT application_id, duty_id, version, state, met_on, met_by, note, evidence, recorded_at, " \
  "recorded_by FROM law_duty WHERE organisation_id = :organisation "
constexpr std::string_view kDuties = REGIE_DUTY "AND application_id = $1";
constexpr std::string_view kAllDuties = REGIE_DUTY;
constexpr std::string_view kDutyCounts =
    "SELECT application_id, state, COUNT(*) FROM law_duty WHERE organisation_id = :organisation "
    "GROUP BY application_id, state";
constexpr std::string_view kInsertDuty =
    "INSERT INTO law_duty (organisation_id, application_id, duty_id, state, met_on, met_by, note, "
    "evidence, recorded_at, recorded_by) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (organisation_id, application_id, duty_id) DO NOTHING";
constexpr std::string_view kUpdateDuty =
    "UPDATE law_duty SET state = $3, met_on = $4, met_by = $5, note = $6, evidence = $7, "
    "recorded_at = $8, recorded_by = $9, version = version + 1 "
    "WHERE organisation_id = :organisation AND application_id = $1 AND duty_id = $2 "
    "AND version = $10";
constexpr std::string_view kRemoveEverything[] = {
    "DELETE FROM law_duty WHERE organisation_id = :organisation",
    "DELETE FROM law_classification WHERE organisation_id = :organisation",
    "DELETE FROM law_setting WHERE organisation_id = :organisation"};

template <class T>
T decoded(const std::string& text) {
  auto value = codec::decode_text<T>(text);
  if (!value) throw std::runtime_error("unreadable in the law's tables: " + text);
  return std::move(*value);
}

std::vector<StoredClassification> classifications(const storage::Rows& rows) {
  std::vector<StoredClassification> found;
  found.reserve(rows.size());
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = found.emplace_back();
    each.id = row.text();
    each.application_id = row.text();
    each.tree_id = row.text();
    each.tree_version = row.text();
    each.outcome = row.text();
    const auto labels = decoded<std::vector<std::string>>(row.text());
    each.labels = {labels.begin(), labels.end()};
    each.answers = decoded<std::vector<Answered>>(row.text());
    each.at = row.moment();
    each.by = row.text();
    each.note = row.maybe_text();
  }
  return found;
}

std::vector<StoredDuty> duties_of(const storage::Rows& rows) {
  std::vector<StoredDuty> found;
  found.reserve(rows.size());
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = found.emplace_back();
    each.application_id = row.text();
    each.duty_id = row.text();
    each.version = row.integer();
    each.state = enum_from<DutyState>(row.text()).value_or(DutyState::open);
    each.met_on = row.maybe_day();
    each.met_by = row.maybe_text();
    each.note = row.maybe_text();
    each.evidence = decoded<std::vector<DutyEvidence>>(row.text());
    each.recorded_at = row.moment();
    each.recorded_by = row.text();
  }
  return found;
}

}  // namespace

bool EditionStore::insert(const Edition& edition, bool imported) {
  return transaction_
             .write(kInsertEdition, values(edition.id(), edition.version(), edition.packed(),
                                           transaction_.now(), imported))
             .changed == 1;
}

std::optional<std::string> EditionStore::files(const std::string& id) {
  const auto rows = transaction_.read(kFiles, values(id));
  return rows.empty() ? std::nullopt : std::optional(rows[0].text());
}

std::optional<std::string> EditionStore::imported() {
  const auto rows = transaction_.read(kImported);
  return rows.empty() ? std::nullopt : std::optional(rows[0].text());
}

StoredSetting LawStore::setting() {
  const auto rows = transaction_.read(kSetting);
  StoredSetting setting;
  if (rows.empty()) return setting;
  auto row = rows[0];
  setting.version = row.integer();
  setting.edition_id = row.text();
  setting.accepted_at = row.moment();
  setting.accepted_by = row.text();
  setting.public_body = row.truth();
  return setting;
}

bool LawStore::save_setting(const StoredSetting& setting, std::int64_t seen_version) {
  auto parameters =
      values(setting.edition_id, setting.accepted_at, setting.accepted_by, setting.public_body);
  if (seen_version == 0) return transaction_.write(kInsertSetting, parameters).changed == 1;
  parameters.push_back(storage::value(seen_version));
  return transaction_.write(kUpdateSetting, parameters).changed == 1;
}

void LawStore::insert(const StoredClassification& each) {
  transaction_.write(kReplaceCurrent, values(each.application_id, each.tree_id));
  const std::vector<std::string> labels(each.labels.begin(), each.labels.end());
  transaction_.write(kInsertClassification,
                     values(each.id, each.application_id, each.tree_id, each.tree_version,
                            each.outcome, codec::encode_text(labels),
                            codec::encode_text(each.answers), each.at, each.by, each.note));
}

std::vector<StoredClassification> LawStore::current(const std::optional<Id>& application_id) {
  return classifications(application_id ? transaction_.read(kCurrentOfOne, values(*application_id))
                                        : transaction_.read(kCurrentOfAll));
}

std::vector<StoredClassification> LawStore::history(const Id& application_id) {
  return classifications(transaction_.read(kHistory, values(application_id)));
}

std::vector<StoredDuty> LawStore::duties(const Id& application_id) {
  return duties_of(transaction_.read(kDuties, values(application_id)));
}

std::vector<StoredDuty> LawStore::all_duties() { return duties_of(transaction_.read(kAllDuties)); }

std::vector<DutyCount> LawStore::duty_counts() {
  const auto rows = transaction_.read(kDutyCounts);
  std::vector<DutyCount> counts;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = counts.emplace_back();
    each.application_id = row.text();
    each.state = enum_from<DutyState>(row.text()).value_or(each.state);
    each.count = row.integer();
  }
  return counts;
}

bool LawStore::save_duty(const StoredDuty& duty, std::int64_t seen_version) {
  auto parameters =
      values(duty.application_id, duty.duty_id, enum_text(duty.state), duty.met_on, duty.met_by,
             duty.note, codec::encode_text(duty.evidence), duty.recorded_at, duty.recorded_by);
  if (seen_version == 0) return transaction_.write(kInsertDuty, parameters).changed == 1;
  parameters.push_back(storage::value(seen_version));
  return transaction_.write(kUpdateDuty, parameters).changed == 1;
}

void LawStore::remove_everything() {
  for (const auto sql : kRemoveEverything) transaction_.write(sql);
}

}  // namespace regie::law
