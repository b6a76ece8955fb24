#pragma once

#include <functional>
#include <string>

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace regie::cli {

/// Of the commands about rounds of a sector body; each uses some.
struct SectorOptions {
  std::string organisation;
  std::string address;
  std::string code;
  std::string round;
  std::string file;
  std::string output;  ///< empty: the standard output
};

struct SectorCommand {
  const char* name;
  std::string_view nl;
  std::string_view en;
  std::function<int(const Context&)> work;
};
/// Makes one command with the settings of the database.
using MakeCommand = std::function<CLI::App*(CLI::App& under, const SectorCommand&)>;

/// `regie sector ...`: at a hospital enrol, status, preview, export and send; at a sector body
/// import and round.
void add_sector_commands(CLI::App& app, SectorOptions& options, const Terminal& terminal,
                         const MakeCommand& make);

}  // namespace regie::cli
