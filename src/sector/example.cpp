#include "sector/example.h"

#include <algorithm>
#include <map>

#include "access/instance_service.h"
#include "access/store.h"
#include "assessment/store.h"
#include "base/json_codec.h"
#include "sector/hub_store.h"
#include "sector/reception.h"
#include "sector/synthetic.h"

namespace regie::sector {
namespace {

using access::Caller;

constexpr const char* kName = "Sectororganisatie Voorbeeld";
constexpr const char* kAdministrator = "sanne@voorbeeld.example";
/// What makes the keys of the invented hospitals: there is nothing to guard.
constexpr const char* kSalt = "example";

storage::Actor actor() { return {"Regie", std::nullopt, "command line"}; }

/// Puts the sector body together inside one transaction.
class Filling {
 public:
  Filling(storage::Transaction& transaction, const storage::AuditKey& secret)
      : store_(transaction),
        transaction_(transaction),
        secret_(secret),
        hub_key_(secret, transaction.scope().organisation_id(), own_key(transaction, secret).salt) {
  }

  void add_members(const std::vector<SyntheticHospital>& hospitals) {
    for (const auto& hospital : hospitals) {
      const auto id = new_id(transaction_.now());
      store_.insert(SectorMember{.id = id,
                                 .name = hospital.name,
                                 .traits = hospital.traits,
                                 .key_since = std::nullopt,
                                 .code_expires_at = std::nullopt});
      store_.pin_key(id, SigningKey(secret_, id, kSalt).public_key());
      members_.emplace(hospital.id, id);
    }
  }

  void add_round(const assessment::Instrument& instrument, std::int64_t year,
                 std::span<const Response> responses) {
    const auto text = std::to_string(year);
    const SectorRound round{.id = new_id(transaction_.now()),
                            .title = "AI Monitor " + text + " (verzonnen)",
                            .instrument_id = instrument.id,
                            .instrument_version = instrument.version,
                            .year = year,
                            .opens_on = *parse_date(text + "-01-15"),
                            .closes_on = *parse_date(text + "-03-31"),
                            .status = RoundStatus::closed};
    store_.insert(round);
    for (const auto& [hospital, id] : members_) store_.invite(round.id, id);
    for (const auto& response : responses)
      if (response.year == year) send(round, response);
  }

 private:
  void send(const SectorRound& round, Response response) {
    const auto member_id = response.organisation = members_.at(response.organisation);
    const auto package = signed_package({.id = new_id(transaction_.now()),
                                         .round_id = round.id,
                                         .instrument_id = round.instrument_id,
                                         .instrument_version = round.instrument_version,
                                         .created_at = transaction_.now(),
                                         .replaces = std::nullopt,
                                         .response = std::move(response)},
                                        SigningKey(secret_, member_id, kSalt));
    const auto receipt = signed_receipt({.package_id = package.package.id,
                                         .round_id = round.id,
                                         .organisation = member_id,
                                         .sha256 = package.sha256,
                                         .received_at = transaction_.now(),
                                         .replaces = std::nullopt},
                                        hub_key_);
    store_.mark_started(round.id, member_id);
    store_.insert({.id = package.package.id,
                   .round_id = round.id,
                   .member_id = member_id,
                   .sha256 = package.sha256,
                   .document = package.document,
                   .receipt = codec::encode_text(receipt),
                   .received_at = transaction_.now()},
                  std::nullopt);
  }

  HubStore store_;
  storage::Transaction& transaction_;
  const storage::AuditKey& secret_;
  SigningKey hub_key_;
  std::map<std::string, Id> members_;
};

}  // namespace

Result<Caller> ExampleHub::found(const std::string& password) {
  const auto is_there = [&] {
    auto transaction = database_.view(storage::Scope::instance(actor()));
    return access::InstanceStore(transaction).account_by_email(kAdministrator).has_value();
  };
  if (!is_there())
    TRY(access::InstanceService(database_, actor())
            .add({.email = kAdministrator,
                  .name = "Sanne Voorbeeld",
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

void ExampleHub::fill(const Caller& caller, const assessment::Instrument& instrument,
                      const Reference& reference) {
  const auto monitor = synthetic_monitor(assessment::Form(instrument), reference);
  auto transaction = database_.begin(caller.scope());
  assessment::InstrumentStore(transaction)
      .insert({.id = instrument.id,
               .version = instrument.version,
               .added_at = transaction.now(),
               .added_by = caller.name},
              assessment::to_document(instrument), std::nullopt);
  Filling filling(transaction, database_.audit_key());
  filling.add_members(monitor.hospitals);
  for (const auto& round : reference.rounds())
    filling.add_round(instrument, round.year, monitor.responses);
  transaction.record({.action = "example.added",
                      .subject = "organisation",
                      .subject_id = caller.organisation.id,
                      .subject_label = caller.organisation.name});
  transaction.commit();
}

Result<std::string> ExampleHub::add(const std::string& password) {
  const auto reference = TRY(Reference::load(content_));
  const auto* instrument = instruments_.find(reference.instrument());
  if (instrument == nullptr) return failure(ErrorCode::not_found);
  const auto caller = TRY(found(password));
  const auto rounds = [&] {
    auto transaction = database_.view(caller.scope());
    return HubStore(transaction).rounds();
  };
  if (rounds().empty()) fill(caller, *instrument, reference);
  auto all = rounds();
  std::ranges::sort(all, {}, &SectorRound::year);
  for (const auto& round : all)
    if (round.status == RoundStatus::closed)
      TRY(publications_.publish(caller, round.id, round.version, {}));
  return kAdministrator;
}

}  // namespace regie::sector
