#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/discipline.h"
#include "access/role.h"
#include "base/id.h"
#include "base/time.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::access {

struct SignIn {
  std::string email;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (email, password))

enum class OrganisationKind { hospital, sector_body };
BOOST_DESCRIBE_ENUM(OrganisationKind, hospital, sector_body)

struct OrganisationRef {
  Id id;
  std::string name;
  OrganisationKind kind = OrganisationKind::hospital;
  bool is_example = false;
};
BOOST_DESCRIBE_STRUCT(OrganisationRef, (), (id, name, kind, is_example))

/// A role, in one department or, when that is absent, in the whole organisation.
struct RoleGrant {
  Role role;
  std::optional<Id> department;
  bool operator==(const RoleGrant&) const = default;
};
BOOST_DESCRIBE_STRUCT(RoleGrant, (), (role, department))

/// Who is signed in, for which organisation, and what that allows.
struct SessionView {
  Id account_id;
  std::string name;
  std::string email;
  bool password_change_required = false;
  OrganisationRef organisation;                ///< the one that requests act for
  std::vector<OrganisationRef> organisations;  ///< all that this person belongs to
  std::vector<RoleGrant> grants;
  std::vector<Permission> permissions;
  std::string csrf_token;  ///< to be sent as X-CSRF-Token with every change
  Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (account_id, name, email, password_change_required, organisation,
                       organisations, grants, permissions, csrf_token, expires_at))

struct SwitchOrganisation {
  Id organisation_id;
};
BOOST_DESCRIBE_STRUCT(SwitchOrganisation, (), (organisation_id))

struct ChangePassword {
  std::string current;
  std::string replacement;
};
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (current, replacement))

struct Account {
  Id id;
  std::int64_t version;
  std::string name;
  std::string email;
  bool active = true;
  bool password_change_required = false;
  std::vector<RoleGrant> grants;  ///< in the organisation that the asker acts for
  std::optional<Timestamp> last_sign_in_at;
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, version, name, email, active, password_change_required, grants,
                       last_sign_in_at))

struct AccountList {
  std::vector<Account> items;
};
BOOST_DESCRIBE_STRUCT(AccountList, (), (items))

struct NewAccount {
  std::string name;
  std::string email;
  std::vector<RoleGrant> grants;
};
BOOST_DESCRIBE_STRUCT(NewAccount, (), (name, email, grants))

struct AccountChange {
  std::string name;
  bool active;
  std::vector<RoleGrant> grants;
};
BOOST_DESCRIBE_STRUCT(AccountChange, (), (name, active, grants))

/// Shown once: the person must change it at the first sign-in.
struct TemporaryPassword {
  Account account;
  std::optional<std::string> temporary_password;  ///< absent when an existing account was added
};
BOOST_DESCRIBE_STRUCT(TemporaryPassword, (), (account, temporary_password))

/// A key with which a script acts as a person, for one organisation and part of what they may.
struct ApiToken {
  Id id;
  std::string name;
  Id account_id;
  std::string account_name;
  std::vector<Permission> permissions;
  Timestamp created_at;
  Timestamp expires_at;
  bool expired = false;
  std::optional<Timestamp> last_used_at;
};
BOOST_DESCRIBE_STRUCT(ApiToken, (),
                      (id, name, account_id, account_name, permissions, created_at, expires_at,
                       expired, last_used_at))

struct ApiTokenList {
  std::vector<ApiToken> items;
};
BOOST_DESCRIBE_STRUCT(ApiTokenList, (), (items))

struct ApiTokenQuery {
  std::optional<bool> everyone;  ///< all of the organisation: for who manages accounts
};
BOOST_DESCRIBE_STRUCT(ApiTokenQuery, (), (everyone))

struct NewApiToken {
  std::string name;
  std::vector<Permission> permissions;
  std::int64_t valid_days;
};
BOOST_DESCRIBE_STRUCT(NewApiToken, (), (name, permissions, valid_days))

/// `secret` is shown this once and kept nowhere.
struct CreatedApiToken {
  ApiToken token;
  std::string secret;
};
BOOST_DESCRIBE_STRUCT(CreatedApiToken, (), (token, secret))

/// For choosing an owner: names only.
struct PersonChoice {
  Id account_id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(PersonChoice, (), (account_id, name))

struct PersonChoiceList {
  std::vector<PersonChoice> items;
};
BOOST_DESCRIBE_STRUCT(PersonChoiceList, (), (items))

/// Who signs for a discipline.
struct DisciplineHolders {
  Discipline discipline;
  std::vector<PersonChoice> people;  ///< by name
};
BOOST_DESCRIBE_STRUCT(DisciplineHolders, (), (discipline, people))

struct DisciplineList {
  std::vector<DisciplineHolders> items;  ///< every discipline, also those that nobody holds
};
BOOST_DESCRIBE_STRUCT(DisciplineList, (), (items))

struct AccountDisciplines {
  std::vector<Discipline> disciplines;
};
BOOST_DESCRIBE_STRUCT(AccountDisciplines, (), (disciplines))

struct Department {
  Id id;
  std::int64_t version;
  std::string name;
  bool active = true;
};
BOOST_DESCRIBE_STRUCT(Department, (), (id, version, name, active))

struct DepartmentList {
  std::vector<Department> items;
};
BOOST_DESCRIBE_STRUCT(DepartmentList, (), (items))

struct NewDepartment {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NewDepartment, (), (name))

struct DepartmentChange {
  std::string name;
  bool active;
};
BOOST_DESCRIBE_STRUCT(DepartmentChange, (), (name, active))

}  // namespace regie::access
