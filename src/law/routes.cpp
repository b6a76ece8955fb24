#include "law/routes.h"

#include "access/route.h"

namespace regie::law {
namespace {

using access::Api;
using access::Nothing;
using access::Permission;
using access::route;
using http::Method;

void add_trees(Api& api, ClassificationService& classification) {
  route<Nothing, Nothing, LawTreeList>(
      api,
      {Method::get, "/api/v1/law/trees", Permission::register_read, "listLawTrees",
       "The sets of questions that tell what the law calls an application."},
      [&classification](const auto& call) -> Result<LawTreeList> {
        return classification.trees(call.caller());
      });
  route<Nothing, Nothing, LawActList>(
      api,
      {Method::get, "/api/v1/law/acts", Permission::register_read, "listLawActs",
       "The acts and standards with their articles and duties, each with its source and date."},
      [&classification](const auto& call) -> Result<LawActList> {
        return classification.acts(call.caller());
      });
  route<Nothing, LawWalkRequest, LawWalk>(
      api,
      {.method = Method::post,
       .path = "/api/v1/law/walk",
       .permission = Permission::register_read,
       .id = "walkLawTree",
       .summary = "The next question after these answers, or the outcome. Saves nothing.",
       .errors = {ErrorCode::not_found}},
      [&classification](const auto& call) -> Result<LawWalk> {
        return classification.walk(call.caller(), call.body);
      });
}

void add_applications(Api& api, ClassificationService& classification, DutyService& duties) {
  route<Nothing, Nothing, ApplicationLaw>(
      api,
      {.method = Method::get,
       .path = "/api/v1/applications/{id}/law",
       .permission = Permission::register_read,
       .id = "getApplicationLaw",
       .summary = "What the law makes of an application: labels, duties, and how far they are.",
       .errors = {ErrorCode::not_found}},
      [&classification](const auto& call) -> Result<ApplicationLaw> {
        return classification.get(call.caller(), call.id());
      });
  route<Nothing, LawClassificationRequest, ApplicationLaw>(
      api,
      {.method = Method::put,
       .path = "/api/v1/applications/{id}/law",
       .permission = Permission::register_write,
       .id = "classifyApplication",
       .summary = "Keeps the answers to a tree and fills in the register. "
                  "The version is that of the application.",
       .versioned = true,
       .errors = {ErrorCode::not_found, ErrorCode::forbidden, ErrorCode::edition_changed}},
      [&classification](const auto& call) -> Result<ApplicationLaw> {
        return classification.classify(call.caller(), call.id(), call.version(), call.body);
      });
  route<Nothing, Nothing, LawHistory>(
      api,
      {.method = Method::get,
       .path = "/api/v1/applications/{id}/law/history",
       .permission = Permission::register_read,
       .id = "listApplicationLawHistory",
       .summary = "Everything that was ever answered about an application, the newest first.",
       .errors = {ErrorCode::not_found}},
      [&classification](const auto& call) -> Result<LawHistory> {
        return classification.history(call.caller(), call.id());
      });
  route<Nothing, DutyRecord, LawDuty>(
      api,
      {.method = Method::put,
       .path = "/api/v1/applications/{id}/law/duty",
       .permission = Permission::duty_record,
       .id = "recordApplicationDuty",
       .summary = "Records how far a duty is. The version is that of the duty, 0 at first.",
       .versioned = true,
       .errors = {ErrorCode::not_found, ErrorCode::forbidden, ErrorCode::edition_changed}},
      [&duties](const auto& call) -> Result<LawDuty> {
        return duties.record(call.caller(), call.id(), call.version(), call.body);
      });
}

void add_hospital(Api& api, DutyService& duties) {
  route<Nothing, Nothing, HospitalLaw>(
      api,
      {Method::get, "/api/v1/law", Permission::register_read, "getHospitalLaw",
       "What the law asks of the hospital, and what begins to bind which applications when."},
      [&duties](const auto& call) -> Result<HospitalLaw> {
        return duties.hospital(call.caller());
      });
  route<Nothing, LawSetting, HospitalLaw>(
      api,
      {.method = Method::put,
       .path = "/api/v1/law/setting",
       .permission = Permission::law_manage,
       .id = "setHospitalLaw",
       .summary = "Says whether the duties of public bodies bind the hospital.",
       .versioned = true,
       .errors = {ErrorCode::edition_changed}},
      [&duties](const auto& call) -> Result<HospitalLaw> {
        return duties.set(call.caller(), call.version(), call.body);
      });
  route<Nothing, DutyRecord, LawDuty>(
      api,
      {.method = Method::put,
       .path = "/api/v1/law/duty",
       .permission = Permission::duty_record,
       .id = "recordHospitalDuty",
       .summary = "Records how far a duty of the hospital itself is.",
       .versioned = true,
       .errors = {ErrorCode::forbidden, ErrorCode::edition_changed}},
      [&duties](const auto& call) -> Result<LawDuty> {
        return duties.record_for_hospital(call.caller(), call.version(), call.body);
      });
  route<DeadlineQuery, Nothing, LawDeadlineList>(
      api,
      {Method::get, "/api/v1/law/deadlines", Permission::register_read, "listLawDeadlines",
       "When the terms of a duty end that begin at a moment."},
      [&duties](const auto& call) -> Result<LawDeadlineList> {
        return duties.deadlines(call.caller(), call.query);
      });
}

void add_change(Api& api, ChangeService& change) {
  route<LawChangeQuery, Nothing, LawChange>(
      api,
      {Method::get, "/api/v1/law/change", Permission::register_read, "getLawChange",
       "What the newest edition of the law changes for which application, and why."},
      [&change](const auto& call) -> Result<LawChange> {
        return change.change(call.caller(), call.query);
      });
  route<Nothing, LawAcceptance, LawChange>(api,
                                           {.method = Method::post,
                                            .path = "/api/v1/law/change",
                                            .permission = Permission::law_manage,
                                            .id = "acceptLawChange",
                                            .summary = "Works with the newest edition from now on.",
                                            .errors = {ErrorCode::edition_changed}},
                                           [&change](const auto& call) -> Result<LawChange> {
                                             return change.accept(call.caller(), call.body);
                                           });
}

}  // namespace

void add_routes(Api& api, Services services) {
  add_trees(api, services.classification);
  add_applications(api, services.classification, services.duties);
  add_hospital(api, services.duties);
  add_change(api, services.change);
}

}  // namespace regie::law
