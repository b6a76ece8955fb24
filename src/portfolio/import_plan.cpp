#include "portfolio/import_plan.h"

#include <algorithm>
#include <charconv>

#include "portfolio/document.h"
#include "portfolio/register_service.h"
#include "portfolio/register_writer.h"

namespace regie::portfolio {
namespace {

constexpr std::string_view kName = "/identity/name";
constexpr std::string_view kSupplier = "/supply/supplier";
constexpr std::string_view kCode = "/code";
constexpr std::string_view kCodeStart = "APP-";
constexpr std::size_t kLongestNumber = 6;

std::string name_key(std::string_view name) { return folded(trimmed(name)); }
std::string key_of(std::string_view name, std::string_view supplier) {
  return name_key(name) + '\x1f' + name_key(supplier);
}

/// The field that a name means: a pointer, or what people call it.
std::optional<std::size_t> asked_field(const Exchange& exchange, const ColumnMapping& asked,
                                       const std::string& pointer,
                                       std::vector<FieldError>& errors) {
  if (!asked.field) return std::nullopt;
  const auto field = exchange.field(*asked.field);
  if (!field)
    errors.push_back({pointer + "/field", ErrorCode::not_in_catalog, {{"value", *asked.field}}});
  return field;
}

}  // namespace

std::optional<std::int64_t> code_number(std::string_view code) {
  if (!code.starts_with(kCodeStart)) return std::nullopt;
  const auto digits = code.substr(kCodeStart.size());
  std::int64_t number = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  const bool is_written_so = digits.size() == 4 || (digits.size() > 4 && digits[0] != '0');
  if (read.ec != std::errc() || read.ptr != end || number < 1 || !is_written_so ||
      digits.size() > kLongestNumber)
    return std::nullopt;
  return number;
}

Result<Columns> map_columns(const Exchange& exchange, const table::Sheet& sheet,
                            const std::vector<ColumnMapping>& asked,
                            const std::map<std::string, std::string>& remembered) {
  Columns columns(sheet.header.size());
  std::vector<bool> is_asked(sheet.header.size());
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
    } else if (is_asked[column] || (field && taken[*field])) {
      errors.push_back({pointer, ErrorCode::duplicate, {{"value", asked[index].column}}});
    } else {
      is_asked[column] = true;
      columns[column] = field;
      if (field) taken[*field] = true;
    }
  }
  TRY(refuse_if(std::move(errors)));
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (is_asked[column]) continue;
    const auto said = remembered.find(folded(sheet.header[column]));
    const auto field = said == remembered.end() ? exchange.field_called(sheet.header[column])
                                                : exchange.field(said->second);
    if (!field || taken[*field]) continue;
    taken[*field] = true;
    columns[column] = field;
  }
  if (std::ranges::none_of(columns, [](const auto& field) { return field.has_value(); }))
    return failure(ErrorCode::columns_unmapped);
  return columns;
}

ImportPlan::ImportPlan(const ImportSetting& setting, const table::Sheet& sheet,
                       const Columns& columns, std::span<const StoredApplication> present)
    : setting_(setting), sheet_(sheet), columns_(columns), rows_(sheet.rows.size()) {
  for (const auto& application : present) index(application);
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    auto& planned = rows_[row];
    find_target(row, planned);
    if (planned.before != nullptr)
      planned.row = {.code = planned.before->code,
                     .phase = planned.before->phase,
                     .record = planned.before->record};
    read_cells(row, planned);
    if (planned.faults.empty()) check_row(planned);
    if (planned.faults.empty())
      decide(planned);
    else
      planned.outcome = RowOutcome::rejected;
  }
}

void ImportPlan::index(const StoredApplication& application) {
  const auto& record = application.record;
  by_code_[application.code] = &application;
  const auto add = [&](Found& found) {
    found.application = &application;
    ++found.count;
  };
  add(by_name_[name_key(record.identity.name)]);
  add(by_name_and_supplier_[key_of(record.identity.name, record.supply.supplier.value_or(""))]);
}

void ImportPlan::reject(PlannedRow& planned, std::string_view pointer, CellFault fault) {
  const auto field = setting_.exchange.field_around(pointer);
  const auto column = std::ranges::find(columns_, field);
  planned.faults.push_back({field && column != columns_.end()
                                ? std::optional(static_cast<std::size_t>(column - columns_.begin()))
                                : std::nullopt,
                            field, std::move(fault)});
}

