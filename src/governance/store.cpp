#include "governance/store.h"

#include <algorithm>
#include <map>

#include "base/enumeration.h"
#include "base/json_codec.h"

namespace regie::governance {
namespace {

using portfolio::Phase;
using storage::values;

constexpr std::string_view kSetting =
    "SELECT version, binding FROM gate_setting WHERE organisation_id = :organisation";
constexpr std::string_view kInsertSetting =
    "INSERT INTO gate_setting (organisation_id, version, binding, changed_at, changed_by) "
    "VALUES (:organisation, 1, $1, $2, $3) ON CONFLICT (organisation_id) DO NOTHING";
constexpr std::string_view kUpdateSetting =
    "UPDATE gate_setting SET version = version + 1, binding = $1, changed_at = $2, changed_by = $3 "
    "WHERE organisation_id = :organisation AND version = $4";

constexpr std::string_view kInsertSignature =
    "INSERT INTO gate_signature (organisation_id, id, application_id, phase, discipline, verdict, "
    "remark, signed_at, signed_by, signed_by_id) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view kSignatures =
    "SELECT id, application_id, phase, discipline, verdict, remark, signed_at, signed_by "
    "FROM gate_signature WHERE organisation_id = :organisation "
    "AND ($1 = '' OR application_id = $1) ORDER BY signed_at DESC, id DESC";

constexpr std::string_view kInsertWaiver =
    "INSERT INTO gate_waiver (organisation_id, id, application_id, phase, requirement, reason, "
    "expires_on, granted_at, granted_by, granted_by_id) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view kWaivers =
    "SELECT id, application_id, phase, requirement, reason, expires_on, granted_at, granted_by "
    "FROM gate_waiver WHERE organisation_id = :organisation "
    "AND ($1 = '' OR application_id = $1) ORDER BY granted_at DESC, id DESC";

constexpr std::string_view kInsertDocument =
    "INSERT INTO gate_document (organisation_id, id, application_id, kind, title, link, added_at, "
    "added_by) VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7)";
constexpr std::string_view kDocuments =
    "SELECT id, application_id, kind, title, link, added_at, added_by FROM gate_document "
    "WHERE organisation_id = :organisation AND ($1 = '' OR application_id = $1) "
    "ORDER BY added_at DESC, id DESC";

constexpr std::string_view kInsertDecision =
    "INSERT INTO decision (organisation_id, id, application_id, phase, to_phase, verdict, reason, "
    "supersedes, basis, snapshot, sha256, decided_at, decided_by, decided_by_id) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
constexpr std::string_view kDecisions =
    "SELECT id, application_id, phase, to_phase, verdict, reason, supersedes, basis, sha256, "
    "decided_at, decided_by FROM decision WHERE organisation_id = :organisation "
    "AND ($1 = '' OR application_id = $1) ORDER BY decided_at DESC, id DESC";
constexpr std::string_view kApplicationOf =
    "SELECT application_id FROM decision WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kSnapshot =
    "SELECT snapshot FROM decision WHERE organisation_id = :organisation AND id = $1";

constexpr std::string_view kInsertCondition =
    "INSERT INTO decision_condition (organisation_id, decision_id, number, text, owner, due_on) "
    "VALUES (:organisation, $1, $2, $3, $4, $5)";
constexpr std::string_view kConditions =
    "SELECT decision_id, number, text, owner, due_on, met_at, met_by, note "
    "FROM decision_condition WHERE organisation_id = :organisation ORDER BY decision_id, number";
constexpr std::string_view kMeetCondition =
    "UPDATE decision_condition SET met_at = $1, met_by = $2, note = $3 "
    "WHERE organisation_id = :organisation AND decision_id = $4 AND number = $5 AND met_at IS NULL";

constexpr std::string_view kRemoveEverything[] = {
    "DELETE FROM decision_condition WHERE organisation_id = :organisation",
    "DELETE FROM decision WHERE organisation_id = :organisation",
    "DELETE FROM gate_document WHERE organisation_id = :organisation",
    "DELETE FROM gate_waiver WHERE organisation_id = :organisation",
    "DELETE FROM gate_signature WHERE organisation_id = :organisation",
    "DELETE FROM gate_setting WHERE organisation_id = :organisation"};

Phase phase_of(const std::string& text) { return enum_from<Phase>(text).value_or(Phase::idea); }

}  // namespace

GateSetting GovernanceStore::setting() {
  const auto rows = transaction_.read(kSetting);
  if (rows.empty()) return {};
  auto row = rows[0];
  GateSetting setting;
  setting.version = row.integer();
  setting.binding = row.truth();
  return setting;
}

bool GovernanceStore::save_setting(bool binding, std::int64_t seen_version) {
  const auto& by = transaction_.scope().actor().name;
  if (seen_version == 0)
    return transaction_.write(kInsertSetting, values(binding, transaction_.now(), by)).changed == 1;
  return transaction_.write(kUpdateSetting, values(binding, transaction_.now(), by, seen_version))
             .changed == 1;
}

void GovernanceStore::insert(const StoredSignature& each) {
  transaction_.write(
      kInsertSignature,
      values(each.id, each.application_id, enum_text(each.phase), enum_text(each.discipline),
             enum_text(each.verdict), each.remark, each.at, each.by,
             transaction_.scope().actor().account_id.value_or("")));
}

std::vector<StoredSignature> GovernanceStore::signatures(const std::optional<Id>& application_id) {
  const auto rows = transaction_.read(kSignatures, values(application_id.value_or("")));
  std::vector<StoredSignature> found;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = found.emplace_back();
    each.id = row.text();
    each.application_id = row.text();
    each.phase = phase_of(row.text());
    each.discipline = enum_from<access::Discipline>(row.text()).value_or(access::Discipline::cmio);
    each.verdict = enum_from<SignOffVerdict>(row.text()).value_or(SignOffVerdict::objected);
    each.remark = row.maybe_text();
    each.at = row.moment();
    each.by = row.text();
  }
  return found;
}

