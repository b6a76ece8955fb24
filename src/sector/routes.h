#pragma once

#include "access/api.h"
#include "sector/hub_service.h"
#include "sector/outbox_service.h"
#include "sector/publication_service.h"
#include "sector/reception.h"

namespace regie::sector {

struct Services {
  Reception& reception;
  HubService& hub;
  OutboxService& outbox;
  PublicationService& publications;
};

/// The room's part of the route table. The services must outlive the table.
void add_routes(access::Api& api, const Services& services);

}  // namespace regie::sector
