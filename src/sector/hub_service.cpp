#include "sector/hub_service.h"

#include <algorithm>

#include "access/password.h"
#include "assessment/store.h"
#include "base/enumeration.h"
#include "base/json.h"

namespace regie::sector {
namespace {

using access::Caller;

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestTrait = 50;
constexpr std::int64_t kCodeDays = 30;
constexpr std::int64_t kFirstYear = 2020;
constexpr std::int64_t kLastYear = 2100;

Result<void> must_be_hub(const Caller& caller) {
  if (caller.organisation.kind == access::OrganisationKind::sector_body) return {};
  return failure(ErrorCode::not_a_sector_body);
}

Result<void> refuse_if(std::vector<FieldError> errors) {
  if (errors.empty()) return {};
  return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
}

void check_text(std::vector<FieldError>& errors, const char* pointer, const std::string& text,
                std::size_t limit) {
  if (trimmed(text).empty()) errors.push_back({pointer, ErrorCode::missing_field});
  if (code_points(text) > limit)
    errors.push_back({pointer, ErrorCode::too_long, {{"limit", std::to_string(limit)}}});
}

void check_word(std::vector<FieldError>& errors, const char* pointer, const std::string& word,
                const std::vector<std::string>& allowed) {
  if (std::ranges::find(allowed, word) == allowed.end())
    errors.push_back({pointer, ErrorCode::unknown_value, {{"allowed", joined(allowed, ", ")}}});
}

std::vector<FieldError> faults_of(const NewSectorMember& member) {
  std::vector<FieldError> errors;
  check_text(errors, "/name", member.name, kLongestName);
  check_word(errors, "/traits/type", member.traits.type,
             {"general", "top_clinical", "university", "categorical"});
  check_word(errors, "/traits/ambition", member.traits.ambition,
             {"leader", "fast_follower", "follower"});
  check_text(errors, "/traits/region", member.traits.region, kLongestTrait);
  check_text(errors, "/traits/size", member.traits.size, kLongestTrait);
  return errors;
}

std::vector<FieldError> faults_of(const NewSectorRound& round,
                                  const assessment::Instrument* instrument) {
  std::vector<FieldError> errors;
  check_text(errors, "/title", round.title, kLongestName);
  if (instrument == nullptr || instrument->subject != facts::SubjectKind::organisation)
    errors.push_back(
        {"/instrument_id", ErrorCode::not_in_catalog, {{"value", round.instrument_id}}});
  if (round.year < kFirstYear || round.year > kLastYear)
    errors.push_back(
        {"/year",
         ErrorCode::out_of_range,
         {{"minimum", std::to_string(kFirstYear)}, {"maximum", std::to_string(kLastYear)}}});
  if (round.closes_on < round.opens_on) errors.push_back({"/closes_on", ErrorCode::date_order});
  return errors;
}

bool may_go(RoundStatus from, RoundStatus to) {
  using enum RoundStatus;
  return (from == draft && to == open) || (from == open && to == closed) ||
         (from == closed && to == open);
}

storage::Happening happening(const char* action, const SectorMember& member) {
  return {.action = action,
          .subject = "sector_member",
          .subject_id = member.id,
          .subject_label = member.name};
}

storage::Happening happening(const char* action, const SectorRound& round) {
  return {.action = action,
          .subject = "sector_round",
          .subject_id = round.id,
          .subject_label = round.title,
          .details = R"({"status":")" + std::string(enum_text(round.status)) + R"("})"};
}

}  // namespace

SectorMemberList HubService::members(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  return {HubStore(transaction).members()};
}

Result<SectorMember> HubService::add_member(const Caller& caller, const NewSectorMember& request) {
  TRY(must_be_hub(caller));
  TRY(refuse_if(faults_of(request)));
  auto transaction = database_.begin(caller.scope());
  SectorMember member{.id = new_id(transaction.now()),
                      .name = trimmed(request.name),
                      .traits = request.traits,
                      .key_since = std::nullopt,
                      .code_expires_at = std::nullopt};
  if (!HubStore(transaction).insert(member))
    return failure({.code = ErrorCode::invalid_request,
                    .fields = {{"/name", ErrorCode::duplicate, {{"value", member.name}}}}});
  transaction.record(happening("member.added", member));
  transaction.commit();
  return member;
}

Result<SectorMember> HubService::change_member(const Caller& caller, const Id& id,
                                               std::int64_t version,
                                               const NewSectorMember& request) {
  TRY(refuse_if(faults_of(request)));
  auto transaction = database_.begin(caller.scope());
  HubStore store(transaction);
  if (!store.member(id)) return failure(ErrorCode::not_found);
  auto wanted = request;
  wanted.name = trimmed(request.name);
  if (store.name_taken(wanted.name, id))
    return failure({.code = ErrorCode::invalid_request,
                    .fields = {{"/name", ErrorCode::duplicate, {{"value", wanted.name}}}}});
  if (!store.change(id, version, wanted)) return failure(ErrorCode::version_conflict);
  auto member = store.member(id).value().member;
  transaction.record(happening("member.changed", member));
  transaction.commit();
  return member;
}

Result<EnrolmentCode> HubService::make_code(const Caller& caller, const Id& id) {
  auto transaction = database_.begin(caller.scope());
  HubStore store(transaction);
  if (!store.member(id)) return failure(ErrorCode::not_found);
  const auto code = enrolment_code(caller.organisation.id, random_token(16));
  auto expires_at = transaction.now();
  expires_at.microseconds += kCodeDays * kMicrosecondsPerDay;
  store.set_code(id, access::secret_hash(code), expires_at);
  auto member = store.member(id).value().member;
  transaction.record(happening("member.code_made", member));
  transaction.commit();
  return EnrolmentCode{std::move(member), code};
}

SectorRoundList HubService::rounds(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  return {HubStore(transaction).rounds()};
}

Result<SectorRound> HubService::add_round(const Caller& caller, const NewSectorRound& request) {
  TRY(must_be_hub(caller));
  const auto* instrument = instruments_.find(request.instrument_id);
  TRY(refuse_if(faults_of(request, instrument)));
  auto transaction = database_.begin(caller.scope());
  const SectorRound round{.id = new_id(transaction.now()),
                          .title = trimmed(request.title),
                          .instrument_id = instrument->id,
                          .instrument_version = instrument->version,
                          .year = request.year,
                          .opens_on = request.opens_on,
                          .closes_on = request.closes_on};
  // Kept, so that a newer program checks what comes in by the questions that were asked.
  assessment::InstrumentStore(transaction)
      .insert({.id = instrument->id,
               .version = instrument->version,
               .added_at = transaction.now(),
               .added_by = caller.name},
              assessment::to_document(*instrument), std::nullopt);
  HubStore(transaction).insert(round);
  transaction.record(happening("round.added", round));
  transaction.commit();
  return round;
}

Result<SectorRound> HubService::change_status(const Caller& caller, const Id& id,
                                              std::int64_t version, RoundStatus status) {
  auto transaction = database_.begin(caller.scope());
  HubStore store(transaction);
  const auto round = store.round(id);
  if (!round) return failure(ErrorCode::not_found);
  if (round->version != version) return failure(ErrorCode::version_conflict);
  if (!may_go(round->status, status)) return failure(ErrorCode::round_state_wrong);
  if (!store.set_status(id, version, status)) return failure(ErrorCode::version_conflict);
  auto changed = store.round(id).value();
  transaction.record(happening("round.status_changed", changed));
  transaction.commit();
  return changed;
}

Result<RoundResponse> HubService::invite(const Caller& caller, const Id& id,
                                         const RoundInvitations& request) {
  {
    auto transaction = database_.begin(caller.scope());
    HubStore store(transaction);
    const auto round = store.round(id);
    if (!round) return failure(ErrorCode::not_found);
    if (round->status != RoundStatus::draft && round->status != RoundStatus::open)
      return failure(ErrorCode::round_state_wrong);
    std::vector<FieldError> errors;
    for (std::size_t index = 0; index < request.members.size(); ++index)
      if (!store.member(request.members[index]))
        errors.push_back({"/members/" + std::to_string(index), ErrorCode::unknown_reference});
    if (request.members.empty()) errors.push_back({"/members", ErrorCode::missing_field});
    TRY(refuse_if(std::move(errors)));
    for (const auto& member : request.members) store.invite(id, member);
    transaction.record(happening("round.members_invited", *round));
    transaction.commit();
  }
  return response(caller, id);
}

Result<RoundResponse> HubService::response(const Caller& caller, const Id& id) {
  auto transaction = database_.view(caller.scope());
  HubStore store(transaction);
  auto round = store.round(id);
  if (!round) return failure(ErrorCode::not_found);
  return RoundResponse{std::move(*round), store.response(id)};
}

Result<SubmissionList> HubService::submissions(const Caller& caller, const Id& id,
                                               const SubmissionQuery& query) {
  if (!query.member)
    return failure(
        {.code = ErrorCode::invalid_request, .fields = {{"/member", ErrorCode::missing_field}}});
  auto transaction = database_.view(caller.scope());
  HubStore store(transaction);
  if (!store.is_invited(id, *query.member)) return failure(ErrorCode::not_found);
  SubmissionList list;
  for (auto& stored : store.submissions(id, *query.member))
    list.items.push_back({.id = std::move(stored.id),
                          .sha256 = std::move(stored.sha256),
                          .received_at = stored.received_at,
                          .replaced_by = std::move(stored.replaced_by),
                          .document = TRY(parse_json(stored.document))});
  return list;
}

Result<SignedReceipt> HubService::import_package(const Caller& caller, std::string_view document) {
  TRY(must_be_hub(caller));
  return reception_.receive(caller.organisation.id, document, caller.actor());
}

}  // namespace regie::sector
