#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/error.h"

/// Tables that come from outside and go there: CSV and XLSX. Bytes in, rows out; no files.
namespace regie::table {

/// What a table may measure before it is refused. The defaults fit a register of a large group of
/// hospitals, and bound the memory that any file can make a reader take.
struct Limits {
  std::size_t bytes = 64'000'000;            ///< of the file
  std::size_t unpacked_bytes = 512'000'000;  ///< of what an XLSX unpacks to, and of its cells' text
  std::size_t ratio = 250;       ///< between what a large part of an XLSX unpacks to and its size
  std::size_t parts = 2'000;     ///< files inside an XLSX
  std::size_t rows = 1'000'000;  ///< below the header
  std::size_t columns = 500;
  std::size_t cells = 10'000'000;  ///< counting the empty ones within the header's width
  std::size_t cell_bytes = 1'000'000;
};

/// Something that a person should see before the table is used; the table itself was read.
/// Its sentence is that of the code: regie::sentence(code, parameters, language).
struct Notice {
  std::size_t row;  ///< as a spreadsheet numbers it, from 1
  ErrorCode code;
  std::map<std::string, std::string> parameters = {};
};

/// A table as text, in valid UTF-8. Every row has at least as many cells as the header; cells
/// beyond it belong to no column and come with a notice. Blank rows are left out.
struct Sheet {
  std::vector<std::string> header;  ///< distinct, not empty, without white space at either end
  std::vector<std::vector<std::string>> rows;
  std::size_t header_row = 1;  ///< as a spreadsheet numbers it
  std::vector<std::size_t>
      row_numbers;               ///< of each row, likewise; empty: the rows follow the header
  std::vector<Notice> notices;   ///< in the order of the rows, the first kNoticesKept
  std::size_t notice_count = 0;  ///< with those that were not kept

  /// The number under which a spreadsheet shows rows[index].
  std::size_t row_number(std::size_t index) const {
    return index < row_numbers.size() ? row_numbers[index] : header_row + 1 + index;
  }
};

inline constexpr std::size_t kNoticesKept = 1'000;

/// How a spreadsheet names a column: 0 is A, 25 is Z, 26 is AA.
std::string column_name(std::size_t index);

}  // namespace regie::table
