#pragma once

#include <span>
#include <string>

#include "access/caller.h"
#include "assessment/instrument_library.h"
#include "sector/publication_service.h"
#include "sector/reference.h"

namespace regie::sector {

/// An invented sector body with the invented hospitals of `synthetic_monitor`: each has a key of
/// its own and signed what it sent, and every round was published.
class ExampleHub {
 public:
  ExampleHub(storage::Database& database, const assessment::InstrumentLibrary& instruments,
             PublicationService& publications, std::span<const EmbeddedFile> content)
      : database_(database),
        instruments_(instruments),
        publications_(publications),
        content_(content) {}

  /// Adds it, or finishes what an earlier run left unfinished. Its administrator signs in with
  /// `password`. Gives that address. Fails with content_invalid {file, line, reason}.
  Result<std::string> add(const std::string& password);

 private:
  Result<access::Caller> found(const std::string& password);
  /// Members, and closed rounds with what they sent: all at once, or nothing.
  void fill(const access::Caller& caller, const assessment::Instrument& instrument,
            const Reference& reference);

  storage::Database& database_;
  const assessment::InstrumentLibrary& instruments_;
  PublicationService& publications_;
  std::span<const EmbeddedFile> content_;
};

}  // namespace regie::sector
