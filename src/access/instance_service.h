#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/views.h"
#include "base/result.h"
#include "storage/database.h"

namespace regie::access {

struct NewUser {
  std::string email;
  std::string name;
  std::string organisation;  ///< by name; made when it does not exist and `may_found` is set
  bool may_found = false;
  OrganisationKind kind = OrganisationKind::hospital;  ///< of an organisation that is made
  bool is_example = false;                             ///< both are invented, and can be removed
  std::vector<Role> roles;
  std::optional<std::string> password;  ///< absent: a temporary one is made
};

struct UserAdded {
  std::optional<std::string> temporary_password;  ///< absent when the password was given or existed
  bool founded_organisation = false;
};

struct UserLine {
  std::string email;
  std::string name;
  std::string organisation;
  bool active = true;
  std::vector<RoleGrant> grants;
};

/// What whoever runs the machine can do with accounts, across all organisations: only from the
/// command line.
class InstanceService {
 public:
  InstanceService(storage::Database& database, storage::Actor actor)
      : database_(database), actor_(std::move(actor)) {}

  /// Adds a person to an organisation, or gives an existing member these roles. Fails with
  /// invalid_request, not_found (the organisation) or password_too_weak.
  Result<UserAdded> add(const NewUser& user);
  std::vector<UserLine> list();
  /// A new temporary password; ends every session. Fails with not_found.
  Result<std::string> reset_password(const std::string& email);
  /// The person can no longer act for the organisation. Fails with not_found or last_administrator.
  Result<void> deactivate(const std::string& email, const std::string& organisation);

 private:
  storage::Scope instance() const { return storage::Scope::instance(actor_); }

  storage::Database& database_;
  storage::Actor actor_;
};

}  // namespace regie::access
