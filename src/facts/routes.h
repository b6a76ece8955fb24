#pragma once

#include "access/api.h"
#include "facts/registry.h"

namespace regie::facts {

/// The room's part of the route table. The registry must outlive the table.
void add_routes(access::Api& api, FactRegistry& registry);

}  // namespace regie::facts
