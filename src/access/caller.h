#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/views.h"
#include "base/text.h"
#include "storage/scope.h"

namespace regie::access {

/// Who asks, for which organisation, and what that allows. Made anew for every request.
struct Caller {
  Id account_id;
  std::string name;
  std::string email;
  OrganisationRef organisation;
  std::vector<RoleGrant> grants;
  bool password_change_required = false;
  std::string origin;  ///< network address, or `command line`
  std::string csrf_token;
  std::string session_hash;  ///< empty without a session
  Timestamp session_expires_at;
  /// With a token: what it was made for. A session allows all that the roles do.
  std::optional<std::vector<Permission>> token_permissions;

  bool has_session() const { return !token_permissions; }

  /// In some department at least, or for own applications; what is about the whole organisation
  /// (accounts, departments, the audit trail) by a role in all of it only.
  bool may(Permission permission) const;
  /// Whether a role grants it in the whole organisation or in one of these departments. The role
  /// application_owner does not count here: it holds for own applications only.
  bool may_in(Permission permission, std::span<const Id> departments) const;
  /// Whether the role application_owner grants it for what the caller owns.
  bool may_for_own(Permission permission) const;

  std::vector<Permission> permissions() const;
  /// Without an account for the command line.
  storage::Actor actor() const {
    return {name, account_id.empty() ? std::nullopt : std::optional(account_id), origin};
  }
  storage::Scope scope() const { return storage::Scope::organisation(organisation.id, actor()); }

 private:
  bool token_allows(Permission permission) const;
};

}  // namespace regie::access
