#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/connection.h"

namespace regie::storage {

/// How many rows of one table were copied.
struct CopiedTable {
  std::string name;
  std::int64_t rows = 0;
};

/// Copies the rows of every table between two connections whose schemas are the same, save of the
/// tables left out and of those that migrating keeps for itself. Both are inside a transaction: the
/// source sees one state, and the target is committed by the caller. One of the two is SQLite
/// (`schema`), from which the tables, their keys and their order are read.
///
/// Rows travel a page at a time, so memory stays bounded by some thousand rows or one file. Fails
/// with restore_target_in_use {table} when a table of the target holds rows already.
Result<std::vector<CopiedTable>> copy_tables(Connection& source, char source_prefix,
                                             Connection& target, char target_prefix,
                                             Connection& schema,
                                             const std::set<std::string>& left_out);

}  // namespace regie::storage
