#pragma once

#include <string>

#include "cli/commands.h"
#include "validation/result.h"

namespace CLI {
class App;
}

namespace regie::cli {

/// Where a validation goes beside its numbers; empty: nowhere.
struct ValidationOutputs {
  std::string html;         ///< file for the report
  std::string card;         ///< file for the applied model card
  std::string language;     ///< of the report: nl or en; empty: that of the terminal
  std::string send;         ///< address of a Regie that keeps it; the token is in REGIE_TOKEN
  std::string application;  ///< there: id, or code such as APP-0001
  std::string version;      ///< of the application
};

/// The options --html, --card, --lang, --send, --application and --application-version.
void add_validation_outputs(CLI::App& command, ValidationOutputs& into, const Terminal& terminal);

/// Fails with usage_error when they do not fit together. Asked before the work begins.
Result<void> check(const ValidationOutputs& outputs, const Terminal& terminal);

/// Writes and sends. A file is whole, or as it was before. Fails with file_unusable {file},
/// content_invalid, what send_validation fails with, or what check does.
Result<void> write_outputs(const Context& context, const validation::ValidationResult& result,
                           const ValidationOutputs& outputs);

/// Two sentences about a measure, with their source; without a name: the names of all measures.
int explain_measure(const Context& context, const std::string& measure);

/// Makes a report, a card, or both of what `regie validate --json` wrote, or sends it.
int validation_report(const Context& context, const std::string& result_file,
                      const ValidationOutputs& outputs);

}  // namespace regie::cli
