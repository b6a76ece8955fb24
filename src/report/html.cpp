#include "report/html.h"

#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace regie::report {
namespace {

constexpr const char* kDash = "–";

/// Whether a cell holds a number, which stands to the right.
bool is_numeric(std::string_view cell) {
  return !cell.empty() &&
         (cell == kDash || (cell.front() >= '0' && cell.front() <= '9') || cell.starts_with("−"));
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        // Control characters are not allowed in XML, and say nothing in HTML.
        safe += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
  return safe;
}

std::string filled(std::string_view pattern, const Fillings& fillings) {
  std::string text;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto open = pattern.find('{', at);
    const auto close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) return text.append(pattern.substr(at));
    text += pattern.substr(at, open - at);
    const auto name = pattern.substr(open + 1, close - open - 1);
    const auto filling = fillings.find(name);
    if (filling == fillings.end())
      throw std::logic_error("a text wants " + std::string(name) + ": " + std::string(pattern));
    text += filling->second;
    at = close + 1;
  }
  return text;
}

std::string HtmlWriter::number(double value, int decimals) const {
  if (!std::isfinite(value)) return kDash;
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), std::fabs(value),
                                 std::chars_format::fixed, decimals);
  std::string text(digits.data(), end.ptr);
  // What rounds to nothing has no sign.
  const bool negative = value < 0 && text.find_first_not_of("0.") != std::string::npos;
  if (language_ == Language::nl)
    if (const auto point = text.find('.'); point != std::string::npos) text[point] = ',';
  return (negative ? "−" : "") + text;
}

std::string HtmlWriter::number(const std::optional<double>& value, int decimals) const {
  return value ? number(*value, decimals) : kDash;
}

std::string HtmlWriter::count(std::int64_t value) const {
  auto digits = std::to_string(value);
  const char mark = language_ == Language::nl ? '.' : ',';
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3)
    digits.insert(static_cast<std::size_t>(at), 1, mark);
  return digits;
}

std::string HtmlWriter::count(const std::optional<std::int64_t>& value) const {
  return value ? count(*value) : kDash;
}

std::string HtmlWriter::percent(double share) const {
  auto text = number(share * 100, 1);
  if (text.ends_with(",0") || text.ends_with(".0")) text.resize(text.size() - 2);
  return text + "%";
}

std::string HtmlWriter::range(double lower, double upper, int decimals) const {
  return number(lower, decimals) + (language_ == Language::nl ? " tot " : " to ") +
         number(upper, decimals);
}

void HtmlWriter::heading(int level, std::string_view text, std::string_view id) {
  const auto tag = "h" + std::to_string(level);
  html_ += "<" + tag + (id.empty() ? "" : " id=\"" + escaped(id) + "\"") + ">" + escaped(text) +
           "</" + tag + ">\n";
}

void HtmlWriter::paragraph(std::string_view text, std::string_view css_class) {
  html_ += css_class.empty() ? std::string("<p>") : "<p class=\"" + std::string(css_class) + "\">";
  html_ += escaped(text) + "</p>\n";
}

void HtmlWriter::list(const std::vector<std::string>& items) {
  if (items.empty()) return;
  html_ += "<ul>\n";
  for (const auto& item : items) html_ += "<li>" + escaped(item) + "</li>\n";
  html_ += "</ul>\n";
}

void HtmlWriter::table(std::string_view caption, const std::vector<std::string>& header,
                       const std::vector<std::vector<std::string>>& rows, std::string_view id) {
  if (rows.empty()) return;
  // Wide tables scroll by themselves, and the keyboard must be able to reach that.
  html_ += "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + escaped(caption) +
           "\">\n<table";
  if (!id.empty()) html_ += " id=\"" + escaped(id) + "\"";
  html_ += "><caption>" + escaped(caption) + "</caption>\n<thead><tr>";
  for (const auto& title : header) html_ += "<th scope=\"col\">" + escaped(title) + "</th>";
  html_ += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) {
    html_ += "<tr>";
    for (std::size_t index = 0; index < row.size(); ++index) {
      if (index == 0)
        html_ += "<th scope=\"row\">" + escaped(row[0]) + "</th>";
      else
        html_ += std::string(is_numeric(row[index]) ? "<td class=\"n\">" : "<td>") +
                 escaped(row[index]) + "</td>";
    }
    html_ += "</tr>\n";
  }
  html_ += "</tbody></table></div>\n";
}

}  // namespace regie::report
