#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "content/library.h"
#include "portfolio/application.h"
#include "portfolio/vocabulary.h"
#include "table/xlsx.h"

/// An application as a row of cells, and back, without loss. No input or output.
namespace regie::portfolio {

/// One application as it stands in a file.
struct RegisterRow {
  std::optional<std::string> code;
  std::optional<Phase> phase;
  std::optional<Date> phase_since;
  ApplicationRecord record;
  bool operator==(const RegisterRow&) const = default;
};
BOOST_DESCRIBE_STRUCT(RegisterRow, (), (code, phase, phase_since, record))

/// The columns of content/catalog/fields.yaml, with a vocabulary to write and read their cells. An
/// optional text that is empty is written like one that is absent.
class Exchange {
 public:
  /// Throws std::logic_error for a field that no record has.
  Exchange(const content::Library& library, Vocabulary vocabulary);
  Exchange(Exchange&&) = default;
  Exchange(const Exchange&) = delete;

  const std::vector<content::Field>& fields() const { return library_.fields(); }
  Language language() const { return vocabulary_.language(); }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  /// The field with this pointer.
  std::optional<std::size_t> field(std::string_view pointer) const;
  /// The field around this pointer, such as /data/versions for /data/versions/0/version.
  std::optional<std::size_t> field_around(std::string_view pointer) const;
  /// The field that a person calls this, in either language, or by its pointer.
  std::optional<std::size_t> field_called(const std::string& name) const;

  /// Empty for what is not filled.
  std::string cell(const RegisterRow& row, std::size_t field) const;
  /// The same for XLSX: days and numbers as such.
  table::Cell typed_cell(const RegisterRow& row, std::size_t field) const;
  /// Fills one field. `grouped`: numbers may have separators of thousands, as in CSV.
  std::optional<CellFault> read(RegisterRow& row, std::size_t field, const std::string& text,
                                bool grouped) const;
  /// What a cell with one word may hold; empty for other fields.
  std::vector<std::string> choices(std::size_t field) const;

 private:
  const content::Library& library_;
  Vocabulary vocabulary_;
  std::vector<std::size_t> accesses_;   ///< per field: its number in the list of accesses
  std::vector<const WordList*> words_;  ///< per field
};

/// The pointers of every field that a row has, in the order of the record.
std::vector<std::string> row_pointers();

}  // namespace regie::portfolio
