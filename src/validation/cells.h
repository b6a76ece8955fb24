#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What one cell says.
namespace regie::validation {

/// A score that is read as it stands.
struct ScoreCell {
  bool is_decimal = false;  ///< at most nine decimals: `billionths` is exact
  std::uint32_t billionths = 0;
  int decimals = 0;
  double value = 0;  ///< when not
};

enum class CellFault { none, not_a_number, out_of_range };

/// A number from 0 to 1, with a point, or a comma when `comma`. Exact as the nearest double.
CellFault read_score(std::string_view text, bool comma, ScoreCell& into);

/// Any finite number.
std::optional<double> read_number(std::string_view text, bool comma);

/// Nothing, NA, N/A, NULL, none or a dash, in either case: a value that is not there.
bool is_missing(std::string_view text);

/// Without blanks at either end.
std::string_view without_blanks(std::string_view text);

/// A moment as a number that rises with time: yyyy-mm-dd with or without a time of day, or
/// dd-mm-yyyy, as yyyymmddhhmmss on the clock that the file uses; or a whole number as it stands.
/// Nothing when it is neither.
struct Moment {
  std::int64_t order = 0;
  bool is_date = false;
};
std::optional<Moment> read_moment(std::string_view text);

/// `2026-03` for a date, and the number itself otherwise.
std::string period_of(const Moment& moment);

/// Lower case, and 1.0 as 1: how the values of an outcome are told apart.
std::string outcome_text(std::string_view text);

/// Whether a value says yes (1, true, yes, ja...), no, or neither.
std::optional<bool> truth_of(std::string_view outcome);

}  // namespace regie::validation
