#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "table/sheet.h"

namespace regie::table {

/// Reads CSV as programs in hospitals write it.
///
/// Encoding: a byte-order mark decides (UTF-8 or UTF-16); otherwise UTF-8, and Windows-1252 for
/// what is not that. Separator: a first line `sep=;`, or the one of , ; tab | that divides the
/// first records most evenly. Line ends: CRLF, LF or CR. Quoted cells may hold all of these.
///
/// The first row that is not blank is the header. An empty or repeated name is made distinct and
/// noticed: a nameless column is called by its letter, a second `fase` becomes `fase (2)`. Short
/// and long rows are kept and noticed. One apostrophe before a formula character goes (neutral.h).
///
/// Fails with body_too_large, file_kind_unknown when there is a NUL in the text, table_empty,
/// table_too_many_rows, table_too_many_columns {row}, table_too_many_cells, cell_too_large
/// {row, column} or quote_unclosed {row, column}.
Result<Sheet> read_csv(std::string_view bytes, const Limits& limits = {});

struct CsvStyle {
  char separator = ',';         ///< one of , ; tab |
  bool byte_order_mark = true;  ///< without it Excel takes UTF-8 for Windows-1252
};

/// CSV after RFC 4180, in UTF-8, with CRLF. Text that a spreadsheet would run as a formula is
/// neutralised (neutral.h). read_csv gives the same header and rows again, but for rows without any
/// text, which are no rows.
std::string write_csv(const Sheet& sheet, const CsvStyle& style = {});

}  // namespace regie::table
