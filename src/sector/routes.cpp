#include "sector/routes.h"

#include "access/route.h"

namespace regie::sector {
namespace {

using access::Download;
using access::Nothing;
using access::Permission;
using access::route;
using access::Upload;

/// What a signed package or request can be refused for.
const std::vector<ErrorCode> kSenderErrors = {
    ErrorCode::package_foreign, ErrorCode::package_altered, ErrorCode::package_key_replaced,
    ErrorCode::package_clock_ahead, ErrorCode::too_many_refusals};
const std::vector<ErrorCode> kPublicationErrors = {
    ErrorCode::not_found,           ErrorCode::package_foreign,
    ErrorCode::package_altered,     ErrorCode::package_key_replaced,
    ErrorCode::package_clock_ahead, ErrorCode::too_many_refusals};
const std::vector<ErrorCode> kPackageErrors = {
    ErrorCode::not_found,         ErrorCode::package_foreign, ErrorCode::package_late,
    ErrorCode::package_too_large, ErrorCode::package_altered, ErrorCode::too_many_refusals};
const std::vector<ErrorCode> kHubErrors = {ErrorCode::not_found,       ErrorCode::hub_unreachable,
                                           ErrorCode::package_foreign, ErrorCode::package_late,
                                           ErrorCode::package_altered, ErrorCode::too_many_refusals,
                                           ErrorCode::not_enrolled};

/// A little more than a package, so that one too large is told so by name.
constexpr std::size_t kBodyLimit = kLargestPackage + 1024;

void add_exchange(access::Api& api, Reception& reception) {
  route<Nothing, EnrolmentRequest, EnrolmentAnswer>(
      api,
      {.method = http::Method::post,
       .path = kEnrolmentPath,
       .permission = Permission::public_access,
       .id = "enrolAtHub",
       .summary = "A hospital's Regie comes in with its one-time code, and its key is pinned.",
       .errors = {ErrorCode::enrolment_code_wrong, ErrorCode::too_many_refusals},
       .body_limit = kBodyLimit},
      [&reception](const auto& call) -> Result<EnrolmentAnswer> {
        return reception.enrol(call.body, call.exchange.request.remote);
      });
  route<Nothing, SignedRoundsRequest, OfferedRounds>(
      api,
      {.method = http::Method::post,
       .path = kRoundsPath,
       .permission = Permission::public_access,
       .id = "listOfferedRounds",
       .summary = "The rounds of the organisation that signed the request.",
       .errors = kSenderErrors,
       .body_limit = kBodyLimit},
      [&reception](const auto& call) -> Result<OfferedRounds> {
        return reception.rounds(call.body, call.exchange.request.remote);
      });
  route<Nothing, SignedPublicationRequest, RoundPublication>(
      api,
      {.method = http::Method::post,
       .path = kPublicationsPath,
       .permission = Permission::public_access,
       .id = "fetchPublication",
       .summary = "What was published of a round, for an organisation that was asked to take part.",
       .errors = kPublicationErrors,
       .body_limit = kBodyLimit},
      [&reception](const auto& call) -> Result<RoundPublication> {
        return reception.publication(call.body, call.exchange.request.remote);
      });
  route<Nothing, Upload, SignedReceipt>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/exchange/{id}/packages",
       .permission = Permission::public_access,
       .id = "receivePackage",
       .summary = "Takes a signed package. The same one again gives the same receipt.",
       .errors = kPackageErrors,
       .body_limit = kBodyLimit},
      [&reception](const auto& call) -> Result<SignedReceipt> {
        return reception.receive(call.id(), call.body.bytes,
                                 {"?", std::nullopt, call.exchange.request.remote});
      });
}

