#pragma once

#include "access/caller.h"
#include "applications/register.h"
#include "law/editions.h"
#include "law/reclassification.h"
#include "law/views.h"
#include "storage/database.h"

namespace regie::law {

/// What people do with a newer edition of the law: see what it changes, and accept it.
class ChangeService {
 public:
  ChangeService(storage::Database& database, Editions& editions,
                const applications::Register& register_)
      : database_(database), editions_(editions), register_(register_) {}

  /// What the newest edition changes for each application, and why. Fails with invalid_request.
  Result<LawChange> change(const access::Caller& caller, const LawChangeQuery& query);
  /// Classifies anew what has answers, and works with the newest edition from now on. Fails with
  /// edition_changed when that is not the one that was looked at, or is accepted already.
  Result<LawChange> accept(const access::Caller& caller, const LawAcceptance& request);

  /// Brings in a newer edition, for every organisation of this instance to accept. Fails with
  /// content_invalid or edition_older.
  Result<LawEdition> import_edition(const storage::Actor& actor,
                                    std::span<const EmbeddedFile> files);
  /// What an edition from files would change for one organisation.
  Result<LawChange> preview(const access::Caller& caller, std::span<const EmbeddedFile> files);

 private:
  LawChange compare(const access::Caller& caller, const Edition& before, const Edition& after,
                    std::size_t offset, std::size_t limit);

  storage::Database& database_;
  Editions& editions_;
  const applications::Register& register_;
};

}  // namespace regie::law
