#include "table/sheet_builder.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace regie::table {
namespace {

bool is_blank(const std::vector<std::string>& cells) {
  return std::ranges::all_of(cells, [](const std::string& cell) {
    return cell.find_first_not_of(" \t\r\n\f\v") == std::string::npos;
  });
}

}  // namespace

Result<void> SheetBuilder::add(std::size_t number, std::vector<std::string>&& cells,
                               std::size_t width) {
  if (is_blank(cells)) return {};
  if (cells.size() > limits_.columns)
    return failure({.code = ErrorCode::table_too_many_columns,
                    .parameters = {{"row", std::to_string(number)},
                                   {"limit", std::to_string(limits_.columns)}}});
  if (!has_header_) {
    has_header_ = true;
    header_width_ = width;
    sheet_.header = std::move(cells);
    sheet_.header_row = number;
    widest_ = sheet_.header.size();
    return {};
  }
  if (sheet_.rows.size() == limits_.rows)
    return failure({.code = ErrorCode::table_too_many_rows,
                    .parameters = {{"limit", std::to_string(limits_.rows)}}});
  cells_ += std::max(cells.size(), sheet_.header.size());
  if (cells_ > limits_.cells)
    return failure({.code = ErrorCode::table_too_many_cells,
                    .parameters = {{"limit", std::to_string(limits_.cells)}}});
  notice_width(number, cells.size(), width);
  widest_ = std::max(widest_, cells.size());
  sheet_.rows.push_back(std::move(cells));
  sheet_.row_numbers.push_back(number);
  return {};
}

void SheetBuilder::notice(std::size_t row, ErrorCode code,
                          std::map<std::string, std::string> parameters) {
  if (sheet_.notice_count++ >= kNoticesKept) return;
  parameters.emplace("row", std::to_string(row));
  sheet_.notices.push_back({row, code, std::move(parameters)});
}

void SheetBuilder::notice_width(std::size_t number, std::size_t filled, std::size_t width) {
  const auto expected = sheet_.header.size();
  if (width < expected)
    notice(number, ErrorCode::row_too_short,
           {{"found", std::to_string(width)}, {"expected", std::to_string(expected)}});
  else if (filled > header_width_)
    notice(number, ErrorCode::row_too_long,
           {{"found", std::to_string(filled)}, {"expected", std::to_string(header_width_)}});
}

void SheetBuilder::name_columns() {
  // Names that the file gives come first, so that a made-up one never takes the place of a real
  // one.
  std::set<std::string, std::less<>> taken;
  std::vector<std::size_t> nameless;
  std::vector<Notice> renamed;
  for (std::size_t index = 0; index < sheet_.header.size(); ++index) {
    auto& name = sheet_.header[index];
    name = trimmed(name);
    if (name.empty() || !taken.insert(name).second) nameless.push_back(index);
  }
  for (const auto index : nameless) {
    auto& name = sheet_.header[index];
    const auto wanted = name.empty() ? column_name(index) : name;
    name = wanted;
    for (int copy = 2; !taken.insert(name).second; ++copy)
      name = wanted + " (" + std::to_string(copy) + ")";
    const bool used = std::ranges::any_of(
        sheet_.rows, [&](const auto& row) { return index < row.size() && !row[index].empty(); });
    if (used || name != column_name(index))
      renamed.push_back({sheet_.header_row,
                         ErrorCode::column_renamed,
                         {{"row", std::to_string(sheet_.header_row)},
                          {"column", column_name(index)},
                          {"name", name}}});
  }
  sheet_.notice_count += renamed.size();
  sheet_.notices.insert(sheet_.notices.begin(), renamed.begin(), renamed.end());
  if (sheet_.notices.size() > kNoticesKept)
    sheet_.notices.erase(sheet_.notices.begin() + kNoticesKept, sheet_.notices.end());
}

Result<Sheet> SheetBuilder::finish() {
  if (!has_header_) return failure(ErrorCode::table_empty);
  // A header that ends in empty names still has those columns, when the rows use them.
  sheet_.header.resize(std::max(sheet_.header.size(), std::min(header_width_, widest_)));
  name_columns();
  std::size_t cells = 0;
  for (const auto& row : sheet_.rows) cells += std::max(row.size(), sheet_.header.size());
  if (cells > limits_.cells)
    return failure({.code = ErrorCode::table_too_many_cells,
                    .parameters = {{"limit", std::to_string(limits_.cells)}}});
  for (auto& row : sheet_.rows)
    if (row.size() < sheet_.header.size()) row.resize(sheet_.header.size());
  return std::move(sheet_);
}

}  // namespace regie::table
