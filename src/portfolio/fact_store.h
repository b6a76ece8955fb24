#pragma once

#include <set>

#include "storage/database.h"

namespace regie::portfolio {

/// All SQL for facts that the index of the register does not hold.
class FactStore {
 public:
  explicit FactStore(storage::Transaction& transaction) : transaction_(transaction) {}

  /// Ids of the applications whose record says that the DPIA is completed.
  std::set<Id> with_completed_dpia();

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::portfolio
