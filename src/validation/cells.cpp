#include "validation/cells.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace regie::validation {
namespace {

constexpr std::array<std::uint32_t, 10> kPowers = {
    1, 10, 100, 1000, 10000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

/// hh:mm or hh:mm:ss after a date, with what follows left out; 0 when there is none.
std::optional<std::int64_t> time_of_day(std::string_view text) {
  if (text.empty()) return 0;
  if ((text[0] != 'T' && text[0] != ' ') || text.size() < 6 || text[3] != ':') return std::nullopt;
  const auto hours = digits(text.substr(1, 2));
  const auto minutes = digits(text.substr(4, 2));
  const bool with_seconds = text.size() >= 9 && text[6] == ':';
  const auto seconds = with_seconds ? digits(text.substr(7, 2)) : std::optional(0);
  if (!hours || !minutes || !seconds || *hours > 24 || *minutes > 59 || *seconds > 60)
    return std::nullopt;
  return *hours * 10'000 + *minutes * 100 + *seconds;
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<double> read_number(std::string_view text, bool comma) {
  text = without_blanks(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  std::array<char, 64> copy{};
  if (text.empty() || text.size() > copy.size()) return std::nullopt;
  std::ranges::copy(text, copy.begin());
  const auto end = copy.begin() + text.size();
  if (comma) std::replace(copy.begin(), end, ',', '.');
  double value = 0;
  const auto read = std::from_chars(copy.data(), copy.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != copy.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

CellFault read_score(std::string_view text, bool comma, ScoreCell& into) {
  const char* at = text.data();
  const char* const end = at + text.size();
  const char mark = comma ? ',' : '.';
  if (at != end && (*at == '0' || *at == '1')) {
    std::uint32_t value = static_cast<std::uint32_t>(*at++ - '0');
    int decimals = 0;
    if (at != end && (*at == '.' || *at == mark)) {
      ++at;
      const auto most = std::min<std::ptrdiff_t>(end - at, 9);
      for (; decimals < most && is_digit(*at); ++at, ++decimals)
        value = value * 10 + static_cast<std::uint32_t>(*at - '0');
    }
    if (at == end) {
      into.is_decimal = true;
      into.decimals = decimals;
      into.billionths = value * kPowers[static_cast<std::size_t>(9 - decimals)];
      return into.billionths <= kPowers[9] ? CellFault::none : CellFault::out_of_range;
    }
  }
  const auto value = read_number(text, comma);
  if (!value) return CellFault::not_a_number;
  if (*value < 0 || *value > 1) return CellFault::out_of_range;
  into.is_decimal = false;
  into.value = std::abs(*value);  // -0
  return CellFault::none;
}

bool is_missing(std::string_view text) {
  if (!text.empty() && is_digit(text.front())) return false;
  text = without_blanks(text);
  if (text.empty() || text == "-") return true;
  if (text.size() > 4 || is_digit(text.front())) return false;
  const auto lower = lower_case(text);
  return lower == "na" || lower == "n/a" || lower == "null" || lower == "none";
}

std::optional<Moment> read_moment(std::string_view text) {
  text = without_blanks(text);
  const auto is_mark = [&](std::size_t at) { return text[at] == '-' || text[at] == '/'; };
  std::int64_t whole = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) return Moment{whole, false};
  if (text.size() == 7 && is_mark(4)) {
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
    return Moment{(std::int64_t{*year} * 100 + *month) * 100'000'000, true};
  }
  if (text.size() < 10) return std::nullopt;
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  if (is_mark(4) && is_mark(7)) {
    year = digits(text.substr(0, 4));
    month = digits(text.substr(5, 2));
    day = digits(text.substr(8, 2));
  } else if (is_mark(2) && is_mark(5)) {
    day = digits(text.substr(0, 2));
    month = digits(text.substr(3, 2));
    year = digits(text.substr(6, 4));
  }
  const auto clock = time_of_day(text.substr(10));
  if (!year || !month || !day || !clock || *month < 1 || *month > 12 || *day < 1 || *day > 31)
    return std::nullopt;
  return Moment{((std::int64_t{*year} * 100 + *month) * 100 + *day) * 1'000'000 + *clock, true};
}

std::string period_of(const Moment& moment) {
  if (!moment.is_date) return std::to_string(moment.order);
  const auto month = moment.order / 100'000'000;
  auto text = std::to_string(month);
  text.insert(0, text.size() < 6 ? 6 - text.size() : 0, '0');
  return text.insert(4, 1, '-');
}

std::string outcome_text(std::string_view text) {
  auto lower = lower_case(without_blanks(text));
  if (lower == "1.0") return "1";
  if (lower == "0.0") return "0";
  return lower;
}

std::optional<bool> truth_of(std::string_view outcome) {
  constexpr std::array<std::string_view, 8> kYes = {"1", "true", "t", "yes",
                                                    "y", "ja",   "j", "waar"};
  constexpr std::array<std::string_view, 7> kNo = {"0", "false", "f", "no", "n", "nee", "onwaar"};
  if (std::ranges::count(kYes, outcome) > 0) return true;
  if (std::ranges::count(kNo, outcome) > 0) return false;
  return std::nullopt;
}

}  // namespace regie::validation
