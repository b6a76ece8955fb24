#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/validation_outputs.h"

namespace CLI {
class App;
}

namespace regie::cli {

/// What `regie validate` was asked, as it was typed.
struct ValidateOptions {
  std::vector<std::string> files;
  std::vector<std::string> score;
  std::string outcome;
  std::string event;
  std::string patient;
  std::string time;
  std::string version;
  std::string model;
  std::string current_policy;
  std::string lower;
  std::string upper;
  std::string horizon;
  std::vector<std::string> by;
  std::vector<std::string> pairs;  ///< `a:b`, or `all`
  std::vector<std::string> drop;
  std::string repeats;
  std::string threshold;
  std::string thresholds;
  std::string bootstrap;
  std::string seed;
  std::string minimum_events;
  std::string minimum_persons;
  bool continuous = false;
  bool for_comparison = false;
  bool merge = false;  ///< the files are states
  std::string plan_file;
  std::string json_file;  ///< `-`: the output, and nothing else there
  std::string csv_file;
  std::string state_file;
  std::string explain;   ///< a measure; nothing is validated then
  std::size_t threads = 0;  ///< 0: as many as the machine has
};

/// Declares the options of `regie validate`.
void add_validate_options(CLI::App& command, ValidateOptions& options, const Terminal& terminal);

/// Validates predictions and writes what was asked for; or explains a measure.
int validate(const Context& context, const ValidateOptions& options,
             const ValidationOutputs& outputs);

}  // namespace regie::cli
