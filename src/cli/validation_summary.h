#pragma once

#include <string>

#include "cli/terminal.h"
#include "validation/result.h"

namespace regie::cli {

/// A validation in a few lines of words, for a terminal.
std::string summary_of(const validation::ValidationResult& result, const Terminal& terminal);

}  // namespace regie::cli
