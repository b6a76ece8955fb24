#pragma once

#include <string>

#include "access/caller.h"
#include "audit/views.h"
#include "base/result.h"
#include "storage/database.h"

namespace regie::audit {

/// Reading, exporting and proving the audit trail.
class Service {
 public:
  explicit Service(storage::Database& database) : database_(database) {}

  Result<AuditPage> entries(const access::Caller& caller, const AuditQuery& query);
  /// The chosen entries as CSV with a heading; at most 100,000. The export itself is recorded.
  Result<std::string> export_csv(const access::Caller& caller, const AuditQuery& query);
  /// Proves the chain of the caller's organisation. Recorded too.
  ChainReport verify(const access::Caller& caller);
  /// Proves one chain from its first link to its sealed head; a chain that should exist and does
  /// not is broken at 1.
  ChainReport verify_chain(const storage::Scope& scope);

 private:
  storage::Database& database_;
};

}  // namespace regie::audit
