#include "sector/example.h"

#include <algorithm>
#include <map>
#include <set>

#include "access/instance_service.h"
#include "access/store.h"
#include "sector/reference.h"

namespace regie::sector {
namespace {

using access::Caller;

constexpr const char* kName = "Sectororganisatie Voorbeeld";
constexpr const char* kAdministrator = "hanna@voorbeeld.example";
/// What makes the keys of the invented hospitals: there is nothing to guard.
constexpr const char* kSalt = "example";

storage::Actor actor() { return {"Regie", std::nullopt, "command line"}; }

std::map<std::string, SectorMember> by_name(const SectorMemberList& list) {
  std::map<std::string, SectorMember> members;
  for (const auto& member : list.items) members.emplace(member.name, member);
  return members;
}

}  // namespace

Result<Caller> ExampleHub::found(const std::string& password) {
  const auto is_there = [&] {
    auto transaction = database_.view(storage::Scope::instance(actor()));
    return access::InstanceStore(transaction).account_by_email(kAdministrator).has_value();
  };
  if (!is_there())
    TRY(access::InstanceService(database_, actor())
            .add({.email = kAdministrator,
                  .name = "Hanna Voorbeeld",
                  .organisation = kName,
                  .may_found = true,
                  .kind = access::OrganisationKind::sector_body,
                  .is_example = true,
                  .roles = {access::Role::administrator},
                  .password = password}));
  auto transaction = database_.view(storage::Scope::instance(actor()));
  const auto organisation = access::InstanceStore(transaction).organisation_by_name(kName);
  if (!organisation) return failure(ErrorCode::not_found);
  Caller caller;
  caller.name = actor().name;
  caller.origin = actor().origin;
  caller.organisation = *organisation;
  caller.grants = {{access::Role::administrator, std::nullopt}};
  return caller;
}

Result<void> ExampleHub::enrol(const Caller& caller, const SyntheticMonitor& monitor) {
  const auto members = by_name(hub_.members(caller));
  for (const auto& hospital : monitor.hospitals) {
    const auto known = members.find(hospital.name);
    const auto member = known != members.end()
                            ? known->second
                            : TRY(hub_.add_member(caller, {hospital.name, hospital.traits}));
    if (member.enrolled) continue;
    const auto code = TRY(hub_.make_code(caller, member.id)).code;
    const SigningKey key(database_.audit_key(), member.id, kSalt);
    TRY(reception_.enrol({code, key.public_key(), key.sign(Signed::request, code)}, kName));
  }
  return {};
}

Result<void> ExampleHub::send_all(const Caller& caller, const SyntheticMonitor& monitor,
                                  const SectorRound& round) {
  const auto members = by_name(hub_.members(caller));
  std::map<std::string, Id> ids;
  for (const auto& hospital : monitor.hospitals)
    ids.emplace(hospital.id, members.at(hospital.name).id);
  std::set<Id> sent;
  for (const auto& item : TRY(hub_.response(caller, round.id)).items)
    if (item.state == ResponseState::sent) sent.insert(item.member_id);
  for (auto response : monitor.responses) {
    response.organisation = ids.at(response.organisation);
    if (response.year != round.year || sent.contains(response.organisation)) continue;
    const auto now = database_.clock().now();
    const SigningKey key(database_.audit_key(), response.organisation, kSalt);
    const auto package = signed_package({.id = new_id(now),
                                         .round_id = round.id,
                                         .instrument_id = round.instrument_id,
                                         .instrument_version = round.instrument_version,
                                         .created_at = now,
                                         .replaces = std::nullopt,
                                         .response = std::move(response)},
                                        key);
    TRY(reception_.receive(caller.organisation.id, package.document,
                           {kName, std::nullopt, actor().origin}));
  }
  return {};
}

Result<void> ExampleHub::hold(const Caller& caller, const SyntheticMonitor& monitor,
                              const Reference& reference, std::int64_t year) {
  const auto rounds = hub_.rounds(caller).items;
  const auto known = std::ranges::find(rounds, year, &SectorRound::year);
  const auto text = std::to_string(year);
  auto round = known != rounds.end()
                   ? *known
                   : TRY(hub_.add_round(caller, {.title = "AI Monitor " + text + " (verzonnen)",
                                                 .instrument_id = reference.instrument(),
                                                 .year = year,
                                                 .opens_on = *parse_date(text + "-01-15"),
                                                 .closes_on = *parse_date(text + "-03-31")}));
  const auto members = by_name(hub_.members(caller));
  if (round.status == RoundStatus::draft) {
    RoundInvitations all;
    for (const auto& hospital : monitor.hospitals)
      all.members.push_back(members.at(hospital.name).id);
    TRY(hub_.invite(caller, round.id, all));
    round = TRY(hub_.change_status(caller, round.id, round.version, RoundStatus::open));
  }
  if (round.status == RoundStatus::open) {
    TRY(send_all(caller, monitor, round));
    round = TRY(hub_.change_status(caller, round.id, round.version, RoundStatus::closed));
  }
  if (round.status == RoundStatus::closed)
    TRY(publications_.publish(caller, round.id, round.version, {}));
  return {};
}

Result<std::string> ExampleHub::add(const std::string& password) {
  const auto reference = TRY(Reference::load(content_));
  const auto* instrument = instruments_.find(reference.instrument());
  if (instrument == nullptr) return failure(ErrorCode::not_found);
  const auto monitor = synthetic_monitor(assessment::Form(*instrument), reference);
  const auto caller = TRY(found(password));
  TRY(enrol(caller, monitor));
  for (const auto& round : reference.rounds()) TRY(hold(caller, monitor, reference, round.year));
  return kAdministrator;
}

}  // namespace regie::sector
