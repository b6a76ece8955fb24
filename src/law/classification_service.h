#pragma once

#include "access/caller.h"
#include "applications/register.h"
#include "law/editions.h"
#include "law/views.h"
#include "storage/database.h"

namespace regie::law {

/// What people do with the trees: answer their questions about an application.
class ClassificationService {
 public:
  ClassificationService(storage::Database& database, Editions& editions,
                        const applications::Register& register_)
      : database_(database), editions_(editions), register_(register_) {}

  LawTreeList trees(const access::Caller& caller);
  LawActList acts(const access::Caller& caller);
  /// The next question, or the outcome with what follows from it. Saves nothing. Fails with
  /// not_found for the application, or invalid_request.
  Result<LawWalk> walk(const access::Caller& caller, const LawWalkRequest& request);
  /// What the law makes of an application now. Fails with not_found.
  Result<ApplicationLaw> get(const access::Caller& caller, const Id& id);
  /// Keeps the answers, and fills in the register's fields of the law that follow from them.
  /// `version` is that of the application. Fails with not_found, forbidden, invalid_request (also
  /// answer_missing, when the answers do not reach an outcome), version_conflict or
  /// edition_changed.
  Result<ApplicationLaw> classify(const access::Caller& caller, const Id& id, std::int64_t version,
                                  const LawClassificationRequest& request);
  /// Everything that was ever answered about it. Fails with not_found.
  Result<LawHistory> history(const access::Caller& caller, const Id& id);

 private:
  storage::Database& database_;
  Editions& editions_;
  const applications::Register& register_;
};

/// Fixes the edition that the organisation works with, when nothing fixed it yet. The edition must
/// be kept. Fails with edition_changed when it works with another one.
Result<void> settle_edition(storage::Transaction& transaction, const access::Caller& caller,
                            const Edition& edition);

}  // namespace regie::law
