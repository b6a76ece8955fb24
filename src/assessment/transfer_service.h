#pragma once

#include "access/download.h"
#include "assessment/desk.h"

namespace regie::assessment {

/// What takes an assessment elsewhere: to another version of its instrument, beside another
/// assessment, out as a file, in from a file.
class TransferService {
 public:
  explicit TransferService(const Surroundings& room) : room_(room) {}

  /// Fails with not_found, or instrument_version_same.
  Result<MovePreview> preview_move(const access::Caller& caller, const Id& id,
                                   const MoveQuery& query);
  /// What no longer fits is kept beside the answers.
  Result<Assessment> move(const access::Caller& caller, const Id& id, const MoveRequest& request);
  /// Fails with not_found, or instruments_differ.
  Result<AssessmentComparison> compare(const access::Caller& caller, const Id& id,
                                       const ComparisonQuery& query);
  Result<access::Download> export_assessment(const access::Caller& caller, const Id& id,
                                             const AssessmentExportQuery& query);
  /// The instrument as FHIR. Fails with not_found.
  Result<access::Download> export_instrument(const access::Caller& caller, const std::string& id,
                                             const InstrumentExportQuery& query);
  /// Begins an assessment with the answers of a QuestionnaireResponse. Fails with
  /// answers_unreadable, invalid_request or forbidden.
  Result<AssessmentImport> import_assessment(const access::Caller& caller,
                                             const AssessmentImportQuery& query,
                                             const std::string& bytes);

 private:
  const Surroundings& room_;
};

}  // namespace regie::assessment
