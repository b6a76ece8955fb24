#include "table/spreadsheet_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/time.h"
#include "table/encoding.h"

namespace regie::table {
namespace {

constexpr double kExactIntegers = 9007199254740992.0;  // 2^53
constexpr double kFirstSerialBeyond9999 = 2'958'466;
constexpr int kDaysFrom1900To1904 = 1462;
constexpr std::int64_t kSecondsADay = 86'400;

std::optional<double> parsed(std::string_view raw) {
  if (raw.starts_with('+')) raw.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
  if (error != std::errc() || end != raw.data() + raw.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::string text_of(double value) {
  if (value == 0) return "0";
  std::array<char, 64> buffer{};
  const auto put = [&](auto... how) {
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, how...).ptr;
    return std::string(buffer.data(), end);
  };
  if (std::abs(value) < kExactIntegers && value == std::trunc(value))
    return put(std::chars_format::fixed);
  constexpr int kDigitsAfterFirst = 14;
  const auto rounded = put(std::chars_format::scientific, kDigitsAfterFirst);
  std::from_chars(rounded.data(), rounded.data() + rounded.size(), value);
  const auto size = std::abs(value);
  return size >= 1e-7 && size < 1e21 ? put(std::chars_format::fixed) : put();
}

/// Whole days and seconds of a serial number, rounded to the second.
struct Moment {
  std::int64_t days;
  std::int64_t seconds;
};

Moment moment_of(double serial) {
  const auto seconds = std::llround(serial * static_cast<double>(kSecondsADay));
  return {seconds / kSecondsADay, seconds % kSecondsADay};
}

std::string clock_text(std::int64_t seconds) {
  const auto two = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

std::string day_text(std::int64_t serial_days) {
  // The system of 1900 counts a 29 February 1900 that never was, as day 60.
  if (serial_days == 60) return "1900-02-29";
  const auto days = serial_days - (serial_days < 60 ? 25'568 : 25'569);
  return to_text(Date{static_cast<std::int32_t>(days)});
}

bool is_hexadecimal(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'F') ||
         (letter >= 'a' && letter <= 'f');
}

/// The number in `_xHHHH_` at the start of the text. A NUL is none: no text may hold one.
std::optional<std::uint32_t> escape_at(std::string_view text) {
  constexpr std::size_t kLength = 7;
  if (text.size() < kLength || !text.starts_with("_x") || text[kLength - 1] != '_')
    return std::nullopt;
  for (std::size_t index = 2; index < kLength - 1; ++index)
    if (!is_hexadecimal(text[index])) return std::nullopt;
  std::uint32_t number = 0;
  std::from_chars(text.data() + 2, text.data() + kLength - 1, number, 16);
  return number == 0 ? std::nullopt : std::optional(number);
}

void append_escape(std::string& text, unsigned number) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  text += "_x";
  for (int shift = 12; shift >= 0; shift -= 4) text += kDigits[(number >> shift) & 15u];
  text += '_';
}

/// U+FFFE or U+FFFF, which XML cannot hold.
bool is_no_character(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

bool is_letter(char letter, char lower) { return letter == lower || letter == lower - 'a' + 'A'; }

}  // namespace

NumberKind built_in_kind(std::uint32_t id) {
  const auto within = [id](std::uint32_t first, std::uint32_t last) {
    return id >= first && id <= last;
  };
  if (id == 22) return NumberKind::date_time;
  if (within(14, 17) || within(27, 31) || within(50, 54) || id == 36 || id == 57 || id == 58)
    return NumberKind::date;
  if (within(18, 21) || within(32, 35) || id == 45 || id == 47 || id == 55 || id == 56)
    return NumberKind::time;
  if (id == 46) return NumberKind::elapsed;
  return NumberKind::plain;
}

NumberKind kind_of_format(std::string_view code) {
  bool day_or_year = false;
  bool month_or_minute = false;
  bool hour_or_second = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char letter = code[at];
    if (letter == ';') break;  // what follows is for negative numbers
    if (letter == '\\' || letter == '_' || letter == '*') {
      ++at;
    } else if (letter == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (letter == '[') {
      const auto end = std::min(code.find(']', at), code.size());
      const auto inside = code.substr(at + 1, end - at - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
        return NumberKind::elapsed;
      at = end;
    } else if (code.substr(at).starts_with("General")) {
      at += 6;
    } else if (is_letter(letter, 'd') || is_letter(letter, 'y')) {
      day_or_year = true;
    } else if (is_letter(letter, 'm')) {
      month_or_minute = true;
    } else if (is_letter(letter, 'h') || is_letter(letter, 's')) {
      hour_or_second = true;
    }
  }
  if (hour_or_second) return day_or_year ? NumberKind::date_time : NumberKind::time;
  return day_or_year || month_or_minute ? NumberKind::date : NumberKind::plain;
}

std::string number_text(std::string_view raw) {
  constexpr std::size_t kSureDigits = 15;
  if (!raw.empty() && raw.size() <= kSureDigits && raw.front() != '0' &&
      raw.find_first_not_of("0123456789") == std::string_view::npos)
    return std::string(raw);
  const auto value = parsed(raw);
  return value ? text_of(*value) : std::string(raw);
}

std::string date_text(std::string_view raw, NumberKind kind, bool since_1904) {
  const auto value = parsed(raw);
  if (!value || kind == NumberKind::plain || *value < 0) return number_text(raw);
  const auto serial = *value + (since_1904 ? kDaysFrom1900To1904 : 0);
  if (serial >= kFirstSerialBeyond9999) return number_text(raw);
  if (kind == NumberKind::elapsed) {
    const auto [days, seconds] = moment_of(*value);
    return clock_text(days * kSecondsADay + seconds);
  }
  const auto [days, seconds] = moment_of(serial);
  if (kind == NumberKind::time) return clock_text(seconds);
  if (days < 1) return number_text(raw);
  return kind == NumberKind::date || seconds == 0 ? day_text(days)
                                                  : day_text(days) + "T" + clock_text(seconds);
}

std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto mark = text.find("_x");
    out += text.substr(0, mark);
    if (mark == std::string_view::npos) break;
    text.remove_prefix(mark);
    auto point = escape_at(text);
    if (!point) {
      out += "_x";
      text.remove_prefix(2);
      continue;
    }
    text.remove_prefix(7);
    if (*point >= 0xD800 && *point < 0xDC00)
      if (const auto low = escape_at(text); low && *low >= 0xDC00 && *low < 0xE000) {
        point = 0x10000 + (*point - 0xD800) * 0x400 + (*low - 0xDC00);
        text.remove_prefix(7);
      }
    append_code_point(out, *point);
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool control = byte < 0x20 && byte != '\t' && byte != '\n';
    const bool mark = byte == '_' && escape_at(text.substr(at)).has_value();
    const bool no_character = byte == 0xEF && is_no_character(text.substr(at));
    if (!control && !mark && !no_character) continue;
    out += text.substr(copied, at - copied);
    if (no_character) at += 2;
    // The last byte of U+FFFE is BE, of U+FFFF BF.
    append_escape(out, no_character ? 0xFF40u + static_cast<unsigned char>(text[at]) : byte);
    copied = at + 1;
  }
  out += text.substr(copied);
  return out;
}

}  // namespace regie::table