void add_members(access::Api& api, HubService& hub) {
  route<Nothing, Nothing, SectorMemberList>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/members",
       .permission = Permission::sector_read,
       .id = "listSectorMembers",
       .summary = "The organisations that take part, at a sector body."},
      [&hub](const auto& call) -> Result<SectorMemberList> { return hub.members(call.caller()); });
  route<Nothing, NewSectorMember, SectorMember>(api,
                                                {.method = http::Method::post,
                                                 .path = "/api/v1/sector/members",
                                                 .permission = Permission::sector_manage,
                                                 .id = "addSectorMember",
                                                 .summary = "Adds an organisation that takes part.",
                                                 .status = 201,
                                                 .errors = {ErrorCode::not_a_sector_body}},
                                                [&hub](const auto& call) -> Result<SectorMember> {
                                                  return hub.add_member(call.caller(), call.body);
                                                });
  route<Nothing, NewSectorMember, SectorMember>(
      api,
      {.method = http::Method::put,
       .path = "/api/v1/sector/members/{id}",
       .permission = Permission::sector_manage,
       .id = "changeSectorMember",
       .summary = "Changes name, type, ambition, region or size. What was sent stays as it was.",
       .versioned = true,
       .errors = {ErrorCode::not_found, ErrorCode::version_conflict}},
      [&hub](const auto& call) -> Result<SectorMember> {
        return hub.change_member(call.caller(), call.id(), call.version(), call.body);
      });
  route<Nothing, Nothing, EnrolmentCode>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/members/{id}/code",
       .permission = Permission::sector_manage,
       .id = "makeEnrolmentCode",
       .summary = "A code to enrol with once, shown once. It also replaces a lost key.",
       .status = 201,
       .errors = {ErrorCode::not_found, ErrorCode::not_a_sector_body}},
      [&hub](const auto& call) -> Result<EnrolmentCode> {
        return hub.make_code(call.caller(), call.id());
      });
}

void add_rounds(access::Api& api, HubService& hub) {
  route<Nothing, Nothing, SectorRoundList>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/rounds",
       .permission = Permission::sector_read,
       .id = "listSectorRounds",
       .summary = "The rounds of a sector body, with how many are how far."},
      [&hub](const auto& call) -> Result<SectorRoundList> { return hub.rounds(call.caller()); });
  route<Nothing, NewSectorRound, SectorRound>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/rounds",
       .permission = Permission::sector_manage,
       .id = "addSectorRound",
       .summary = "Prepares a round with the present version of an instrument.",
       .status = 201,
       .errors = {ErrorCode::not_a_sector_body}},
      [&hub](const auto& call) -> Result<SectorRound> {
        return hub.add_round(call.caller(), call.body);
      });
  route<Nothing, RoundStatusChange, SectorRound>(
      api,
      {.method = http::Method::put,
       .path = "/api/v1/sector/rounds/{id}/status",
       .permission = Permission::sector_manage,
       .id = "changeRoundStatus",
       .summary = "Opens a round, closes it, or opens it once more.",
       .versioned = true,
       .errors = {ErrorCode::not_found, ErrorCode::version_conflict, ErrorCode::round_state_wrong}},
      [&hub](const auto& call) -> Result<SectorRound> {
        return hub.change_status(call.caller(), call.id(), call.version(), call.body.status);
      });
  route<Nothing, RoundInvitations, RoundResponse>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/rounds/{id}/invitations",
       .permission = Permission::sector_manage,
       .id = "inviteToRound",
       .summary = "Asks more organisations to take part in a round.",
       .status = 201,
       .errors = {ErrorCode::not_found, ErrorCode::round_state_wrong}},
      [&hub](const auto& call) -> Result<RoundResponse> {
        return hub.invite(call.caller(), call.id(), call.body);
      });
}

