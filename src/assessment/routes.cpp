#include "assessment/routes.h"

#include "access/route.h"

namespace regie::assessment {
namespace {

using access::Api;
using access::Nothing;
using access::Permission;
using access::route;
using access::Upload;
using http::Method;

constexpr std::size_t kLargestInstrument = 2'000'000;

void add_instruments(Api& api, InstrumentService& instruments) {
  route<Nothing, Nothing, InstrumentList>(
      api,
      {Method::get, "/api/v1/instruments", Permission::assessment_read, "listInstruments",
       "Every instrument that can be filled in."},
      [&instruments](const auto& call) -> Result<InstrumentList> {
        return instruments.list(call.caller());
      });
  route<InstrumentQuery, Nothing, Instrument>(
      api,
      {.method = Method::get,
       .path = "/api/v1/instruments/{id}",
       .permission = Permission::assessment_read,
       .id = "getInstrument",
       .summary = "One instrument with its questions; the newest version unless one is named.",
       .errors = {ErrorCode::not_found}},
      [&instruments](const auto& call) -> Result<Instrument> {
        return instruments.get(call.caller(), call.id(), call.query);
      });
  route<Nothing, Upload, InstrumentPreview>(
      api,
      {.method = Method::post,
       .path = "/api/v1/instruments/preview",
       .permission = Permission::instrument_manage,
       .id = "previewInstrument",
       .summary = "What a file would bring, with every fault in it. Nothing is stored.",
       .body_limit = kLargestInstrument},
      [&instruments](const auto& call) -> Result<InstrumentPreview> {
        return instruments.preview(call.body.bytes);
      });
  route<Nothing, Upload, Instrument>(
      api,
      {.method = Method::post,
       .path = "/api/v1/instruments",
       .permission = Permission::instrument_manage,
       .id = "addInstrument",
       .summary = "Stores an instrument of the organisation itself, whole or not at all.",
       .status = 201,
       .errors = {ErrorCode::instrument_invalid, ErrorCode::instrument_shipped,
                  ErrorCode::already_exists},
       .body_limit = kLargestInstrument},
      [&instruments](const auto& call) -> Result<Instrument> {
        return instruments.add(call.caller(), call.body.bytes);
      });
}

void add_reading(Api& api, AssessmentService& assessments) {
  route<AssessmentQuery, Nothing, AssessmentList>(
      api,
      {Method::get, "/api/v1/assessments", Permission::assessment_read, "listAssessments",
       "Assessments with what they came to, newest first."},
      [&assessments](const auto& call) -> Result<AssessmentList> {
        return assessments.list(call.caller(), call.query);
      });
  route<Nothing, Nothing, Assessment>(
      api,
      {.method = Method::get,
       .path = "/api/v1/assessments/{id}",
       .permission = Permission::assessment_read,
       .id = "getAssessment",
       .summary = "One assessment: answers, what is asked, scores, notes and signatures.",
       .errors = {ErrorCode::not_found}},
      [&assessments](const auto& call) -> Result<Assessment> {
        return assessments.get(call.caller(), call.id());
      });
  route<Nothing, Nothing, AssessmentHistory>(
      api,
      {.method = Method::get,
       .path = "/api/v1/assessments/{id}/history",
       .permission = Permission::assessment_read,
       .id = "getAssessmentHistory",
       .summary = "Who did what to an assessment, and every answer that was given.",
       .errors = {ErrorCode::not_found}},
      [&assessments](const auto& call) -> Result<AssessmentHistory> {
        return assessments.history(call.caller(), call.id());
      });
}

void add_writing(Api& api, AssessmentService& assessments) {
  route<Nothing, NewAssessment, Assessment>(
      api,
      {Method::post, "/api/v1/assessments", Permission::assessment_write, "createAssessment",
       "Begins an assessment, filled in as far as it can be computed.", 201},
      [&assessments](const auto& call) -> Result<Assessment> {
        return assessments.create(call.caller(), call.body);
      });
  route<Nothing, AnswerChange, SavedAnswer>(
      api,
      {.method = Method::put,
       .path = "/api/v1/assessments/{id}/answers",
       .permission = Permission::assessment_write,
       .id = "answerQuestion",
       .summary = "Answers one question. The version is that of its answer, 0 for none.",
       .versioned = true,
       .errors = {ErrorCode::not_found, ErrorCode::version_conflict, ErrorCode::assessment_closed}},
      [&assessments](const auto& call) -> Result<SavedAnswer> {
        return assessments.answer(call.caller(), call.id(), call.version(), call.body);
      });
  route<Nothing, Nothing, Assessment>(
      api,
      {.method = Method::post,
       .path = "/api/v1/assessments/{id}/prefill",
       .permission = Permission::assessment_write,
       .id = "prefillAssessment",
       .summary = "Computes again what can be computed, save what people answered.",
       .errors = {ErrorCode::not_found, ErrorCode::assessment_closed}},
      [&assessments](const auto& call) -> Result<Assessment> {
        return assessments.fill_in(call.caller(), call.id());
      });
  route<Nothing, NewRepeatedGroup, ChangedGroups>(
      api,
      {.method = Method::post,
       .path = "/api/v1/assessments/{id}/groups",
       .permission = Permission::assessment_write,
       .id = "addGroup",
       .summary = "Adds one more time of a group that repeats.",
       .status = 201,
       .errors = {ErrorCode::not_found, ErrorCode::assessment_closed}},
      [&assessments](const auto& call) -> Result<ChangedGroups> {
        return assessments.add_group(call.caller(), call.id(), call.body);
      });
  route<Nothing, RemovedGroup, ChangedGroups>(
      api,
      {.method = Method::post,
       .path = "/api/v1/assessments/{id}/groups/removal",
       .permission = Permission::assessment_write,
       .id = "removeGroup",
       .summary = "Takes away one time of a group that repeats; its answers stay in the history.",
       .errors = {ErrorCode::not_found, ErrorCode::assessment_closed}},
      [&assessments](const auto& call) -> Result<ChangedGroups> {
        return assessments.remove_group(call.caller(), call.id(), call.body);
      });
}

void add_notes(Api& api, AssessmentService& assessments) {
  route<Nothing, NewComment, AssessmentNote>(
      api,
      {.method = Method::post,
       .path = "/api/v1/assessments/{id}/comments",
       .permission = Permission::assessment_write,
       .id = "commentOnQuestion",
       .summary = "Says something about a question.",
       .status = 201,
       .errors = {ErrorCode::not_found}},
      [&assessments](const auto& call) -> Result<AssessmentNote> {
        return assessments.comment(call.caller(), call.id(), call.body);
      });
  route<Nothing, NewEvidence, AssessmentNote>(
      api,
      {.method = Method::post,
       .path = "/api/v1/assessments/{id}/evidence",
       .permission = Permission::assessment_write,
       .id = "addQuestionEvidence",
       .summary = "Puts a file that was kept, or a page, beside a question as evidence.",
       .status = 201,
       .errors = {ErrorCode::not_found, ErrorCode::assessment_closed}},
      [&assessments](const auto& call) -> Result<AssessmentNote> {
        return assessments.add_evidence(call.caller(), call.id(), call.body);
      });
}

void add_rounds(Api& api, AssessmentService& assessments) {
  route<Nothing, Nothing, Assessment>(
      api,
      {.method = Method::post,
       .path = "/api/v1/assessments/{id}/completion",
       .permission = Permission::assessment_write,
       .id = "completeAssessment",
       .summary = "Closes an assessment in which every required question has an answer.",
       .errors = {ErrorCode::not_found, ErrorCode::assessment_closed,
                  ErrorCode::assessment_incomplete}},
      [&assessments](const auto& call) -> Result<Assessment> {
        return assessments.complete(call.caller(), call.id());
      });
  route<Nothing, Reopening, Assessment>(
      api,
      {.method = Method::post,
       .path = "/api/v1/assessments/{id}/reopening",
       .permission = Permission::assessment_write,
       .id = "reopenAssessment",
       .summary = "Opens a completed assessment again, with the reason; signatures end.",
       .errors = {ErrorCode::not_found, ErrorCode::assessment_open}},
      [&assessments](const auto& call) -> Result<Assessment> {
        return assessments.reopen(call.caller(), call.id(), call.body);
      });
  route<Nothing, NewSignature, Assessment>(
      api,
      {.method = Method::post,
       .path = "/api/v1/assessments/{id}/signatures",
       .permission = Permission::assessment_write,
       .id = "signAssessment",
       .summary = "Signs a completed assessment for a discipline, or objects to it.",
       .status = 201,
       .errors = {ErrorCode::not_found, ErrorCode::assessment_open,
                  ErrorCode::discipline_not_held}},
      [&assessments](const auto& call) -> Result<Assessment> {
        return assessments.sign(call.caller(), call.id(), call.body);
      });
}

void add_moving(Api& api, TransferService& transfers) {
  route<MoveQuery, Nothing, MovePreview>(
      api,
      {.method = Method::get,
       .path = "/api/v1/assessments/{id}/move",
       .permission = Permission::assessment_read,
       .id = "previewMove",
       .summary = "What carries over, is new and is set aside with another version.",
       .errors = {ErrorCode::not_found, ErrorCode::instrument_version_same}},
      [&transfers](const auto& call) -> Result<MovePreview> {
        return transfers.preview_move(call.caller(), call.id(), call.query);
      });
  route<Nothing, MoveRequest, Assessment>(
      api,
      {.method = Method::post,
       .path = "/api/v1/assessments/{id}/move",
       .permission = Permission::assessment_write,
       .id = "moveAssessment",
       .summary = "Moves an assessment to another version of its instrument; nothing is lost.",
       .errors = {ErrorCode::not_found, ErrorCode::assessment_closed,
                  ErrorCode::instrument_version_same}},
      [&transfers](const auto& call) -> Result<Assessment> {
        return transfers.move(call.caller(), call.id(), call.body);
      });
  route<ComparisonQuery, Nothing, AssessmentComparison>(
      api,
      {.method = Method::get,
       .path = "/api/v1/assessments/{id}/comparison",
       .permission = Permission::assessment_read,
       .id = "compareAssessments",
       .summary = "Two assessments with one instrument beside each other.",
       .errors = {ErrorCode::not_found, ErrorCode::instruments_differ}},
      [&transfers](const auto& call) -> Result<AssessmentComparison> {
        return transfers.compare(call.caller(), call.id(), call.query);
      });
}

void add_files(Api& api, TransferService& transfers) {
  route<AssessmentExportQuery, Nothing, access::Download>(
      api,
      {.method = Method::get,
       .path = "/api/v1/assessments/{id}/export",
       .permission = Permission::assessment_read,
       .id = "exportAssessment",
       .summary = "An assessment as XLSX, JSON or FHIR QuestionnaireResponse.",
       .errors = {ErrorCode::not_found},
       .content_types = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                         "application/json", "application/fhir+json"}},
      [&transfers](const auto& call) -> Result<access::Download> {
        return transfers.export_assessment(call.caller(), call.id(), call.query);
      });
  route<InstrumentExportQuery, Nothing, access::Download>(
      api,
      {.method = Method::get,
       .path = "/api/v1/instruments/{id}/export",
       .permission = Permission::assessment_read,
       .id = "exportInstrument",
       .summary = "An instrument as FHIR Questionnaire, R4 or R5.",
       .errors = {ErrorCode::not_found},
       .content_types = {"application/fhir+json"}},
      [&transfers](const auto& call) -> Result<access::Download> {
        return transfers.export_instrument(call.caller(), call.id(), call.query);
      });
  route<AssessmentImportQuery, Upload, AssessmentImport>(
      api,
      {.method = Method::post,
       .path = "/api/v1/assessments/import",
       .permission = Permission::assessment_write,
       .id = "importAssessment",
       .summary = "Begins an assessment with the answers of a FHIR QuestionnaireResponse.",
       .status = 201,
       .errors = {ErrorCode::answers_unreadable},
       .body_limit = kLargestInstrument},
      [&transfers](const auto& call) -> Result<AssessmentImport> {
        return transfers.import_assessment(call.caller(), call.query, call.body.bytes);
      });
}

}  // namespace

void add_routes(Api& api, RouteServices services) {
  add_instruments(api, services.instruments);
  add_reading(api, services.assessments);
  add_writing(api, services.assessments);
  add_notes(api, services.assessments);
  add_rounds(api, services.assessments);
  add_moving(api, services.transfers);
  add_files(api, services.transfers);
}

}  // namespace regie::assessment
