#pragma once

#include "access/api.h"
#include "portfolio/exchange_service.h"
#include "portfolio/funnel_service.h"
#include "portfolio/idea_service.h"
#include "portfolio/register_service.h"
#include "portfolio/view_service.h"

namespace regie::portfolio {

struct RouteServices {
  RegisterService& applications;
  FunnelService& funnel;
  IdeaService& ideas;
  ViewService& views;
  ExchangeService& exchange;
};

/// The room's part of the route table. The services must outlive the table.
void add_routes(access::Api& api, RouteServices services);

}  // namespace regie::portfolio
