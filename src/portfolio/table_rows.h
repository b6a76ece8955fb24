#pragma once

#include <map>

#include "content/library.h"
#include "portfolio/import_source.h"
#include "table/sheet.h"

namespace regie::portfolio {

/// Which field a column is, and who said so.
struct ColumnChoice {
  std::optional<std::size_t> field;
  std::optional<MappingOrigin> origin;
};
using ColumnChoices = std::vector<ColumnChoice>;

/// What was asked for, else what somebody said before (by folded name), else what the name says. A
/// field has one column: a later one that was not asked for gets none. Fails with invalid_request
/// (pointers into /mapping).
Result<ColumnChoices> map_columns(const Exchange& exchange, const table::Sheet& sheet,
                                  const std::vector<ColumnMapping>& asked,
                                  const std::map<std::string, std::string>& remembered);

/// The rows of a spreadsheet. An empty cell says nothing.
class TableRows final : public ImportSource {
 public:
  /// Both outlive this. `grouped`: numbers may have separators of thousands, as in CSV.
  TableRows(const Exchange& exchange, const content::Library& library, table::Sheet sheet,
            ColumnChoices columns, bool grouped);

  std::size_t size() const override { return sheet_.rows.size(); }
  std::size_t number(std::size_t row) const override { return sheet_.row_number(row); }
  std::string text(std::size_t row, std::string_view pointer) const override;
  std::vector<RowFault> fill(std::size_t row, RegisterRow& into) const override;
  RowFault place(std::string_view pointer, CellFault fault) const override;
  std::vector<MappedColumn> mapping() const override;
  std::vector<ImportFault> notices() const override;
  RejectedFile rejected(const std::vector<RejectedRow>& rows) const override;

 private:
  std::vector<std::string> samples(std::size_t column) const;

  const Exchange& exchange_;
  const content::Library& library_;
  table::Sheet sheet_;
  ColumnChoices columns_;
  std::vector<std::optional<std::size_t>> column_of_;  ///< by field
  bool grouped_;
};

}  // namespace regie::portfolio
