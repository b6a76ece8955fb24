#pragma once

#include <set>
#include <string>
#include <string_view>

namespace regie::storage {

/// Which tables hold rows of an organisation, and which of those the instance itself may read.
struct ScopeRules {
  std::set<std::string, std::less<>> scoped_tables;
  std::set<std::string, std::less<>> instance_may_use;
};

/// A statement made ready for one dialect.
struct Statement {
  std::string sql;  ///< with every `:organisation` replaced by the last parameter
  bool uses_organisation = false;
  bool writes = false;
  std::size_t parameters = 0;  ///< that the caller gives
};

/// Checks that a statement stays inside its scope, and makes it ready.
///
/// Every mention of a scoped table must be tied to the scope's organisation:
/// `table.organisation_id = :organisation` (or without a prefix when it is the only table), and an
/// INSERT must have organisation_id as its first column with :organisation as its first value. In
/// an organisation's scope a statement that mentions no scoped table is refused; in the instance's
/// the tables of `instance_may_use` need no tie. The audit trail can only be read. What breaks a
/// rule is a bug: throws std::logic_error that names the statement.
///
/// `prefix` stands before a parameter's number: `$` or `?`.
Statement prepare(std::string_view sql, const ScopeRules& rules, bool instance_scope, char prefix);

/// The same without any rule, for migrations and for the chain that storage itself writes.
Statement prepare_unchecked(std::string_view sql, char prefix);

}  // namespace regie::storage
