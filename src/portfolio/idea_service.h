#pragma once

#include "access/caller.h"
#include "base/result.h"
#include "content/library.h"
#include "portfolio/store.h"
#include "portfolio/views.h"
#include "storage/database.h"

namespace regie::portfolio {

/// The intake: anybody with an account brings a problem, and sees what becomes of it.
class IdeaService {
 public:
  IdeaService(storage::Database& database, const content::Library& library)
      : database_(database), library_(library) {}

  Result<IdeaStatus> submit(const access::Caller& caller, const NewIdea& request);
  /// An idea about a product of a list outside; its problem is still to be stated. Fails with
  /// already_exists {value} when this entry of the list is an idea already.
  Result<IdeaStatus> propose(const access::Caller& caller, const ProductIdea& idea);
  /// States the problem. Whoever submitted the idea may, as long as nobody answered, and whoever
  /// may change the application. Fails with not_found or forbidden.
  Result<IdeaStatus> state_problem(const access::Caller& caller, const Id& id,
                                   const IdeaProblem& request);
  /// `waiting` lists everybody's unanswered ideas and fails with forbidden for those who may not
  /// answer any.
  Result<IdeaList> list(const access::Caller& caller, const IdeaQuery& query);

 private:
  StoredApplication add(storage::Transaction& transaction, const access::Caller& caller,
                        ApplicationRecord record, const std::optional<Provenance>& source);

  storage::Database& database_;
  const content::Library& library_;
};

}  // namespace regie::portfolio
