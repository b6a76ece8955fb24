#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "table/neutral.h"
#include "table/sheet_builder.h"
#include "table/xlsx.h"
#include "table/xlsx_book.h"
#include "table/xml.h"

namespace regie::table {
namespace {

constexpr std::size_t kMostRows = 1'048'576;
constexpr std::size_t kMostColumns = 16'384;

struct Position {
  std::size_t row = 0;     ///< from 1; 0: not stated
  std::size_t column = 0;  ///< likewise
};

/// `AB12`; nothing else but what a sheet can hold.
Position position_of(std::string_view reference) {
  Position position;
  while (!reference.empty() && reference.front() >= 'A' && reference.front() <= 'Z' &&
         position.column <= kMostColumns) {
    position.column = position.column * 26 + static_cast<std::size_t>(reference.front() - 'A') + 1;
    reference.remove_prefix(1);
  }
  std::from_chars(reference.data(), reference.data() + reference.size(), position.row);
  return position;
}

/// Takes a sheet's rows out of its XML, one at a time.
class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(const Book& book, const std::vector<std::string>& strings,
               const std::vector<NumberKind>& kinds, const std::string& part, const Limits& limits)
      : book_(book),
        strings_(strings),
        kinds_(kinds),
        part_(part),
        limits_(limits),
        builder_(limits) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "sheetData") in_data_ = true;
    if (!in_data_) return;
    if (name == "row") start_row(attributes);
    if (name == "c") start_cell(attributes);
    if (name == "rPh") in_phonetic_ = true;
    in_text_ = name == "v" || (name == "t" && !in_phonetic_);
  }

  void end(std::string_view name) override {
    if (!in_data_) return;
    if (name == "v" || name == "t") in_text_ = false;
    if (name == "rPh") in_phonetic_ = false;
    if (name == "c") end_cell();
    if (name == "row") end_row();
    if (name == "sheetData") in_data_ = false;
  }

  void text(std::string_view piece) override {
    if (!in_text_) return;
    text_ += piece;
    // Text in XML may be longer than what it stands for, but never seven times.
    if (text_.size() > limits_.cell_bytes * 7) cell_too_large();
  }

  Result<Sheet> finish() { return builder_.finish(); }

 private:
  void start_row(const XmlAttributes& attributes) {
    std::size_t stated = 0;
    const auto text = attributes.get("r");
    std::from_chars(text.data(), text.data() + text.size(), stated);
    const auto next = stated == 0 ? row_ + 1 : stated;
    if (next <= row_) return fail(broken(part_, "rows out of order"));
    row_ = next;
    if (row_ > kMostRows) return too_many_rows();
    cells_.clear();
    column_ = 0;
  }

  void start_cell(const XmlAttributes& attributes) {
    if (row_ == 0) return fail(broken(part_, "a cell outside a row"));
    const auto stated = position_of(attributes.get("r")).column;
    column_ = stated == 0 ? column_ + 1 : stated;
    type_ = std::string(attributes.get("t"));
    const auto style = attributes.get("s");
    style_ = 0;
    std::from_chars(style.data(), style.data() + style.size(), style_);
    text_.clear();
  }

  void end_cell() {
    if (text_.empty()) return;
    auto value = value_of_cell();
    if (has_failed() || value.empty()) return;
    if (value.size() > limits_.cell_bytes) return cell_too_large();
    if (column_ > limits_.columns)
      return fail(failure({.code = ErrorCode::table_too_many_columns,
                           .parameters = {{"row", std::to_string(row_)},
                                          {"limit", std::to_string(limits_.columns)}}}));
    // One long shared text in a million cells is a bomb too.
    text_bytes_ += value.size();
    if (text_bytes_ > limits_.unpacked_bytes)
      return fail(failure({.code = ErrorCode::file_unpacks_too_large,
                           .parameters = {{"limit", std::to_string(limits_.unpacked_bytes)}}}));
    if (cells_.size() < column_) cells_.resize(column_);
    cells_[column_ - 1] = std::move(value);
  }

  std::string value_of_cell() {
    if (type_ == "s") {
      std::size_t index = strings_.size();
      std::from_chars(text_.data(), text_.data() + text_.size(), index);
      if (index < strings_.size()) return std::string(original(strings_[index]));
      fail(broken(part_, "a shared text that is not there"));
      return {};
    }
    if (type_ == "inlineStr" || type_ == "str") return std::string(original(unescaped(text_)));
    if (type_ == "b") return text_ == "1" || text_ == "true" ? "true" : "false";
    if (type_ == "e") return text_;
    if (type_ == "d") return text_.ends_with("T00:00:00") ? text_.substr(0, 10) : text_;
    const auto kind = style_ < kinds_.size() ? kinds_[style_] : NumberKind::plain;
    return kind == NumberKind::plain ? number_text(text_)
                                     : date_text(text_, kind, book_.since_1904);
  }

  void end_row() {
    auto added = builder_.add(row_, std::move(cells_), SheetBuilder::kEndless);
    cells_ = {};
    if (!added) fail(std::unexpected(std::move(added).error()));
  }

  void too_many_rows() {
    fail(failure({.code = ErrorCode::table_too_many_rows,
                  .parameters = {{"limit", std::to_string(std::min(kMostRows, limits_.rows))}}}));
  }

  void cell_too_large() {
    fail(failure({.code = ErrorCode::cell_too_large,
                  .parameters = {{"row", std::to_string(row_)},
                                 {"column", column_name(column_ - 1)},
                                 {"limit", std::to_string(limits_.cell_bytes)}}}));
  }

  const Book& book_;
  const std::vector<std::string>& strings_;
  const std::vector<NumberKind>& kinds_;
  const std::string& part_;
  const Limits& limits_;
  SheetBuilder builder_;
  std::vector<std::string> cells_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;  ///< from 1
  std::size_t style_ = 0;
  std::size_t text_bytes_ = 0;
  std::string type_;
  std::string text_;
  bool in_data_ = false;
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

Result<Book::Entry> chosen(const Book& book, std::string_view name) {
  std::vector<std::string> known;
  const Book::Entry* first = nullptr;
  for (const auto& entry : book.sheets) {
    if (!name.empty() && entry.name == name) return entry;
    if (entry.hidden) continue;
    known.push_back(entry.name);
    if (first == nullptr) first = &entry;
  }
  if (!name.empty())
    return failure({.code = ErrorCode::sheet_unknown,
                    .parameters = {{"name", std::string(name)}, {"known", joined(known, ", ")}}});
  if (first == nullptr) return failure(ErrorCode::table_empty);
  return *first;
}

}  // namespace

Result<Sheet> read_xlsx(std::string_view bytes, const Limits& limits, std::string_view sheet) {
  auto package = TRY(Package::open(bytes, limits));
  const auto book = TRY(read_book(package));
  const auto entry = TRY(chosen(book, sheet));
  const auto strings = TRY(read_shared_strings(package, book.strings_part, limits));
  const auto kinds = TRY(read_number_kinds(package, book.styles_part));
  SheetHandler handler(book, strings, kinds, entry.part, limits);
  TRY(read_xml(package, entry.part, handler));
  return handler.finish();
}

}  // namespace regie::table
