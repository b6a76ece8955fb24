#pragma once

#include <string>

#include "access/caller.h"
#include "base/result.h"
#include "evidence/views.h"
#include "storage/database.h"

namespace regie::evidence {

inline constexpr std::size_t kLargestFile = 25'000'000;  ///< bytes

struct OpenedFile {
  EvidenceFile file;
  std::string content;
};

/// Files that prove something: a report, a minute, a measurement. They never change.
class Service {
 public:
  explicit Service(storage::Database& database) : database_(database) {}

  /// Fails with invalid_request: no usable name, or no content.
  Result<EvidenceFile> add(const access::Caller& caller, const std::string& name,
                           std::string content);
  /// Fails with not_found.
  Result<OpenedFile> open(const access::Caller& caller, const Id& id);

 private:
  storage::Database& database_;
};

}  // namespace regie::evidence
