#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/embedded.h"
#include "portfolio/exchange_file.h"
#include "portfolio/import_plan.h"
#include "table/csv.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace {

using regie::portfolio::ImportPlan;
using regie::portfolio::RowOutcome;

void must(bool holds) {
  if (!holds) std::abort();
}

const regie::content::Library& library() {
  static const auto kLibrary = *regie::content::Library::load(regie::content_files());
  return kLibrary;
}

std::optional<ImportPlan> plan_of(const regie::portfolio::ImportSetting& setting,
                                  const regie::table::Sheet& sheet,
                                  regie::portfolio::Columns& columns) {
  auto mapped = regie::portfolio::map_columns(setting.exchange, sheet, {}, {});
  if (!mapped) return std::nullopt;
  columns = *std::move(mapped);
  return std::optional<ImportPlan>(std::in_place, setting, sheet, columns,
                                   std::span<const regie::portfolio::StoredApplication>{});
}

}  // namespace

/// The cells of a spreadsheet as applications: what is taken in comes out again the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto language = data[0] % 2 == 0 ? regie::Language::nl : regie::Language::en;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto sheet = regie::table::read_csv(bytes, {.rows = 50, .columns = 100, .cells = 2'000});
  if (!sheet) return 0;

  regie::access::Caller caller{.account_id = "a", .name = "A", .email = "a@b.example"};
  caller.grants.push_back({regie::access::Role::administrator, std::nullopt});
  const regie::portfolio::Exchange exchange(library(),
                                            regie::portfolio::Vocabulary(library(), language));
  const regie::portfolio::ImportSetting setting{
      exchange, library(), caller, {1'790'000'000'000'000}, true};
  regie::portfolio::Columns columns;
  const auto plan = plan_of(setting, *sheet, columns);
  if (!plan) return 0;
  must(plan->rows().size() == sheet->rows.size());

  std::vector<regie::portfolio::RegisterRow> taken;
  for (const auto& planned : plan->rows()) {
    must((planned.outcome == RowOutcome::rejected) == !planned.faults.empty());
    if (planned.outcome == RowOutcome::added) taken.push_back(planned.row);
  }
  const auto written = regie::portfolio::csv_file(exchange, taken);
  const auto again = regie::table::read_csv(written);
  if (taken.empty()) return 0;
  must(again.has_value() && again->rows.size() == taken.size());
  regie::portfolio::Columns columns_again;
  const auto plan_again = plan_of(setting, *again, columns_again);
  must(plan_again.has_value());
  for (std::size_t index = 0; index < taken.size(); ++index) {
    must(plan_again->rows()[index].outcome == RowOutcome::added);
    must(plan_again->rows()[index].row.record == taken[index].record);
  }
  return 0;
}
