#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/text.h"

namespace regie::cli {

/// Which language and form a command answers in.
struct Terminal {
  Language language = Language::nl;
  bool json = false;

  std::string_view say(std::string_view nl, std::string_view en) const {
    return language == Language::nl ? nl : en;
  }
  /// One sentence on standard error (or one JSON document on standard output), and the exit code.
  int fail(const Error& error) const;
};

/// Nothing but what was typed before Enter; the terminal does not show it.
std::string read_secret(std::string_view prompt);

}  // namespace regie::cli
