#include "portfolio/exchange_service.h"

#include <algorithm>
#include <memory>

#include "base/base64.h"
#include "base/enumeration.h"
#include "portfolio/document.h"
#include "portfolio/exchange_file.h"
#include "portfolio/import_report.h"
#include "portfolio/json_rows.h"
#include "portfolio/register_writer.h"
#include "portfolio/table_rows.h"
#include "table/kind.h"

namespace regie::portfolio {
namespace {

constexpr std::string_view kCsv = "text/csv; charset=utf-8";
constexpr std::string_view kXlsx =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr table::Limits kLimits{.bytes = kLargestFile,
                                .unpacked_bytes = kLargestFile,
                                .rows = 100'000,
                                .columns = 300,
                                .cells = 10'000'000,
                                .cell_bytes = 200'000};

RegisterRow row_of(StoredApplication stored) {
  return {.code = std::move(stored.code),
          .phase = stored.phase,
          .phase_since = day_of(stored.phase_since),
          .record = std::move(stored.record)};
}

/// The rows of a file of any kind that can be imported.
Result<std::unique_ptr<ImportSource>> open_source(const Exchange& exchange,
                                                  const content::Library& library,
                                                  std::string_view bytes,
                                                  const ImportRequest& request,
                                                  const std::map<std::string, std::string>& said) {
  if (looks_like_json(bytes)) {
    if (bytes.size() > kLimits.bytes)
      return failure({.code = ErrorCode::body_too_large,
                      .parameters = {{"limit", std::to_string(kLimits.bytes)}}});
    if (!request.mapping.empty())
      return failure({.code = ErrorCode::invalid_request,
                      .fields = {{"/mapping/0/column",
                                  ErrorCode::not_in_catalog,
                                  {{"value", request.mapping[0].column}}}}});
    return std::make_unique<JsonRows>(TRY(JsonRows::read(exchange, library, bytes, kLimits.rows)));
  }
  auto sheet = TRY(table::read(bytes, kLimits));
  const bool grouped = TRY(table::detect(bytes)) == table::Kind::csv;
  auto columns = TRY(map_columns(exchange, sheet, request.mapping, said));
  const bool none =
      std::ranges::none_of(columns, [](const auto& each) { return each.field.has_value(); });
  // A preview shows the columns, so that a person can say what they are.
  if (none && request.mode != ImportMode::preview) return failure(ErrorCode::columns_unmapped);
  return std::make_unique<TableRows>(exchange, library, std::move(sheet), std::move(columns),
                                     grouped);
}

void remember(ExchangeStore& store, const std::vector<ColumnMapping>& mapping,
              const std::map<std::string, std::string>& remembered) {
  for (const auto& each : mapping) {
    const auto name = folded(each.column);
    const auto known = remembered.find(name);
    if (known == remembered.end() || known->second != each.field.value_or(""))
      store.remember(name, each.field.value_or(""));
  }
}

}  // namespace

Exchange ExchangeService::exchange_for(storage::Transaction& transaction,
                                       const access::Caller& caller, Language language) const {
  Vocabulary vocabulary(library_, language);
  vocabulary.add_organisation(transaction, caller);
  return {library_, std::move(vocabulary)};
}

Result<ExportedFile> ExchangeService::export_register(const access::Caller& caller,
                                                      const ExportQuery& query, Language language) {
  std::vector<RegisterRow> rows;
  const auto exchange = [&] {
    auto transaction = database_.view(caller.scope());
    RegisterStore store(transaction);
    auto found = query.whole.value_or(false)
                     ? store.everything()
                     : store.chosen(query, attention_limits(library_.catalog(), transaction.now()));
    for (auto& stored : found) rows.push_back(row_of(std::move(stored)));
    return exchange_for(transaction, caller, language);
  }();
  const auto now = database_.clock().now();
  ExportedFile file;
  file.name = library_.word("exchange", "file_export").in(language) + "-" + to_text(day_of(now)) +
              "." + std::string(enum_text(query.format));
  if (query.format == ExportFormat::csv) {
    file.content_type = kCsv;
    file.bytes = csv_file(exchange, rows);
  } else if (query.format == ExportFormat::xlsx) {
    file.content_type = kXlsx;
    file.bytes = TRY(xlsx_file(exchange, rows, library_, now));
  } else {
    file.content_type = "application/json";
    file.bytes = json_file(rows);
  }
  auto transaction = database_.begin(caller.scope());
  transaction.record({.action = "application.exported",
                      .subject = "application",
                      .details = "{\"applications\":" + std::to_string(rows.size()) + "}"});
  transaction.commit();
  return file;
}

Result<ExportedFile> ExchangeService::make_template(const access::Caller& caller,
                                                    const TemplateQuery& query, Language language) {
  const auto exchange = [&] {
    auto transaction = database_.view(caller.scope());
    return exchange_for(transaction, caller, language);
  }();
  ExportedFile file;
  file.name = library_.word("exchange", "file_template").in(language) + "." +
              std::string(enum_text(query.format));
  const bool is_csv = query.format == TemplateFormat::csv;
  file.content_type = is_csv ? kCsv : kXlsx;
  file.bytes = is_csv ? csv_file(exchange, {})
                      : TRY(xlsx_file(exchange, {}, library_, database_.clock().now()));
  return file;
}

Result<ImportReport> ExchangeService::import_register(const access::Caller& caller,
                                                      const ImportRequest& request,
                                                      Language language) {
  const auto bytes = from_base64(request.content);
  if (!bytes)
    return failure(
        {.code = ErrorCode::invalid_request, .fields = {{"/content", ErrorCode::not_base64}}});
  if (bytes->size() > kLargestImport)
    return failure({.code = ErrorCode::body_too_large,
                    .parameters = {{"limit", std::to_string(kLargestImport)}}});
  return import_file(caller, *bytes, request, language);
}

Result<ImportReport> ExchangeService::import_file(const access::Caller& caller,
                                                  std::string_view bytes,
                                                  const ImportRequest& request, Language language) {
  const bool writes = request.mode != ImportMode::preview;
  auto transaction = writes ? database_.begin(caller.scope()) : database_.view(caller.scope());
  const auto exchange = exchange_for(transaction, caller, language);
  // Taking the counter makes imports take turns, so that no two add the same application.
  if (writes) RegisterStore(transaction).reserve_codes(0);
  ExchangeStore memory(transaction);
  const auto remembered = memory.columns();
  const auto source = TRY(open_source(exchange, library_, bytes, request, remembered));
  const auto present = RegisterStore(transaction).everything();
  const ImportSetting setting{exchange, library_, caller, transaction.now()};
  const ImportPlan plan(setting, *source, present);
  auto report = report_of(exchange, library_, *source, plan);
  if (!writes || (request.mode == ImportMode::all_or_nothing && report.rejected > 0)) return report;
  TRY(apply(transaction, caller, plan, library_.word("exchange", "moved").in(language)));
  remember(memory, request.mapping, remembered);
  transaction.record(
      {.action = "application.imported", .subject = "application", .details = counts_json(report)});
  transaction.commit();
  report.applied = true;
  return report;
}

Result<void> ExchangeService::apply(storage::Transaction& transaction, const access::Caller& caller,
                                    const ImportPlan& plan, const std::string& reason) const {
  RegisterWriter writer(transaction, caller, library_);
  RegisterStore store(transaction);
  std::int64_t highest = 0;
  std::int64_t without = 0;
  for (const auto& planned : plan.rows()) {
    if (planned.outcome != RowOutcome::added) continue;
    if (planned.row.code)
      highest = std::max(highest, code_number(*planned.row.code).value_or(0));
    else
      ++without;
  }
  if (highest > 0) store.reserve_codes(highest);
  auto next = without > 0 ? store.take_numbers(without) : 0;
  for (const auto& planned : plan.rows()) {
    const auto& row = planned.row;
    if (planned.outcome == RowOutcome::added)
      writer.add({.record = row.record, .phase = row.phase, .phase_since = row.phase_since},
                 row.code ? *row.code : code_of(next++));
    if (planned.outcome != RowOutcome::changed) continue;
    // PostgreSQL lets others write between the plan and this.
    std::optional<StoredApplication> stored = *planned.before;
    if (!changes_between(stored->record, row.record).empty())
      stored = writer.change(*stored, row.record);
    const bool moves = stored && row.phase && *row.phase != stored->phase;
    if (moves && rule_ != nullptr) TRY(rule_->allow(transaction, *stored, *row.phase));
    if (moves)
      stored = writer.move(*stored, {.phase = *row.phase, .reason = reason, .on = row.phase_since});
    if (!stored) return failure(ErrorCode::import_conflict);
  }
  return {};
}

}  // namespace regie::portfolio
