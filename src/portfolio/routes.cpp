#include "portfolio/routes.h"

#include "access/route.h"

namespace regie::portfolio {
namespace {

using access::Api;
using access::Nothing;
using access::Permission;
using access::route;
using http::Method;

void add_register_reading(Api& api, RegisterService& applications) {
  route<ApplicationQuery, Nothing, ApplicationPage>(
      api,
      {Method::get, "/api/v1/applications", Permission::register_read, "listApplications",
       "The register: searched, filtered, sorted, one page at a time."},
      [&applications](const auto& call) -> Result<ApplicationPage> {
        return applications.list(call.caller(), call.query);
      });
  route<Nothing, Nothing, Application>(api,
                                       {Method::get,
                                        "/api/v1/applications/{id}",
                                        Permission::register_read,
                                        "getApplication",
                                        "One application with its completeness and overlaps.",
                                        200,
                                        false,
                                        {ErrorCode::not_found}},
                                       [&applications](const auto& call) -> Result<Application> {
                                         return applications.get(call.caller(), call.id());
                                       });
  route<Nothing, Nothing, History>(api,
                                   {Method::get,
                                    "/api/v1/applications/{id}/history",
                                    Permission::register_read,
                                    "getApplicationHistory",
                                    "Everything that happened to an application, newest first.",
                                    200,
                                    false,
                                    {ErrorCode::not_found}},
                                   [&applications](const auto& call) -> Result<History> {
                                     return applications.history(call.caller(), call.id());
                                   });
  route<Nothing, Nothing, OverlapList>(
      api,
      {Method::get, "/api/v1/overlaps", Permission::register_read, "listOverlaps",
       "Applications that do the same for the same process, from different suppliers."},
      [&applications](const auto& call) -> Result<OverlapList> {
        return OverlapList{applications.overlaps(call.caller())};
      });
}

void add_register_writing(Api& api, RegisterService& applications) {
  route<Nothing, NewApplication, Application>(
      api,
      {Method::post, "/api/v1/applications", Permission::register_write, "createApplication",
       "Adds an application to the register.", 201},
      [&applications](const auto& call) -> Result<Application> {
        return applications.create(call.caller(), call.body);
      });
  route<Nothing, ApplicationRecord, Application>(
      api,
      {Method::put,
       "/api/v1/applications/{id}",
       Permission::register_write,
       "changeApplication",
       "Replaces the record of an application.",
       200,
       true,
       {ErrorCode::not_found, ErrorCode::version_conflict}},
      [&applications](const auto& call) -> Result<Application> {
        return applications.update(call.caller(), call.id(), call.version(), call.body);
      });
  route<Nothing, Nothing, Application>(api,
                                       {Method::post,
                                        "/api/v1/applications/{id}/confirm",
                                        Permission::register_write,
                                        "confirmApplication",
                                        "States that the record is still right.",
                                        200,
                                        false,
                                        {ErrorCode::not_found, ErrorCode::already_ended}},
                                       [&applications](const auto& call) -> Result<Application> {
                                         return applications.confirm(call.caller(), call.id());
                                       });
  route<Nothing, PhaseMove, Application>(
      api,
      {Method::post,
       "/api/v1/applications/{id}/phase",
       Permission::funnel_move,
       "moveApplication",
       "Moves an application to another phase, or ends it, with the reason.",
       200,
       true,
       {ErrorCode::not_found, ErrorCode::version_conflict, ErrorCode::already_in_phase}},
      [&applications](const auto& call) -> Result<Application> {
        return applications.move(call.caller(), call.id(), call.version(), call.body);
      });
}

void add_funnel(Api& api, FunnelService& funnel) {
  route<Nothing, Nothing, Overview>(
      api,
      {Method::get, "/api/v1/overview", Permission::register_read, "getOverview",
       "How the organisation's AI stands, beside the national average."},
      [&funnel](const auto& call) -> Result<Overview> { return funnel.overview(call.caller()); });
  route<Nothing, Nothing, Funnel>(
      api,
      {Method::get, "/api/v1/funnel", Permission::register_read, "getFunnel",
       "The board: what is in each phase, longest there first."},
      [&funnel](const auto& call) -> Result<Funnel> { return funnel.funnel(call.caller()); });
  route<FlowQuery, Nothing, FunnelFlow>(
      api,
      {Method::get, "/api/v1/funnel/flow", Permission::register_read, "getFunnelFlow",
       "How many were in each phase by month, and how long phases took."},
      [&funnel](const auto& call) -> Result<FunnelFlow> {
        return funnel.flow(call.caller(), call.query);
      });
}

void add_ideas(Api& api, IdeaService& ideas) {
  route<Nothing, NewIdea, IdeaStatus>(
      api,
      {Method::post, "/api/v1/ideas", Permission::idea_submit, "submitIdea",
       "Brings a problem that AI might help with.", 201},
      [&ideas](const auto& call) -> Result<IdeaStatus> {
        return ideas.submit(call.caller(), call.body);
      });
  route<Nothing, IdeaProblem, IdeaStatus>(api,
                                          {Method::put,
                                           "/api/v1/ideas/{id}/problem",
                                           Permission::idea_submit,
                                           "stateIdeaProblem",
                                           "States the problem of an idea that came without one.",
                                           200,
                                           false,
                                           {ErrorCode::not_found, ErrorCode::version_conflict}},
                                          [&ideas](const auto& call) -> Result<IdeaStatus> {
                                            return ideas.state_problem(call.caller(), call.id(),
                                                                       call.body);
                                          });
  route<IdeaQuery, Nothing, IdeaList>(
      api,
      {Method::get, "/api/v1/ideas", Permission::idea_submit, "listIdeas",
       "The caller's own ideas, or everybody's that wait for an answer."},
      [&ideas](const auto& call) -> Result<IdeaList> {
        return ideas.list(call.caller(), call.query);
      });
}

void add_views(Api& api, ViewService& views) {
  route<Nothing, Nothing, SavedViewList>(
      api,
      {Method::get, "/api/v1/views", Permission::register_read, "listViews",
       "The caller's own saved views and those that others share."},
      [&views](const auto& call) -> Result<SavedViewList> { return views.list(call.caller()); });
  route<Nothing, NewSavedView, SavedView>(api,
                                          {Method::post, "/api/v1/views", Permission::register_read,
                                           "createView", "Saves a view.", 201},
                                          [&views](const auto& call) -> Result<SavedView> {
                                            return views.create(call.caller(), call.body);
                                          });
  route<Nothing, NewSavedView, SavedView>(api,
                                          {Method::put,
                                           "/api/v1/views/{id}",
                                           Permission::register_read,
                                           "changeView",
                                           "Changes one's own saved view.",
                                           200,
                                           true,
                                           {ErrorCode::not_found, ErrorCode::version_conflict}},
                                          [&views](const auto& call) -> Result<SavedView> {
                                            return views.update(call.caller(), call.id(),
                                                                call.version(), call.body);
                                          });
  route<Nothing, Nothing, Nothing>(api,
                                   {Method::del,
                                    "/api/v1/views/{id}",
                                    Permission::register_read,
                                    "removeView",
                                    "Removes one's own saved view.",
                                    204,
                                    false,
                                    {ErrorCode::not_found}},
                                   [&views](const auto& call) -> Result<void> {
                                     return views.remove(call.caller(), call.id());
                                   });
}

/// The largest import as base64 fits, with its mapping.
constexpr std::size_t kImportBody = kLargestImport / 3 * 4 + 1024 * 1024;

constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

access::Download as_download(ExportedFile file) {
  return {.content_type = std::move(file.content_type),
          .file_name = std::move(file.name),
          .bytes = std::move(file.bytes)};
}

void add_exchange(Api& api, ExchangeService& exchange) {
  route<ExportQuery, Nothing, access::Download>(
      api,
      {Method::get,
       "/api/v1/applications/export",
       Permission::register_read,
       "exportApplications",
       "The register or what the filters find, as CSV, XLSX or JSON.",
       200,
       false,
       {ErrorCode::cell_too_long_for_sheet},
       {"text/csv", kXlsx, "application/json"}},
      [&exchange](const auto& call) -> Result<access::Download> {
        return as_download(TRY(
            exchange.export_register(call.caller(), call.query, call.exchange.request.language())));
      });
  route<TemplateQuery, Nothing, access::Download>(
      api,
      {Method::get,
       "/api/v1/applications/template",
       Permission::register_write,
       "getImportTemplate",
       "An empty spreadsheet to fill in, with explanations.",
       200,
       false,
       {},
       {"text/csv", kXlsx}},
      [&exchange](const auto& call) -> Result<access::Download> {
        return as_download(TRY(
            exchange.make_template(call.caller(), call.query, call.exchange.request.language())));
      });
  route<Nothing, ImportRequest, ImportReport>(
      api,
      {Method::post,
       "/api/v1/applications/import",
       Permission::register_write,
       "importApplications",
       "Says what a spreadsheet would change in the register, or changes it.",
       200,
       false,
       {ErrorCode::columns_unmapped, ErrorCode::table_too_many_rows, ErrorCode::import_conflict},
       {},
       kImportBody},
      [&exchange](const auto& call) -> Result<ImportReport> {
        return exchange.import_register(call.caller(), call.body, call.exchange.request.language());
      });
}

}  // namespace

void add_routes(Api& api, RouteServices services) {
  add_register_reading(api, services.applications);
  add_register_writing(api, services.applications);
  add_funnel(api, services.funnel);
  add_ideas(api, services.ideas);
  add_views(api, services.views);
  add_exchange(api, services.exchange);
}

}  // namespace regie::portfolio
