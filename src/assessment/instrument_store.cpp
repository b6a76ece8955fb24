#include "assessment/store.h"

namespace regie::assessment {
namespace {

using storage::values;

#define REGIE_INSTRUMENT_QUERY                                   \
  "SELECT id, version, own, added_at, added_by FROM instrument " \
  "WHERE organisation_id = :organisation "

constexpr std::string_view kOwn = REGIE_INSTRUMENT_QUERY "AND own = 1 ORDER BY id, added_at";
constexpr std::string_view kFind = REGIE_INSTRUMENT_QUERY "AND id = $1 AND version = $2";
constexpr std::string_view kDocument =
    "SELECT document FROM instrument WHERE organisation_id = :organisation "
    "AND id = $1 AND version = $2";
constexpr std::string_view kInsert =
    "INSERT INTO instrument (organisation_id, id, version, own, document, source, added_at, "
    "added_by) VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (organisation_id, id, version) DO NOTHING";

std::vector<StoredInstrument> instruments_of(const storage::Rows& rows) {
  std::vector<StoredInstrument> found;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = found.emplace_back();
    each.id = row.text();
    each.version = row.text();
    each.own = row.truth();
    each.added_at = row.moment();
    each.added_by = row.text();
  }
  return found;
}

}  // namespace

std::vector<StoredInstrument> InstrumentStore::own() {
  return instruments_of(transaction_.read(kOwn));
}

std::optional<StoredInstrument> InstrumentStore::find(const std::string& id,
                                                      const std::string& version) {
  auto found = instruments_of(transaction_.read(kFind, values(id, version)));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::string InstrumentStore::document(const std::string& id, const std::string& version) {
  const auto rows = transaction_.read(kDocument, values(id, version));
  return rows.empty() ? "" : rows[0].text();
}

bool InstrumentStore::insert(const StoredInstrument& instrument, const std::string& document,
                             const std::optional<std::string>& source) {
  return transaction_
             .write(kInsert, values(instrument.id, instrument.version, instrument.own, document,
                                    source, instrument.added_at, instrument.added_by))
             .changed == 1;
}

}  // namespace regie::assessment
