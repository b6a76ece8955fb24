#pragma once

#include "access/caller.h"
#include "base/result.h"
#include "portfolio/views.h"
#include "storage/database.h"

namespace regie::portfolio {

/// Views of the register that a person keeps, and may share with the organisation.
class ViewService {
 public:
  explicit ViewService(storage::Database& database) : database_(database) {}

  SavedViewList list(const access::Caller& caller);
  Result<SavedView> create(const access::Caller& caller, const NewSavedView& request);
  /// Only the own views can be changed or removed: forbidden otherwise.
  Result<SavedView> update(const access::Caller& caller, const Id& id, std::int64_t version,
                           const NewSavedView& request);
  Result<void> remove(const access::Caller& caller, const Id& id);

 private:
  storage::Database& database_;
};

}  // namespace regie::portfolio
