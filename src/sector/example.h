#pragma once

#include <span>
#include <string>

#include "access/caller.h"
#include "assessment/instrument_library.h"
#include "sector/hub_service.h"
#include "sector/publication_service.h"
#include "sector/synthetic.h"

namespace regie::sector {

/// An invented sector body with the invented hospitals of `synthetic_monitor`: each enrolled with a
/// key of its own, sent its packages, and every round was published.
class ExampleHub {
 public:
  ExampleHub(storage::Database& database, const assessment::InstrumentLibrary& instruments,
             Reception& reception, HubService& hub, PublicationService& publications,
             std::span<const EmbeddedFile> content)
      : database_(database),
        instruments_(instruments),
        reception_(reception),
        hub_(hub),
        publications_(publications),
        content_(content) {}

  /// Adds it, or finishes what an earlier run left unfinished. Its administrator signs in with
  /// `password`. Gives that address. Fails with content_invalid {file, line, reason}.
  Result<std::string> add(const std::string& password);

 private:
  Result<access::Caller> found(const std::string& password);
  Result<void> enrol(const access::Caller& caller, const SyntheticMonitor& monitor);
  /// From the round's beginning to its publication.
  Result<void> hold(const access::Caller& caller, const SyntheticMonitor& monitor,
                    const Reference& reference, std::int64_t year);
  Result<void> send_all(const access::Caller& caller, const SyntheticMonitor& monitor,
                        const SectorRound& round);

  storage::Database& database_;
  const assessment::InstrumentLibrary& instruments_;
  Reception& reception_;
  HubService& hub_;
  PublicationService& publications_;
  std::span<const EmbeddedFile> content_;
};

}  // namespace regie::sector
