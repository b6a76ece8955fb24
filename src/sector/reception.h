#pragma once

#include <string>

#include "access/views.h"
#include "assessment/instrument_library.h"
#include "sector/hub_store.h"
#include "sector/key_store.h"
#include "sector/publication_views.h"
#include "sector/refusal_limit.h"

namespace regie::sector {

/// Where hospitals knock at a hub: without a session, by what they signed. A hospital reads nothing
/// here but its own rounds, and every package or request that is refused is recorded, without what
/// was in it.
class Reception {
 public:
  Reception(storage::Database& database, assessment::FormShelf& forms)
      : database_(database), forms_(forms) {}

  /// Pins the key of whoever holds the code, in the place of the key that was there. Fails with
  /// enrolment_code_wrong.
  Result<EnrolmentAnswer> enrol(const EnrolmentRequest& request, const std::string& origin);

  /// The rounds that are or were open to this organisation. Fails with package_foreign,
  /// package_altered, package_key_replaced or package_clock_ahead.
  Result<OfferedRounds> rounds(const SignedRoundsRequest& request, const std::string& origin);

  /// What was published of a round that this organisation was asked for. Fails with not_found, or
  /// as `rounds`.
  Result<RoundPublication> publication(const SignedPublicationRequest& request,
                                       const std::string& origin);

  /// Takes a package, durably, and says so. The same package again gives the same receipt. Fails
  /// with what read_package and check_package fail with, package_foreign, package_altered,
  /// package_key_replaced, package_conflict, package_answers_wrong or too_many_refusals.
  Result<SignedReceipt> receive(const Id& hub_id, std::string_view document,
                                const storage::Actor& sender);

 private:
  Result<access::OrganisationRef> hub(const Id& id, const storage::Actor& actor);
  /// Nothing when the code is nobody's, or the key is not of who asks.
  std::optional<EnrolmentAnswer> admit(const access::OrganisationRef& hub,
                                       const EnrolmentRequest& request,
                                       const storage::Actor& stranger);
  /// That a member signed this request, and now.
  template <class Request>
  Result<StoredMember> check_request(storage::Transaction& transaction, const Request& request,
                                     const Signature& signature);
  Result<RoundPublication> show_to(const SignedPublicationRequest& signed_request,
                                   const storage::Actor& sender);
  Result<OfferedRounds> offer_to(const SignedRoundsRequest& signed_request,
                                 const storage::Actor& sender);
  Result<void> check_sender(const Id& hub_id, const SignedPackage& package,
                            const storage::Actor& sender);
  Result<SignedReceipt> take(const access::OrganisationRef& hub, const SignedPackage& package,
                             const storage::Actor& sender);
  Result<void> check_answers(storage::Transaction& transaction, const SectorRound& round,
                             const Package& package);
  Error refused(const Id& hub_id, Error error, const storage::Actor& sender);

  storage::Database& database_;
  assessment::FormShelf& forms_;
  RefusalLimit limit_;
};

/// The code of an enrolment: says at which hub, and holds 128 random bits.
std::string enrolment_code(const Id& hub_id, const std::string& secret);

/// The key with which the organisation signs; made when it has none. Writes, so the transaction
/// needs a record.
StoredKey own_key(storage::Transaction& transaction, const storage::AuditKey& secret);

}  // namespace regie::sector
