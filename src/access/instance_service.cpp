#include "access/instance_service.h"

#include <algorithm>

#include "access/password.h"
#include "access/store.h"
#include "base/enumeration.h"

namespace regie::access {

using storage::Scope;

Result<UserAdded> InstanceService::add(const NewUser& user) {
  const auto email = trimmed(user.email);
  const auto name = trimmed(user.name);
  std::vector<FieldError> errors;
  if (email.find('@') == std::string::npos || email.find(' ') != std::string::npos)
    errors.push_back({"/email", ErrorCode::not_a_mail_address});
  if (name.empty()) errors.push_back({"/name", ErrorCode::missing_field});
  if (!errors.empty())
    return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
  if (user.password) TRY(check_password(*user.password, name, email));

  UserAdded added;
  OrganisationRef organisation;
  Id account_id;
  {
    auto transaction = database_.begin(instance());
    InstanceStore store(transaction);
    if (const auto found = store.organisation_by_name(user.organisation)) {
      organisation = *found;
    } else {
      if (!user.may_found) return failure(ErrorCode::not_found);
      organisation = {.id = new_id(transaction.now()),
                      .name = user.organisation,
                      .kind = user.kind,
                      .is_example = user.is_example};
      store.insert_organisation(organisation);
      added.founded_organisation = true;
    }
    if (const auto existing = store.account_by_email(email)) {
      account_id = existing->id;
    } else {
      account_id = new_id(transaction.now());
      if (!user.password) added.temporary_password = temporary_password();
      store.insert_account({.id = account_id,
                            .version = 1,
                            .name = name,
                            .email = email,
                            .password_hash = hash_password(
                                user.password ? *user.password : *added.temporary_password),
                            .password_change_required = !user.password},
                           user.is_example);
    }
    transaction.record({.action = "account.created",
                        .subject = "account",
                        .subject_id = account_id,
                        .subject_label = name});
    transaction.commit();
  }
  auto transaction = database_.begin(Scope::organisation(organisation.id, actor_));
  OrganisationStore store(transaction);
  store.insert_membership(account_id);
  auto grants = store.account(account_id)->grants;
  for (const auto role : user.roles) grants.push_back({role, std::nullopt});
  store.replace_grants(account_id, grants);
  transaction.record({.action = "account.created",
                      .subject = "account",
                      .subject_id = account_id,
                      .subject_label = name});
  transaction.commit();
  return added;
}

std::vector<UserLine> InstanceService::list() {
  std::vector<OrganisationRef> organisations;
  {
    auto transaction = database_.view(instance());
    organisations = InstanceStore(transaction).organisations();
  }
  std::vector<UserLine> lines;
  for (const auto& organisation : organisations) {
    auto transaction = database_.view(Scope::organisation(organisation.id, actor_));
    for (auto& account : OrganisationStore(transaction).accounts())
      lines.push_back({.email = account.email,
                       .name = account.name,
                       .organisation = organisation.name,
                       .active = account.active,
                       .grants = std::move(account.grants)});
  }
  return lines;
}

Result<std::string> InstanceService::reset_password(const std::string& email) {
  auto transaction = database_.begin(instance());
  InstanceStore store(transaction);
  const auto account = store.account_by_email(trimmed(email));
  if (!account) return failure(ErrorCode::not_found);
  auto password = temporary_password();
  store.set_password(account->id, hash_password(password), true);
  store.delete_sessions_of(account->id, "");
  store.delete_tokens_of(account->id);
  transaction.record({.action = "account.password_reset",
                      .subject = "account",
                      .subject_id = account->id,
                      .subject_label = account->name});
  transaction.commit();
  return password;
}

Result<void> InstanceService::deactivate(const std::string& email,
                                         const std::string& organisation_name) {
  std::optional<StoredAccount> account;
  std::optional<OrganisationRef> organisation;
  {
    auto transaction = database_.view(instance());
    InstanceStore store(transaction);
    account = store.account_by_email(trimmed(email));
    organisation = store.organisation_by_name(organisation_name);
  }
  if (!account || !organisation) return failure(ErrorCode::not_found);
  auto transaction = database_.begin(Scope::organisation(organisation->id, actor_));
  OrganisationStore store(transaction);
  const auto member = store.account(account->id);
  if (!member) return failure(ErrorCode::not_found);
  const auto administrators = store.holders(Role::administrator);
  store.update_membership(account->id, member->version, false);
  if (administrators > 0 && store.holders(Role::administrator) == 0)
    return failure(ErrorCode::last_administrator);
  transaction.record({.action = "account.deactivated",
                      .subject = "account",
                      .subject_id = account->id,
                      .subject_label = account->name});
  transaction.commit();
  return {};
}

}  // namespace regie::access
