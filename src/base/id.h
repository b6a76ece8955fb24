#pragma once

#include <string>
#include <string_view>

#include "base/time.h"

namespace regie {

/// A UUID in its 36-character text form.
using Id = std::string;

/// UUID version 7 (RFC 9562): sortable by time, with 74 random bits from the system's generator.
Id new_id(Timestamp now);

bool is_id(std::string_view text);

/// `count` random bytes in URL-safe base64 without padding: secrets and tokens.
std::string random_token(std::size_t count);

}  // namespace regie
