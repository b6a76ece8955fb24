#pragma once

#include <string>
#include <vector>

#include "audit/views.h"
#include "base/result.h"
#include "cli/terminal.h"
#include "storage/database.h"

namespace regie::cli {

struct VerifiedChain {
  std::string organisation;
  audit::ChainReport report;
};

/// Proves the chain of every organisation and of the instance itself.
std::vector<VerifiedChain> verify_all_chains(storage::Database& database, const Terminal& terminal);

/// Fails with audit_chain_broken for the first chain that is.
Result<void> refuse_broken(const std::vector<VerifiedChain>& chains);

}  // namespace regie::cli
