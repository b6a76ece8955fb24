#pragma once

#include "access/account_service.h"
#include "access/api.h"

namespace regie::access {

struct RouteServices {
  SessionService& sessions;
  AccountService& accounts;
  TokenService& tokens;
  bool secure_cookies = false;  ///< the address that people use begins with https
};

/// The room's part of the route table. The services must outlive the table.
void add_routes(Api& api, RouteServices services);

}  // namespace regie::access
