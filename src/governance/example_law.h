#pragma once

#include <span>

#include "base/embedded.h"
#include "base/result.h"
#include "law/classification_service.h"
#include "law/duty_service.h"
#include "storage/database.h"

namespace regie::governance {

/// What the example hospital answered about the law, and which duties it met:
/// content/example/law.yaml.
class ExampleLaw {
 public:
  ExampleLaw(storage::Database& database, law::ClassificationService& classification,
             law::DutyService& duties, std::span<const EmbeddedFile> files)
      : database_(database), classification_(classification), duties_(duties), files_(files) {}

  /// Once the example hospital is there, before its gates. Does nothing when it did so before.
  /// Fails with content_invalid, or what the services fail with.
  Result<void> add();

 private:
  storage::Database& database_;
  law::ClassificationService& classification_;
  law::DutyService& duties_;
  std::span<const EmbeddedFile> files_;
};

}  // namespace regie::governance
