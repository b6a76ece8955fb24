#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/database.h"
#include "validation/views.h"

namespace regie::validation {

/// A validation as it is kept.
struct StoredValidation {
  ValidationSummary summary;
  std::vector<Claim> claims;
  std::optional<std::string> plan;
  ValidationResult result;
};

/// All SQL about validations.
class Store {
 public:
  explicit Store(storage::Transaction& transaction) : transaction_(transaction) {}

  void insert(const StoredValidation& validation);
  /// Of one application or of all, newest first.
  std::vector<ValidationSummary> summaries(const std::optional<Id>& application_id);
  std::optional<StoredValidation> find(const Id& id);
  /// The plan of the newest validation of a version that has one.
  std::optional<std::string> plan_of(const Id& application_id, const std::string& version);
  /// The versions of an application that plan_of finds a plan for, in order of text.
  std::vector<std::string> planned_versions(const Id& application_id);

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::validation
