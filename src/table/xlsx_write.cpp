#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/text.h"
#include "table/neutral.h"
#include "table/package.h"
#include "table/spreadsheet_text.h"
#include "table/xlsx.h"
#include "table/xml.h"

namespace regie::table {
namespace {

constexpr std::size_t kMostRowsBelowHeader = 1'048'575;
constexpr std::size_t kMostColumns = 16'384;
constexpr std::size_t kMostCharacters = 32'767;
constexpr double kNarrowest = 8;
constexpr double kWidest = 60;
constexpr std::size_t kRowsMeasured = 200;
constexpr std::size_t kRowsForNewOnes = 1'000;
constexpr std::int64_t kExactIntegers = 9'007'199'254'740'992;  // 2^53
constexpr std::int32_t kDayOf1900March1 = -25'508;
constexpr const char* kListsSheet = "lists";

/// A file that lives in memory only: libxlsxwriter writes to a path.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::runtime_error("memfd_create failed");
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  std::string content() const {
    std::string bytes(static_cast<std::size_t>(lseek(descriptor_, 0, SEEK_END)), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
      const auto length =
          pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
      if (length <= 0) throw std::runtime_error("a workbook in memory cannot be read back");
      done += static_cast<std::size_t>(length);
    }
    return bytes;
  }

 private:
  int descriptor_;
};

void must(lxw_error error) {
  if (error == LXW_NO_ERROR) return;
  throw std::runtime_error(std::string("writing XLSX: ") + lxw_strerror(error));
}

std::size_t utf_16_length(std::string_view text) {
  std::size_t length = 0;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0u) != 0x80u) length += value >= 0xF0 ? 2 : 1;
  }
  return length;
}

std::string plain_text(double number) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr};
}

/// Text for what XLSX cannot hold exactly as a number or a date.
std::optional<std::string> text_instead(const Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell);
      number != nullptr && (*number >= kExactIntegers || *number <= -kExactIntegers))
    return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&cell); number != nullptr && !std::isfinite(*number))
    return plain_text(*number);
  if (const auto* day = std::get_if<Date>(&cell); day != nullptr && day->days < kDayOf1900March1)
    return to_text(*day);
  return std::nullopt;
}

/// Rows go out one by one, with their text in them: less memory and less time.
lxw_workbook* new_workbook(const std::string& path) {
  lxw_workbook_options options = {};
  options.constant_memory = 1;
  return workbook_new_opt(path.c_str(), &options);
}

/// Counts a tag in the pieces of a part; it cannot stand in a text, where < is escaped.
class TagCounter {
 public:
  explicit TagCounter(std::string_view tag) : tag_(tag) {}

  void take(std::string_view piece) {
    const auto most = tag_.size() - 1;
    // One may begin at the end of a piece and end in the next.
    rest_ += piece.substr(0, most);
    add(rest_);
    add(piece);
    if (piece.size() >= most)
      rest_ = piece.substr(piece.size() - most);
    else if (rest_.size() > most)
      rest_.erase(0, rest_.size() - most);
  }
  std::size_t count() const { return count_; }

 private:
  void add(std::string_view text) {
    for (auto at = text.find(tag_); at != std::string_view::npos;
         at = text.find(tag_, at + tag_.size()))
      ++count_;
  }

  std::string_view tag_;
  std::string rest_;
  std::size_t count_ = 0;
};

class OnlyWellFormed final : public XmlHandler {
 public:
  void start(std::string_view, const XmlAttributes&) override {}
};

/// The cells of a sheet, each closed, when it has its end; nothing otherwise.
std::optional<std::size_t> whole_cells(Package& package, const std::string& part) {
  constexpr std::string_view kEnd = "</worksheet>";
  TagCounter opened("<c ");
  TagCounter closed("</c>");
  TagCounter ended(kEnd);
  const auto read = package.read(part, [&](std::string_view piece, bool) -> Result<void> {
    for (auto* counter : {&opened, &closed, &ended}) counter->take(piece);
    return {};
  });
  if (!read || opened.count() != closed.count() || ended.count() != 1) return std::nullopt;
  return opened.count();
}

/// libxlsxwriter puts each part together in a temporary file and does not notice when the disk is
/// full, so what it made is looked through before it is handed out.
void must_be_whole(std::string_view bytes, std::size_t sheets, std::size_t cells) {
  constexpr auto kAll = SIZE_MAX;
  auto package =
      Package::open(bytes, {.bytes = kAll, .unpacked_bytes = kAll, .ratio = kAll, .parts = kAll});
  bool whole = package.has_value();
  std::size_t found = 0;
  for (std::size_t sheet = 1; whole && sheet <= sheets; ++sheet) {
    const auto more = whole_cells(*package, "xl/worksheets/sheet" + std::to_string(sheet) + ".xml");
    whole = more.has_value();
    found += more.value_or(0);
  }
  OnlyWellFormed nothing;
  for (const std::string part : {"xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"})
    whole = whole && read_xml(*package, part, nothing).has_value();
  if (!whole || found != cells)
    throw std::runtime_error("writing XLSX: the temporary folder is full or unreliable");
}

