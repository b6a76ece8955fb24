#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// How XLSX keeps text, numbers and dates, and what they are in plain text.
namespace regie::table {

/// How a number format shows a number.
enum class NumberKind { plain, date, date_time, time, elapsed };

/// Of a format that XLSX numbers without spelling it out (ECMA-376 part 1, 18.8.30).
NumberKind built_in_kind(std::uint32_t id);
/// Of a spelled-out format, such as `dd-mm-yyyy;@`.
NumberKind kind_of_format(std::string_view code);

/// A number as XLSX writes it, without artefacts of binary fractions; other text as it is.
std::string number_text(std::string_view raw);

/// A number as the date or time that it stands for: days since 1899-12-31, or since 1904-01-01. As
/// number_text when no such date exists.
std::string date_text(std::string_view raw, NumberKind kind, bool since_1904);

/// Text with `_x000D_` and the like, as XLSX writes what XML cannot hold, and back.
std::string unescaped(std::string_view text);
std::string escaped(std::string_view text);

}  // namespace regie::table
