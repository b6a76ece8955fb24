#include "access/caller.h"

#include <algorithm>
#include <boost/mp11.hpp>

namespace regie::access {
namespace {

/// The others are about the whole organisation: a role in one department does not give them.
bool holds_in_a_department(Permission permission) {
  return permission != Permission::accounts_manage &&
         permission != Permission::departments_manage && permission != Permission::audit_read &&
         permission != Permission::metrics_read && permission != Permission::instrument_manage &&
         permission != Permission::law_manage && permission != Permission::gates_manage;
}

}  // namespace

bool Caller::token_allows(Permission permission) const {
  return !token_permissions ||
         std::ranges::find(*token_permissions, permission) != token_permissions->end();
}

bool Caller::may(Permission permission) const {
  return token_allows(permission) && std::ranges::any_of(grants, [&](const RoleGrant& grant) {
           return grants_permission(grant.role, permission) &&
                  (!grant.department || holds_in_a_department(permission));
         });
}

bool Caller::may_in(Permission permission, std::span<const Id> departments) const {
  return token_allows(permission) && std::ranges::any_of(grants, [&](const RoleGrant& grant) {
           if (grant.role == Role::application_owner || !grants_permission(grant.role, permission))
             return false;
           return !grant.department ||
                  std::ranges::find(departments, *grant.department) != departments.end();
         });
}

bool Caller::may_for_own(Permission permission) const {
  return token_allows(permission) && grants_permission(Role::application_owner, permission) &&
         std::ranges::any_of(
             grants, [](const RoleGrant& grant) { return grant.role == Role::application_owner; });
}

std::vector<Permission> Caller::permissions() const {
  std::vector<Permission> held;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Permission>>([&](auto each) {
    if (each.value != Permission::public_access && may(each.value)) held.push_back(each.value);
  });
  return held;
}

}  // namespace regie::access
