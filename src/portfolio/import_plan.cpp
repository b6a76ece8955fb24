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

ImportPlan::ImportPlan(const ImportSetting& setting, const ImportSource& source,
                       std::span<const StoredApplication> present)
    : setting_(setting), source_(source), rows_(source.size()) {
  for (const auto& application : present) index(application);
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    auto& planned = rows_[row];
    find_target(row, planned);
    if (planned.before != nullptr)
      planned.row = {.code = planned.before->code,
                     .phase = planned.before->phase,
                     .record = planned.before->record};
    std::ranges::move(source_.fill(row, planned.row), std::back_inserter(planned.faults));
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

void ImportPlan::reject(PlannedRow& planned, std::string_view pointer, CellFault fault) const {
  planned.faults.push_back(source_.place(pointer, std::move(fault)));
}

void ImportPlan::claim(std::size_t row, const std::string& key, PlannedRow& planned) {
  const auto [first, added] = claimed_.emplace(key, row);
  if (!added)
    reject(planned, kName,
           {ErrorCode::row_repeated, {{"row", std::to_string(source_.number(first->second))}}});
}

void ImportPlan::find_target(std::size_t row, PlannedRow& planned) {
  const auto code = source_.text(row, kCode);
  if (code.empty()) return find_by_name(row, planned);
  const auto known = by_code_.find(code);
  if (known != by_code_.end()) planned.before = known->second;
  if (known == by_code_.end() && !code_number(code))
    return reject(planned, kCode, {ErrorCode::code_foreign});
  claim(row, code, planned);
}

void ImportPlan::find_by_name(std::size_t row, PlannedRow& planned) {
  const auto name = source_.text(row, kName);
  const auto supplier = source_.text(row, kSupplier);
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

void ImportPlan::check_row(PlannedRow& planned) {
  for (auto& error : check(planned.row.record, setting_.library, ""))
    reject(planned, error.pointer, {error.code, std::move(error.parameters)});
  check_phase(planned);
  using access::Permission;
  const auto& record = planned.before != nullptr ? planned.before->record : planned.row.record;
  const bool moves = planned.before != nullptr && planned.row.phase != planned.before->phase;
  if (!may_change(setting_.caller, Permission::register_write, record) ||
      (moves && !may_change(setting_.caller, Permission::funnel_move, record)))
    planned.faults.push_back({.fault = {ErrorCode::forbidden}});
}

void ImportPlan::check_phase(PlannedRow& planned) {
  const auto& since = planned.row.phase_since;
  if (since && *since > latest_day_of(setting_.now))
    reject(planned, "/phase_since", {ErrorCode::date_in_future});
  if (planned.before == nullptr || !since) return;
  const auto began = day_of(planned.before->phase_since);
  const std::map<std::string, std::string> parameters{{"since", to_text(began)}};
  // A phase that began around midnight began on either day.
  const bool is_that_day = *since == began || *since == latest_day_of(planned.before->phase_since);
  if (planned.row.phase == planned.before->phase && !is_that_day)
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
