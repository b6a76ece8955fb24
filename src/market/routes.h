#pragma once

#include "access/api.h"
#include "market/service.h"

namespace regie::market {

/// The room's part of the route table. The service must outlive the table.
void add_routes(access::Api& api, MarketService& market);

}  // namespace regie::market
