#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "table/encoding.h"
#include "table/sheet.h"

/// Any table that survives being written and read: distinct trimmed names, no blank rows.
namespace regie::table {

/// Text that is likely to go wrong somewhere: any code point but NUL, and what formats give a
/// meaning.
inline rc::Gen<std::string> any_text() {
  const auto piece = rc::gen::weightedOneOf<std::string>({
      {4, rc::gen::map(rc::gen::inRange<std::uint32_t>(1, 0x80),
                       [](std::uint32_t point) {
                         std::string text;
                         append_code_point(text, point);
                         return text;
                       })},
      {2, rc::gen::map(rc::gen::inRange<std::uint32_t>(1, 0x110000),
                       [](std::uint32_t point) {
                         std::string text;
                         append_code_point(text, point);
                         return text;
                       })},
      {3, rc::gen::element<std::string>("'", "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\"",
                                        ",", ";", "|", " ", "-12", "1.50", "007", "_x000D_", "_x",
                                        "_xD83D__xDE00_", "\uFEFF", "\uFF1D", "\uFFFE", "\uFFFF",
                                        "sep=;", "<", "&amp;", "]]>", "é", "1e5", "TRUE")},
  });
  return rc::gen::map(rc::gen::resize(10, rc::gen::container<std::vector<std::string>>(piece)),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const auto& each : pieces) text += each;
                        return text;
                      });
}

inline bool is_blank_text(const std::string& text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string::npos;
}

inline Sheet any_sheet() {
  const auto name = rc::gen::suchThat(any_text(), [](const std::string& text) {
    return !text.empty() && !is_blank_text(text.substr(0, 1)) &&
           !is_blank_text(text.substr(text.size() - 1));
  });
  Sheet sheet;
  sheet.header =
      *rc::gen::resize(5, rc::gen::nonEmpty(rc::gen::unique<std::vector<std::string>>(name)));
  const auto row = rc::gen::suchThat(
      rc::gen::container<std::vector<std::string>>(sheet.header.size(), any_text()),
      [](const std::vector<std::string>& cells) {
        for (const auto& cell : cells)
          if (!is_blank_text(cell)) return true;
        return false;
      });
  sheet.rows = *rc::gen::resize(6, rc::gen::container<std::vector<std::vector<std::string>>>(row));
  return sheet;
}

}  // namespace regie::table
