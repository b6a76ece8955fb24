#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "table/sheet.h"

namespace regie::table {

/// Reads one sheet of an XLSX: the one with this name, or the first that is not hidden.
///
/// Cells become text as follows. Numbers as the sheet keeps them, without artefacts: 15 significant
/// digits, whole numbers below 2^53 exactly (123, 0.1, 0.00001). Dates, which XLSX knows by number
/// format only, as 2026-03-01, with a time of day as 2026-03-01T09:30:00, times alone as 09:30:00.
/// Truth values as true and false. Formulas by the result that was saved. Rich text without its
/// looks. Header and notices are as for read_csv; so is the apostrophe before a formula character,
/// since a CSV may have been saved as XLSX.
///
/// Nothing is written to disk, no link is followed, and what unpacks is bounded by the limits.
/// Fails with body_too_large, file_kind_unsupported {kind}, file_encrypted, file_broken {part},
/// file_too_many_parts, file_unpacks_too_large, file_document_type {part}, sheet_unknown {name,
/// known}, table_empty, table_too_many_rows, table_too_many_columns {row}, table_too_many_cells or
/// cell_too_large {row, column}.
Result<Sheet> read_xlsx(std::string_view bytes, const Limits& limits = {},
                        std::string_view sheet = {});

/// Whole numbers that a spreadsheet cannot hold exactly (from 2^53), dates before 1900 and doubles
/// that are not finite are written as text.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, Date, bool>;

struct Column {
  std::string title;
  double width = 0;  ///< in characters; 0: from the content
  bool wrap = false;
  std::vector<std::string> choices = {};  ///< what a cell may hold, offered as a list
};

/// A sheet with a bold header that stays in view, and a filter on every column.
struct WorkbookSheet {
  std::string name;  ///< at most 31 characters, without [ ] : * ? / \ and distinct
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
  bool filter = true;
};

/// Sheets in order; the first is the one that read_xlsx reads, so explanations come after it.
struct Workbook {
  std::vector<WorkbookSheet> sheets;
  Timestamp created;
};

/// A sheet with every cell as text.
WorkbookSheet text_sheet(std::string name, const Sheet& sheet);

/// XLSX whose text is never a formula. All text must be UTF-8. Long lists of choices go to a hidden
/// sheet `lists`. The same workbook gives the same bytes. Fails with table_too_many_rows,
/// table_too_many_columns {row} or cell_too_long_for_sheet {sheet, row, column}; throws
/// std::invalid_argument for a sheet name that XLSX does not allow, and std::runtime_error when the
/// temporary folder, where parts are put together in files without a name, is full.
Result<std::string> write_xlsx(const Workbook& workbook);

}  // namespace regie::table
