#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "table/package.h"
#include "table/spreadsheet_text.h"

namespace regie::table {

/// Where things are inside an XLSX.
struct Book {
  struct Entry {
    std::string name;
    std::string part;
    bool hidden = false;
  };
  std::vector<Entry> sheets;  ///< those with cells, in the order of their tabs
  std::string strings_part;   ///< empty: none
  std::string styles_part;    ///< empty: none
  bool since_1904 = false;
};

/// Fails with the errors of read_xml, and with file_kind_unsupported {kind} for a ZIP of another
/// kind.
Result<Book> read_book(Package& package);

/// The texts that cells share, each cut one byte past limits.cell_bytes.
Result<std::vector<std::string>> read_shared_strings(Package& package, const std::string& part,
                                                     const Limits& limits);

/// How each cell style shows a number.
Result<std::vector<NumberKind>> read_number_kinds(Package& package, const std::string& part);

}  // namespace regie::table
