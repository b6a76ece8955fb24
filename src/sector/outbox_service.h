#pragma once

#include <string>

#include "access/caller.h"
#include "access/download.h"
#include "assessment/assessment_service.h"
#include "assessment/instrument_service.h"
#include "sector/outbox_store.h"

namespace regie::sector {

/// What a hospital does with a sector body: enrol, fill in, see what leaves, send. Nothing leaves
/// but what `prepare` shows.
class OutboxService {
 public:
  OutboxService(storage::Database& database, assessment::AssessmentService& assessments,
                assessment::InstrumentService& instruments, SendPost post)
      : database_(database),
        assessments_(assessments),
        instruments_(instruments),
        post_(std::move(post)) {}

  EnrolmentList enrolments(const access::Caller& caller);
  /// With a new key, whose secret never leaves. Fails with hub_address_unsafe, hub_unreachable, or
  /// enrolment_code_wrong.
  Result<Enrolment> enrol(const access::Caller& caller, const NewEnrolment& request);

  OurRoundList rounds(const access::Caller& caller);
  /// Fails with not_found.
  Result<OurRound> round(const access::Caller& caller, const Id& id);
  /// Asks every sector body for its rounds and what it published of them, and says which were begun
  /// here. Fails with
  /// not_enrolled, hub_unreachable, or what the sector body refuses it for.
  Result<OurRoundList> fetch_rounds(const access::Caller& caller);
  /// Begins the assessment of a round, filled in as far as the house knows the answers; the same
  /// one when it was begun before. Fails with not_found, or what create fails with.
  Result<OurRound> begin(const access::Caller& caller, const Id& id);

  /// Makes the package of a round from its completed assessment, without sending it: to be looked
  /// at first. An earlier one that was never tried stays unsent. Fails with not_found,
  /// assessment_open or package_too_large.
  Result<OutgoingPackage> prepare(const access::Caller& caller, const Id& round_id);
  /// Fails with not_found.
  Result<OutgoingPackage> package(const access::Caller& caller, const Id& id);
  /// The same as a file, to be brought in at the hub. Fails with not_found.
  Result<access::Download> export_package(const access::Caller& caller, const Id& id);
  /// Sends it, as often as it takes: with a receipt it is not sent again. Fails with not_found,
  /// hub_unreachable, receipt_wrong, or what the hub refuses it for; it stays to be sent then.
  Result<OutgoingPackage> send(const access::Caller& caller, const Id& id);
  /// A receipt that came back as a file. Fails with not_found, or receipt_wrong.
  Result<OutgoingPackage> add_receipt(const access::Caller& caller, const Id& id,
                                      const SignedReceipt& receipt);

 private:
  OurRound show(OutboxStore& store, StoredRound round);
  Result<OfferedRounds> ask(const access::Caller& caller, const StoredEnrolment& enrolment,
                            const std::vector<Id>& started);
  /// A RoundPublication as it came, of which every figure fits its question.
  Result<std::string> ask_publication(const access::Caller& caller,
                                      const StoredEnrolment& enrolment, const Id& round_id);
  /// Of the rounds that this sector body published, what is not here yet.
  Result<void> fetch_publications(const access::Caller& caller, const StoredEnrolment& enrolment);

  storage::Database& database_;
  assessment::AssessmentService& assessments_;
  assessment::InstrumentService& instruments_;
  SendPost post_;
};

}  // namespace regie::sector
