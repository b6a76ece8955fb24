#pragma once

#include "access/caller.h"
#include "base/result.h"
#include "content/library.h"
#include "portfolio/views.h"
#include "storage/database.h"

namespace regie::portfolio {

/// The intake: anybody with an account brings a problem, and sees what becomes of it.
class IdeaService {
 public:
  IdeaService(storage::Database& database, const content::Library& library)
      : database_(database), library_(library) {}

  Result<IdeaStatus> submit(const access::Caller& caller, const NewIdea& request);
  /// `waiting` lists everybody's unanswered ideas and fails with forbidden for those who may not
  /// answer any.
  Result<IdeaList> list(const access::Caller& caller, const IdeaQuery& query);

 private:
  storage::Database& database_;
  const content::Library& library_;
};

}  // namespace regie::portfolio
