#include "portfolio/exchange_service.h"

#include <algorithm>

#include "base/base64.h"
#include "base/enumeration.h"
#include "portfolio/document.h"
#include "portfolio/exchange_file.h"
#include "portfolio/register_service.h"
#include "portfolio/register_writer.h"
#include "table/csv.h"
#include "table/kind.h"

namespace regie::portfolio {
namespace {

constexpr std::string_view kCsv = "text/csv; charset=utf-8";
constexpr std::string_view kXlsx =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::size_t kErrorsShown = 1'000;
constexpr table::Limits kLimits{.bytes = kLargestImport,
                                .unpacked_bytes = 200'000'000,
                                .rows = 100'000,
                                .columns = 300,
                                .cells = 5'000'000,
                                .cell_bytes = 200'000};

RegisterRow row_of(StoredApplication stored) {
  return {.code = std::move(stored.code),
          .phase = stored.phase,
          .phase_since = day_of(stored.phase_since),
          .record = std::move(stored.record)};
}

std::string counts_json(const ImportReport& report) {
  return "{\"rows\":" + std::to_string(report.rows) + ",\"added\":" + std::to_string(report.added) +
         ",\"changed\":" + std::to_string(report.changed) +
         ",\"unchanged\":" + std::to_string(report.unchanged) +
         ",\"rejected\":" + std::to_string(report.rejected) + "}";
}

void count(ImportReport& report, RowOutcome outcome) {
  ++report.rows;
  ++(outcome == RowOutcome::added       ? report.added
     : outcome == RowOutcome::changed   ? report.changed
     : outcome == RowOutcome::unchanged ? report.unchanged
                                        : report.rejected);
}

/// The rejected rows as they came, with a last column of reasons.
class RejectedRows {
 public:
  RejectedRows(const table::Sheet& sheet, std::string title) : width_(sheet.header.size()) {
    const auto at = std::ranges::find(sheet.header, title);
    reason_ = static_cast<std::size_t>(at - sheet.header.begin());
    rejected_.header = sheet.header;
    if (reason_ == width_) rejected_.header.push_back(std::move(title));
  }

  void add(std::vector<std::string> cells, const std::vector<std::string>& reasons) {
    if (reason_ == width_) cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(width_), "");
    cells[reason_] = joined(reasons, "\n");
    rejected_.rows.push_back(std::move(cells));
  }

  std::optional<std::string> csv(Language language) const {
    if (rejected_.rows.empty()) return std::nullopt;
    return table::write_csv(rejected_, {.separator = csv_separator(language)});
  }

 private:
  std::size_t width_;
  std::size_t reason_;
  table::Sheet rejected_;
};

void add_faults(ImportReport& report, const Exchange& exchange, const table::Sheet& sheet,
                const ImportPlan& plan, RejectedRows& rejected) {
  for (std::size_t index = 0; index < plan.rows().size(); ++index) {
    const auto& planned = plan.rows()[index];
    count(report, planned.outcome);
    if (planned.outcome != RowOutcome::rejected) continue;
    std::vector<std::string> reasons;
    for (const auto& [column, field, fault] : planned.faults) {
      ++report.error_count;
      ImportFault shown{.row = static_cast<std::int64_t>(sheet.row_number(index)),
                        .code = std::string(entry(fault.code).id),
                        .detail = sentence(fault.code, fault.parameters, exchange.language())};
      if (column) shown.column = sheet.header[*column];
      if (field) shown.field = exchange.fields()[*field].pointer;
      const auto& name = field ? exchange.fields()[*field].name.in(exchange.language()) : "";
      reasons.push_back((column ? *shown.column + ": " : field ? name + ": " : "") + shown.detail);
      if (report.errors.size() < kErrorsShown) report.errors.push_back(std::move(shown));
    }
    rejected.add(sheet.rows[index], reasons);
  }
}

ImportReport report_of(const Exchange& exchange, const table::Sheet& sheet, const Columns& columns,
                       const ImportPlan& plan, std::string reason_title) {
  ImportReport report;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    auto& mapping = report.mapping.emplace_back(ColumnMapping{.column = sheet.header[column]});
    if (columns[column]) mapping.field = exchange.fields()[*columns[column]].pointer;
  }
  for (const auto& notice : sheet.notices)
    report.notices.push_back(
        {.row = static_cast<std::int64_t>(notice.row),
         .code = std::string(entry(notice.code).id),
         .detail = sentence(notice.code, notice.parameters, exchange.language())});
  RejectedRows rejected(sheet, std::move(reason_title));
  add_faults(report, exchange, sheet, plan, rejected);
  report.rejected_csv = rejected.csv(exchange.language());
  return report;
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
  return import_file(caller, *bytes, request, language);
}

Result<ImportReport> ExchangeService::import_file(const access::Caller& caller,
                                                  std::string_view bytes,
                                                  const ImportRequest& request, Language language) {
  const auto sheet = TRY(table::read(bytes, kLimits));
  const bool grouped = TRY(table::detect(bytes)) == table::Kind::csv;
  const bool writes = request.mode != ImportMode::preview;
  auto transaction = writes ? database_.begin(caller.scope()) : database_.view(caller.scope());
  const auto exchange = exchange_for(transaction, caller, language);
  ExchangeStore memory(transaction);
  const auto remembered = memory.columns();
  const auto columns = TRY(map_columns(exchange, sheet, request.mapping, remembered));
  const auto present = RegisterStore(transaction).everything();
  const ImportSetting setting{exchange, library_, caller, transaction.now(), grouped};
  const ImportPlan plan(setting, sheet, columns, present);
  auto report =
      report_of(exchange, sheet, columns, plan, library_.word("exchange", "reason").in(language));
  if (!writes || (request.mode == ImportMode::all_or_nothing && report.rejected > 0)) return report;
  apply(transaction, caller, plan, library_.word("exchange", "moved").in(language));
  remember(memory, request.mapping, remembered);
  transaction.record(
      {.action = "application.imported", .subject = "application", .details = counts_json(report)});
  transaction.commit();
  report.applied = true;
  return report;
}

void ExchangeService::apply(storage::Transaction& transaction, const access::Caller& caller,
                            const ImportPlan& plan, const std::string& reason) const {
  RegisterWriter writer(transaction, caller, library_);
  std::int64_t highest = 0;
  for (const auto& planned : plan.rows())
    if (planned.outcome == RowOutcome::added && planned.row.code)
      highest = std::max(highest, code_number(*planned.row.code).value_or(0));
  if (highest > 0) RegisterStore(transaction).reserve_codes(highest);
  for (const auto& planned : plan.rows()) {
    const auto& row = planned.row;
    if (planned.outcome == RowOutcome::added)
      writer.add({.record = row.record, .phase = row.phase, .phase_since = row.phase_since},
                 row.code);
    if (planned.outcome != RowOutcome::changed) continue;
    // Nothing else writes meanwhile: the version that was read is the present one.
    auto stored = *planned.before;
    if (!changes_between(stored.record, row.record).empty())
      stored = writer.change(stored, row.record).value();
    if (row.phase && *row.phase != stored.phase)
      writer.move(stored, {.phase = *row.phase, .reason = reason, .on = row.phase_since}).value();
  }
}

}  // namespace regie::portfolio