void add_response(access::Api& api, HubService& hub) {
  route<Nothing, Nothing, RoundResponse>(api,
                                         {.method = http::Method::get,
                                          .path = "/api/v1/sector/rounds/{id}/response",
                                          .permission = Permission::sector_read,
                                          .id = "getRoundResponse",
                                          .summary = "Who was invited, who began and who sent.",
                                          .errors = {ErrorCode::not_found}},
                                         [&hub](const auto& call) -> Result<RoundResponse> {
                                           return hub.response(call.caller(), call.id());
                                         });
  route<SubmissionQuery, Nothing, SubmissionList>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/rounds/{id}/submissions",
       .permission = Permission::sector_manage,
       .id = "listSubmissions",
       .summary = "What one organisation sent to a round, with what was replaced.",
       .errors = {ErrorCode::not_found}},
      [&hub](const auto& call) -> Result<SubmissionList> {
        return hub.submissions(call.caller(), call.id(), call.query);
      });
  route<Nothing, Upload, SignedReceipt>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/submissions/import",
       .permission = Permission::sector_manage,
       .id = "importPackage",
       .summary = "Takes a package that came as a file, as if it were sent.",
       .errors = kPackageErrors,
       .body_limit = kBodyLimit},
      [&hub](const auto& call) -> Result<SignedReceipt> {
        return hub.import_package(call.caller(), call.body.bytes);
      });
}

void add_enrolments(access::Api& api, OutboxService& outbox) {
  route<Nothing, Nothing, EnrolmentList>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/enrolments",
       .permission = Permission::sector_read,
       .id = "listEnrolments",
       .summary = "The sector bodies with which this hospital is enrolled."},
      [&outbox](const auto& call) -> Result<EnrolmentList> {
        return outbox.enrolments(call.caller());
      });
  route<Nothing, NewEnrolment, Enrolment>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/enrolments",
       .permission = Permission::sector_manage,
       .id = "enrol",
       .summary = "Enrols with a sector body, with a new key of this hospital.",
       .status = 201,
       .errors = {ErrorCode::enrolment_code_wrong, ErrorCode::hub_unreachable,
                  ErrorCode::too_many_refusals}},
      [&outbox](const auto& call) -> Result<Enrolment> {
        return outbox.enrol(call.caller(), call.body);
      });
  route<Nothing, Nothing, OurRoundList>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/offered-rounds",
       .permission = Permission::sector_read,
       .id = "listOurRounds",
       .summary = "The rounds as the sector bodies last told them, with what was sent."},
      [&outbox](const auto& call) -> Result<OurRoundList> { return outbox.rounds(call.caller()); });
  route<Nothing, Nothing, OurRoundList>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/offered-rounds/refresh",
       .permission = Permission::answers_send,
       .id = "refreshOurRounds",
       .summary = "Asks the sector bodies for their rounds. Tells them which were begun.",
       .errors = kHubErrors},
      [&outbox](const auto& call) -> Result<OurRoundList> {
        return outbox.fetch_rounds(call.caller());
      });
  route<Nothing, Nothing, OurRound>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/offered-rounds/{id}/assessment",
       .permission = Permission::answers_send,
       .id = "beginOurRound",
       .summary = "Begins the assessment of a round, filled in as far as Regie knows.",
       .errors = {ErrorCode::not_found}},
      [&outbox](const auto& call) -> Result<OurRound> {
        return outbox.begin(call.caller(), call.id());
      });
}

void add_packages(access::Api& api, OutboxService& outbox) {
  route<Nothing, Nothing, OutgoingPackage>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/offered-rounds/{id}/packages",
       .permission = Permission::answers_send,
       .id = "preparePackage",
       .summary = "Makes the package of a round, without sending it: exactly what would leave.",
       .status = 201,
       .errors = {ErrorCode::not_found, ErrorCode::assessment_open, ErrorCode::package_too_large}},
      [&outbox](const auto& call) -> Result<OutgoingPackage> {
        return outbox.prepare(call.caller(), call.id());
      });
  route<Nothing, Nothing, OutgoingPackage>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/packages/{id}",
       .permission = Permission::sector_read,
       .id = "getPackage",
       .summary = "A package byte for byte, what stays home, and its receipt.",
       .errors = {ErrorCode::not_found}},
      [&outbox](const auto& call) -> Result<OutgoingPackage> {
        return outbox.package(call.caller(), call.id());
      });
  route<Nothing, Nothing, Download>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/packages/{id}/file",
       .permission = Permission::answers_send,
       .id = "exportPackage",
       .summary = "The package as a file, to be brought in at the sector body.",
       .errors = {ErrorCode::not_found},
       .content_types = {"application/json"}},
      [&outbox](const auto& call) -> Result<Download> {
        return outbox.export_package(call.caller(), call.id());
      });
  route<Nothing, Nothing, OutgoingPackage>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/packages/{id}/delivery",
       .permission = Permission::answers_send,
       .id = "sendPackage",
       .summary = "Sends a package, as often as it takes to get a receipt.",
       .errors = kHubErrors},
      [&outbox](const auto& call) -> Result<OutgoingPackage> {
        return outbox.send(call.caller(), call.id());
      });
  route<Nothing, SignedReceipt, OutgoingPackage>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/packages/{id}/receipt",
       .permission = Permission::answers_send,
       .id = "addReceipt",
       .summary = "Keeps a receipt that came back as a file.",
       .errors = {ErrorCode::not_found, ErrorCode::receipt_wrong}},
      [&outbox](const auto& call) -> Result<OutgoingPackage> {
        return outbox.add_receipt(call.caller(), call.id(), call.body);
      });
}

