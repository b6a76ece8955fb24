#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "market/list_file.h"

namespace {

using namespace regie::market;

const regie::Date kLatest = regie::make_date(2026, 11, 22);

void must(bool holds) {
  if (!holds) std::abort();
}

std::string quoted(const std::string& cell) {
  std::string text = "\"";
  for (const char each : cell) text += each == '"' ? "\"\"" : std::string(1, each);
  return text + "\"";
}

/// The entries as a list of our own.
std::string written(const std::vector<Entry>& entries) {
  std::string text = "submission_number,device,company,panel,primary_product_code,decision_date\n";
  for (const auto& each : entries)
    text += quoted(each.number) + "," + quoted(each.device) + "," + quoted(each.company) + "," +
            quoted(each.panel) + "," + quoted(each.product_code) + "," +
            regie::to_text(each.decided_on) + "\n";
  return text;
}

}  // namespace

/// A list of the market: what is taken in holds, comes out again the same, and is the same list.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = read_list({reinterpret_cast<const char*>(data), size}, kLatest);
  if (!read) return 0;
  for (const auto& fault : read->faults) must(fault.row > 1);
  std::set<std::string> numbers;
  for (const auto& each : read->entries) {
    must(!each.number.empty() && !each.device.empty() && each.decided_on <= kLatest);
    must(numbers.insert(each.number).second);
  }
  if (read->entries.empty()) return 0;
  const auto again = read_list(written(read->entries), kLatest);
  must(again.has_value() && again->faults.empty());
  must(again->entries == read->entries);
  must(compare(read->entries, again->entries).empty());
  const auto period = period_of(read->entries);
  must(period.from <= period.until);
  return 0;
}
