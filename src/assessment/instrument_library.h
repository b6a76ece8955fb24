#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "assessment/evaluation.h"
#include "assessment/instrument_file.h"
#include "base/embedded.h"
#include "base/result.h"

namespace regie::assessment {

/// The instruments that ship inside the program. Immutable once loaded.
class InstrumentLibrary {
 public:
  /// Fails with content_invalid {file, line, reason}; nothing is half-loaded.
  static Result<InstrumentLibrary> load(std::span<const EmbeddedFile> files, KnownNames known);

  /// By id.
  const std::vector<Instrument>& instruments() const { return instruments_; }
  /// Nothing when none ships under this id.
  const Instrument* find(std::string_view id) const;
  /// A file that somebody brings: checked as those that ship.
  InstrumentFile read(std::string_view text) const;
  const KnownNames& known() const { return known_; }

 private:
  std::vector<Instrument> instruments_;
  KnownNames known_;
  std::string schema_;
};

/// Instruments made ready to be evaluated. A version of an instrument never changes, so each is
/// made ready once.
class FormShelf {
 public:
  /// `document` gives what is kept of it when it is not here yet.
  template <class Document>
  std::shared_ptr<const Form> form(const std::string& organisation, const std::string& id,
                                   const std::string& version, Document document) {
    const Key key{organisation, id, version};
    if (auto kept = find(key)) return kept;
    return keep(key, std::make_shared<const Form>(from_document(document())));
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string>;
  std::shared_ptr<const Form> find(const Key& key);
  std::shared_ptr<const Form> keep(const Key& key, std::shared_ptr<const Form> form);

  std::mutex mutex_;
  std::map<Key, std::shared_ptr<const Form>> forms_;
};

}  // namespace regie::assessment
