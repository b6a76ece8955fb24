#pragma once

#include <utility>

#include "cli/commands.h"

/// What commands that open the database have in common.
namespace regie::cli {

/// Whoever runs the command, for the audit trail.
storage::Actor terminal_actor();

/// Whoever runs the command acts as an administrator of the organisation. Fails with not_found.
Result<access::Caller> terminal_caller(House& house, const std::string& organisation);

/// The bytes of a file. Fails with file_unusable {file}.
Result<std::string> read_file(const std::string& file);
/// Writes it, or to the standard output without a file. Fails with file_unusable {file}.
Result<void> write_output(const std::string& file, const std::string& bytes);

/// Whoever runs the command acts as an administrator of the organisation. Fails with not_found.
Result<access::Caller> terminal_caller(House& house, const std::string& organisation);

/// What an option names. Fails with unknown_value {allowed}.
template <class Enum>
Result<Enum> named(const std::string& name) {
  if (const auto found = enum_from<Enum>(name)) return *found;
  return failure({.code = ErrorCode::unknown_value,
                  .parameters = {{"allowed", joined(enum_names<Enum>(), ", ")}}});
}

/// Opens the house and hands it to the work; every failure becomes a sentence and an exit code.
template <class Work>
int with_house(const Context& context, Opening opening, Work work) {
  auto house = House::open(context.configuration, context.embedded, opening);
  if (!house) return context.terminal.fail(house.error());
  try {
    const Result<void> done = work(**house);
    return done ? 0 : context.terminal.fail(done.error());
  } catch (const storage::StorageUnavailable& unavailable) {
    if (unavailable.code() != ErrorCode::service_unavailable)
      return context.terminal.fail({.code = unavailable.code()});
    return context.terminal.fail({.code = ErrorCode::database_unreachable,
                                  .parameters = {{"database", (*house)->database().description()},
                                                 {"reason", unavailable.what()}}});
  } catch (const storage::AuditTrailDamaged&) {
    return context.terminal.fail({.code = ErrorCode::audit_trail_damaged});
  }
}

}  // namespace regie::cli
