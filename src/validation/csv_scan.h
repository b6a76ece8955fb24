#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Divides CSV into rows of cells, without copying them unless they are quoted.
namespace regie::validation {

/// Why a scan ended before the last whole row.
enum class ScanFault { none, cells_differ, quote_unclosed, refused };

struct ScanEnd {
  std::size_t consumed = 0;  ///< bytes of whole rows that were taken
  std::size_t rows = 0;      ///< lines that were rows, among them the one at fault
  ScanFault fault = ScanFault::none;
  std::size_t found = 0;  ///< cells in the row at fault
};

/// One bit for each of 64 bytes that is a separator or a line feed.
inline std::uint64_t ends_of_cells(const char* bytes, char separator) {
  std::uint64_t mask = 0;
#if defined(__SSE2__)
  const auto wanted = _mm_set1_epi8(separator);
  const auto line = _mm_set1_epi8('\n');
  for (unsigned part = 0; part < 4; ++part) {
    const auto block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * part));
    const auto found = _mm_or_si128(_mm_cmpeq_epi8(block, wanted), _mm_cmpeq_epi8(block, line));
    mask |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(found)))
            << (16 * part);
  }
#else
  for (unsigned at = 0; at < 64; ++at)
    mask |= static_cast<std::uint64_t>(bytes[at] == separator || bytes[at] == '\n') << at;
#endif
  return mask;
}

/// A cell without the carriage return of its line end.
inline std::string_view without_return(std::string_view cell) {
  if (!cell.empty() && cell.back() == '\r') cell.remove_suffix(1);
  return cell;
}

/// Reads one row with quotation marks from `text`; doubled marks within a quoted cell are one.
/// Gives the bytes taken, or 0 when the row does not end within the text. `sound` turns false when
/// a mark is followed by other text.
std::size_t quoted_row(std::string_view text, char separator, std::vector<std::string>& cells,
                       bool& sound);

/// Hands every whole row of `text`, which ends with a line feed, to `take(cells)`; that gives false
/// to stop. Blank lines are passed over. A row whose quotation mark is still open at the end is
/// left.
template <class Take>
ScanEnd scan_rows(std::string_view text, char separator, std::size_t columns, Take take) {
  ScanEnd end;
  std::vector<std::string_view> cells(columns);
  if (text.find('"') != text.npos) {
    std::vector<std::string> owned;
    while (end.consumed < text.size()) {
      bool sound = true;
      const auto taken = quoted_row(text.substr(end.consumed), separator, owned, sound);
      if (taken == 0) return end;
      ++end.rows;
      if (!sound) return end.fault = ScanFault::quote_unclosed, end;
      const bool blank = owned.size() == 1 && owned[0].empty();
      if (!blank) {
        end.found = owned.size();
        if (owned.size() != columns) return end.fault = ScanFault::cells_differ, end;
        for (std::size_t cell = 0; cell < columns; ++cell) cells[cell] = owned[cell];
        if (!take(cells)) return end.fault = ScanFault::refused, end;
      }
      end.consumed += taken;
    }
    return end;
  }
  std::size_t cell = 0;
  std::size_t from = 0;
  for (std::size_t block = 0; block < text.size(); block += 64) {
    std::uint64_t mask = 0;
    if (block + 64 <= text.size()) {
      mask = ends_of_cells(text.data() + block, separator);
    } else {
      char last[64] = {};
      std::memcpy(last, text.data() + block, text.size() - block);
      mask = ends_of_cells(last, separator);
    }
    for (; mask != 0; mask &= mask - 1) {
      const auto at = block + static_cast<std::size_t>(std::countr_zero(mask));
      if (cell < columns) cells[cell] = {text.data() + from, at - from};
      from = at + 1;
      ++cell;
      if (text[at] != '\n') continue;
      ++end.rows;
      const bool whole = cell == columns;
      if (columns > 0)
        cells[std::min(cell, columns) - 1] = without_return(cells[std::min(cell, columns) - 1]);
      const bool blank = cell == 1 && cells[0].empty();
      end.found = cell;
      cell = 0;
      if (!blank || columns == 1) {
        if (!whole) return end.fault = ScanFault::cells_differ, end;
        if (!blank && !take(cells)) return end.fault = ScanFault::refused, end;
      }
      end.consumed = from;
    }
  }
  return end;
}

}  // namespace regie::validation
