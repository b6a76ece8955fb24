#include "portfolio/table_rows.h"

#include <algorithm>

#include "portfolio/exchange_file.h"
#include "portfolio/register_service.h"
#include "table/csv.h"

namespace regie::portfolio {
namespace {

constexpr std::size_t kSamples = 3;
constexpr std::size_t kSampleLetters = 60;

/// The field that a pointer names.
std::optional<std::size_t> asked_field(const Exchange& exchange, const ColumnMapping& asked,
                                       const std::string& pointer,
                                       std::vector<FieldError>& errors) {
  if (!asked.field) return std::nullopt;
  const auto field = exchange.field(*asked.field);
  if (!field)
    errors.push_back({pointer + "/field", ErrorCode::not_in_catalog, {{"value", *asked.field}}});
  return field;
}

/// The first letters, with a sign that there were more.
std::string shortened(const std::string& text) {
  if (code_points(text) <= kSampleLetters) return text;
  std::size_t end = 0;
  for (std::size_t letters = 0; letters < kSampleLetters; ++letters) do
      ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
  return trimmed(text.substr(0, end)) + "\u2026";
}

}  // namespace

Result<ColumnChoices> map_columns(const Exchange& exchange, const table::Sheet& sheet,
                                  const std::vector<ColumnMapping>& asked,
                                  const std::map<std::string, std::string>& remembered) {
  ColumnChoices columns(sheet.header.size());
  std::vector<bool> taken(exchange.fields().size());
  std::vector<FieldError> errors;
  for (std::size_t index = 0; index < asked.size(); ++index) {
    const auto pointer = "/mapping/" + std::to_string(index);
    const auto at = std::ranges::find(sheet.header, asked[index].column) - sheet.header.begin();
    const auto column = static_cast<std::size_t>(at);
    const auto field = asked_field(exchange, asked[index], pointer, errors);
    if (column == sheet.header.size()) {
      errors.push_back(
          {pointer + "/column", ErrorCode::not_in_catalog, {{"value", asked[index].column}}});
    } else if (columns[column].origin || (field && taken[*field])) {
      errors.push_back({pointer, ErrorCode::duplicate, {{"value", asked[index].column}}});
    } else {
      columns[column] = {field, MappingOrigin::asked};
      if (field) taken[*field] = true;
    }
  }
  TRY(refuse_if(std::move(errors)));
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (columns[column].origin) continue;
    const auto said = remembered.find(folded(sheet.header[column]));
    const bool is_said = said != remembered.end();
    const auto field =
        is_said ? exchange.field(said->second) : exchange.field_called(sheet.header[column]);
    if (field ? taken[*field] : !is_said) continue;
    if (field) taken[*field] = true;
    columns[column] = {field, is_said ? MappingOrigin::remembered : MappingOrigin::recognised};
  }
  return columns;
}

TableRows::TableRows(const Exchange& exchange, const content::Library& library, table::Sheet sheet,
                     ColumnChoices columns, bool grouped)
    : exchange_(exchange),
      library_(library),
      sheet_(std::move(sheet)),
      columns_(std::move(columns)),
      column_of_(exchange.fields().size()),
      grouped_(grouped) {
  for (std::size_t column = 0; column < columns_.size(); ++column)
    if (columns_[column].field) column_of_[*columns_[column].field] = column;
}

std::string TableRows::text(std::size_t row, std::string_view pointer) const {
  const auto field = exchange_.field(pointer);
  if (!field || !column_of_[*field]) return {};
  return trimmed(sheet_.rows[row][*column_of_[*field]]);
}

std::vector<RowFault> TableRows::fill(std::size_t row, RegisterRow& into) const {
  std::vector<RowFault> faults;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const auto& text = sheet_.rows[row][column];
    const auto& field = columns_[column].field;
    if (!field || trimmed(text).empty()) continue;
    if (auto fault = exchange_.read(into, *field, text, grouped_))
      faults.push_back(
          {sheet_.header[column], exchange_.fields()[*field].pointer, std::move(*fault)});
  }
  if (into.code) into.code = trimmed(*into.code);
  return faults;
}

RowFault TableRows::place(std::string_view pointer, CellFault fault) const {
  RowFault placed{.fault = std::move(fault)};
  if (const auto field = exchange_.field_around(pointer)) {
    placed.pointer = exchange_.fields()[*field].pointer;
    if (column_of_[*field]) placed.column = sheet_.header[*column_of_[*field]];
  }
  return placed;
}

std::vector<std::string> TableRows::samples(std::size_t column) const {
  std::vector<std::string> found;
  for (const auto& row : sheet_.rows) {
    if (found.size() == kSamples) break;
    auto text = shortened(trimmed(row[column]));
    if (!text.empty() && std::ranges::find(found, text) == found.end())
      found.push_back(std::move(text));
  }
  return found;
}

std::vector<MappedColumn> TableRows::mapping() const {
  std::vector<MappedColumn> mapping;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    auto& mapped = mapping.emplace_back(MappedColumn{.column = sheet_.header[column]});
    const auto& [field, origin] = columns_[column];
    if (field) mapped.field = exchange_.fields()[*field].pointer;
    mapped.origin = origin;
    mapped.samples = samples(column);
  }
  return mapping;
}

std::vector<ImportFault> TableRows::notices() const {
  std::vector<ImportFault> notices;
  for (const auto& notice : sheet_.notices)
    notices.push_back({.row = static_cast<std::int64_t>(notice.row),
                       .code = std::string(entry(notice.code).id),
                       .detail = sentence(notice.code, notice.parameters, exchange_.language())});
  return notices;
}

RejectedFile TableRows::rejected(const std::vector<RejectedRow>& rows) const {
  const auto title = library_.word("exchange", "reason").in(exchange_.language());
  const auto width = sheet_.header.size();
  table::Sheet sheet{.header = sheet_.header, .rows = {}};
  const auto reason =
      static_cast<std::size_t>(std::ranges::find(sheet.header, title) - sheet.header.begin());
  if (reason == width) sheet.header.push_back(title);
  for (const auto& [row, reasons] : rows) {
    auto& cells = sheet.rows.emplace_back(sheet_.rows[row]);
    if (reason == width) cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(width), "");
    cells[reason] = joined(reasons, "\n");
  }
  return {.name = ".csv",
          .content_type = "text/csv; charset=utf-8",
          .content = table::write_csv(sheet, {.separator = csv_separator(exchange_.language())})};
}

}  // namespace regie::portfolio
