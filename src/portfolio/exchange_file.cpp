#include "portfolio/exchange_file.h"

#include "base/json_codec.h"
#include "table/csv.h"

namespace regie::portfolio {
namespace {

constexpr double kWideColumn = 60;
constexpr std::size_t kMostChoicesShown = 40;

std::vector<table::Cell> explanation(const Exchange& exchange, std::size_t index) {
  const auto& field = exchange.fields()[index];
  const auto language = exchange.language();
  std::vector<std::string> choices;
  if (const auto* words = exchange.vocabulary().list(field.labels))
    for (const auto& id : words->ids())
      if (choices.size() < kMostChoicesShown) choices.push_back(words->shown(id));
  std::vector<std::string> parts;
  for (const auto& part : field.parts) parts.push_back(part.name.in(language));
  return {field.name.in(language), field.explanation.in(language), joined(choices, "; "),
          joined(parts, " | ")};
}

}  // namespace

char csv_separator(Language language) { return language == Language::nl ? ';' : ','; }

std::string csv_file(const Exchange& exchange, const std::vector<RegisterRow>& rows) {
  table::Sheet sheet;
  const auto count = exchange.fields().size();
  for (const auto& field : exchange.fields())
    sheet.header.push_back(field.name.in(exchange.language()));
  sheet.rows.reserve(rows.size());
  for (const auto& row : rows) {
    auto& cells = sheet.rows.emplace_back();
    cells.reserve(count);
    for (std::size_t field = 0; field < count; ++field) cells.push_back(exchange.cell(row, field));
  }
  return table::write_csv(sheet, {.separator = csv_separator(exchange.language())});
}

Result<std::string> xlsx_file(const Exchange& exchange, const std::vector<RegisterRow>& rows,
                              const content::Library& library, Timestamp now) {
  const auto language = exchange.language();
  const auto word = [&](std::string_view id) { return library.word("exchange", id).in(language); };
  const auto count = exchange.fields().size();
  table::WorkbookSheet main{.name = word("register")};
  for (std::size_t field = 0; field < count; ++field)
    main.columns.push_back(
        {.title = exchange.fields()[field].name.in(language), .choices = exchange.choices(field)});
  main.rows.reserve(rows.size());
  for (const auto& row : rows) {
    auto& cells = main.rows.emplace_back();
    cells.reserve(count);
    for (std::size_t field = 0; field < count; ++field)
      cells.push_back(exchange.typed_cell(row, field));
  }
  table::WorkbookSheet explained{.name = word("explanation"), .filter = false};
  explained.columns = {{.title = word("column")},
                       {.title = word("explanation"), .width = kWideColumn, .wrap = true},
                       {.title = word("choices"), .width = kWideColumn, .wrap = true},
                       {.title = word("parts"), .width = kWideColumn, .wrap = true}};
  for (std::size_t field = 0; field < count; ++field)
    explained.rows.push_back(explanation(exchange, field));
  return table::write_xlsx({.sheets = {std::move(main), std::move(explained)}, .created = now});
}

std::string json_file(const std::vector<RegisterRow>& rows) { return codec::encode_text(rows); }

}  // namespace regie::portfolio
