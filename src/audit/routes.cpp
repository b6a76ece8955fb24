#include "audit/routes.h"

#include "access/route.h"

namespace regie::audit {

using access::Nothing;
using access::Permission;
using access::route;
using http::Method;

void add_routes(access::Api& api, Service& service) {
  route<AuditQuery, Nothing, AuditPage>(
      api,
      {Method::get, "/api/v1/audit", Permission::audit_read, "listAudit",
       "The organisation's audit trail, newest first."},
      [&service](const auto& call) -> Result<AuditPage> {
        return service.entries(call.caller(), call.query);
      });
  route<Nothing, Nothing, ChainReport>(
      api,
      {Method::get, "/api/v1/audit/verify", Permission::audit_read, "verifyAudit",
       "Proves the organisation's chain, or names its first broken link."},
      [&service](const auto& call) -> Result<ChainReport> {
        return service.verify(call.caller());
      });
  route<AuditQuery, Nothing, access::Download>(
      api,
      {Method::get, "/api/v1/audit/export", Permission::audit_read, "exportAudit",
       "The chosen part of the trail as CSV."},
      [&service](const auto& call) -> Result<access::Download> {
        return access::Download{.content_type = "text/csv; charset=utf-8",
                                .file_name = "audit.csv",
                                .bytes = TRY(service.export_csv(call.caller(), call.query))};
      });
}

}  // namespace regie::audit
