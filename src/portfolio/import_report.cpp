#include "portfolio/import_report.h"

namespace regie::portfolio {
namespace {

constexpr std::size_t kErrorsShown = 1'000;

void count(ImportReport& report, RowOutcome outcome) {
  ++report.rows;
  ++(outcome == RowOutcome::added       ? report.added
     : outcome == RowOutcome::changed   ? report.changed
     : outcome == RowOutcome::unchanged ? report.unchanged
                                        : report.rejected);
}

/// The fault with its place before it: the column, else the name of the field, else its pointer.
std::string reason_of(const Exchange& exchange, const RowFault& fault, const std::string& detail) {
  if (fault.column) return *fault.column + ": " + detail;
  if (const auto field = exchange.field(fault.pointer))
    return exchange.fields()[*field].name.in(exchange.language()) + ": " + detail;
  return fault.pointer.empty() ? detail : fault.pointer + ": " + detail;
}

}  // namespace

ImportReport report_of(const Exchange& exchange, const content::Library& library,
                       const ImportSource& source, const ImportPlan& plan) {
  ImportReport report;
  report.mapping = source.mapping();
  report.notices = source.notices();
  std::vector<RejectedRow> rejected;
  for (std::size_t row = 0; row < plan.rows().size(); ++row) {
    const auto& planned = plan.rows()[row];
    count(report, planned.outcome);
    if (planned.outcome != RowOutcome::rejected) continue;
    auto& reasons = rejected.emplace_back(RejectedRow{row, {}}).reasons;
    for (const auto& fault : planned.faults) {
      ++report.error_count;
      const auto& [code, parameters] = fault.fault;
      ImportFault shown{.row = static_cast<std::int64_t>(source.number(row)),
                        .column = fault.column,
                        .code = std::string(entry(code).id),
                        .detail = sentence(code, parameters, exchange.language())};
      if (!fault.pointer.empty()) shown.field = fault.pointer;
      reasons.push_back(reason_of(exchange, fault, shown.detail));
      if (report.errors.size() < kErrorsShown) report.errors.push_back(std::move(shown));
    }
  }
  if (rejected.empty()) return report;
  report.rejected_file = source.rejected(rejected);
  report.rejected_file->name = library.word("exchange", "file_rejected").in(exchange.language()) +
                               report.rejected_file->name;
  return report;
}

std::string counts_json(const ImportReport& report) {
  return "{\"rows\":" + std::to_string(report.rows) + ",\"added\":" + std::to_string(report.added) +
         ",\"changed\":" + std::to_string(report.changed) +
         ",\"unchanged\":" + std::to_string(report.unchanged) +
         ",\"rejected\":" + std::to_string(report.rejected) + "}";
}

}  // namespace regie::portfolio
