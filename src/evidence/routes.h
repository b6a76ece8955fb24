#pragma once

#include "access/api.h"
#include "evidence/service.h"

namespace regie::evidence {

/// The room's part of the route table. The service must outlive the table.
void add_routes(access::Api& api, Service& service);

}  // namespace regie::evidence
