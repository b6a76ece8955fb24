#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/time.h"

/// How values stand in one cell of a spreadsheet.
///
/// Several things in one cell are divided by a separator. Inside them a backslash comes before what
/// would divide: `\;` `\|` `\\`, and `\n` `\r` `\t` are a line end, carriage return and tab, `\s`
/// a space at either end and `\e` an empty text. Any other backslash is just that.
namespace regie::portfolio::cell {

/// `a; b`. split_list also divides at line ends.
std::string join_list(const std::vector<std::string>& items);
std::vector<std::string> split_list(std::string_view text);

/// `a | b` on one line; what is absent is left empty, and nothing follows the last that is there.
std::string join_parts(const std::vector<std::optional<std::string>>& parts);
std::vector<std::optional<std::string>> split_parts(std::string_view line);
/// The lines of a cell that hold something.
std::vector<std::string> split_lines(std::string_view text);

/// A name as it stands before ` <address>`: with a backslash before < and \.
std::string escape_name(std::string_view name);
/// {name, address} of `name <address>`; the address is empty when there is none.
std::pair<std::string, std::string> split_person(std::string_view text);

/// `1250,50` in Dutch, `1250.50` in English; whole euros without decimals.
std::string amount_text(std::int64_t cents, Language language);
/// Cents. A comma or point before one or two last digits divides off decimals. `grouped` also
/// allows separators of thousands: 1.250,50 and 1,250.50 and 1250.
std::optional<std::int64_t> parse_amount(std::string_view text, bool grouped);
std::optional<std::int64_t> parse_whole(std::string_view text, bool grouped);

/// yyyy-mm-dd, also with a time of midnight, or dd-mm-yyyy.
std::optional<Date> parse_day(std::string_view text);

}  // namespace regie::portfolio::cell
