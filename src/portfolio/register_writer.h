#pragma once

#include <optional>
#include <string>

#include "access/caller.h"
#include "content/library.h"
#include "portfolio/store.h"
#include "storage/database.h"

namespace regie::portfolio {

/// Writes to the register with all that belongs to it: completeness, search text, history and audit
/// trail. Whether the caller may, and whether the record is right, was decided before.
class RegisterWriter {
 public:
  RegisterWriter(storage::Transaction& transaction, const access::Caller& caller,
                 const content::Library& library)
      : transaction_(transaction), store_(transaction), caller_(caller), library_(library) {}

  /// Under the code, or else the next free one.
  StoredApplication add(const NewApplication& request, std::optional<std::string> code = {});
  /// Nothing when the stored version is not that of `before` any more.
  std::optional<StoredApplication> change(const StoredApplication& before,
                                          const ApplicationRecord& record);
  /// Likewise. An idea that nobody answered gets the reason as its answer.
  std::optional<StoredApplication> move(const StoredApplication& before, const PhaseMove& request);

 private:
  /// Saves as the version after `before`.
  bool save(StoredApplication& after, const StoredApplication& before);

  storage::Transaction& transaction_;
  RegisterStore store_;
  const access::Caller& caller_;
  const content::Library& library_;
};

/// What is wrong with moving it so, besides that it may be in this phase already.
std::vector<FieldError> check_move(const PhaseMove& request, const StoredApplication& stored,
                                   Timestamp now);

}  // namespace regie::portfolio
