#pragma once

#include "assessment/desk.h"

namespace regie::assessment {

/// What people do with an assessment.
class AssessmentService {
 public:
  explicit AssessmentService(const Surroundings& room) : room_(room) {}

  AssessmentList list(const access::Caller& caller, const AssessmentQuery& query);
  /// Fails with not_found.
  Result<Assessment> get(const access::Caller& caller, const Id& id);
  Result<AssessmentHistory> history(const access::Caller& caller, const Id& id);

  /// Begins one, filled in as far as it can be computed. Fails with invalid_request or forbidden.
  Result<Assessment> create(const access::Caller& caller, const NewAssessment& request);

  /// Answers one question. `version` is that of the answer which the caller saw, 0 for none. Fails
  /// with version_conflict when somebody answered it meanwhile; the field error says who, and what.
  Result<SavedAnswer> answer(const access::Caller& caller, const Id& id, std::int64_t version,
                             const AnswerChange& change);
  /// Computes again what was computed before, and what has no answer yet.
  Result<Assessment> fill_in(const access::Caller& caller, const Id& id);

  Result<ChangedGroups> add_group(const access::Caller& caller, const Id& id,
                                  const NewRepeatedGroup& request);
  /// Its answers stay in the history. Fails with not_found.
  Result<ChangedGroups> remove_group(const access::Caller& caller, const Id& id,
                                     const RemovedGroup& request);

  Result<AssessmentNote> comment(const access::Caller& caller, const Id& id,
                                 const NewComment& request);
  Result<AssessmentNote> add_evidence(const access::Caller& caller, const Id& id,
                                      const NewEvidence& request);

  /// Fails with assessment_incomplete, which names every question that is missing.
  Result<Assessment> complete(const access::Caller& caller, const Id& id);
  /// Fails with assessment_open. Signatures no longer stand.
  Result<Assessment> reopen(const access::Caller& caller, const Id& id, const Reopening& request);
  /// Fails with assessment_open, or discipline_not_held.
  Result<Assessment> sign(const access::Caller& caller, const Id& id, const NewSignature& request);

 private:
  const Surroundings& room_;
};

}  // namespace regie::assessment
