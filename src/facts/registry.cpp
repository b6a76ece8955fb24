#include "facts/registry.h"

#include <iterator>

#include "access/store.h"

namespace regie::facts {

std::vector<Fact> FactRegistry::facts(storage::Transaction& transaction,
                                      const std::optional<Id>& department) {
  std::vector<Fact> all;
  for (auto* provider : providers_) {
    auto some = provider->facts(transaction, department);
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return all;
}

Result<FactList> FactRegistry::list(const access::Caller& caller, const FactQuery& query) {
  auto transaction = database_.view(caller.scope());
  if (query.department && !access::OrganisationStore(transaction).department(*query.department))
    return failure({.code = ErrorCode::invalid_request,
                    .fields = {{"/department", ErrorCode::unknown_reference}}});
  return FactList{facts(transaction, query.department)};
}

}  // namespace regie::facts
