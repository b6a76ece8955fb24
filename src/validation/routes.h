#pragma once

#include "access/api.h"
#include "validation/service.h"

namespace regie::validation {

/// The room's part of the route table. The service must outlive the table.
void add_routes(access::Api& api, Service& service);

}  // namespace regie::validation
