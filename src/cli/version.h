#pragma once

namespace regie::cli {

inline constexpr const char* kVersion = REGIE_VERSION;

}  // namespace regie::cli
