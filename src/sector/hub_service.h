#pragma once

#include <string>

#include "access/caller.h"
#include "assessment/instrument_library.h"
#include "sector/reception.h"
#include "sector/views.h"

namespace regie::sector {

/// What the people of a sector body do: who takes part, and how far rounds are. What a hospital
/// sent is all that they see of it.
class HubService {
 public:
  HubService(storage::Database& database, const assessment::InstrumentLibrary& instruments,
             Reception& reception)
      : database_(database), instruments_(instruments), reception_(reception) {}

  SectorMemberList members(const access::Caller& caller);
  /// Fails with not_a_sector_body, or invalid_request.
  Result<SectorMember> add_member(const access::Caller& caller, const NewSectorMember& request);
  /// Fails with not_found, version_conflict or invalid_request.
  Result<SectorMember> change_member(const access::Caller& caller, const Id& id,
                                     std::int64_t version, const NewSectorMember& request);
  /// A code to enrol with once, for thirty days. The key of the member stays until it is used.
  /// Fails with not_found.
  Result<EnrolmentCode> make_code(const access::Caller& caller, const Id& id);

  SectorRoundList rounds(const access::Caller& caller);
  /// Fails with not_a_sector_body, or invalid_request.
  Result<SectorRound> add_round(const access::Caller& caller, const NewSectorRound& request);
  /// From draft to open, from open to closed, and back to open. Fails with not_found,
  /// version_conflict or round_state_wrong.
  Result<SectorRound> change_status(const access::Caller& caller, const Id& id,
                                    std::int64_t version, RoundStatus status);
  /// Who was invited before stays so. Fails with not_found, round_state_wrong or invalid_request.
  Result<RoundResponse> invite(const access::Caller& caller, const Id& id,
                               const RoundInvitations& request);
  /// Fails with not_found.
  Result<RoundResponse> response(const access::Caller& caller, const Id& id);
  /// Fails with not_found.
  Result<SubmissionList> submissions(const access::Caller& caller, const Id& id,
                                     const SubmissionQuery& query);
  /// A package that came as a file, as if it were sent. Fails as Reception::receive.
  Result<SignedReceipt> import_package(const access::Caller& caller, std::string_view document);

 private:
  storage::Database& database_;
  const assessment::InstrumentLibrary& instruments_;
  Reception& reception_;
};

}  // namespace regie::sector
