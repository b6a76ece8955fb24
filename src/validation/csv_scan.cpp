#include "validation/csv_scan.h"

namespace regie::validation {

std::size_t quoted_row(std::string_view text, char separator, std::vector<std::string>& cells,
                       bool& sound) {
  cells.clear();
  std::size_t at = 0;
  while (true) {
    auto& cell = cells.emplace_back();
    if (at < text.size() && text[at] == '"') {
      for (++at;; ++at) {
        const auto mark = text.find('"', at);
        if (mark == text.npos) return 0;
        cell.append(text, at, mark - at);
        at = mark + 1;
        if (at >= text.size() || text[at] != '"') break;
        cell += '"';
      }
      if (at < text.size() && text[at] == '\r') ++at;
      if (at >= text.size()) return 0;
      if (text[at] != separator && text[at] != '\n') sound = false;
    } else {
      auto until = at;
      while (until < text.size() && text[until] != separator && text[until] != '\n') ++until;
      if (until == text.size()) return 0;
      cell = text.substr(at, until - at);
      at = until;
    }
    const bool line_ends = text[at] == '\n' || !sound;
    if (text[at] == '\n') cell = std::string(without_return(cell));
    ++at;
    if (line_ends) return at;
  }
}

}  // namespace regie::validation
