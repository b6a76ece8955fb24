#include "facts/routes.h"

#include "access/route.h"

namespace regie::facts {

void add_routes(access::Api& api, FactRegistry& registry) {
  access::route<FactQuery, access::Nothing, FactList>(
      api,
      {http::Method::get, "/api/v1/facts", access::Permission::register_read, "listFacts",
       "What the house knows as numbers, with base, moment and origin."},
      [&registry](const auto& call) -> Result<FactList> {
        return registry.list(call.caller(), call.query);
      });
}

}  // namespace regie::facts