void add_publications(access::Api& api, PublicationService& publications) {
  route<Nothing, NewPublication, RoundPublication>(
      api,
      {.method = http::Method::post,
       .path = "/api/v1/sector/rounds/{id}/publication",
       .permission = Permission::sector_manage,
       .id = "publishRound",
       .summary = "Publishes a closed round, for good: its figures, with small groups hidden.",
       .status = 201,
       .versioned = true,
       .errors = {ErrorCode::not_found, ErrorCode::version_conflict, ErrorCode::round_state_wrong}},
      [&publications](const auto& call) -> Result<RoundPublication> {
        return publications.publish(call.caller(), call.id(), call.version(), call.body);
      });
  route<PublicationQuery, Nothing, RoundPublication>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/rounds/{id}/publication",
       .permission = Permission::sector_read,
       .id = "getPublication",
       .summary = "What was published: all hospitals together, and the groups that are asked for.",
       .errors = {ErrorCode::not_found}},
      [&publications](const auto& call) -> Result<RoundPublication> {
        return publications.publication(call.caller(), call.id(), call.query);
      });
  route<OpenDataQuery, Nothing, Download>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/rounds/{id}/publication/file",
       .permission = Permission::sector_read,
       .id = "exportPublication",
       .summary = "What was published as open data with its licence, as CSV or JSON.",
       .errors = {ErrorCode::not_found},
       .content_types = {"text/csv", "application/json"}},
      [&publications](const auto& call) -> Result<Download> {
        return publications.open_data(call.caller(), call.id(), call.query,
                                      call.exchange.request.language());
      });
}

void add_comparison(access::Api& api, PublicationService& publications) {
  route<PublicationQuery, Nothing, RoundPublication>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/offered-rounds/{id}/publication",
       .permission = Permission::sector_read,
       .id = "getOfferedPublication",
       .summary = "What the sector body published of a round, at a hospital.",
       .errors = {ErrorCode::not_found}},
      [&publications](const auto& call) -> Result<RoundPublication> {
        return publications.offered_publication(call.caller(), call.id(), call.query);
      });
  route<ComparisonQuery, Nothing, RoundComparison>(
      api,
      {.method = http::Method::get,
       .path = "/api/v1/sector/offered-rounds/{id}/comparison",
       .permission = Permission::sector_read,
       .id = "getComparison",
       .summary = "This hospital beside its group on every figure, and what would move it most.",
       .errors = {ErrorCode::not_found}},
      [&publications](const auto& call) -> Result<RoundComparison> {
        return publications.comparison(call.caller(), call.id(), call.query);
      });
}

}  // namespace

void add_routes(access::Api& api, const Services& services) {
  add_exchange(api, services.reception);
  add_members(api, services.hub);
  add_rounds(api, services.hub);
  add_response(api, services.hub);
  add_enrolments(api, services.outbox);
  add_packages(api, services.outbox);
  add_publications(api, services.publications);
  add_comparison(api, services.publications);
}

}  // namespace regie::sector
