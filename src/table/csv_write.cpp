#include "table/csv.h"
#include "table/neutral.h"

namespace regie::table {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Every separator that a reader may consider is quoted, so that none is taken for the right one.
bool needs_quotes(std::string_view text) {
  return text.find_first_of(",;\t|\"\r\n") != std::string_view::npos ||
         (!text.empty() && (text.front() == ' ' || text.back() == ' '));
}

/// The first cell of the file must not look like a byte-order mark or an announced separator.
bool misleads(std::string_view text) {
  return text.starts_with(kByteOrderMark) || text.starts_with("sep=");
}

class CsvWriter {
 public:
  explicit CsvWriter(const CsvStyle& style) : separator_(style.separator) {
    if (style.byte_order_mark) out_ = kByteOrderMark;
  }

  void write_row(const std::vector<std::string>& cells, bool first) {
    for (std::size_t index = 0; index < cells.size(); ++index) {
      if (index > 0) out_ += separator_;
      write_cell(cells[index], first && index == 0);
    }
    out_ += "\r\n";
  }

  std::string take() { return std::move(out_); }

 private:
  void write_cell(std::string_view text, bool first) {
    const bool charged = is_charged(text);
    if (!needs_quotes(text) && !(first && misleads(text))) {
      if (charged) out_ += '\'';
      out_ += text;
      return;
    }
    out_ += '"';
    if (charged) out_ += '\'';
    while (true) {
      const auto mark = text.find('"');
      out_ += text.substr(0, mark);
      if (mark == std::string_view::npos) break;
      out_ += "\"\"";
      text.remove_prefix(mark + 1);
    }
    out_ += '"';
  }

  char separator_;
  std::string out_;
};

}  // namespace

std::string write_csv(const Sheet& sheet, const CsvStyle& style) {
  CsvWriter writer(style);
  writer.write_row(sheet.header, true);
  for (const auto& row : sheet.rows) writer.write_row(row, false);
  return writer.take();
}

}  // namespace regie::table
