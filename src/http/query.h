#pragma once

#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace regie::http {

/// Decodes `a=1&b=2&b=3` in order (`+` is a space). Fails with bad_request on a broken percent
/// escape, bytes that are not UTF-8, or a NUL.
Result<Parameters> parse_query(std::string_view query);

}  // namespace regie::http
