#include "evidence/routes.h"

#include "access/route.h"

namespace regie::evidence {

using access::Nothing;
using access::Permission;
using http::Method;

void add_routes(access::Api& api, Service& service) {
  access::route<UploadQuery, access::Upload, EvidenceFile>(
      api,
      {.method = Method::post,
       .path = "/api/v1/evidence",
       .permission = Permission::evidence_add,
       .id = "addEvidence",
       .summary = "Keeps a file; a record then refers to it by the link in the answer.",
       .status = 201,
       .body_limit = kLargestFile},
      [&service](const auto& call) -> Result<EvidenceFile> {
        return service.add(call.caller(), call.query.name.value_or(""), call.body.bytes);
      });
  access::route<Nothing, Nothing, access::Download>(
      api,
      {.method = Method::get,
       .path = "/api/v1/evidence/{id}",
       .permission = Permission::register_read,
       .id = "openEvidence",
       .summary = "The file, byte for byte.",
       .errors = {ErrorCode::not_found},
       .content_types = {"application/octet-stream"}},
      [&service](const auto& call) -> Result<access::Download> {
        auto opened = TRY(service.open(call.caller(), call.id()));
        // Never its own type: a browser must not show what somebody uploaded as a page of Regie.
        return access::Download{.content_type = "application/octet-stream",
                                .file_name = std::move(opened.file.name),
                                .bytes = std::move(opened.content)};
      });
}

}  // namespace regie::evidence
