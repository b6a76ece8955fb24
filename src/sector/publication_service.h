#pragma once

#include <span>
#include <string>

#include "access/caller.h"
#include "access/download.h"
#include "assessment/instrument_library.h"
#include "assessment/instrument_service.h"
#include "base/embedded.h"
#include "sector/publication_store.h"
#include "sector/publication_views.h"

namespace regie::sector {

/// What a sector body publishes, and how a hospital reads it. A publication is sealed: its round
/// takes no packages and is not published again. See docs/decisions/0016-publication.md.
class PublicationService {
 public:
  /// `content` holds what was published before, beside which figures are laid.
  PublicationService(storage::Database& database, assessment::FormShelf& forms,
                     assessment::InstrumentService& instruments,
                     std::span<const EmbeddedFile> content)
      : database_(database), forms_(forms), instruments_(instruments), content_(content) {}

  /// The figures of a closed round and of the published rounds of the same instrument before it. A
  /// question whose answers cannot be right has none, and stands under `refused`. Gives what
  /// `publication` gives. Fails with not_found, version_conflict, invalid_request, or
  /// round_state_wrong: not closed, or fewer answers than a figure needs.
  Result<RoundPublication> publish(const access::Caller& caller, const Id& round_id,
                                   std::int64_t version, const NewPublication& request);
  /// At a sector body. Fails with not_found, also for a question that is not in it.
  Result<RoundPublication> publication(const access::Caller& caller, const Id& round_id,
                                       const PublicationQuery& query);
  /// All of it, to be used under its licence. Fails with not_found.
  Result<access::Download> open_data(const access::Caller& caller, const Id& round_id,
                                     const OpenDataQuery& query, Language language);

  /// At a hospital, as it was fetched. Fails as `publication`.
  Result<RoundPublication> offered_publication(const access::Caller& caller, const Id& round_id,
                                               const PublicationQuery& query);
  /// What this hospital last sent beside its group. Fails with not_found.
  Result<RoundComparison> comparison(const access::Caller& caller, const Id& round_id,
                                     const ComparisonQuery& query);

 private:
  /// Of a round at a hospital, with what the sector body has of it.
  struct Kept {
    OfferedRound round;
    RoundPublication publication;
    std::optional<Response> ours;
  };
  Result<Kept> kept_of(const access::Caller& caller, const Id& round_id);
  Result<Survey> survey(storage::Transaction& transaction, const SectorRound& round,
                        const Reference& reference);

  storage::Database& database_;
  assessment::FormShelf& forms_;
  assessment::InstrumentService& instruments_;
  std::span<const EmbeddedFile> content_;
};

}  // namespace regie::sector
