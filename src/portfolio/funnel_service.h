#pragma once

#include "access/caller.h"
#include "base/result.h"
#include "content/library.h"
#include "portfolio/register_index.h"
#include "portfolio/views.h"
#include "storage/database.h"

namespace regie::portfolio {

/// The funnel: where everything stands, how it flows, and what asks for attention.
class FunnelService {
 public:
  FunnelService(storage::Database& database, const content::Library& library, RegisterIndex& index)
      : database_(database), library_(library), index_(index) {}

  Funnel funnel(const access::Caller& caller);
  Result<FunnelFlow> flow(const access::Caller& caller, const FlowQuery& query);
  Overview overview(const access::Caller& caller);

 private:
  storage::Database& database_;
  const content::Library& library_;
  RegisterIndex& index_;
};

}  // namespace regie::portfolio
