#include "governance/routes.h"

#include "access/route.h"

namespace regie::governance {

using access::Api;
using access::Nothing;
using access::Permission;
using access::route;
using http::Method;

namespace {

void add_gate_routes(Api& api, GateService& gates) {
  route<Nothing, Nothing, GateBoard>(
      api,
      {Method::get, "/api/v1/gates", Permission::register_read, "listGates",
       "What waits for the AI board: gates that are open or opened again, and conditions."},
      [&gates](const auto& call) -> Result<GateBoard> { return gates.board(call.caller()); });
  route<Nothing, Nothing, GateSetting>(
      api,
      {Method::get, "/api/v1/gates/setting", Permission::register_read, "getGateSetting",
       "Whether cards move forward by a decision only."},
      [&gates](const auto& call) -> Result<GateSetting> { return gates.setting(call.caller()); });
  route<Nothing, GateSettingChange, GateSetting>(api,
                                                 {.method = Method::put,
                                                  .path = "/api/v1/gates/setting",
                                                  .permission = Permission::gates_manage,
                                                  .id = "setGateSetting",
                                                  .summary = "Makes gates binding, or not.",
                                                  .versioned = true,
                                                  .errors = {ErrorCode::version_conflict}},
                                                 [&gates](const auto& call) -> Result<GateSetting> {
                                                   return gates.change_setting(
                                                       call.caller(), call.version(), call.body);
                                                 });
  route<Nothing, Nothing, ApplicationGate>(
      api,
      {.method = Method::get,
       .path = "/api/v1/applications/{id}/gate",
       .permission = Permission::register_read,
       .id = "getGate",
       .summary = "Where an application stands before its gate: what is met, missing and waived.",
       .errors = {ErrorCode::not_found}},
      [&gates](const auto& call) -> Result<ApplicationGate> {
        return gates.get(call.caller(), call.id());
      });
}

void add_work_routes(Api& api, GateService& gates) {
  const std::vector<ErrorCode> errors{ErrorCode::not_found, ErrorCode::gate_not_open};
  route<Nothing, SignatureRequest, ApplicationGate>(
      api,
      {.method = Method::post,
       .path = "/api/v1/applications/{id}/gate/signatures",
       .permission = Permission::gate_sign,
       .id = "signGate",
       .summary = "Agrees or objects, for a discipline.",
       .status = 201,
       .errors = errors},
      [&gates](const auto& call) -> Result<ApplicationGate> {
        return gates.sign(call.caller(), call.id(), call.body);
      });
  route<Nothing, WaiverRequest, ApplicationGate>(
      api,
      {.method = Method::post,
       .path = "/api/v1/applications/{id}/gate/waivers",
       .permission = Permission::decision_make,
       .id = "waiveRequirement",
       .summary = "Lets a requirement go until a day. It stays to be seen.",
       .status = 201,
       .errors = errors},
      [&gates](const auto& call) -> Result<ApplicationGate> {
        return gates.waive(call.caller(), call.id(), call.body);
      });
  route<Nothing, DocumentRequest, ApplicationGate>(
      api,
      {.method = Method::post,
       .path = "/api/v1/applications/{id}/gate/documents",
       .permission = Permission::register_write,
       .id = "addGateDocument",
       .summary = "Adds a document that a gate asks for.",
       .status = 201,
       .errors = errors},
      [&gates](const auto& call) -> Result<ApplicationGate> {
        return gates.add_document(call.caller(), call.id(), call.body);
      });
}

void add_decision_routes(Api& api, DecisionService& decisions) {
  route<Nothing, DecisionRequest, Decision>(
      api,
      {.method = Method::post,
       .path = "/api/v1/applications/{id}/decisions",
       .permission = Permission::decision_make,
       .id = "decide",
       .summary = "Decides about the gate, seals what was known, and with a go moves the card.",
       .status = 201,
       .versioned = true,
       .errors = {ErrorCode::not_found, ErrorCode::gate_not_open, ErrorCode::version_conflict,
                  ErrorCode::requirements_missing}},
      [&decisions](const auto& call) -> Result<Decision> {
        return decisions.decide(call.caller(), call.id(), call.version(), call.body);
      });
  route<Nothing, Nothing, SealedDecision>(
      api,
      {.method = Method::get,
       .path = "/api/v1/decisions/{id}",
       .permission = Permission::register_read,
       .id = "getDecision",
       .summary =
           "A decision with all that was known when it was made, and whether that is intact.",
       .errors = {ErrorCode::not_found}},
      [&decisions](const auto& call) -> Result<SealedDecision> {
        return decisions.get(call.caller(), call.id());
      });
  route<Nothing, ConditionMet, Decision>(
      api,
      {.method = Method::post,
       .path = "/api/v1/decisions/{id}/conditions",
       .permission = Permission::register_write,
       .id = "meetCondition",
       .summary = "Says how a condition was met.",
       .errors = {ErrorCode::not_found, ErrorCode::condition_closed}},
      [&decisions](const auto& call) -> Result<Decision> {
        return decisions.meet_condition(call.caller(), call.id(), call.body);
      });
}

}  // namespace

void add_routes(Api& api, GateService& gates, DecisionService& decisions) {
  add_gate_routes(api, gates);
  add_work_routes(api, gates);
  add_decision_routes(api, decisions);
}

}  // namespace regie::governance