void GovernanceStore::insert(const StoredWaiver& each) {
  transaction_.write(kInsertWaiver,
                     values(each.id, each.application_id, enum_text(each.phase), each.requirement,
                            each.reason, each.expires_on, each.at, each.by,
                            transaction_.scope().actor().account_id.value_or("")));
}

std::vector<StoredWaiver> GovernanceStore::waivers(const std::optional<Id>& application_id) {
  const auto rows = transaction_.read(kWaivers, values(application_id.value_or("")));
  std::vector<StoredWaiver> found;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = found.emplace_back();
    each.id = row.text();
    each.application_id = row.text();
    each.phase = phase_of(row.text());
    each.requirement = row.text();
    each.reason = row.text();
    each.expires_on = row.day();
    each.at = row.moment();
    each.by = row.text();
  }
  return found;
}

void GovernanceStore::insert(const StoredDocument& each) {
  transaction_.write(kInsertDocument, values(each.id, each.application_id, each.kind, each.title,
                                             each.link, each.at, each.by));
}

std::vector<StoredDocument> GovernanceStore::documents(const std::optional<Id>& application_id) {
  const auto rows = transaction_.read(kDocuments, values(application_id.value_or("")));
  std::vector<StoredDocument> found;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = found.emplace_back();
    each.id = row.text();
    each.application_id = row.text();
    each.kind = row.text();
    each.title = row.text();
    each.link = row.text();
    each.at = row.moment();
    each.by = row.text();
  }
  return found;
}

void GovernanceStore::insert(const StoredDecision& stored, const std::string& snapshot) {
  const auto& each = stored.decision;
  const auto to_phase =
      each.to_phase ? std::optional(std::string(enum_text(*each.to_phase))) : std::nullopt;
  transaction_.write(
      kInsertDecision,
      values(each.id, each.application_id, enum_text(each.phase), to_phase, enum_text(each.verdict),
             each.reason, each.supersedes, codec::encode_text(stored.basis), snapshot, each.sha256,
             each.decided_at, each.decided_by,
             transaction_.scope().actor().account_id.value_or("")));
  for (const auto& condition : each.conditions)
    transaction_.write(kInsertCondition, values(each.id, condition.number, condition.text,
                                                condition.owner, condition.due_on));
}

std::vector<StoredDecision> GovernanceStore::decisions(const std::optional<Id>& application_id) {
  const auto rows = transaction_.read(kDecisions, values(application_id.value_or("")));
  std::vector<StoredDecision> found;
  std::map<Id, std::size_t> places;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& [each, basis] = found.emplace_back();
    each.id = row.text();
    each.application_id = row.text();
    each.phase = phase_of(row.text());
    if (const auto to_phase = row.maybe_text()) each.to_phase = phase_of(*to_phase);
    each.verdict = enum_from<DecisionVerdict>(row.text()).value_or(DecisionVerdict::hold);
    each.reason = row.text();
    each.supersedes = row.maybe_text();
    basis = codec::decode_text<Basis>(row.text()).value_or(Basis{});
    each.sha256 = row.text();
    each.decided_at = row.moment();
    each.decided_by = row.text();
    places[each.id] = index;
  }
  for (const auto& each : found)
    if (each.decision.supersedes && places.contains(*each.decision.supersedes))
      found[places[*each.decision.supersedes]].decision.superseded_by = each.decision.id;
  if (found.empty()) return found;
  const auto conditions = transaction_.read(kConditions);
  for (std::size_t index = 0; index < conditions.size(); ++index) {
    auto row = conditions[index];
    const auto place = places.find(row.text());
    if (place == places.end()) continue;
    auto& each = found[place->second].decision.conditions.emplace_back();
    each.number = row.integer();
    each.text = row.text();
    each.owner = row.text();
    each.due_on = row.day();
    each.met_at = row.maybe_moment();
    each.met_by = row.maybe_text();
    each.note = row.maybe_text();
  }
  return found;
}

std::optional<StoredDecision> GovernanceStore::find(const Id& id) {
  const auto rows = transaction_.read(kApplicationOf, values(id));
  if (rows.empty()) return std::nullopt;
  const auto all = decisions(rows[0].text());
  return *std::ranges::find(all, id, [](const auto& each) { return each.decision.id; });
}

std::string GovernanceStore::snapshot(const Id& id) {
  return transaction_.read(kSnapshot, values(id))[0].text();
}

bool GovernanceStore::meet_condition(const Id& decision_id, const ConditionMet& met) {
  return transaction_
             .write(kMeetCondition, values(transaction_.now(), transaction_.scope().actor().name,
                                           met.note, decision_id, met.number))
             .changed == 1;
}

void GovernanceStore::remove_everything() {
  for (const auto sql : kRemoveEverything) transaction_.write(sql);
}

}  // namespace regie::governance
