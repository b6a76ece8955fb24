#include "base/error_code.h"

#include "base/error.h"
#include "base/error_table.h"

namespace regie {
namespace {

using error_entries::kTable;

static_assert(
    [] {
      for (std::size_t index = 0; index < kTable.size(); ++index)
        if (static_cast<std::size_t>(kTable[index].code) != index) return false;
      return true;
    }(),
    "the table is in the order of the enumeration and complete");
static_assert(kTable.size() == static_cast<std::size_t>(ErrorCode::too_many_refusals) + 1);

}  // namespace

const ErrorEntry& entry(ErrorCode code) { return kTable.at(static_cast<std::size_t>(code)); }

std::span<const ErrorEntry> error_table() { return kTable; }

std::string sentence(ErrorCode code, const std::map<std::string, std::string>& parameters,
                     Language language) {
  const auto& found = entry(code);
  std::string_view pattern = language == Language::nl ? found.nl : found.en;
  std::string text;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    text += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = pattern.find('}', open);
    const auto value = parameters.find(std::string(pattern.substr(open + 1, close - open - 1)));
    text += value == parameters.end() ? "?" : value->second;
    pattern.remove_prefix(close + 1);
  }
  return text;
}

}  // namespace regie
