#pragma once

#include <string>
#include <string_view>

/// Text that begins with = + - @ tab, CR or LF (or the full-width forms of the first four) is run
/// as a formula by some spreadsheet. An apostrophe in front prevents that.
///
/// Call text *charged* when it is any number of apostrophes, also none, followed by such a
/// character. Writing puts one apostrophe before charged text, reading takes one away from charged
/// text that has any. So reading always gives back what was written, also `'=1` and `''=1`, and
/// text such as `'s Gravenhage` is never touched. Negative numbers (`-12`, `-1,5`, `-2e-3`) are
/// written as they are.
namespace regie::table {

/// The text as CSV carries it.
std::string neutralised(std::string_view text);

/// Whether `neutralised` adds an apostrophe.
bool is_charged(std::string_view text);

/// The inverse of `neutralised`.
std::string_view original(std::string_view text);

}  // namespace regie::table
