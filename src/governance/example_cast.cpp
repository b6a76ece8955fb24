#include "governance/example_cast.h"

#include "access/store.h"

namespace regie::governance {

storage::Actor example_actor() { return {"Regie", std::nullopt, "command line"}; }

ExampleCast example_cast(storage::Database& database) {
  const auto organisations = [&] {
    auto transaction = database.view(storage::Scope::instance(example_actor()));
    return access::InstanceStore(transaction).organisations();
  }();
  for (const auto& hospital : organisations) {
    if (!hospital.is_example) continue;
    ExampleCast cast{.organisation = hospital.id, .people = {}};
    auto transaction = database.view(storage::Scope::organisation(hospital.id, example_actor()));
    for (auto& application : portfolio::RegisterStore(transaction).everything())
      cast.applications.emplace(application.code, application);
    if (cast.applications.empty()) continue;
    for (const auto& account : access::OrganisationStore(transaction).accounts()) {
      auto& caller = cast.people[account.email];
      caller.account_id = account.id;
      caller.name = account.name;
      caller.email = account.email;
      caller.organisation = hospital;
      caller.grants = account.grants;
      caller.origin = example_actor().origin;
    }
    return cast;
  }
  return {};
}

}  // namespace regie::governance
