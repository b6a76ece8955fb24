#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error_code.h"
#include "base/text.h"

namespace regie {

/// One rejected field of a request: where it is (RFC 6901 JSON pointer) and what is wrong with it.
struct FieldError {
  std::string pointer;
  ErrorCode code;
  std::map<std::string, std::string> parameters = {};
};

/// An expected failure. Its sentence for people comes from the table in error_code.cpp, in either
/// language; `internal` is for the log alone and never leaves the program.
struct Error {
  ErrorCode code;
  std::map<std::string, std::string> parameters = {};
  std::vector<FieldError> fields = {};
  std::string internal = {};
};

/// The sentence that tells a person what happened and the way out, with {parameters} filled in.
std::string sentence(ErrorCode code, const std::map<std::string, std::string>& parameters,
                     Language language);

}  // namespace regie
