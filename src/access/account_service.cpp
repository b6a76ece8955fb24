#include "access/account_service.h"

#include <algorithm>
#include <set>

#include "access/password.h"
#include "access/store.h"
#include "base/enumeration.h"
#include "base/json_codec.h"

namespace regie::access {
namespace {

using storage::Scope;

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kMostGrants = 50;

bool looks_like_mail(const std::string& text) {
  const auto at = text.find('@');
  return at != std::string::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string::npos &&
         text.find_first_of(" \t\r\n,;<>\"") == std::string::npos && text.size() <= 254;
}

void check_name(const std::string& name, std::vector<FieldError>& errors) {
  if (trimmed(name).empty()) errors.push_back({"/name", ErrorCode::missing_field});
  if (code_points(name) > kLongestName)
    errors.push_back({"/name", ErrorCode::too_long, {{"limit", std::to_string(kLongestName)}}});
}

void check_grants(const std::vector<RoleGrant>& grants, OrganisationStore& store,
                  std::vector<FieldError>& errors) {
  if (grants.size() > kMostGrants)
    errors.push_back(
        {"/grants", ErrorCode::too_many_items, {{"limit", std::to_string(kMostGrants)}}});
  for (std::size_t index = 0; index < grants.size(); ++index)
    if (grants[index].department && !store.department(*grants[index].department))
      errors.push_back(
          {"/grants/" + std::to_string(index) + "/department", ErrorCode::unknown_reference});
}

Result<void> refuse_if(std::vector<FieldError> errors) {
  if (errors.empty()) return {};
  return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
}

std::string changes(const Account& before, const Account& after) {
  return changes_as_json(json_changes(codec::encode(before), codec::encode(after)));
}

bool is_administrator(const std::vector<RoleGrant>& grants) {
  return std::ranges::any_of(grants, [](const RoleGrant& grant) {
    return grant.role == Role::administrator && !grant.department;
  });
}

}  // namespace

AccountList AccountService::accounts(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  return {OrganisationStore(transaction).accounts()};
}

PersonChoiceList AccountService::people(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  return {OrganisationStore(transaction).people()};
}

Result<TemporaryPassword> AccountService::create(const Caller& caller, const NewAccount& request) {
  const auto email = trimmed(request.email);
  {
    auto transaction = database_.view(caller.scope());
    OrganisationStore store(transaction);
    std::vector<FieldError> errors;
    check_name(request.name, errors);
    if (!looks_like_mail(email)) errors.push_back({"/email", ErrorCode::not_a_mail_address});
    check_grants(request.grants, store, errors);
    TRY(refuse_if(std::move(errors)));
  }
  TemporaryPassword result;
  Id account_id;
  {
    auto transaction = database_.begin(Scope::instance(caller.actor()));
    InstanceStore store(transaction);
    if (const auto existing = store.account_by_email(email)) {
      account_id = existing->id;
    } else {
      account_id = new_id(transaction.now());
      result.temporary_password = temporary_password();
      try {
        store.insert_account({.id = account_id,
                              .version = 1,
                              .name = trimmed(request.name),
                              .email = email,
                              .password_hash = hash_password(*result.temporary_password),
                              .password_change_required = true},
                             caller.organisation.is_example);
      } catch (const storage::ConstraintViolation&) {  // added by somebody else at the same moment
        return failure({.code = ErrorCode::already_exists, .parameters = {{"value", email}}});
      }
      transaction.record(
          {.action = "account.created", .subject = "account", .subject_id = account_id});
      transaction.commit();
    }
  }
  auto transaction = database_.begin(caller.scope());
  OrganisationStore store(transaction);
  if (!store.insert_membership(account_id))
    return failure({.code = ErrorCode::already_exists, .parameters = {{"value", email}}});
  store.replace_grants(account_id, request.grants);
  result.account = *store.account(account_id);
  transaction.record({.action = "account.created",
                      .subject = "account",
                      .subject_id = account_id,
                      .subject_label = result.account.name,
                      .details = changes({}, result.account)});
  transaction.commit();
  return result;
}

bool AccountService::administers_all_of(const Caller& caller, const Id& account_id) {
  auto transaction = database_.view(Scope::instance(caller.actor()));
  InstanceStore store(transaction);
  const auto mine = store.organisations_where(caller.account_id, Role::administrator);
  return std::ranges::all_of(store.organisations_of(account_id), [&](const OrganisationRef& each) {
    return std::ranges::find(mine, each.id) != mine.end();
  });
}

Result<Account> AccountService::change(const Caller& caller, const Id& id, std::int64_t version,
                                       const AccountChange& request) {
  const auto name = trimmed(request.name);
  std::string old_name;
  {
    auto transaction = database_.begin(caller.scope());
    OrganisationStore store(transaction);
    const auto before = store.account(id);
    if (!before) return failure(ErrorCode::not_found);
    std::vector<FieldError> errors;
    check_name(name, errors);
    check_grants(request.grants, store, errors);
    TRY(refuse_if(std::move(errors)));
    old_name = before->name;
    if (name != old_name && !administers_all_of(caller, id)) return failure(ErrorCode::forbidden);
    if (!store.update_membership(id, version, request.active))
      return failure(ErrorCode::version_conflict);
    store.replace_grants(id, request.grants);
    const bool was_administrator = before->active && is_administrator(before->grants);
    if (was_administrator && store.holders(Role::administrator) == 0)
      return failure(ErrorCode::last_administrator);
    auto after = *store.account(id);
    after.name = name;
    transaction.record({.action = "account.changed",
                        .subject = "account",
                        .subject_id = id,
                        .subject_label = name,
                        .details = changes(*before, after)});
    transaction.commit();
  }
  if (name != old_name) {
    auto transaction = database_.begin(Scope::instance(caller.actor()));
    InstanceStore(transaction).set_name(id, name);
    transaction.record({.action = "account.renamed",
                        .subject = "account",
                        .subject_id = id,
                        .subject_label = name});
    transaction.commit();
  }
  auto transaction = database_.view(caller.scope());
  return *OrganisationStore(transaction).account(id);
}

Result<TemporaryPassword> AccountService::reset_password(const Caller& caller, const Id& id) {
  TemporaryPassword result;
  {
    auto transaction = database_.view(caller.scope());
    const auto account = OrganisationStore(transaction).account(id);
    if (!account) return failure(ErrorCode::not_found);
    result.account = *account;
  }
  if (!administers_all_of(caller, id)) return failure(ErrorCode::forbidden);
  result.temporary_password = temporary_password();
  const auto hash = hash_password(*result.temporary_password);
  {
    auto transaction = database_.begin(Scope::instance(caller.actor()));
    InstanceStore store(transaction);
    store.set_password(id, hash, true);
    store.delete_sessions_of(id, "");
    store.delete_tokens_of(id);
    transaction.record(
        {.action = "account.password_reset", .subject = "account", .subject_id = id});
    transaction.commit();
  }
  result.account.password_change_required = true;
  auto transaction = database_.begin(caller.scope());
  transaction.record({.action = "account.password_reset",
                      .subject = "account",
                      .subject_id = id,
                      .subject_label = result.account.name});
  transaction.commit();
  return result;
}

DisciplineList AccountService::disciplines(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  return {OrganisationStore(transaction).discipline_holders()};
}

Result<AccountDisciplines> AccountService::set_disciplines(const Caller& caller, const Id& id,
                                                           const AccountDisciplines& request) {
  std::vector<FieldError> errors;
  std::set<Discipline> wanted;
  for (std::size_t index = 0; index < request.disciplines.size(); ++index)
    if (!wanted.insert(request.disciplines[index]).second)
      errors.push_back({"/disciplines/" + std::to_string(index),
                        ErrorCode::duplicate,
                        {{"value", std::string(enum_text(request.disciplines[index]))}}});
  TRY(refuse_if(std::move(errors)));
  auto transaction = database_.begin(caller.scope());
  OrganisationStore store(transaction);
  const auto account = store.account(id);
  if (!account) return failure(ErrorCode::not_found);
  const AccountDisciplines before{store.disciplines(id)};
  const AccountDisciplines after{{wanted.begin(), wanted.end()}};
  store.replace_disciplines(id, after.disciplines);
  transaction.record(
      {.action = "account.disciplines_changed",
       .subject = "account",
       .subject_id = id,
       .subject_label = account->name,
       .details = changes_as_json(json_changes(codec::encode(before), codec::encode(after)))});
  transaction.commit();
  return after;
}

DepartmentList AccountService::departments(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  return {OrganisationStore(transaction).departments()};
}

Result<Department> AccountService::create_department(const Caller& caller,
                                                     const NewDepartment& request) {
  std::vector<FieldError> errors;
  check_name(request.name, errors);
  TRY(refuse_if(std::move(errors)));
  auto transaction = database_.begin(caller.scope());
  OrganisationStore store(transaction);
  const Department department{
      .id = new_id(transaction.now()), .version = 1, .name = trimmed(request.name)};
  if (!store.insert_department(department))
    return failure({.code = ErrorCode::already_exists, .parameters = {{"value", department.name}}});
  transaction.record({.action = "department.created",
                      .subject = "department",
                      .subject_id = department.id,
                      .subject_label = department.name});
  transaction.commit();
  return department;
}

Result<Department> AccountService::change_department(const Caller& caller, const Id& id,
                                                     std::int64_t version,
                                                     const DepartmentChange& request) {
  const auto name = trimmed(request.name);
  std::vector<FieldError> errors;
  check_name(name, errors);
  TRY(refuse_if(std::move(errors)));
  auto transaction = database_.begin(caller.scope());
  OrganisationStore store(transaction);
  const auto before = store.department(id);
  if (!before) return failure(ErrorCode::not_found);
  if (store.department_name_taken(name, id))
    return failure({.code = ErrorCode::already_exists, .parameters = {{"value", name}}});
  if (!store.update_department(id, version, name, request.active))
    return failure(ErrorCode::version_conflict);
  const auto after = *store.department(id);
  transaction.record(
      {.action = "department.changed",
       .subject = "department",
       .subject_id = id,
       .subject_label = name,
       .details = changes_as_json(json_changes(codec::encode(*before), codec::encode(after)))});
  transaction.commit();
  return after;
}

}  // namespace regie::access
