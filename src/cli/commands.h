#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/configuration.h"
#include "cli/house.h"
#include "cli/terminal.h"

/// One function per command. Each gives the exit code: 0, or that of the error's entry.
namespace regie::cli {

struct Context {
  Terminal terminal;
  Configuration configuration;
  Embedded embedded;
};

/// Invented organisations to set up before the start.
struct ServeOptions {
  bool example = false;  ///< a hospital
  bool hub = false;      ///< a sector body
};
int serve(const Context& context, const ServeOptions& options);

struct UserAddOptions {
  std::string email;
  std::string name;
  std::string organisation;
  std::vector<std::string> roles;
  bool new_organisation = false;
  bool sector_body = false;  ///< of a new organisation
  bool password_from_input = false;
};
int user_add(const Context& context, const UserAddOptions& options);
int user_list(const Context& context);
int user_reset_password(const Context& context, const std::string& email);
int user_deactivate(const Context& context, const std::string& email,
                    const std::string& organisation);

/// Without filters: everything, also what has ended.
struct ExportOptions {
  std::string organisation;
  std::string search;
  std::vector<std::string> phases;
  std::vector<std::string> departments;  ///< names or ids
  std::vector<std::string> attention;
  std::string format = "csv";
  std::string output;  ///< empty: the standard output
};
int export_register(const Context& context, const ExportOptions& options);

/// All rows or none, unless otherwise chosen.
struct ImportOptions {
  std::string file;
  std::string organisation;
  bool preview = false;
  bool good_rows = false;
  std::vector<std::string> mapping;  ///< column=/field/pointer; nothing after the sign: not read
  std::string rejected;              ///< where to write the rejected rows; empty: nowhere
};
int import_register(const Context& context, const ImportOptions& options);

struct MarketImportOptions {
  std::string file;
  bool preview = false;
  bool accept_gone = false;
};
int market_import(const Context& context, const MarketImportOptions& options);

/// The shipped edition of the law, or that of a folder with `trees/` and `law/`.
struct LawOptions {
  std::string folder;
  std::string organisation;
};
int law_list(const Context& context);
/// Checks a folder's files, and walks every path of every tree.
int law_check(const Context& context, const LawOptions& options);
/// What the newest edition, or that of the folder, changes for an organisation.
int law_diff(const Context& context, const LawOptions& options);
/// Brings in a newer edition; each organisation accepts it itself.
int law_import(const Context& context, const LawOptions& options);
/// Proves one decision, or all of every organisation, against what was sealed.
int decision_verify(const Context& context, const std::string& id);

/// Writes everything but sessions to a new file, while the service may run.
int backup(const Context& context, const std::string& file);

struct RestoreOptions {
  std::string file;
  std::string audit_key;  ///< file to take the key from; empty: the data folder has it
};
/// Puts a backup into an empty database of either kind, after proving its audit trail.
int restore(const Context& context, const RestoreOptions& options);

int audit_verify(const Context& context);
int migrate(const Context& context);
int openapi(const Context& context);
int version(const Context& context);
int example_add(const Context& context);
int example_remove(const Context& context);

/// The password of the example's accounts: made at random when the example is added, and kept in
/// the data folder so that it can be shown again.
Result<std::string> example_password(const Configuration& configuration);

/// Parses the command line and runs the command.
int run(int argc, char** argv, const Embedded& embedded);

}  // namespace regie::cli
