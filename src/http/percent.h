#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace regie::http {

/// Decodes percent escapes, and `+` to a space when asked. Nothing when an escape is broken, or
/// when the result is not UTF-8 or holds a NUL (which no text of ours can, and PostgreSQL refuses).
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

}  // namespace regie::http
