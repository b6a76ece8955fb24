#pragma once

#include "access/api.h"
#include "audit/service.h"

namespace regie::audit {

/// The room's part of the route table. The service must outlive the table.
void add_routes(access::Api& api, Service& service);

}  // namespace regie::audit
