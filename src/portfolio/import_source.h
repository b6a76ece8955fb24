#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "portfolio/exchange.h"
#include "portfolio/exchange_views.h"

namespace regie::portfolio {

/// What is wrong with one row, and where.
struct RowFault {
  std::optional<std::string> column;  ///< as the file calls it
  std::string pointer;                ///< of the field; empty when it is none
  CellFault fault;
};

/// A row that was not imported, and why.
struct RejectedRow {
  std::size_t row;
  std::vector<std::string> reasons;
};

/// The rows of a file, whatever its kind.
class ImportSource {
 public:
  virtual ~ImportSource() = default;

  virtual std::size_t size() const = 0;
  /// The number by which people find the row in the file.
  virtual std::size_t number(std::size_t row) const = 0;
  /// What the row says about a field of text, trimmed; empty when it says nothing.
  virtual std::string text(std::size_t row, std::string_view pointer) const = 0;
  /// Fills what the row says, leaves the rest, and gives what cannot be understood.
  virtual std::vector<RowFault> fill(std::size_t row, RegisterRow& into) const = 0;
  /// Where in the file this field is.
  virtual RowFault place(std::string_view pointer, CellFault fault) const = 0;

  virtual std::vector<MappedColumn> mapping() const = 0;
  virtual std::vector<ImportFault> notices() const = 0;
  /// These rows as they came, each with its reasons. The name has only its ending.
  virtual RejectedFile rejected(const std::vector<RejectedRow>& rows) const = 0;
};

}  // namespace regie::portfolio
