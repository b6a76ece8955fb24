#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace regie::table {

/// Text of unknown encoding as UTF-8. A byte-order mark decides and goes. Without one: UTF-8; else,
/// when most of the non-ASCII text is UTF-8, that with the odd bytes read as Windows-1252; else all
/// as Windows-1252. `storage` holds the text when it is not that of `bytes`.
std::string_view decoded(std::string_view bytes, std::string& storage);

/// Appends a code point; U+FFFD for what is none.
void append_code_point(std::string& text, std::uint32_t point);

}  // namespace regie::table
