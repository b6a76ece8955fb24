#include "sector/outbox_service.h"

#include <algorithm>
#include <map>

#include "base/digest.h"
#include "base/json_codec.h"
#include "sector/publication_store.h"
#include "sector/publication_views.h"
#include "sector/sendable.h"

namespace regie::sector {
namespace {

using access::Caller;

constexpr std::size_t kLongestCode = 100;

/// As enrolment_code makes it. What is not, need not travel.
bool is_code(const std::string& code) {
  constexpr std::size_t kIdLength = 36;
  return code.size() > kIdLength && code.size() <= kLongestCode && code[kIdLength] == '.' &&
         is_id(code.substr(0, kIdLength));
}

/// Over https, or to this machine: codes and answers travel.
bool is_safe(std::string_view address) {
  if (address.starts_with("https://")) return address.size() > 8;
  for (const std::string_view own : {"http://localhost", "http://127.0.0.1", "http://[::1]"})
    if (address.starts_with(own))
      return address.size() == own.size() || address[own.size()] == ':' ||
             address[own.size()] == '/';
  return false;
}

Result<std::string> address_of(const NewEnrolment& request) {
  auto address = trimmed(request.address);
  while (address.ends_with('/')) address.pop_back();
  if (is_safe(address) && address.find_first_of("?#@ \r\n") == std::string::npos) return address;
  return failure({.code = ErrorCode::invalid_request,
                  .fields = {{"/address", ErrorCode::hub_address_unsafe}}});
}

template <class T>
Result<T> understood(const std::string& answer) {
  auto decoded = codec::decode_text<T>(answer);
  if (decoded) return std::move(*decoded);
  return failure({.code = ErrorCode::hub_unreachable, .internal = "an answer of another kind"});
}

OutgoingPackage shown(StoredPackage stored) {
  const auto document = parse_json(stored.document).value();
  return {.id = std::move(stored.id),
          .round_id = std::move(stored.round_id),
          .document = stored.document,
          .size = static_cast<std::int64_t>(stored.document.size()),
          .sha256 = sha256(canonical(document.at("package"))),
          .kept_home = std::move(stored.kept_home),
          .created_at = stored.created_at,
          .created_by = std::move(stored.created_by),
          .tried_at = stored.tried_at,
          .refusal = std::move(stored.refusal),
          .receipt = std::move(stored.receipt)};
}

storage::Happening happening(const char* action, const Id& package, const std::string& label) {
  return {
      .action = action, .subject = "sector_package", .subject_id = package, .subject_label = label};
}

}  // namespace

EnrolmentList OutboxService::enrolments(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  EnrolmentList list;
  for (auto& stored : OutboxStore(transaction).enrolments())
    list.items.push_back(std::move(stored.enrolment));
  return list;
}

Result<Enrolment> OutboxService::enrol(const Caller& caller, const NewEnrolment& request) {
  const auto address = TRY(address_of(request));
  const auto code = trimmed(request.code);
  if (!is_code(code))
    return failure({.code = ErrorCode::invalid_request,
                    .fields = {{"/code", ErrorCode::enrolment_code_wrong}}});
  const auto salt = random_token(16);
  const SigningKey key(database_.audit_key(), caller.organisation.id, salt);
  const EnrolmentRequest asked{code, key.public_key(), key.sign(Signed::request, code)};
  const auto answer = TRY(understood<EnrolmentAnswer>(
      TRY(post_({address + kEnrolmentPath, "application/json", codec::encode_text(asked)}))));
  if (!is_public_key(answer.hub_key) || !is_id(answer.hub_id) || !is_id(answer.member_id))
    return failure({.code = ErrorCode::hub_unreachable, .internal = "no keys in the answer"});
  auto transaction = database_.begin(caller.scope());
  OutboxStore store(transaction);
  const auto former = store.enrolment_with(answer.hub_id);
  const StoredEnrolment made{
      .enrolment = {.id = former ? former->enrolment.id : new_id(transaction.now()),
                    .address = address,
                    .hub_name = answer.hub_name,
                    .hub_key = answer.hub_key,
                    .our_key = key.public_key(),
                    .enrolled_at = transaction.now(),
                    .enrolled_by = caller.name},
      .hub_id = answer.hub_id,
      .member_id = answer.member_id,
      .key = {new_id(transaction.now()), salt, key.public_key()}};
  KeyStore(transaction).insert(made.key);
  store.put(made);
  transaction.record({.action = "hub.enrolled",
                      .subject = "sector_enrolment",
                      .subject_id = made.enrolment.id,
                      .subject_label = answer.hub_name,
                      .details = codec::encode_text(made.enrolment)});
  transaction.commit();
  return made.enrolment;
}

OurRound OutboxService::show(OutboxStore& store, StoredRound stored) {
  OurRound shown_round{.id = stored.round.id,
                       .enrolment_id = stored.enrolment_id,
                       .hub_name = store.enrolment(stored.enrolment_id).value().enrolment.hub_name,
                       .round = std::move(stored.round),
                       .assessment_id = std::move(stored.assessment_id),
                       .packages = {}};
  for (auto& package : store.packages(shown_round.id))
    shown_round.packages.push_back(shown(std::move(package)));
  return shown_round;
}

OurRoundList OutboxService::rounds(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  OutboxStore store(transaction);
  OurRoundList list;
  for (auto& round : store.rounds()) list.items.push_back(show(store, std::move(round)));
  return list;
}

Result<OurRound> OutboxService::round(const Caller& caller, const Id& id) {
  auto transaction = database_.view(caller.scope());
  OutboxStore store(transaction);
  auto stored = store.round(id);
  if (!stored) return failure(ErrorCode::not_found);
  return show(store, std::move(*stored));
}

Result<OfferedRounds> OutboxService::ask(const Caller& caller, const StoredEnrolment& enrolment,
                                         const std::vector<Id>& started) {
  const RoundsRequest request{enrolment.hub_id, enrolment.member_id, database_.clock().now(),
                              started};
  const SigningKey key(database_.audit_key(), caller.organisation.id, enrolment.key.salt);
  const SignedRoundsRequest asked{request,
                                  key.sign(Signed::request, canonical(codec::encode(request)))};
  auto offered =
      TRY(understood<OfferedRounds>(TRY(post_({enrolment.enrolment.address + kRoundsPath,
                                               "application/json", codec::encode_text(asked)}))));
  for (const auto& round : offered.items)
    if (!is_id(round.id))
      return failure({.code = ErrorCode::hub_unreachable, .internal = "a round without an id"});
  return offered;
}

Result<std::string> OutboxService::ask_publication(const Caller& caller,
                                                   const StoredEnrolment& enrolment,
                                                   const Id& round_id) {
  const PublicationRequest request{enrolment.hub_id, enrolment.member_id, database_.clock().now(),
                                   round_id};
  const SigningKey key(database_.audit_key(), caller.organisation.id, enrolment.key.salt);
  const SignedPublicationRequest asked{
      request, key.sign(Signed::request, canonical(codec::encode(request)))};
  auto answer = TRY(post_({enrolment.enrolment.address + kPublicationsPath, "application/json",
                           codec::encode_text(asked)}));
  const auto publication = TRY(understood<RoundPublication>(answer));
  if (publication.round_id == round_id && Publication::read(codec::encode(publication.content)))
    return answer;
  return failure({.code = ErrorCode::hub_unreachable, .internal = "figures without a question"});
}

Result<void> OutboxService::fetch_publications(const Caller& caller,
                                               const StoredEnrolment& enrolment) {
  std::vector<Id> wanted;
  {
    auto transaction = database_.view(caller.scope());
    for (const auto& each : OutboxStore(transaction).rounds())
      if (each.enrolment_id == enrolment.enrolment.id &&
          each.round.status == RoundStatus::published &&
          !PublicationStore(transaction).is_known(each.round.id))
        wanted.push_back(each.round.id);
  }
  for (const auto& id : wanted) {
    const auto document = TRY(ask_publication(caller, enrolment, id));
    auto transaction = database_.begin(caller.scope());
    PublicationStore(transaction).put_known(id, document);
    transaction.record({.action = "publication.fetched",
                        .subject = "sector_known_round",
                        .subject_id = id,
                        .subject_label = enrolment.enrolment.hub_name,
                        .details = R"({"sha256":")" + sha256(document) + R"("})"});
    transaction.commit();
  }
  return {};
}

Result<OurRoundList> OutboxService::fetch_rounds(const Caller& caller) {
  std::vector<StoredEnrolment> enrolments;
  std::map<Id, std::vector<Id>> started;
  {
    auto transaction = database_.view(caller.scope());
    OutboxStore store(transaction);
    enrolments = store.enrolments();
    for (const auto& each : store.rounds())
      if (each.assessment_id) started[each.enrolment_id].push_back(each.round.id);
  }
  if (enrolments.empty()) return failure(ErrorCode::not_enrolled);
  for (const auto& enrolment : enrolments) {
    const auto& id = enrolment.enrolment.id;
    const auto offered = TRY(ask(caller, enrolment, started[id]));
    if (offered.items.empty()) continue;
    auto transaction = database_.begin(caller.scope());
    OutboxStore store(transaction);
    for (const auto& round : offered.items) {
      const auto known = store.round(round.id);
      // A round is of the sector body that told it first: another cannot take it over.
      if (known && known->enrolment_id != id) continue;
      store.put(StoredRound{round, id, known ? known->assessment_id : std::nullopt});
    }
    transaction.record({.action = "rounds.fetched",
                        .subject = "sector_enrolment",
                        .subject_id = id,
                        .subject_label = enrolment.enrolment.hub_name});
    transaction.commit();
  }
  for (const auto& enrolment : enrolments) TRY(fetch_publications(caller, enrolment));
  return rounds(caller);
}

Result<OurRound> OutboxService::begin(const Caller& caller, const Id& id) {
  const auto known = TRY(round(caller, id));
  if (known.assessment_id) return known;
  const auto assessment =
      TRY(assessments_.create(caller, {.instrument_id = known.round.instrument_id,
                                       .instrument_version = known.round.instrument_version,
                                       .subject = {},
                                       .title = known.round.title}));
  {
    auto transaction = database_.begin(caller.scope());
    OutboxStore store(transaction);
    auto stored = store.round(id).value();
    if (!stored.assessment_id) stored.assessment_id = assessment.id;
    store.put(stored);
    transaction.record({.action = "round.begun",
                        .subject = "sector_known_round",
                        .subject_id = id,
                        .subject_label = known.round.title});
    transaction.commit();
  }
  return round(caller, id);
}

Result<OutgoingPackage> OutboxService::prepare(const Caller& caller, const Id& round_id) {
  const auto known = TRY(round(caller, round_id));
  if (!known.assessment_id) return failure(ErrorCode::assessment_open);
  const auto assessment = TRY(assessments_.get(caller, *known.assessment_id));
  if (assessment.status != assessment::AssessmentStatus::completed)
    return failure(ErrorCode::assessment_open);
  const auto instrument = TRY(instruments_.get(caller, assessment.instrument_id,
                                               {.version = assessment.instrument_version}));
  auto leaving = sendable(assessment, instrument);
  auto transaction = database_.begin(caller.scope());
  OutboxStore store(transaction);
  const auto enrolment = store.enrolment(known.enrolment_id).value();
  const auto offered = store.round(round_id).value().round;
  const Package package{.id = new_id(transaction.now()),
                        .round_id = round_id,
                        .instrument_id = assessment.instrument_id,
                        .instrument_version = assessment.instrument_version,
                        .created_at = transaction.now(),
                        .replaces = offered.current,
                        .response = {.organisation = enrolment.member_id,
                                     .year = offered.year,
                                     .traits = offered.traits,
                                     .answers = std::move(leaving.answers)}};
  const SigningKey key(database_.audit_key(), caller.organisation.id, enrolment.key.salt);
  auto made = signed_package(package, key);
  if (made.document.size() > kLargestPackage) return failure(ErrorCode::package_too_large);
  StoredPackage stored{.id = package.id,
                       .round_id = round_id,
                       .document = std::move(made.document),
                       .kept_home = std::move(leaving.kept_home),
                       .created_at = transaction.now(),
                       .created_by = caller.name,
                       .tried_at = std::nullopt,
                       .refusal = std::nullopt,
                       .receipt = std::nullopt};
  store.insert(stored);
  transaction.record(happening("package.prepared", package.id, known.round.title));
  transaction.commit();
  return shown(std::move(stored));
}

Result<OutgoingPackage> OutboxService::package(const Caller& caller, const Id& id) {
  auto transaction = database_.view(caller.scope());
  auto stored = OutboxStore(transaction).package(id);
  if (!stored) return failure(ErrorCode::not_found);
  return shown(std::move(*stored));
}

Result<access::Download> OutboxService::export_package(const Caller& caller, const Id& id) {
  auto known = TRY(package(caller, id));
  return access::Download{.content_type = "application/json",
                          .file_name = "regie-pakket-" + id + ".json",
                          .bytes = std::move(known.document)};
}

Result<OutgoingPackage> OutboxService::send(const Caller& caller, const Id& id) {
  auto known = TRY(package(caller, id));
  if (known.receipt) return known;
  std::string address;
  {
    auto transaction = database_.view(caller.scope());
    OutboxStore store(transaction);
    const auto enrolment =
        store.enrolment(store.round(known.round_id).value().enrolment_id).value();
    address = enrolment.enrolment.address + package_path(enrolment.hub_id);
  }
  const auto answer = post_({address, "application/octet-stream", known.document});
  if (!answer) {
    auto transaction = database_.begin(caller.scope());
    OutboxStore(transaction).note_refusal(id, std::string(entry(answer.error().code).id));
    transaction.record(happening("package.not_sent", id, known.round_id));
    transaction.commit();
    return failure(answer.error());
  }
  return add_receipt(caller, id, TRY(understood<SignedReceipt>(*answer)));
}

Result<OutgoingPackage> OutboxService::add_receipt(const Caller& caller, const Id& id,
                                                   const SignedReceipt& receipt) {
  {
    auto transaction = database_.begin(caller.scope());
    OutboxStore store(transaction);
    const auto stored = store.package(id);
    if (!stored) return failure(ErrorCode::not_found);
    auto round = store.round(stored->round_id).value();
    const auto hub_key = store.enrolment(round.enrolment_id).value().enrolment.hub_key;
    if (!proves(receipt, TRY(read_package(stored->document)), hub_key))
      return failure(ErrorCode::receipt_wrong);
    if (!stored->receipt) {
      store.note_receipt(id, receipt);
      round.round.current = id;
      store.put(round);
      transaction.record(happening("package.sent", id, round.round.title));
      transaction.commit();
    }
  }
  return package(caller, id);
}

}  // namespace regie::sector
