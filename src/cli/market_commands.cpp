#include <iostream>
#include <set>

#include "base/json_codec.h"
#include "cli/with_house.h"

namespace regie::cli {
namespace {

constexpr std::size_t kLinesShown = 50;

void print(const Terminal& terminal, std::string_view what,
           const std::vector<market::MarketLine>& lines) {
  for (std::size_t index = 0; index < std::min(lines.size(), kLinesShown); ++index) {
    const auto& [number, device, company] = lines[index];
    std::cout << what << ": " << number << " " << device << ", " << company << "\n";
  }
  if (lines.size() > kLinesShown)
    std::cout << what << ": " << terminal.say("en nog ", "and ") << lines.size() - kLinesShown
              << terminal.say("", " more") << "\n";
}

void print(const Terminal& terminal, const market::MarketImport& report) {
  for (const auto& fault : report.errors)
    std::cerr << terminal.say("rij ", "row ") << fault.row
              << (fault.column ? ", " + *fault.column : "") << ": " << fault.detail << "\n";
  if (!report.errors.empty()) return;
  print(terminal, terminal.say("nieuw", "new"), report.added);
  print(terminal, terminal.say("gewijzigd", "changed"), report.changed);
  print(terminal, terminal.say("verdwenen", "gone"), report.gone);
  std::cout << terminal.say("lijst tot en met ", "list until ") << to_text(report.until)
            << terminal.say(": nieuw ", ": new ") << report.added.size()
            << terminal.say(", gewijzigd ", ", changed ") << report.changed.size()
            << terminal.say(", verdwenen ", ", gone ") << report.gone.size()
            << terminal.say(", gelijk ", ", unchanged ") << report.unchanged
            << (report.applied ? "" : terminal.say(" (niets opgeslagen)", " (nothing saved)"))
            << std::endl;
}

}  // namespace

int market_import(const Context& context, const MarketImportOptions& options) {
  const auto bytes = read_file(options.file);
  if (!bytes) return context.terminal.fail(bytes.error());
  int rejected = 0;
  const auto done = with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto report = TRY(house.market().import_list(
        terminal_actor(), *bytes, {.preview = options.preview, .accept_gone = options.accept_gone},
        context.terminal.language));
    if (context.terminal.json)
      std::cout << codec::encode_text(report) << std::endl;
    else
      print(context.terminal, report);
    if (report.errors.empty()) return {};
    if (context.terminal.json) {
      rejected = entry(ErrorCode::rows_rejected).exit_code;
      return {};
    }
    std::set<std::int64_t> rows;
    for (const auto& fault : report.errors) rows.insert(fault.row);
    return failure(
        {.code = ErrorCode::rows_rejected, .parameters = {{"count", std::to_string(rows.size())}}});
  });
  return done != 0 ? done : rejected;
}

}  // namespace regie::cli
