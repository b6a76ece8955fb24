#include "base/time.h"

#include <chrono>
#include <cstdio>

namespace regie {
namespace {

using std::chrono::year_month_day;

year_month_day civil(Date day) {
  return year_month_day{std::chrono::sys_days{std::chrono::days{day.days}}};
}

std::optional<int> digits(std::string_view text, std::size_t position, std::size_t count) {
  if (text.size() < position + count) return std::nullopt;
  int value = 0;
  for (std::size_t index = position; index < position + count; ++index) {
    if (text[index] < '0' || text[index] > '9') return std::nullopt;
    value = value * 10 + (text[index] - '0');
  }
  return value;
}

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  const auto quotient = value / by;
  return value % by < 0 ? quotient - 1 : quotient;
}

/// Seconds east of UTC for `Z`, `+02:00` or `-0530`'s colon form.
std::optional<std::int64_t> offset_seconds(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = digits(text, 1, 2);
  const auto minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t seconds = *hours * 3600 + *minutes * 60;
  return text[0] == '-' ? -seconds : seconds;
}

}  // namespace

std::string to_text(Date day) {
  const auto parts = civil(day);
  char buffer[32];
  const int length = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", int(parts.year()),
                                   unsigned(parts.month()), unsigned(parts.day()));
  return {buffer, static_cast<std::size_t>(length)};
}

std::string to_text(Timestamp moment) {
  const auto within = moment.microseconds - start_of(day_of(moment)).microseconds;
  const auto seconds = within / kMicrosecondsPerSecond;
  char buffer[48];
  const int length = std::snprintf(
      buffer, sizeof buffer, "T%02d:%02d:%02d.%06dZ", static_cast<int>(seconds / 3600),
      static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60),
      static_cast<int>(within % kMicrosecondsPerSecond));
  return to_text(day_of(moment)) + std::string(buffer, static_cast<std::size_t>(length));
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day || *year < 1900 || *year > 2199) return std::nullopt;
  const year_month_day parts{std::chrono::year{*year},
                             std::chrono::month{static_cast<unsigned>(*month)},
                             std::chrono::day{static_cast<unsigned>(*day)}};
  if (!parts.ok()) return std::nullopt;
  return make_date(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' ||
      text[16] != ':')
    return std::nullopt;
  const auto day = parse_date(text.substr(0, 10));
  const auto hours = digits(text, 11, 2);
  const auto minutes = digits(text, 14, 2);
  const auto seconds = digits(text, 17, 2);
  if (!day || !hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59)
    return std::nullopt;
  std::size_t position = 19;
  std::int64_t fraction = 0;
  if (text[position] == '.') {
    ++position;
    std::int64_t unit = kMicrosecondsPerSecond / 10;
    const auto first = position;
    while (position < text.size() && text[position] >= '0' && text[position] <= '9' && unit > 0) {
      fraction += (text[position++] - '0') * unit;
      unit /= 10;
    }
    if (position == first) return std::nullopt;
  }
  const auto offset = offset_seconds(text.substr(position));
  if (!offset) return std::nullopt;
  return Timestamp{start_of(*day).microseconds +
                   (*hours * 3600 + *minutes * 60 + *seconds - *offset) * kMicrosecondsPerSecond +
                   fraction};
}

Date make_date(int year, unsigned month, unsigned day) {
  const std::chrono::sys_days days =
      year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return Date{static_cast<std::int32_t>(days.time_since_epoch().count())};
}

Date day_of(Timestamp moment) {
  return Date{static_cast<std::int32_t>(floor_divide(moment.microseconds, kMicrosecondsPerDay))};
}

Date latest_day_of(Timestamp moment) {
  return day_of({moment.microseconds + 2 * 3'600 * kMicrosecondsPerSecond});
}

Timestamp start_of(Date day) { return Timestamp{day.days * kMicrosecondsPerDay}; }

Date add_months(Date day, int months) {
  auto parts = civil(day) + std::chrono::months{months};
  if (!parts.ok()) parts = parts.year() / parts.month() / std::chrono::last;
  return make_date(int(parts.year()), unsigned(parts.month()), unsigned(parts.day()));
}

std::string month_of(Date day) { return to_text(day).substr(0, 7); }

std::int64_t days_between(Timestamp from, Timestamp to) {
  return floor_divide(to.microseconds - from.microseconds, kMicrosecondsPerDay);
}

Timestamp SystemClock::now() const {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Timestamp{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

}  // namespace regie