/// read_xlsx takes one apostrophe away, so text that has one already gets another.
std::string stored_text(const std::string& text) {
  return text.starts_with('\'') ? escaped(neutralised(text)) : escaped(text);
}

std::size_t shown_length(const Cell& cell) {
  constexpr std::size_t kOfANumber = 10;
  const auto* text = std::get_if<std::string>(&cell);
  return text == nullptr ? kOfANumber : code_points(*text);
}

/// A validation itself can hold a list of 255 characters, with commas between.
bool fits_in_validation(const std::vector<std::string>& choices) {
  constexpr std::size_t kMost = 255;
  std::size_t length = 0;
  for (const auto& choice : choices) {
    if (choice.empty() || stored_text(choice) != choice) return false;
    if (choice.find_first_of(",\"\n\t") != std::string::npos) return false;
    length += code_points(choice) + 1;
  }
  return length <= kMost;
}

class WorkbookWriter {
 public:
  explicit WorkbookWriter(const Workbook& workbook)
      : description_(workbook), path_(file_.path()), book_(new_workbook(path_)) {
    if (book_ == nullptr) throw std::bad_alloc();
    lxw_doc_properties properties = {};
    properties.created =
        static_cast<time_t>(workbook.created.microseconds / kMicrosecondsPerSecond);
    must(workbook_set_properties(book_, &properties));
    header_ = workbook_add_format(book_);
    format_set_bold(header_);
    format_set_bottom(header_, LXW_BORDER_THIN);
    date_ = workbook_add_format(book_);
    format_set_num_format(date_, "yyyy-mm-dd");
    wrapped_ = workbook_add_format(book_);
    format_set_text_wrap(wrapped_);
    format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
  }

  ~WorkbookWriter() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;

  Result<std::string> write() {
    std::vector<lxw_worksheet*> sheets;
    for (const auto& each : description_.sheets) {
      if (each.name.empty() ||
          workbook_validate_sheet_name(book_, each.name.c_str()) != LXW_NO_ERROR)
        throw std::invalid_argument("not a sheet name: " + each.name);
      sheets.push_back(workbook_add_worksheet(book_, each.name.c_str()));
    }
    for (std::size_t index = 0; index < sheets.size(); ++index)
      TRY(write_sheet(sheets[index], description_.sheets[index]));
    write_lists();
    // Closing frees the workbook, also when it fails.
    must(workbook_close(std::exchange(book_, nullptr)));
    auto bytes = file_.content();
    must_be_whole(bytes, sheets.size() + (lists_.empty() ? 0 : 1), cells_);
    return bytes;
  }

