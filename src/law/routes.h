#pragma once

#include "access/api.h"
#include "law/change_service.h"
#include "law/classification_service.h"
#include "law/duty_service.h"

namespace regie::law {

/// What the routes call. All must outlive the table.
struct Services {
  ClassificationService& classification;
  DutyService& duties;
  ChangeService& change;
};

/// The room's part of the route table.
void add_routes(access::Api& api, Services services);

}  // namespace regie::law
