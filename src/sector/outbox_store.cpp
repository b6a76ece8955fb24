#include "sector/outbox_store.h"

#include <algorithm>
#include <stdexcept>

#include "base/json_codec.h"

namespace regie::sector {
namespace {

using storage::values;

constexpr std::string_view kEnrolments =
    "SELECT id, address, hub_name, hub_key, enrolled_at, enrolled_by, hub_id, member_id, key_id "
    "FROM sector_enrolment WHERE organisation_id = :organisation ORDER BY hub_name, id";
constexpr std::string_view kPutEnrolment =
    "INSERT INTO sector_enrolment (organisation_id, id, address, hub_id, hub_name, hub_key, "
    "member_id, key_id, enrolled_at, enrolled_by) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (organisation_id, hub_id) DO UPDATE SET address = excluded.address, "
    "hub_name = excluded.hub_name, hub_key = excluded.hub_key, member_id = excluded.member_id, "
    "key_id = excluded.key_id, enrolled_at = excluded.enrolled_at, "
    "enrolled_by = excluded.enrolled_by";

constexpr std::string_view kRounds =
    "SELECT description, enrolment_id, assessment_id FROM sector_known_round "
    "WHERE organisation_id = :organisation ORDER BY id DESC";
constexpr std::string_view kRound =
    "SELECT description, enrolment_id, assessment_id FROM sector_known_round "
    "WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kPutRound =
    "INSERT INTO sector_known_round (organisation_id, id, enrolment_id, description, "
    "assessment_id) VALUES (:organisation, $1, $2, $3, $4) ON CONFLICT (organisation_id, id) "
    "DO UPDATE SET enrolment_id = excluded.enrolment_id, description = excluded.description, "
    "assessment_id = excluded.assessment_id";

constexpr std::string_view kPackages =
    "SELECT id, round_id, document, kept_home, created_at, created_by, tried_at, refusal, receipt "
    "FROM sector_package WHERE organisation_id = :organisation AND round_id = $1 "
    "ORDER BY created_at DESC, id DESC";
constexpr std::string_view kPackage =
    "SELECT id, round_id, document, kept_home, created_at, created_by, tried_at, refusal, receipt "
    "FROM sector_package WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kInsertPackage =
    "INSERT INTO sector_package (organisation_id, id, round_id, document, kept_home, created_at, "
    "created_by) VALUES (:organisation, $1, $2, $3, $4, $5, $6)";
constexpr std::string_view kNoteRefusal =
    "UPDATE sector_package SET tried_at = $2, refusal = $3 WHERE organisation_id = :organisation "
    "AND id = $1";
constexpr std::string_view kNoteReceipt =
    "UPDATE sector_package SET tried_at = $2, refusal = NULL, receipt = $3 "
    "WHERE organisation_id = :organisation AND id = $1";

constexpr std::string_view kRemove[] = {
    "DELETE FROM sector_known_publication WHERE organisation_id = :organisation",
    "DELETE FROM sector_package WHERE organisation_id = :organisation",
    "DELETE FROM sector_known_round WHERE organisation_id = :organisation",
    "DELETE FROM sector_enrolment WHERE organisation_id = :organisation",
    "DELETE FROM sector_publication WHERE organisation_id = :organisation",
    "DELETE FROM sector_submission WHERE organisation_id = :organisation",
    "DELETE FROM sector_invitation WHERE organisation_id = :organisation",
    "DELETE FROM sector_round WHERE organisation_id = :organisation",
    "DELETE FROM sector_member_key WHERE organisation_id = :organisation",
    "DELETE FROM sector_member WHERE organisation_id = :organisation",
    "DELETE FROM signing_key WHERE organisation_id = :organisation"};

/// What we wrote ourselves; it decodes, or the database was changed behind our back.
template <class T>
T read(const std::string& text) {
  auto decoded = codec::decode_text<T>(text);
  if (!decoded) throw std::runtime_error("a round in the database cannot be read");
  return std::move(*decoded);
}

/// Without its key, of which it has the id.
StoredEnrolment enrolment_of(storage::Row row) {
  StoredEnrolment stored;
  auto& enrolment = stored.enrolment;
  enrolment.id = row.text();
  enrolment.address = row.text();
  enrolment.hub_name = row.text();
  enrolment.hub_key = row.text();
  enrolment.enrolled_at = row.moment();
  enrolment.enrolled_by = row.text();
  stored.hub_id = row.text();
  stored.member_id = row.text();
  stored.key.id = row.text();
  return stored;
}

StoredRound round_of(storage::Row row) {
  StoredRound stored;
  stored.round = read<OfferedRound>(row.text());
  stored.enrolment_id = row.text();
  stored.assessment_id = row.maybe_text();
  return stored;
}

StoredPackage package_of(storage::Row row) {
  StoredPackage stored;
  stored.id = row.text();
  stored.round_id = row.text();
  stored.document = row.text();
  stored.kept_home = read<std::vector<KeptHome>>(row.text());
  stored.created_at = row.moment();
  stored.created_by = row.text();
  stored.tried_at = row.maybe_moment();
  stored.refusal = row.maybe_text();
  if (const auto receipt = row.maybe_text()) stored.receipt = read<SignedReceipt>(*receipt);
  return stored;
}

}  // namespace

std::vector<StoredEnrolment> OutboxStore::enrolments() {
  std::vector<StoredEnrolment> enrolments;
  for (auto row : transaction_.read(kEnrolments)) enrolments.push_back(enrolment_of(row));
  for (auto& each : enrolments) {
    each.key = KeyStore(transaction_).get(each.key.id);
    each.enrolment.our_key = each.key.public_key;
  }
  return enrolments;
}

std::optional<StoredEnrolment> OutboxStore::enrolment(const Id& id) {
  auto all = enrolments();
  const auto found = std::ranges::find(all, id, [](const auto& each) { return each.enrolment.id; });
  return found == all.end() ? std::nullopt : std::optional(std::move(*found));
}

std::optional<StoredEnrolment> OutboxStore::enrolment_with(const Id& hub_id) {
  auto all = enrolments();
  const auto found = std::ranges::find(all, hub_id, &StoredEnrolment::hub_id);
  return found == all.end() ? std::nullopt : std::optional(std::move(*found));
}

void OutboxStore::put(const StoredEnrolment& stored) {
  const auto& enrolment = stored.enrolment;
  transaction_.write(
      kPutEnrolment,
      values(enrolment.id, enrolment.address, stored.hub_id, enrolment.hub_name, enrolment.hub_key,
             stored.member_id, stored.key.id, enrolment.enrolled_at, enrolment.enrolled_by));
}

std::vector<StoredRound> OutboxStore::rounds() {
  std::vector<StoredRound> rounds;
  for (auto row : transaction_.read(kRounds)) rounds.push_back(round_of(row));
  std::ranges::stable_sort(rounds, std::greater{},
                           [](const auto& each) { return each.round.year; });
  return rounds;
}

std::optional<StoredRound> OutboxStore::round(const Id& id) {
  const auto rows = transaction_.read(kRound, values(id));
  return rows.empty() ? std::nullopt : std::optional(round_of(rows[0]));
}

void OutboxStore::put(const StoredRound& stored) {
  transaction_.write(kPutRound, values(stored.round.id, stored.enrolment_id,
                                       codec::encode_text(stored.round), stored.assessment_id));
}

std::vector<StoredPackage> OutboxStore::packages(const Id& round_id) {
  std::vector<StoredPackage> packages;
  for (auto row : transaction_.read(kPackages, values(round_id)))
    packages.push_back(package_of(row));
  return packages;
}

std::optional<StoredPackage> OutboxStore::package(const Id& id) {
  const auto rows = transaction_.read(kPackage, values(id));
  return rows.empty() ? std::nullopt : std::optional(package_of(rows[0]));
}

void OutboxStore::insert(const StoredPackage& package) {
  transaction_.write(kInsertPackage, values(package.id, package.round_id, package.document,
                                            codec::encode_text(package.kept_home),
                                            package.created_at, package.created_by));
}

void OutboxStore::note_refusal(const Id& id, const std::string& code) {
  transaction_.write(kNoteRefusal, values(id, transaction_.now(), code));
}

void OutboxStore::note_receipt(const Id& id, const SignedReceipt& receipt) {
  transaction_.write(kNoteReceipt, values(id, transaction_.now(), codec::encode_text(receipt)));
}

void remove_everything(storage::Transaction& transaction) {
  for (const auto sql : kRemove) transaction.write(sql);
}

}  // namespace regie::sector
