#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "table/csv.h"
#include "table/kind.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void must_be_sound(const regie::table::Sheet& sheet) {
  must(sheet.row_numbers.size() == sheet.rows.size());
  for (const auto& name : sheet.header) must(!name.empty() && regie::is_utf8(name));
  for (const auto& row : sheet.rows) {
    must(row.size() >= sheet.header.size());
    for (const auto& cell : row) must(regie::is_utf8(cell));
  }
}

}  // namespace

/// Whatever is read is sound, and reads the same again after it was written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)regie::table::detect(bytes);
  const regie::table::Limits limits{.rows = 1'000, .columns = 50, .cells = 10'000};
  const auto sheet = regie::table::read_csv(bytes, limits);
  if (!sheet) return 0;
  must_be_sound(*sheet);
  constexpr std::string_view kSeparators = ",;\t|";
  const regie::table::CsvStyle style{.separator = kSeparators[size % kSeparators.size()],
                                     .byte_order_mark = size % 3 == 0};
  const auto again = regie::table::read_csv(regie::table::write_csv(*sheet, style));
  must(again.has_value());
  must(again->header == sheet->header);
  must(again->rows == sheet->rows);
  return 0;
}
