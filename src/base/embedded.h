#pragma once

#include <span>
#include <string_view>

namespace regie {

/// A file that the build put into the program.
struct EmbeddedFile {
  std::string_view path;  ///< relative to the folder that was embedded, with forward slashes
  std::span<const char> bytes;

  std::string_view text() const { return {bytes.data(), bytes.size()}; }
};

}  // namespace regie
