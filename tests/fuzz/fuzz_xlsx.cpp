#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "table/xlsx.h"
#include "tests/unit/table/zip_maker.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

/// Compression and checksums would hide the XML from a fuzzer, so most inputs are parts of a book
/// that is made here: the first byte chooses which part.
std::string book_of(std::string_view input) {
  regie::table::BookMaker book;
  book.deflated = false;
  book.strings = "<si><t>een</t></si><si><r><t>twee</t></r></si>";
  book.styles = R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs>)";
  book.sheet_data = R"(<row><c t="s"><v>0</v></c><c s="1"><v>46082</v></c></row>)";
  const char choice = input.empty() ? 'd' : input.front();
  const std::string rest(input.substr(input.empty() ? 0 : 1));
  switch (choice) {
    case 'x':
      book.sheet_xml = rest;
      break;
    case 's':
      book.strings = rest;
      break;
    case 'f':
      book.styles = rest;
      break;
    case 'w':
      book.sheets = rest;
      break;
    case 't':
      book.sheet_target = rest;
      break;
    case 'n':
      book.more = {{rest, "x"}};
      break;
    default:
      book.sheet_data = rest;
  }
  return book.make();
}

}  // namespace

/// Whatever is read is sound, within its limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const regie::table::Limits limits{
      .unpacked_bytes = 1'000'000, .rows = 1'000, .columns = 50, .cells = 10'000};
  const auto sheet = input.starts_with("PK") ? regie::table::read_xlsx(input, limits)
                                             : regie::table::read_xlsx(book_of(input), limits);
  if (!sheet) return 0;
  must(sheet->rows.size() <= limits.rows && sheet->header.size() <= limits.columns);
  std::size_t last = sheet->header_row;
  for (std::size_t index = 0; index < sheet->rows.size(); ++index) {
    must(sheet->row_number(index) > last);
    last = sheet->row_number(index);
    must(sheet->rows[index].size() == sheet->header.size());
    for (const auto& cell : sheet->rows[index]) must(regie::is_utf8(cell));
  }
  return 0;
}
