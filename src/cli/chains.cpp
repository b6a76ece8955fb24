#include "cli/chains.h"

#include <algorithm>
#include <map>

#include "access/store.h"
#include "audit/service.h"
#include "audit/store.h"
#include "cli/with_house.h"

namespace regie::cli {

std::vector<VerifiedChain> verify_all_chains(storage::Database& database,
                                             const Terminal& terminal) {
  const auto instance = storage::Scope::instance(terminal_actor());
  std::vector<Id> ids;
  std::map<Id, std::string> names{
      {storage::Scope::kInstance, std::string(terminal.say("Regie zelf", "Regie itself"))}};
  {
    auto transaction = database.view(instance);
    ids = audit::chains(transaction);
    for (const auto& organisation : access::InstanceStore(transaction).organisations())
      names[organisation.id] = organisation.name;
  }
  for (const auto& [id, name] : names)
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  std::vector<VerifiedChain> chains;
  audit::Service service(database);
  for (const auto& id : ids)
    chains.push_back(
        {names.contains(id) ? names[id] : id,
         service.verify_chain(id == storage::Scope::kInstance
                                  ? instance
                                  : storage::Scope::organisation(id, terminal_actor()))});
  return chains;
}

Result<void> refuse_broken(const std::vector<VerifiedChain>& chains) {
  for (const auto& [organisation, report] : chains)
    if (report.first_broken)
      return failure({.code = ErrorCode::audit_chain_broken,
                      .parameters = {{"organisation", organisation},
                                     {"sequence", std::to_string(*report.first_broken)},
                                     {"reason", *report.reason}}});
  return {};
}

}  // namespace regie::cli
