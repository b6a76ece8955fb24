#pragma once

#include "access/caller.h"
#include "base/result.h"
#include "content/library.h"
#include "portfolio/views.h"
#include "storage/database.h"

namespace regie::portfolio {

/// The funnel: where everything stands, how it flows, and what asks for attention.
class FunnelService {
 public:
  FunnelService(storage::Database& database, const content::Library& library)
      : database_(database), library_(library) {}

  Funnel funnel(const access::Caller& caller);
  Result<FunnelFlow> flow(const access::Caller& caller, const FlowQuery& query);
  Overview overview(const access::Caller& caller);

 private:
  storage::Database& database_;
  const content::Library& library_;
};

}  // namespace regie::portfolio
