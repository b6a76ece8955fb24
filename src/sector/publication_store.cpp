#include "sector/publication_store.h"

#include <iterator>
#include <stdexcept>

#include "base/json_codec.h"

namespace regie::sector {
namespace {

using storage::values;

constexpr std::string_view kLockRounds =
    "UPDATE sector_round SET version = version WHERE organisation_id = :organisation "
    "AND instrument_id = $1";
constexpr std::string_view kLockInvitations =
    "UPDATE sector_invitation SET invited_at = invited_at WHERE organisation_id = :organisation "
    "AND round_id = $1";
constexpr std::string_view kPackages =
    "SELECT document FROM sector_submission WHERE organisation_id = :organisation "
    "AND round_id = $1 AND replaced_by = '' ORDER BY received_at, id";
constexpr std::string_view kEarlierRounds =
    "SELECT id FROM sector_round WHERE organisation_id = :organisation AND instrument_id = $1 "
    "AND year < $2 AND status = 'published' ORDER BY year, id";
constexpr std::string_view kShownGroups =
    "SELECT p.shown_groups FROM sector_publication p JOIN sector_round r "
    "ON r.organisation_id = :organisation AND r.id = p.round_id "
    "WHERE p.organisation_id = :organisation AND r.instrument_id = $1 ORDER BY p.published_at";
constexpr std::string_view kInsert =
    "INSERT INTO sector_publication (organisation_id, id, round_id, document, shown_groups, "
    "published_at, published_by) VALUES (:organisation, $1, $2, $3, $4, $5, $6)";
constexpr std::string_view kDocument =
    "SELECT document FROM sector_publication WHERE organisation_id = :organisation "
    "AND round_id = $1";
constexpr std::string_view kPutKnown =
    "INSERT INTO sector_known_publication (organisation_id, round_id, document, fetched_at) "
    "VALUES (:organisation, $1, $2, $3) ON CONFLICT (organisation_id, round_id) DO NOTHING";
constexpr std::string_view kIsKnown =
    "SELECT 1 FROM sector_known_publication WHERE organisation_id = :organisation "
    "AND round_id = $1";
constexpr std::string_view kKnown =
    "SELECT document FROM sector_known_publication WHERE organisation_id = :organisation "
    "AND round_id = $1";

std::optional<std::string> first(const storage::Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(rows[0].text());
}

}  // namespace

void PublicationStore::lock(const SectorRound& round) {
  transaction_.write(kLockRounds, values(round.instrument_id));
  transaction_.write(kLockInvitations, values(round.id));
}

std::vector<std::string> PublicationStore::packages(const Id& round_id) {
  std::vector<std::string> documents;
  for (auto row : transaction_.read(kPackages, values(round_id))) documents.push_back(row.text());
  return documents;
}

std::vector<Id> PublicationStore::earlier_rounds(const SectorRound& round) {
  std::vector<Id> ids;
  for (auto row : transaction_.read(kEarlierRounds, values(round.instrument_id, round.year)))
    ids.push_back(row.text());
  return ids;
}

std::vector<PublishedTable> PublicationStore::shown_groups(const std::string& instrument_id) {
  std::vector<PublishedTable> all;
  for (auto row : transaction_.read(kShownGroups, values(instrument_id))) {
    auto tables = codec::decode_text<std::vector<PublishedTable>>(row.text());
    // Without it the next publication could reveal somebody.
    if (!tables) throw std::runtime_error("what was published before cannot be read");
    all.insert(all.end(), std::make_move_iterator(tables->begin()),
               std::make_move_iterator(tables->end()));
  }
  return all;
}

void PublicationStore::insert(const Id& round_id, const std::string& document,
                              const std::vector<PublishedTable>& shown_groups) {
  transaction_.write(kInsert, values(new_id(transaction_.now()), round_id, document,
                                     codec::encode_text(shown_groups), transaction_.now(),
                                     transaction_.scope().actor().name));
}

std::optional<std::string> PublicationStore::document(const Id& round_id) {
  return first(transaction_.read(kDocument, values(round_id)));
}

void PublicationStore::put_known(const Id& round_id, const std::string& document) {
  transaction_.write(kPutKnown, values(round_id, document, transaction_.now()));
}

bool PublicationStore::is_known(const Id& round_id) {
  return !transaction_.read(kIsKnown, values(round_id)).empty();
}

std::optional<std::string> PublicationStore::known(const Id& round_id) {
  return first(transaction_.read(kKnown, values(round_id)));
}

}  // namespace regie::sector
