#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sector/suppression.h"
#include "sector/views.h"
#include "storage/database.h"

namespace regie::sector {

/// All SQL about publications, at the sector body and at the hospital.
class PublicationStore {
 public:
  explicit PublicationStore(storage::Transaction& transaction) : transaction_(transaction) {}

  /// Lets no other transaction publish of this instrument, or take a package of this round, until
  /// this one ends.
  void lock(const SectorRound& round);
  /// Documents of the packages that count in a round, in the order in which they came.
  std::vector<std::string> packages(const Id& round_id);
  /// Rounds of the same instrument that were published, of earlier years, by rising year.
  std::vector<Id> earlier_rounds(const SectorRound& round);
  /// Everything that was ever shown of the answers to this instrument.
  std::vector<PublishedTable> shown_groups(const std::string& instrument_id);
  void insert(const Id& round_id, const std::string& document,
              const std::vector<PublishedTable>& shown_groups);
  /// A RoundPublication as it was published. Nothing when it was not.
  std::optional<std::string> document(const Id& round_id);

  /// At the hospital.
  void put_known(const Id& round_id, const std::string& document);
  bool is_known(const Id& round_id);
  std::optional<std::string> known(const Id& round_id);

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::sector
