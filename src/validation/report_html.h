#pragma once

#include <string>
#include <string_view>

#include "validation/result.h"
#include "validation/words.h"

namespace regie::validation {

/// A report as one HTML file that needs nothing else: the first page in plain words, then every
/// number, and pictures that `script` (web/dist-report/report.js) draws from the numbers in the
/// same file. Its content policy allows that script and its own style alone. The same result gives
/// the same bytes. Throws std::logic_error when the words are not complete.
std::string report_html(const ValidationResult& result, const Words& words, std::string_view script,
                        Language language);

}  // namespace regie::validation
