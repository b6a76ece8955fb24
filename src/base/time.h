#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace regie {

/// A moment: microseconds since 1970-01-01T00:00:00Z.
struct Timestamp {
  std::int64_t microseconds = 0;
  auto operator<=>(const Timestamp&) const = default;
};

/// A calendar day, as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};

inline constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;
inline constexpr std::int64_t kMicrosecondsPerDay = 86'400 * kMicrosecondsPerSecond;

/// `2026-03-01T09:30:00.000000Z`.
std::string to_text(Timestamp moment);
/// `2026-03-01`.
std::string to_text(Date day);

/// Reads RFC 3339 with any offset and up to six decimals; nothing when it is not that.
std::optional<Timestamp> parse_timestamp(std::string_view text);
/// Reads `yyyy-mm-dd` in the years 1900 to 2199; nothing when it is not that or no such day exists.
std::optional<Date> parse_date(std::string_view text);

Date make_date(int year, unsigned month, unsigned day);
/// The UTC day on which a moment falls.
Date day_of(Timestamp moment);
/// The latest day that it can be in the Netherlands at a moment: they are at most two hours ahead
/// of UTC. What is later than this lies in the future.
Date latest_day_of(Timestamp moment);
/// The first moment (UTC) of a day.
Timestamp start_of(Date day);
/// Months are clamped to the last day of the month: 31 January + 1 is 28 or 29 February.
Date add_months(Date day, int months);
/// `2026-03`.
std::string month_of(Date day);
/// Whole days from one moment to a later one, rounded down.
std::int64_t days_between(Timestamp from, Timestamp to);

/// Where the time comes from, so that a test can choose it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
};

/// A clock that stands still until it is moved.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp start) : now_(start) {}
  Timestamp now() const override { return now_; }
  void set(Timestamp moment) { now_ = moment; }
  void advance_days(std::int64_t days) { now_.microseconds += days * kMicrosecondsPerDay; }

 private:
  Timestamp now_;
};

}  // namespace regie
