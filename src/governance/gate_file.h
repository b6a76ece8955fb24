#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "assessment/instrument.h"
#include "base/embedded.h"
#include "base/result.h"
#include "content/library.h"
#include "governance/gate.h"

namespace regie::governance {

/// A kind of document that a gate can ask for.
struct DocumentKind {
  std::string id;
  LocalizedText name;
};
BOOST_DESCRIBE_STRUCT(DocumentKind, (), (id, name))

/// What an assessment with an instrument can come to.
struct InstrumentWords {
  std::set<std::string, std::less<>> outcomes;
  std::set<std::string, std::less<>> scores;
};

/// What gates may name of other rooms. Empty: nothing is checked against it.
struct GateWords {
  std::map<std::string, InstrumentWords, std::less<>> instruments;
  std::set<std::string, std::less<>> facts;
  std::set<std::string, std::less<>> duties;

  void add(const assessment::Instrument& instrument);
};

/// The gates of content/gates: one for each phase of the funnel. Immutable once loaded.
class Gates {
 public:
  /// Fails with content_invalid {file, line, reason}; nothing is half-loaded.
  static Result<Gates> load(std::span<const EmbeddedFile> files, const content::Library& library,
                            const GateWords& words);

  /// Throws std::logic_error for a phase outside the funnel.
  const Gate& of(portfolio::Phase phase) const;
  const std::vector<Gate>& all() const { return gates_; }
  const std::vector<DocumentKind>& documents() const { return documents_; }
  bool knows_document(std::string_view kind) const;

 private:
  friend class GateReader;
  std::vector<Gate> gates_;  ///< in the order of the phases
  std::vector<DocumentKind> documents_;
};

}  // namespace regie::governance
