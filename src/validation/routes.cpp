#include "validation/routes.h"

#include "access/route.h"

namespace regie::validation {
namespace {

using access::Download;
using access::Nothing;
using access::Permission;
using access::route;

/// A result over a thousand groups, with their figures, is about 10 MB.
constexpr std::size_t kLargestResult = 32 * 1024 * 1024;
constexpr std::size_t kLargestRows = 2'000'000'000;

Download download(ReportFile file, std::string content_type) {
  return {.content_type = std::move(content_type),
          .file_name = std::move(file.name),
          .bytes = std::move(file.content)};
}

void add_reading(access::Api& api, Service& service) {
  route<Nothing, Nothing, ValidationList>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/applications/{id}/validations",
       .permission = Permission::register_read,
       .id = "listValidations",
       .summary = "The validations of an application, newest first.",
       .errors = {ErrorCode::not_found}},
      [&service](const auto& call) -> Result<ValidationList> {
        return service.list(call.caller(), call.id());
      });
  route<Nothing, Nothing, Validation>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/validations/{id}",
       .permission = Permission::register_read,
       .id = "getValidation",
       .summary = "One validation with every number, beside what its developer claims.",
       .errors = {ErrorCode::not_found}},
      [&service](const auto& call) -> Result<Validation> {
        return service.get(call.caller(), call.id());
      });
  route<Nothing, Nothing, MeasureList>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/validation-measures",
       .permission = Permission::register_read,
       .id = "listValidationMeasures",
       .summary = "What each measure means, with its source."},
      [&service](const auto&) -> Result<MeasureList> { return MeasureList{service.measures()}; });
}

void add_files(access::Api& api, Service& service) {
  route<ReportQuery, Nothing, Download>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/validations/{id}/report",
       .permission = Permission::register_read,
       .id = "getValidationReport",
       .summary = "The report as one HTML file that needs nothing else.",
       .errors = {ErrorCode::not_found},
       .content_types = {"text/html"}},
      [&service](const auto& call) -> Result<Download> {
        return download(TRY(service.report(call.caller(), call.id(),
                                           call.query.language.value_or(Language::nl))),
                        "text/html; charset=utf-8");
      });
  route<Nothing, Nothing, Download>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/validations/{id}/card",
       .permission = Permission::register_read,
       .id = "getValidationCard",
       .summary = "The key metrics as an applied model card (CHAI, version 0.2), in XML.",
       .errors = {ErrorCode::not_found},
       .content_types = {"application/xml"}},
      [&service](const auto& call) -> Result<Download> {
        return download(TRY(service.card(call.caller(), call.id())), "application/xml");
      });
}

/// With files of rows come all the refusals that reading them has.
void add_running(access::Api& api, Service& service) {
  route<RunQuery, access::UploadedFile, Validation>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/applications/{id}/validation-runs",
       .permission = Permission::register_write,
       .id = "runValidation",
       .summary = "Validates the rows of a CSV file (also gzip or zstd) by a plan, and keeps what "
                  "that found. The rows are not kept.",
       .status = 201,
       .errors = {ErrorCode::not_found,
                  ErrorCode::file_empty,
                  ErrorCode::body_too_large,
                  ErrorCode::personal_data_found,
                  ErrorCode::service_unavailable,
                  ErrorCode::outcome_one_class,
                  ErrorCode::outcome_third_value,
                  ErrorCode::outcome_event_unnamed,
                  ErrorCode::group_too_many_values,
                  ErrorCode::moment_unreadable,
                  ErrorCode::policy_not_binary,
                  ErrorCode::prediction_cells_differ,
                  ErrorCode::prediction_column_missing,
                  ErrorCode::prediction_column_repeated,
                  ErrorCode::prediction_encoding,
                  ErrorCode::prediction_file_damaged,
                  ErrorCode::prediction_file_empty,
                  ErrorCode::prediction_line_too_long,
                  ErrorCode::prediction_not_a_number,
                  ErrorCode::prediction_out_of_range,
                  ErrorCode::prediction_quote_unclosed,
                  ErrorCode::prediction_too_many_rows},
       .body_limit = kLargestRows},
      [&service](const auto& call) -> Result<Validation> {
        return service.run(call.caller(), call.id(), call.query, call.body.file->path());
      });
}

}  // namespace

void add_routes(access::Api& api, Service& service) {
  add_reading(api, service);
  add_files(api, service);
  add_running(api, service);
  route<Nothing, NewValidation, Validation>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/applications/{id}/validations",
       .permission = Permission::register_write,
       .id = "addValidation",
       .summary =
           "Keeps what a validation found. It holds aggregates; the rows stay where they are.",
       .status = 201,
       .errors = {ErrorCode::not_found, ErrorCode::too_few_persons},
       .body_limit = kLargestResult},
      [&service](const auto& call) -> Result<Validation> {
        return service.add(call.caller(), call.id(), call.body);
      });
}

}  // namespace regie::validation
