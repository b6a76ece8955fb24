#pragma once

#include "base/result.h"
#include "portfolio/store.h"
#include "storage/database.h"

namespace regie::portfolio {

/// What another room has to say before people move a card by hand.
class MoveRule {
 public:
  virtual ~MoveRule() = default;
  /// Fails with the sentence that people get. The move may stand in the transaction already.
  virtual Result<void> allow(storage::Transaction& transaction, const StoredApplication& before,
                             Phase to) const = 0;
};

}  // namespace regie::portfolio
