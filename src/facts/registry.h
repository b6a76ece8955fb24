#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "facts/fact.h"
#include "storage/database.h"

namespace regie::facts {

/// A room that offers facts.
class FactProvider {
 public:
  virtual ~FactProvider() = default;
  /// All of its facts, of one department or of the whole organisation.
  virtual std::vector<Fact> facts(storage::Transaction& transaction,
                                  const std::optional<Id>& department) = 0;
};

/// Every fact of the house, by name: recorded once in a room, used everywhere.
class FactRegistry {
 public:
  explicit FactRegistry(storage::Database& database) : database_(database) {}

  /// The provider must outlive the registry.
  void add(FactProvider& provider) { providers_.push_back(&provider); }

  /// In the order of the rooms. Fails with invalid_request for a department that is not there.
  Result<FactList> list(const access::Caller& caller, const FactQuery& query);
  std::vector<Fact> facts(storage::Transaction& transaction, const std::optional<Id>& department);

 private:
  storage::Database& database_;
  std::vector<FactProvider*> providers_;
};

}  // namespace regie::facts