 private:
  Result<void> write_sheet(lxw_worksheet* into, const WorkbookSheet& sheet) {
    if (sheet.rows.size() > kMostRowsBelowHeader)
      return failure({.code = ErrorCode::table_too_many_rows,
                      .parameters = {{"limit", std::to_string(kMostRowsBelowHeader)}}});
    if (sheet.columns.size() > kMostColumns) return too_many_columns(1);
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
      TRY(write_text(into, sheet, 0, column, sheet.columns[column].title, header_));
      shape_column(into, sheet, column);
    }
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
      if (sheet.rows[row].size() > kMostColumns) return too_many_columns(row + 2);
      for (std::size_t column = 0; column < sheet.rows[row].size(); ++column)
        TRY(write_cell(into, sheet, row + 1, column));
    }
    worksheet_freeze_panes(into, 1, 0);
    if (sheet.filter && !sheet.columns.empty())
      must(worksheet_autofilter(into, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()),
                                static_cast<lxw_col_t>(sheet.columns.size() - 1)));
    return {};
  }

  static std::unexpected<Error> too_many_columns(std::size_t row) {
    return failure(
        {.code = ErrorCode::table_too_many_columns,
         .parameters = {{"row", std::to_string(row)}, {"limit", std::to_string(kMostColumns)}}});
  }

  void shape_column(lxw_worksheet* into, const WorkbookSheet& sheet, std::size_t column) {
    const auto& about = sheet.columns[column];
    const auto at = static_cast<lxw_col_t>(column);
    must(worksheet_set_column(into, at, at, about.width > 0 ? about.width : fitting(sheet, column),
                              about.wrap ? wrapped_ : nullptr));
    if (!about.choices.empty()) offer(into, sheet, column);
  }

  void offer(lxw_worksheet* into, const WorkbookSheet& sheet, std::size_t column) {
    auto choices = sheet.columns[column].choices;
    lxw_data_validation validation = {};
    std::vector<char*> list;
    std::string range;
    if (fits_in_validation(choices)) {
      for (auto& choice : choices) list.push_back(choice.data());
      list.push_back(nullptr);
      validation.validate = LXW_VALIDATION_TYPE_LIST;
      validation.value_list = list.data();
    } else {
      // libxlsxwriter 1.1.4 loses the memory of this formula, so the short way goes first.
      range = list_of(sheet.columns[column].choices);
      validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      validation.value_formula = range.data();
    }
    const auto at = static_cast<lxw_col_t>(column);
    const auto last = std::min(sheet.rows.size() + kRowsForNewOnes, kMostRowsBelowHeader);
    must(worksheet_data_validation_range(into, 1, at, static_cast<lxw_row_t>(last), at,
                                         &validation));
  }

  static double fitting(const WorkbookSheet& sheet, std::size_t column) {
    constexpr std::size_t kRoomForFilter = 3;
    auto longest = code_points(sheet.columns[column].title) + kRoomForFilter;
    for (std::size_t row = 0; row < std::min(sheet.rows.size(), kRowsMeasured); ++row)
      if (column < sheet.rows[row].size())
        longest = std::max(longest, shown_length(sheet.rows[row][column]) + 1);
    return std::clamp(static_cast<double>(longest), kNarrowest, kWidest);
  }

  /// The range that will hold a list.
  std::string list_of(const std::vector<std::string>& choices) {
    const auto column = column_name(lists_.size());
    lists_.push_back(&choices);
    return "=" + std::string(kListsSheet) + "!$" + column + "$1:$" + column + "$" +
           std::to_string(choices.size());
  }

  /// The lists stand in columns, but rows have to go out in their order.
  void write_lists() {
    if (lists_.empty()) return;
    auto* into = workbook_add_worksheet(book_, kListsSheet);
    if (into == nullptr) throw std::invalid_argument("the sheet name lists is taken");
    worksheet_hide(into);
    std::size_t longest = 0;
    for (const auto* list : lists_) longest = std::max(longest, list->size());
    for (std::size_t row = 0; row < longest; ++row)
      for (std::size_t column = 0; column < lists_.size(); ++column)
        if (row < lists_[column]->size())
          put_text(into, row, column, stored_text((*lists_[column])[row]), nullptr);
  }

  Result<void> write_cell(lxw_worksheet* into, const WorkbookSheet& sheet, std::size_t row,
                          std::size_t column) {
    const auto& cell = sheet.rows[row - 1][column];
    if (const auto text = text_instead(cell))
      return write_text(into, sheet, row, column, *text, nullptr);
    if (const auto* text = std::get_if<std::string>(&cell))
      return write_text(into, sheet, row, column, *text, nullptr);
    if (std::holds_alternative<std::monostate>(cell)) return {};
    const auto down = static_cast<lxw_row_t>(row);
    const auto across = static_cast<lxw_col_t>(column);
    ++cells_;
    if (const auto* whole = std::get_if<std::int64_t>(&cell))
      must(worksheet_write_number(into, down, across, static_cast<double>(*whole), nullptr));
    if (const auto* number = std::get_if<double>(&cell))
      must(worksheet_write_number(into, down, across, *number, nullptr));
    if (const auto* day = std::get_if<Date>(&cell))
      must(worksheet_write_number(into, down, across, static_cast<double>(day->days) + 25'569,
                                  date_));
    if (const auto* truth = std::get_if<bool>(&cell))
      must(worksheet_write_boolean(into, down, across, *truth ? 1 : 0, nullptr));
    return {};
  }

  Result<void> write_text(lxw_worksheet* into, const WorkbookSheet& sheet, std::size_t row,
                          std::size_t column, const std::string& text, lxw_format* format) {
    if (text.empty()) return {};
    const auto stored = stored_text(text);
    if (utf_16_length(stored) > kMostCharacters)
      return failure({.code = ErrorCode::cell_too_long_for_sheet,
                      .parameters = {{"sheet", sheet.name},
                                     {"row", std::to_string(row + 1)},
                                     {"column", column_name(column)},
                                     {"limit", std::to_string(kMostCharacters)}}});
    put_text(into, row, column, stored, format);
    return {};
  }

  void put_text(lxw_worksheet* into, std::size_t row, std::size_t column, const std::string& stored,
                lxw_format* format) {
    must(worksheet_write_string(into, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                stored.c_str(), format));
    ++cells_;
  }

  const Workbook& description_;
  MemoryFile file_;
  std::string path_;
  lxw_workbook* book_;
  lxw_format* header_ = nullptr;
  lxw_format* date_ = nullptr;
  lxw_format* wrapped_ = nullptr;
  std::vector<const std::vector<std::string>*> lists_;
  std::size_t cells_ = 0;
};

}  // namespace

WorkbookSheet text_sheet(std::string name, const Sheet& sheet) {
  WorkbookSheet out{.name = std::move(name)};
  for (const auto& title : sheet.header) out.columns.push_back({.title = title});
  out.rows.reserve(sheet.rows.size());
  for (const auto& row : sheet.rows) out.rows.emplace_back(row.begin(), row.end());
  return out;
}

Result<std::string> write_xlsx(const Workbook& workbook) {
  return WorkbookWriter(workbook).write();
}

}  // namespace regie::table
