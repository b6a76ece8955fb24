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
  /// Newest first.
  std::vector<ValidationSummary> of_application(const Id& application_id);
  std::optional<StoredValidation> find(const Id& id);
  /// The plan of the newest validation of a version that has one.
  std::optional<std::string> plan_of(const Id& application_id, const std::string& version);

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::validation
