#include "sector/reception.h"

#include <algorithm>
#include <boost/json.hpp>

#include "access/password.h"
#include "access/store.h"
#include "assessment/store.h"
#include "base/json_codec.h"
#include "sector/key_store.h"
#include "sector/publication_store.h"
#include "sector/sendable.h"

namespace regie::sector {
namespace {

using access::OrganisationRef;
using storage::Actor;
using storage::Scope;
using storage::Transaction;

constexpr std::size_t kIdLength = 36;

/// Fails with package_key_replaced for an earlier key of the member, package_altered for none.
Result<void> check_signature(const StoredMember& member, Signed what, std::string_view text,
                             const Signature& signature) {
  if (!member.public_key) return failure(ErrorCode::package_foreign);
  if (is_signed_by(*member.public_key, what, text, signature)) return {};
  const bool earlier = std::ranges::any_of(member.earlier_keys, [&](const PublicKey& key) {
    return is_signed_by(key, what, text, signature);
  });
  return failure(earlier ? ErrorCode::package_key_replaced : ErrorCode::package_altered);
}

OfferedRound offered(const SectorRound& round, const Traits& traits, std::optional<Id> current) {
  return {.id = round.id,
          .title = round.title,
          .instrument_id = round.instrument_id,
          .instrument_version = round.instrument_version,
          .year = round.year,
          .opens_on = round.opens_on,
          .closes_on = round.closes_on,
          .status = round.status,
          .traits = traits,
          .current = std::move(current)};
}

std::string text_of_package(const SignedPackage& package) {
  return canonical(parse_json(package.document).value().at("package"));
}

/// By the invitation: nothing when the package is of nobody who was asked.
Result<SectorRound> round_for(HubStore& store, const Package& package, const Id& member_id) {
  auto round = store.round(package.round_id);
  if (!round || !store.is_invited(round->id, member_id))
    return failure(ErrorCode::package_wrong_round);
  return std::move(*round);
}

}  // namespace

std::string package_path(const Id& hub_id) {
  return "/api/v1/sector/exchange/" + hub_id + "/packages";
}

std::string enrolment_code(const Id& hub_id, const std::string& secret) {
  return hub_id + "." + secret;
}

StoredKey own_key(Transaction& transaction, const storage::AuditKey& secret) {
  KeyStore store(transaction);
  if (auto key = store.newest()) return std::move(*key);
  const auto salt = random_token(16);
  const SigningKey made(secret, transaction.scope().organisation_id(), salt);
  StoredKey key{new_id(transaction.now()), salt, made.public_key()};
  store.insert(key);
  return key;
}

Result<OrganisationRef> Reception::hub(const Id& id, const Actor& actor) {
  auto transaction = database_.view(Scope::instance(actor));
  const auto all = access::InstanceStore(transaction).organisations();
  const auto found = std::ranges::find(all, id, &OrganisationRef::id);
  if (found == all.end() || found->kind != access::OrganisationKind::sector_body)
    return failure(ErrorCode::not_found);
  return *found;
}

Error Reception::refused(const Id& hub_id, Error error, const Actor& sender) {
  const auto now = database_.clock().now();
  if (limit_.is_reached(sender.origin, now)) return {.code = ErrorCode::too_many_refusals};
  limit_.count(sender.origin, now);
  auto transaction = database_.begin(Scope::organisation(hub_id, sender));
  transaction.record({.action = "package.refused",
                      .subject = "submission",
                      .details = R"({"reason":")" + std::string(entry(error.code).id) + R"("})"});
  transaction.commit();
  return error;
}

Result<EnrolmentAnswer> Reception::enrol(const EnrolmentRequest& request,
                                         const std::string& origin) {
  const auto now = database_.clock().now();
  if (limit_.is_reached(origin, now)) return failure(ErrorCode::too_many_refusals);
  const Actor stranger{"?", std::nullopt, origin};
  const auto found = hub(request.code.substr(0, kIdLength), stranger);
  auto answer = found ? admit(*found, request, stranger) : std::nullopt;
  if (answer) return std::move(*answer);
  limit_.count(origin, now);
  return failure(ErrorCode::enrolment_code_wrong);
}

std::optional<EnrolmentAnswer> Reception::admit(const OrganisationRef& hub,
                                                const EnrolmentRequest& request,
                                                const Actor& stranger) {
  if (!is_signed_by(request.public_key, Signed::request, request.code, request.signature))
    return std::nullopt;
  auto transaction = database_.begin(Scope::organisation(hub.id, stranger));
  HubStore store(transaction);
  const auto member_id = store.member_with_code(access::secret_hash(request.code));
  if (!member_id) return std::nullopt;
  const auto key = own_key(transaction, database_.audit_key());
  store.pin_key(*member_id, request.public_key);
  const auto member = store.member(*member_id).value().member;
  transaction.record({.action = "member.enrolled",
                      .subject = "sector_member",
                      .subject_id = member.id,
                      .subject_label = member.name,
                      .details = R"({"key":")" + request.public_key + R"("})"});
  transaction.commit();
  return EnrolmentAnswer{.hub_id = hub.id,
                         .hub_name = hub.name,
                         .hub_key = key.public_key,
                         .member_id = member.id,
                         .name = member.name};
}

Result<OfferedRounds> Reception::rounds(const SignedRoundsRequest& signed_request,
                                        const std::string& origin) {
  const auto& request = signed_request.request;
  const Actor stranger{"?", std::nullopt, origin};
  const auto found = hub(request.hub_id, stranger);
  if (!found) return failure(ErrorCode::package_foreign);
  auto offer = offer_to(signed_request, stranger);
  if (!offer) return failure(refused(found->id, std::move(offer).error(), stranger));
  auto transaction = database_.begin(Scope::organisation(found->id, stranger));
  HubStore store(transaction);
  for (const auto& round : offer->items) {
    if (round.status != RoundStatus::open ||
        std::ranges::find(request.started, round.id) == request.started.end() ||
        !store.mark_started(round.id, request.member_id))
      continue;
    transaction.record({.action = "round.started",
                        .subject = "sector_round",
                        .subject_id = round.id,
                        .subject_label = store.member(request.member_id).value().member.name});
  }
  transaction.commit();
  return offer;
}

template <class Request>
Result<StoredMember> Reception::check_request(Transaction& transaction, const Request& request,
                                              const Signature& signature) {
  auto member = HubStore(transaction).member(request.member_id);
  if (!member) return failure(ErrorCode::package_foreign);
  TRY(check_signature(*member, Signed::request, canonical(codec::encode(request)), signature));
  if (std::abs(request.at.microseconds - transaction.now().microseconds) > kClockTolerance)
    return failure(ErrorCode::package_clock_ahead);
  return std::move(*member);
}

Result<OfferedRounds> Reception::offer_to(const SignedRoundsRequest& signed_request,
                                          const Actor& sender) {
  const auto& request = signed_request.request;
  auto transaction = database_.view(Scope::organisation(request.hub_id, sender));
  const auto member = TRY(check_request(transaction, request, signed_request.signature)).member;
  HubStore store(transaction);
  OfferedRounds offer;
  for (const auto& round : store.rounds_of(member.id))
    if (round.status != RoundStatus::draft)
      offer.items.push_back(offered(round, member.traits, store.current(round.id, member.id)));
  return offer;
}

Result<RoundPublication> Reception::show_to(const SignedPublicationRequest& signed_request,
                                            const Actor& sender) {
  const auto& request = signed_request.request;
  auto transaction = database_.view(Scope::organisation(request.hub_id, sender));
  TRY(check_request(transaction, request, signed_request.signature));
  const auto document = HubStore(transaction).is_invited(request.round_id, request.member_id)
                            ? PublicationStore(transaction).document(request.round_id)
                            : std::nullopt;
  if (!document) return failure(ErrorCode::not_found);
  return codec::decode_text<RoundPublication>(*document);
}

Result<RoundPublication> Reception::publication(const SignedPublicationRequest& signed_request,
                                                const std::string& origin) {
  const Actor stranger{"?", std::nullopt, origin};
  const auto found = hub(signed_request.request.hub_id, stranger);
  if (!found) return failure(ErrorCode::package_foreign);
  auto publication = show_to(signed_request, stranger);
  if (publication || publication.error().code == ErrorCode::not_found) return publication;
  return failure(refused(found->id, std::move(publication).error(), stranger));
}

Result<void> Reception::check_answers(Transaction& transaction, const SectorRound& round,
                                      const Package& package) {
  const auto form = forms_.form(transaction.scope().organisation_id(), round.instrument_id,
                                round.instrument_version, [&] {
                                  return assessment::InstrumentStore(transaction)
                                      .document(round.instrument_id, round.instrument_version);
                                });
  auto faults = faults_of(package.response.answers, form->instrument());
  if (faults.empty()) return {};
  for (auto& fault : faults) fault.pointer.insert(0, "/package/response");
  return failure({.code = ErrorCode::package_answers_wrong, .fields = std::move(faults)});
}

/// Before anything is locked: who has no key cannot make others wait.
Result<void> Reception::check_sender(const Id& hub_id, const SignedPackage& package,
                                     const Actor& sender) {
  auto transaction = database_.view(Scope::organisation(hub_id, sender));
  const auto member = HubStore(transaction).member(package.package.response.organisation);
  if (!member) return failure(ErrorCode::package_foreign);
  return check_signature(*member, Signed::package, text_of_package(package), package.signature);
}

Result<SignedReceipt> Reception::take(const OrganisationRef& hub, const SignedPackage& signed_one,
                                      const Actor& sender) {
  const auto& package = signed_one.package;
  const auto& member_id = package.response.organisation;
  auto transaction = database_.begin(Scope::organisation(hub.id, sender));
  HubStore store(transaction);
  const auto member = store.member(member_id);
  if (!member) return failure(ErrorCode::package_foreign);
  store.lock(package.round_id, member_id);
  if (const auto known = store.submission(package.id)) {
    if (known->sha256 != signed_one.sha256 || known->member_id != member_id)
      return failure(ErrorCode::package_conflict);
    return codec::decode_text<SignedReceipt>(known->receipt);
  }
  const auto round = TRY(round_for(store, package, member_id));
  TRY(check_package(package,
                    {.round_id = round.id,
                     .year = round.year,
                     .instrument_id = round.instrument_id,
                     .instrument_version = round.instrument_version,
                     .open = round.status == RoundStatus::open,
                     .traits = member->member.traits,
                     .current = store.current(round.id, member_id)},
                    transaction.now()));
  TRY(check_answers(transaction, round, package));
  const auto key = own_key(transaction, database_.audit_key());
  const SigningKey signing(database_.audit_key(), hub.id, key.salt);
  const auto receipt = signed_receipt({.package_id = package.id,
                                       .round_id = round.id,
                                       .organisation = member_id,
                                       .sha256 = signed_one.sha256,
                                       .received_at = transaction.now(),
                                       .replaces = package.replaces},
                                      signing);
  store.mark_started(round.id, member_id);
  store.insert({.id = package.id,
                .round_id = round.id,
                .member_id = member_id,
                .sha256 = signed_one.sha256,
                .document = signed_one.document,
                .receipt = codec::encode_text(receipt),
                .received_at = transaction.now()},
               package.replaces);
  transaction.record({.action = "package.received",
                      .subject = "submission",
                      .subject_id = package.id,
                      .subject_label = member->member.name,
                      .details = codec::encode_text(receipt.receipt)});
  transaction.commit();
  return receipt;
}

Result<SignedReceipt> Reception::receive(const Id& hub_id, std::string_view document,
                                         const Actor& sender) {
  const auto found = TRY(hub(hub_id, sender));
  const auto accept = [&]() -> Result<SignedReceipt> {
    const auto package = TRY(read_package(document));
    TRY(check_sender(hub_id, package, sender));
    return take(found, package, sender);
  };
  auto taken = accept();
  if (taken) return taken;
  return failure(refused(hub_id, std::move(taken).error(), sender));
}

}  // namespace regie::sector
