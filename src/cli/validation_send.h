#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "validation/result.h"

namespace regie::cli {

struct ValidationAddress {
  std::string address;  ///< of a Regie, such as https://regie.ziekenhuis.example
  std::string token;
  std::string application;  ///< id or code
  std::string version;      ///< of the application
};

/// Whether a token may travel there: over https, or to this machine.
bool may_send_to(std::string_view address);

/// Sends a result, never rows, to be kept with an application. Fails with not_found when there is
/// no such application, service_unavailable when nobody answers, or what that Regie refuses it for.
Result<void> send_validation(const ValidationAddress& to,
                             const validation::ValidationResult& result);

}  // namespace regie::cli
