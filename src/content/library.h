#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "base/result.h"
#include "content/views.h"
#include "content/yaml.h"

namespace regie::content {

/// All of content/, checked: against its JSON Schemas, and against sense. Immutable once loaded.
class Library {
 public:
  /// Fails with content_invalid {file, line, reason}; nothing is half-loaded.
  static Result<Library> load(std::span<const EmbeddedFile> files);

  const Catalog& catalog() const { return catalog_; }
  bool knows_process(std::string_view id) const { return processes_.contains(id); }
  bool knows_use_case(std::string_view id) const { return use_cases_.contains(id); }
  bool knows_specialism(std::string_view id) const { return specialisms_.contains(id); }
  const PhaseTerm& phase(std::string_view id) const;

  /// The columns of the register in a spreadsheet, in order.
  const std::vector<Field>& fields() const { return fields_; }
  /// A list of words by its name: of labels.yaml, or phases, processes, use-cases, specialisms.
  /// Empty when there is no such list.
  const std::vector<Term>& list(std::string_view name) const;
  /// One word of a list. Throws std::logic_error when it is not there.
  const LocalizedText& word(std::string_view list, std::string_view id) const;

 private:
  Result<void> load_fields(std::span<const EmbeddedFile> files);

  Catalog catalog_;
  std::vector<Field> fields_;
  std::map<std::string, std::vector<Term>, std::less<>> lists_;
  std::set<std::string, std::less<>> processes_;
  std::set<std::string, std::less<>> use_cases_;
  std::set<std::string, std::less<>> specialisms_;
};

/// One file of content/, read and checked against content/schema/<schema>.schema.json. Fails with
/// content_invalid, also when the file is not there.
Result<YamlDocument> read_checked(std::span<const EmbeddedFile> files, std::string_view path,
                                  std::string_view schema);

}  // namespace regie::content