/// Trimmed; empty when the field has no column.
std::string ImportPlan::text_of(std::size_t row, std::string_view pointer) const {
  const auto column = std::ranges::find(columns_, setting_.exchange.field(pointer));
  if (column == columns_.end()) return {};
  return trimmed(sheet_.rows[row][static_cast<std::size_t>(column - columns_.begin())]);
}

void ImportPlan::claim(std::size_t row, const std::string& key, PlannedRow& planned) {
  const auto [first, added] = claimed_.emplace(key, row);
  if (!added)
    reject(planned, kName,
           {ErrorCode::row_repeated, {{"row", std::to_string(sheet_.row_number(first->second))}}});
}

void ImportPlan::find_target(std::size_t row, PlannedRow& planned) {
  const auto code = text_of(row, kCode);
  if (code.empty()) return find_by_name(row, planned);
  const auto known = by_code_.find(code);
  if (known != by_code_.end()) planned.before = known->second;
  if (known == by_code_.end() && !code_number(code))
    return reject(planned, kCode, {ErrorCode::code_foreign});
  claim(row, code, planned);
}

void ImportPlan::find_by_name(std::size_t row, PlannedRow& planned) {
  const auto name = text_of(row, kName);
  const auto supplier = text_of(row, kSupplier);
  if (name.empty()) return reject(planned, kName, {ErrorCode::missing_field});
  const auto exact = by_name_and_supplier_.find(key_of(name, supplier));
  Found found = exact == by_name_and_supplier_.end() ? Found{} : exact->second;
  if (const auto any = by_name_.find(name_key(name));
      found.count == 0 && supplier.empty() && any != by_name_.end())
    found = any->second;
  if (found.count > 1)
    return reject(planned, kName, {ErrorCode::ambiguous_name, {{"value", name}}});
  planned.before = found.application;
  claim(row, planned.before != nullptr ? planned.before->code : key_of(name, supplier), planned);
}

void ImportPlan::read_cells(std::size_t row, PlannedRow& planned) {
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const auto& text = sheet_.rows[row][column];
    if (!columns_[column] || trimmed(text).empty()) continue;
    if (auto fault = setting_.exchange.read(planned.row, *columns_[column], text, setting_.grouped))
      planned.faults.push_back({column, columns_[column], std::move(*fault)});
  }
  if (planned.row.code) planned.row.code = trimmed(*planned.row.code);
}

void ImportPlan::check_row(PlannedRow& planned) {
  for (auto& error : check(planned.row.record, setting_.library, ""))
    reject(planned, error.pointer, {error.code, std::move(error.parameters)});
  check_phase(planned);
  using access::Permission;
  const auto& record = planned.before != nullptr ? planned.before->record : planned.row.record;
  const bool moves = planned.before != nullptr && planned.row.phase != planned.before->phase;
  if (!may_change(setting_.caller, Permission::register_write, record) ||
      (moves && !may_change(setting_.caller, Permission::funnel_move, record)))
    planned.faults.push_back({std::nullopt, std::nullopt, {ErrorCode::forbidden}});
}

void ImportPlan::check_phase(PlannedRow& planned) {
  const auto& since = planned.row.phase_since;
  if (since && *since > latest_day_of(setting_.now))
    reject(planned, "/phase_since", {ErrorCode::date_in_future});
  if (planned.before == nullptr || !since) return;
  const auto began = day_of(planned.before->phase_since);
  const std::map<std::string, std::string> parameters{{"since", to_text(began)}};
  if (planned.row.phase == planned.before->phase && *since != began)
    reject(planned, "/phase_since", {ErrorCode::phase_since_fixed, parameters});
  else if (*since < began)
    reject(planned, "/phase_since", {ErrorCode::date_before_phase, parameters});
}

void ImportPlan::decide(PlannedRow& planned) {
  if (planned.before == nullptr) {
    planned.outcome = RowOutcome::added;
    return;
  }
  const auto& before = *planned.before;
  const bool same_record = planned.row.record == before.record ||
                           changes_between(before.record, planned.row.record).empty();
  planned.outcome = same_record && planned.row.phase == before.phase ? RowOutcome::unchanged
                                                                     : RowOutcome::changed;
}

}  // namespace regie::portfolio
