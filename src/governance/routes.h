#pragma once

#include "access/api.h"
#include "governance/decision_service.h"
#include "governance/gate_service.h"

namespace regie::governance {

/// The room's part of the route table. The services must outlive the table.
void add_routes(access::Api& api, GateService& gates, DecisionService& decisions);

}  // namespace regie::governance
