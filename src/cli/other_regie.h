#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// How this Regie talks to another one: over HTTPS, without following where it is sent on.
namespace regie::cli {

/// What is asked. Without a body it is a GET.
struct Question {
  std::string address;
  std::vector<std::string> headers;
  const std::string* body = nullptr;
  std::size_t largest_answer = 64 * 1024 * 1024;  ///< bytes
  long patience = 120;                            ///< seconds
};

/// The body of the answer. Fails with service_unavailable when nobody answers, or what that Regie
/// refuses it for, as if it were our own.
Result<std::string> ask_other_regie(const Question& question);

}  // namespace regie::cli
