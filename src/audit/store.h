#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/views.h"
#include "storage/database.h"

namespace regie::audit {

/// The end of a chain as its head remembers it.
struct ChainHead {
  std::int64_t sequence;
  std::string hash;
  std::string seal;
};

/// The organisations (and the instance) that have a chain. In the scope of the instance.
std::vector<Id> chains(storage::Transaction& transaction);

/// Reads the trail of the transaction's scope. Nothing here, or anywhere, changes it.
class Store {
 public:
  explicit Store(storage::Transaction& transaction) : transaction_(transaction) {}

  std::vector<AuditEntry> entries(const AuditQuery& query, std::int64_t limit);
  std::vector<std::string> actions();
  std::optional<ChainHead> head();
  /// Links after `sequence`, oldest first, at most `limit`.
  std::vector<AuditEntry> links_after(std::int64_t sequence, std::int64_t limit);

 private:
  /// The one column of a query, in byte order.
  std::vector<std::string> texts(std::string_view sql);
  storage::Transaction& transaction_;
};

}  // namespace regie::audit
