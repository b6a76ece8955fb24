#include "applications/register.h"

#include <algorithm>

namespace regie::applications {

bool RegisteredApplication::allows(const access::Caller& caller,
                                   access::Permission permission) const {
  if (caller.may_in(permission, departments)) return true;
  return caller.may_for_own(permission) &&
         std::ranges::find(owner_accounts, caller.account_id) != owner_accounts.end();
}

}  // namespace regie::applications
