#pragma once

#include "access/api.h"
#include "assessment/assessment_service.h"
#include "assessment/instrument_service.h"
#include "assessment/transfer_service.h"

namespace regie::assessment {

struct RouteServices {
  InstrumentService& instruments;
  AssessmentService& assessments;
  TransferService& transfers;
};

/// The room's part of the route table. The services must outlive the table.
void add_routes(access::Api& api, RouteServices services);

}  // namespace regie::assessment
