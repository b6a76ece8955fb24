#pragma once

#include "access/caller.h"
#include "applications/register.h"
#include "law/editions.h"
#include "law/views.h"
#include "storage/database.h"

namespace regie::law {

/// What people do with duties: see what is coming, and record what is met.
class DutyService {
 public:
  DutyService(storage::Database& database, Editions& editions,
              const applications::Register& register_)
      : database_(database), editions_(editions), register_(register_) {}

  /// What the law asks of the hospital, and when it begins to bind which applications.
  HospitalLaw hospital(const access::Caller& caller);
  /// Records how far a duty of an application is. `version` is that of the duty, 0 when nobody
  /// recorded anything. Fails with not_found, forbidden, invalid_request (unknown_reference for a
  /// duty that does not bind it), version_conflict or edition_changed.
  Result<LawDuty> record(const access::Caller& caller, const Id& application, std::int64_t version,
                         const DutyRecord& request);
  /// Likewise for a duty of the hospital itself; by who may record in the whole organisation.
  Result<LawDuty> record_for_hospital(const access::Caller& caller, std::int64_t version,
                                      const DutyRecord& request);
  /// When the terms of a duty end that begin at a moment; now when none is given. Fails with
  /// invalid_request.
  Result<LawDeadlineList> deadlines(const access::Caller& caller, const DeadlineQuery& query);
  /// Whether the duties of public bodies bind the hospital. Fails with version_conflict or
  /// edition_changed.
  Result<HospitalLaw> set(const access::Caller& caller, std::int64_t version,
                          const LawSetting& setting);

 private:
  Result<LawDuty> save(storage::Transaction& transaction, const access::Caller& caller,
                       const Edition& edition, const LabelSet& labels, const std::string& subject,
                       const Id& application, std::int64_t version, const DutyRecord& request);

  storage::Database& database_;
  Editions& editions_;
  const applications::Register& register_;
};

}  // namespace regie::law
