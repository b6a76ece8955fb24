#include "sector/hub_store.h"

#include "base/enumeration.h"
#include "base/text.h"

namespace regie::sector {
namespace {

using storage::values;

constexpr std::string_view kMembers =
    "SELECT m.id, m.version, m.name, m.type, m.ambition, m.region, m.size, m.public_key, "
    "k.pinned_at, m.code_expires_at FROM sector_member m LEFT JOIN sector_member_key k "
    "ON k.organisation_id = :organisation AND k.member_id = m.id AND k.public_key = m.public_key "
    "WHERE m.organisation_id = :organisation ORDER BY m.name_folded";
constexpr std::string_view kMember =
    "SELECT m.id, m.version, m.name, m.type, m.ambition, m.region, m.size, m.public_key, "
    "k.pinned_at, m.code_expires_at FROM sector_member m LEFT JOIN sector_member_key k "
    "ON k.organisation_id = :organisation AND k.member_id = m.id AND k.public_key = m.public_key "
    "WHERE m.organisation_id = :organisation AND m.id = $1";
constexpr std::string_view kEarlierKeys =
    "SELECT public_key FROM sector_member_key WHERE organisation_id = :organisation "
    "AND member_id = $1 AND replaced_at IS NOT NULL";
constexpr std::string_view kWithCode =
    "SELECT id FROM sector_member WHERE organisation_id = :organisation AND code_hash = $1 "
    "AND code_expires_at > $2";
constexpr std::string_view kInsertMember =
    "INSERT INTO sector_member (organisation_id, id, name, name_folded, type, ambition, region, "
    "size, added_at) VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8) "
    "ON CONFLICT (organisation_id, name_folded) DO NOTHING";
constexpr std::string_view kChangeMember =
    "UPDATE sector_member SET version = version + 1, name = $3, name_folded = $4, type = $5, "
    "ambition = $6, region = $7, size = $8 WHERE organisation_id = :organisation AND id = $1 "
    "AND version = $2";
constexpr std::string_view kNameTaken =
    "SELECT 1 FROM sector_member WHERE organisation_id = :organisation AND name_folded = $1 "
    "AND id <> $2";
constexpr std::string_view kSetCode =
    "UPDATE sector_member SET code_hash = $2, code_expires_at = $3 "
    "WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kEndKeys =
    "UPDATE sector_member_key SET replaced_at = $2 WHERE organisation_id = :organisation "
    "AND member_id = $1 AND replaced_at IS NULL";
constexpr std::string_view kAddKey =
    "INSERT INTO sector_member_key (organisation_id, member_id, public_key, pinned_at) "
    "VALUES (:organisation, $1, $2, $3) ON CONFLICT (organisation_id, member_id, public_key) "
    "DO UPDATE SET pinned_at = excluded.pinned_at, replaced_at = NULL";
constexpr std::string_view kPinKey =
    "UPDATE sector_member SET public_key = $2, code_hash = NULL, code_expires_at = NULL "
    "WHERE organisation_id = :organisation AND id = $1";

#define REGIE_ROUND_COLUMNS                                                                      \
  "SELECT r.id, r.version, r.title, r.instrument_id, r.instrument_version, r.year, r.opens_on, " \
  "r.closes_on, r.status, "                                                                      \
  "(SELECT COUNT(*) FROM sector_invitation i WHERE i.organisation_id = :organisation "           \
  "AND i.round_id = r.id), "                                                                     \
  "(SELECT COUNT(*) FROM sector_invitation i WHERE i.organisation_id = :organisation "           \
  "AND i.round_id = r.id AND i.started_at IS NOT NULL), "                                        \
  "(SELECT COUNT(*) FROM sector_submission s WHERE s.organisation_id = :organisation "           \
  "AND s.round_id = r.id AND s.replaced_by = '') FROM sector_round r "
constexpr std::string_view kRounds =
    REGIE_ROUND_COLUMNS "WHERE r.organisation_id = :organisation ORDER BY r.year DESC, r.id DESC";
constexpr std::string_view kRound =
    REGIE_ROUND_COLUMNS "WHERE r.organisation_id = :organisation AND r.id = $1";
constexpr std::string_view kRoundsOf = REGIE_ROUND_COLUMNS
    "JOIN sector_invitation j ON j.organisation_id = :organisation AND j.round_id = r.id "
    "WHERE r.organisation_id = :organisation AND j.member_id = $1 ORDER BY r.year DESC, r.id DESC";
#undef REGIE_ROUND_COLUMNS
constexpr std::string_view kInsertRound =
    "INSERT INTO sector_round (organisation_id, id, title, instrument_id, instrument_version, "
    "year, opens_on, closes_on, status, created_at) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view kSetStatus =
    "UPDATE sector_round SET version = version + 1, status = $3 "
    "WHERE organisation_id = :organisation AND id = $1 AND version = $2";
constexpr std::string_view kInvite =
    "INSERT INTO sector_invitation (organisation_id, round_id, member_id, invited_at) "
    "VALUES (:organisation, $1, $2, $3) ON CONFLICT (organisation_id, round_id, member_id) "
    "DO NOTHING";
constexpr std::string_view kIsInvited =
    "SELECT 1 FROM sector_invitation WHERE organisation_id = :organisation AND round_id = $1 "
    "AND member_id = $2";
constexpr std::string_view kNotStarted =
    "SELECT 1 FROM sector_invitation WHERE organisation_id = :organisation AND round_id = $1 "
    "AND member_id = $2 AND started_at IS NULL";
constexpr std::string_view kMarkStarted =
    "UPDATE sector_invitation SET started_at = $3 WHERE organisation_id = :organisation "
    "AND round_id = $1 AND member_id = $2 AND started_at IS NULL";
constexpr std::string_view kResponse =
    "SELECT m.id, m.name, m.type, m.ambition, m.region, m.size, i.started_at, "
    "(SELECT MAX(s.received_at) FROM sector_submission s WHERE s.organisation_id = :organisation "
    "AND s.round_id = i.round_id AND s.member_id = i.member_id), "
    "(SELECT COUNT(*) FROM sector_submission s WHERE s.organisation_id = :organisation "
    "AND s.round_id = i.round_id AND s.member_id = i.member_id) "
    "FROM sector_invitation i JOIN sector_member m ON m.organisation_id = :organisation "
    "AND m.id = i.member_id WHERE i.organisation_id = :organisation AND i.round_id = $1 "
    "ORDER BY m.name_folded";

constexpr std::string_view kLock =
    "UPDATE sector_invitation SET invited_at = invited_at WHERE organisation_id = :organisation "
    "AND round_id = $1 AND member_id = $2";
constexpr std::string_view kSubmission =
    "SELECT id, round_id, member_id, sha256, document, receipt, received_at, replaced_by "
    "FROM sector_submission WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kSubmissions =
    "SELECT id, round_id, member_id, sha256, document, receipt, received_at, replaced_by "
    "FROM sector_submission WHERE organisation_id = :organisation AND round_id = $1 "
    "AND member_id = $2 ORDER BY received_at DESC, id DESC";
constexpr std::string_view kCurrent =
    "SELECT id FROM sector_submission WHERE organisation_id = :organisation AND round_id = $1 "
    "AND member_id = $2 AND replaced_by = ''";
constexpr std::string_view kReplace =
    "UPDATE sector_submission SET replaced_by = $2 WHERE organisation_id = :organisation "
    "AND id = $1";
constexpr std::string_view kInsertSubmission =
    "INSERT INTO sector_submission (organisation_id, id, round_id, member_id, sha256, document, "
    "receipt, received_at) VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7)";
Traits traits_of(storage::Row& row) {
  Traits traits;
  traits.type = row.text();
  traits.ambition = row.text();
  traits.region = row.text();
  traits.size = row.text();
  return traits;
}

StoredMember member_of(storage::Row row) {
  StoredMember stored;
  auto& member = stored.member;
  member.id = row.text();
  member.version = row.integer();
  member.name = row.text();
  member.traits = traits_of(row);
  stored.public_key = row.maybe_text();
  member.enrolled = stored.public_key.has_value();
  member.key_since = row.maybe_moment();
  member.code_expires_at = row.maybe_moment();
  return stored;
}

SectorRound round_of(storage::Row row) {
  SectorRound round;
  round.id = row.text();
  round.version = row.integer();
  round.title = row.text();
  round.instrument_id = row.text();
  round.instrument_version = row.text();
  round.year = row.integer();
  round.opens_on = row.day();
  round.closes_on = row.day();
  round.status = enum_from<RoundStatus>(row.text()).value_or(RoundStatus::draft);
  round.invited = row.integer();
  round.started = row.integer();
  round.sent = row.integer();
  return round;
}

std::vector<SectorRound> rounds_in(const storage::Rows& rows) {
  std::vector<SectorRound> rounds;
  for (auto row : rows) rounds.push_back(round_of(row));
  return rounds;
}

StoredSubmission submission_of(storage::Row row) {
  StoredSubmission submission;
  submission.id = row.text();
  submission.round_id = row.text();
  submission.member_id = row.text();
  submission.sha256 = row.text();
  submission.document = row.text();
  submission.receipt = row.text();
  submission.received_at = row.moment();
  if (auto by = row.text(); !by.empty()) submission.replaced_by = std::move(by);
  return submission;
}

}  // namespace

std::vector<SectorMember> HubStore::members() {
  std::vector<SectorMember> members;
  for (auto row : transaction_.read(kMembers)) members.push_back(member_of(row).member);
  return members;
}

std::optional<StoredMember> HubStore::member(const Id& id) {
  const auto rows = transaction_.read(kMember, values(id));
  if (rows.empty()) return std::nullopt;
  auto stored = member_of(rows[0]);
  for (auto row : transaction_.read(kEarlierKeys, values(id)))
    stored.earlier_keys.push_back(row.text());
  return stored;
}

std::optional<Id> HubStore::member_with_code(const std::string& code_hash) {
  const auto rows = transaction_.read(kWithCode, values(code_hash, transaction_.now()));
  if (rows.empty()) return std::nullopt;
  return rows[0].text();
}

bool HubStore::insert(const SectorMember& member) {
  const auto& traits = member.traits;
  return transaction_
             .write(kInsertMember,
                    values(member.id, member.name, folded(member.name), traits.type,
                           traits.ambition, traits.region, traits.size, transaction_.now()))
             .changed == 1;
}

bool HubStore::change(const Id& id, std::int64_t version, const NewSectorMember& member) {
  const auto& traits = member.traits;
  return transaction_
             .write(kChangeMember, values(id, version, member.name, folded(member.name),
                                          traits.type, traits.ambition, traits.region, traits.size))
             .changed == 1;
}

bool HubStore::name_taken(const std::string& name, const Id& except) {
  return !transaction_.read(kNameTaken, values(folded(name), except)).empty();
}

void HubStore::set_code(const Id& id, const std::string& code_hash, Timestamp expires_at) {
  transaction_.write(kSetCode, values(id, code_hash, expires_at));
}

void HubStore::pin_key(const Id& id, const PublicKey& key) {
  transaction_.write(kEndKeys, values(id, transaction_.now()));
  transaction_.write(kAddKey, values(id, key, transaction_.now()));
  transaction_.write(kPinKey, values(id, key));
}

std::vector<SectorRound> HubStore::rounds() { return rounds_in(transaction_.read(kRounds)); }

std::optional<SectorRound> HubStore::round(const Id& id) {
  const auto rows = transaction_.read(kRound, values(id));
  return rows.empty() ? std::nullopt : std::optional(round_of(rows[0]));
}

std::vector<SectorRound> HubStore::rounds_of(const Id& member_id) {
  return rounds_in(transaction_.read(kRoundsOf, values(member_id)));
}

void HubStore::insert(const SectorRound& round) {
  transaction_.write(
      kInsertRound,
      values(round.id, round.title, round.instrument_id, round.instrument_version, round.year,
             round.opens_on, round.closes_on, enum_text(round.status), transaction_.now()));
}

bool HubStore::set_status(const Id& id, std::int64_t version, RoundStatus status) {
  return transaction_.write(kSetStatus, values(id, version, enum_text(status))).changed == 1;
}

void HubStore::invite(const Id& round_id, const Id& member_id) {
  transaction_.write(kInvite, values(round_id, member_id, transaction_.now()));
}

bool HubStore::is_invited(const Id& round_id, const Id& member_id) {
  return !transaction_.read(kIsInvited, values(round_id, member_id)).empty();
}

bool HubStore::mark_started(const Id& round_id, const Id& member_id) {
  if (!transaction_.read(kNotStarted, values(round_id, member_id)).empty())
    return transaction_.write(kMarkStarted, values(round_id, member_id, transaction_.now()))
               .changed == 1;
  return false;
}

std::vector<MemberResponse> HubStore::response(const Id& round_id) {
  std::vector<MemberResponse> response;
  for (auto row : transaction_.read(kResponse, values(round_id))) {
    auto& each = response.emplace_back();
    each.member_id = row.text();
    each.name = row.text();
    each.traits = traits_of(row);
    const bool started = row.maybe_moment().has_value();
    each.sent_at = row.maybe_moment();
    each.corrections = std::max<std::int64_t>(row.integer() - 1, 0);
    each.state = each.sent_at ? ResponseState::sent
                              : (started ? ResponseState::started : ResponseState::invited);
  }
  return response;
}

void HubStore::lock(const Id& round_id, const Id& member_id) {
  transaction_.write_unrecorded(kLock, values(round_id, member_id));
}

std::optional<StoredSubmission> HubStore::submission(const Id& id) {
  const auto rows = transaction_.read(kSubmission, values(id));
  return rows.empty() ? std::nullopt : std::optional(submission_of(rows[0]));
}

std::optional<Id> HubStore::current(const Id& round_id, const Id& member_id) {
  const auto rows = transaction_.read(kCurrent, values(round_id, member_id));
  if (rows.empty()) return std::nullopt;
  return rows[0].text();
}

void HubStore::insert(const StoredSubmission& submission, const std::optional<Id>& replaces) {
  if (replaces) transaction_.write(kReplace, values(*replaces, submission.id));
  transaction_.write(
      kInsertSubmission,
      values(submission.id, submission.round_id, submission.member_id, submission.sha256,
             submission.document, submission.receipt, submission.received_at));
}

std::vector<StoredSubmission> HubStore::submissions(const Id& round_id, const Id& member_id) {
  std::vector<StoredSubmission> submissions;
  for (auto row : transaction_.read(kSubmissions, values(round_id, member_id)))
    submissions.push_back(submission_of(row));
  return submissions;
}

}  // namespace regie::sector
