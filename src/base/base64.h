#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace regie {

/// The bytes behind base64 (RFC 4648, with padding; line ends are skipped); nothing when it is not
/// that.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace regie
