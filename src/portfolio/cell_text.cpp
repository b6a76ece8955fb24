#include "portfolio/cell_text.h"

#include <algorithm>
#include <charconv>

namespace regie::portfolio::cell {
namespace {

constexpr std::string_view kBlank = " \t\r\n\f\v";  // as trimmed()
constexpr std::size_t kMostDigits = 15;

std::string_view bare(std::string_view text) {
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// A form feed or vertical tab at an end would go as white space: `\e`, which is nothing, shields
/// it.
bool wants_shield(char each) { return each == '\f' || each == '\v'; }

std::string escaped(std::string_view text, char separator) {
  if (text.empty()) return "\\e";
  std::string result;
  if (wants_shield(text.front())) result += "\\e";
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char each = text[index];
    const bool at_end = index == 0 || index + 1 == text.size();
    if (each == '\\' || each == separator)
      (result += '\\') += each;
    else if (each == '\n')
      result += "\\n";
    else if (each == '\r')
      result += "\\r";
    else if (each == '\t')
      result += "\\t";
    else if (each == ' ' && at_end)
      result += "\\s";
    else
      result += each;
  }
  if (wants_shield(text.back())) result += "\\e";
  return result;
}

std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (text[index] != '\\' || index + 1 == text.size()) {
      result += text[index];
      continue;
    }
    const char next = text[++index];
    switch (next) {
      case 'n':
        result += '\n';
        break;
      case 'r':
        result += '\r';
        break;
      case 't':
        result += '\t';
        break;
      case 's':
        result += ' ';
        break;
      case 'e':
        break;
      case '\\':
      case ';':
      case '|':
      case '<':
        result += next;
        break;
      default:
        (result += '\\') += next;
    }
  }
  return result;
}

/// Divides where no backslash stands before; the pieces keep their backslashes.
std::vector<std::string_view> divided(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> pieces;
  std::size_t from = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (text[index] == '\\') {
      ++index;
    } else if (separators.find(text[index]) != std::string_view::npos) {
      pieces.push_back(bare(text.substr(from, index - from)));
      from = index + 1;
    }
  }
  pieces.push_back(bare(text.substr(std::min(from, text.size()))));
  return pieces;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Digits, or groups of three digits divided by one kind of separator.
std::optional<std::string> whole_digits(std::string_view text, bool grouped) {
  if (all_digits(text)) return std::string(text);
  const auto at = text.find_first_of(".,");
  if (!grouped || at == 0 || at == std::string_view::npos || at > 3 || text[0] == '0')
    return std::nullopt;
  std::string digits(text.substr(0, at));
  for (auto rest = text.substr(at); !rest.empty(); rest.remove_prefix(4)) {
    if (rest.size() < 4 || rest[0] != text[at] || !all_digits(rest.substr(1, 3)))
      return std::nullopt;
    digits += rest.substr(1, 3);
  }
  return all_digits(digits) ? std::optional(digits) : std::nullopt;
}

std::optional<std::int64_t> number_of(bool negative, const std::string& digits) {
  std::int64_t number = 0;
  if (digits.size() > kMostDigits) return std::nullopt;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return negative ? -number : number;
}

/// Without blanks, the sign of the euro and a minus, which is reported apart.
std::string plain_number(std::string_view text, bool& negative) {
  std::string plain;
  for (const auto* noise : {"€", "EUR", "\u00a0", "\u202f"})
    for (auto at = text.find(noise); at != std::string_view::npos; at = text.find(noise)) {
      plain = text;
      plain.erase(at, std::string_view(noise).size());
      return plain_number(plain, negative);
    }
  for (const char each : bare(text))
    if (each != ' ') plain += each;
  negative = plain.starts_with('-');
  if (negative) plain.erase(0, 1);
  return plain;
}

}  // namespace

std::string join_list(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t index = 0; index < items.size(); ++index)
    text += (index == 0 ? "" : "; ") + escaped(items[index], ';');
  return text;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> items;
  for (const auto piece : divided(text, ";\n"))
    if (!piece.empty()) items.push_back(unescaped(piece));
  return items;
}

std::string join_parts(const std::vector<std::optional<std::string>>& parts) {
  std::string line;
  std::size_t used = 0;
  for (std::size_t index = 0; index < parts.size(); ++index)
    if (parts[index]) used = index + 1;
  for (std::size_t index = 0; index < used; ++index) {
    if (index != 0) line += " | ";
    if (parts[index]) line += escaped(*parts[index], '|');
  }
  return line.empty() ? "\\e" : line;
}

std::vector<std::optional<std::string>> split_parts(std::string_view line) {
  std::vector<std::optional<std::string>> parts;
  for (const auto piece : divided(line, "|"))
    parts.push_back(piece.empty() ? std::nullopt : std::optional(unescaped(piece)));
  return parts;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (const auto piece : divided(text, "\n"))
    if (!piece.empty()) lines.emplace_back(piece);
  return lines;
}

std::string escape_name(std::string_view name) { return escaped(name, '<'); }

std::pair<std::string, std::string> split_person(std::string_view text) {
  const auto pieces = divided(text, "<");
  if (pieces.size() == 2 && pieces[1].ends_with('>'))
    return {unescaped(pieces[0]), std::string(bare(pieces[1].substr(0, pieces[1].size() - 1)))};
  return {unescaped(bare(text)), ""};
}

std::string amount_text(std::int64_t cents, Language language) {
  const auto size = cents < 0 ? -cents : cents;
  std::string text = (cents < 0 ? "-" : "") + std::to_string(size / 100);
  if (size % 100 == 0) return text;
  text += language == Language::nl ? ',' : '.';
  return text + (size % 100 < 10 ? "0" : "") + std::to_string(size % 100);
}

std::optional<std::int64_t> parse_amount(std::string_view text, bool grouped) {
  bool negative = false;
  const auto plain = plain_number(text, negative);
  std::string_view whole = plain;
  std::string cents = "00";
  if (const auto at = plain.find_last_of(".,"); at != std::string::npos) {
    const auto decimals = std::string_view(plain).substr(at + 1);
    if (decimals.size() <= 2 && all_digits(decimals)) {
      cents = std::string(decimals) + (decimals.size() == 1 ? "0" : "");
      whole = whole.substr(0, at);
      if (whole.find(plain[at]) != std::string_view::npos) return std::nullopt;
    }
  }
  const auto digits = whole_digits(whole, grouped);
  return digits ? number_of(negative, *digits + cents) : std::nullopt;
}

std::optional<std::int64_t> parse_whole(std::string_view text, bool grouped) {
  bool negative = false;
  const auto digits = whole_digits(plain_number(text, negative), grouped);
  return digits ? number_of(negative, *digits) : std::nullopt;
}

std::optional<Date> parse_day(std::string_view text) {
  text = bare(text);
  constexpr std::string_view kMidnight = "T00:00:00";
  if (text.ends_with(kMidnight)) text.remove_suffix(kMidnight.size());
  if (const auto day = parse_date(text)) return day;
  const auto first = text.find('-');
  const auto last = text.rfind('-');
  if (first == std::string_view::npos || first == last || first > 2 || last - first > 3)
    return std::nullopt;
  const auto two = [](std::string_view digits) {
    return (digits.size() == 1 ? "0" : "") + std::string(digits);
  };
  return parse_date(std::string(text.substr(last + 1)) + "-" +
                    two(text.substr(first + 1, last - first - 1)) + "-" +
                    two(text.substr(0, first)));
}

}  // namespace regie::portfolio::cell
