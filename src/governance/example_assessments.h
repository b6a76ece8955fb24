#pragma once

#include <span>

#include "assessment/assessment_service.h"
#include "base/embedded.h"
#include "base/result.h"
#include "storage/database.h"

namespace regie::governance {

/// Which questionnaires the example hospital filled in about itself:
/// content/example/assessments.yaml.
class ExampleAssessments {
 public:
  ExampleAssessments(storage::Database& database, assessment::AssessmentService& assessments,
                     std::span<const EmbeddedFile> files)
      : database_(database), assessments_(assessments), files_(files) {}

  /// Once the example hospital is there. Does nothing when it did so before. Fails with
  /// content_invalid, or what the service fails with.
  Result<void> add();

 private:
  storage::Database& database_;
  assessment::AssessmentService& assessments_;
  std::span<const EmbeddedFile> files_;
};

}  // namespace regie::governance
