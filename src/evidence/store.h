#pragma once

#include <optional>
#include <string>

#include "evidence/views.h"
#include "storage/database.h"

namespace regie::evidence {

/// All SQL about evidence files.
class Store {
 public:
  explicit Store(storage::Transaction& transaction) : transaction_(transaction) {}

  /// Keeps the content when it is not there yet.
  void insert(const EvidenceFile& file, std::string content);
  std::optional<EvidenceFile> find(const Id& id);
  std::string content(const std::string& sha256);
  /// For an example that is no longer wanted.
  void remove_everything();

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::evidence
