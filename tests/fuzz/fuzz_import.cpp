#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "base/embedded.h"
#include "portfolio/exchange_file.h"
#include "portfolio/import_plan.h"
#include "portfolio/import_report.h"
#include "portfolio/json_rows.h"
#include "portfolio/table_rows.h"
#include "table/csv.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace {

using regie::portfolio::ImportPlan;
using regie::portfolio::ImportSource;
using regie::portfolio::RowOutcome;

void must(bool holds) {
  if (!holds) std::abort();
}

const regie::content::Library& library() {
  static const auto kLibrary = *regie::content::Library::load(regie::content_files());
  return kLibrary;
}

/// A file as rows, and what they would do to an empty register.
struct Planned {
  std::unique_ptr<ImportSource> source;
  ImportPlan plan;
};

Planned planned(const regie::portfolio::ImportSetting& setting,
                std::unique_ptr<ImportSource> source) {
  ImportPlan plan(setting, *source, {});
  return {std::move(source), std::move(plan)};
}

std::optional<Planned> plan_of(const regie::portfolio::ImportSetting& setting,
                               std::string_view bytes, bool is_json) {
  const auto& exchange = setting.exchange;
  if (is_json) {
    auto rows = regie::portfolio::JsonRows::read(exchange, library(), bytes, 50);
    if (!rows) return std::nullopt;
    return planned(setting, std::make_unique<regie::portfolio::JsonRows>(std::move(*rows)));
  }
  auto sheet = regie::table::read_csv(bytes, {.rows = 50, .columns = 100, .cells = 10'000});
  if (!sheet) return std::nullopt;
  auto columns = regie::portfolio::map_columns(exchange, *sheet, {}, {});
  must(columns.has_value());
  return planned(setting, std::make_unique<regie::portfolio::TableRows>(
                              exchange, library(), std::move(*sheet), std::move(*columns), true));
}

}  // namespace

/// A spreadsheet or JSON as applications: what is taken in comes out again the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto language = data[0] % 2 == 0 ? regie::Language::nl : regie::Language::en;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool is_json = regie::portfolio::looks_like_json(bytes);

  regie::access::Caller caller{.account_id = "a", .name = "A", .email = "a@b.example"};
  caller.grants.push_back({regie::access::Role::administrator, std::nullopt});
  const regie::portfolio::Exchange exchange(library(),
                                            regie::portfolio::Vocabulary(library(), language));
  const regie::portfolio::ImportSetting setting{
      exchange, library(), caller, {1'790'000'000'000'000}};
  const auto found = plan_of(setting, bytes, is_json);
  if (!found) return 0;
  const auto& rows = found->plan.rows();
  must(rows.size() == found->source->size());
  const auto report = regie::portfolio::report_of(exchange, library(), *found->source, found->plan);
  must(report.added + report.rejected == static_cast<std::int64_t>(rows.size()));

  std::vector<regie::portfolio::RegisterRow> taken;
  for (const auto& each : rows) {
    must((each.outcome == RowOutcome::rejected) == !each.faults.empty());
    if (each.outcome == RowOutcome::added) taken.push_back(each.row);
  }
  if (taken.empty()) return 0;
  for (const bool as_json : {false, true}) {
    if (is_json && !as_json) continue;  // JSON can say more than a cell: an empty text, for one
    const auto again = plan_of(
        setting,
        as_json ? regie::portfolio::json_file(taken) : regie::portfolio::csv_file(exchange, taken),
        as_json);
    must(again.has_value() && again->plan.rows().size() == taken.size());
    for (std::size_t index = 0; index < taken.size(); ++index) {
      must(again->plan.rows()[index].outcome == RowOutcome::added);
      must(again->plan.rows()[index].row.record == taken[index].record);
    }
  }
  return 0;
}
