#include "access/token_service.h"

#include <algorithm>

#include "access/password.h"
#include "access/store.h"
#include "base/enumeration.h"
#include "base/json.h"

namespace regie::access {
namespace {

using storage::Scope;

constexpr std::int64_t kMicrosecondsPerDay = 86'400 * kMicrosecondsPerSecond;
constexpr std::int64_t kTouchAfter = 60 * kMicrosecondsPerSecond;
constexpr std::size_t kLongestName = 100;
/// Lets people and secret scanners see what a leaked text is.
constexpr std::string_view kPrefix = "regie_";

/// Who could make accounts with a token could give themselves more than the token.
bool tokens_may_hold(Permission permission) {
  return permission != Permission::public_access && permission != Permission::signed_in &&
         permission != Permission::accounts_manage;
}

std::vector<FieldError> faults(const Caller& caller, const NewApiToken& request) {
  std::vector<FieldError> errors;
  const auto name = trimmed(request.name);
  if (name.empty()) errors.push_back({"/name", ErrorCode::missing_field});
  if (name.size() > kLongestName)
    errors.push_back({"/name", ErrorCode::too_long, {{"limit", std::to_string(kLongestName)}}});
  if (request.permissions.empty()) errors.push_back({"/permissions", ErrorCode::missing_field});
  for (std::size_t index = 0; index < request.permissions.size(); ++index) {
    const auto permission = request.permissions[index];
    const auto pointer = "/permissions/" + std::to_string(index);
    if (!tokens_may_hold(permission) || !caller.may(permission))
      errors.push_back({pointer, ErrorCode::forbidden});
    else if (std::ranges::count(request.permissions, permission) > 1)
      errors.push_back(
          {pointer, ErrorCode::duplicate, {{"value", std::string(enum_text(permission))}}});
  }
  if (request.valid_days < 1 || request.valid_days > kLongestTokenDays)
    errors.push_back({"/valid_days",
                      ErrorCode::out_of_range,
                      {{"minimum", "1"}, {"maximum", std::to_string(kLongestTokenDays)}}});
  return errors;
}

}  // namespace

Result<ApiTokenList> TokenService::list(const Caller& caller, const ApiTokenQuery& query) {
  const bool everyone = query.everyone.value_or(false);
  if (everyone && !caller.may(Permission::accounts_manage)) return failure(ErrorCode::forbidden);
  auto transaction = database_.view(caller.scope());
  return ApiTokenList{
      TokenStore(transaction).tokens(everyone ? std::nullopt : std::optional(caller.account_id))};
}

Result<CreatedApiToken> TokenService::create(const Caller& caller, const NewApiToken& request) {
  if (auto errors = faults(caller, request); !errors.empty())
    return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
  auto transaction = database_.begin(caller.scope());
  TokenStore store(transaction);
  if (store.tokens(caller.account_id).size() >= kMostTokens)
    return failure(
        {.code = ErrorCode::invalid_request,
         .fields = {{"", ErrorCode::too_many_items, {{"limit", std::to_string(kMostTokens)}}}}});
  const auto now = transaction.now();
  CreatedApiToken created{
      .token = {.id = new_id(now),
                .name = trimmed(request.name),
                .account_id = caller.account_id,
                .account_name = caller.name,
                .permissions = request.permissions,
                .created_at = now,
                .expires_at = {now.microseconds + request.valid_days * kMicrosecondsPerDay}},
      .secret = std::string(kPrefix) + random_token(32)};
  store.insert(created.token, secret_hash(created.secret));
  std::vector<std::string> names;
  for (const auto permission : request.permissions)
    names.push_back('"' + std::string(enum_text(permission)) + '"');
  transaction.record({.action = "token.created",
                      .subject = "token",
                      .subject_id = created.token.id,
                      .subject_label = created.token.name,
                      .details = "{\"permissions\":[" + joined(names, ",") +
                                 "],\"valid_days\":" + std::to_string(request.valid_days) + "}"});
  transaction.commit();
  return created;
}

Result<void> TokenService::revoke(const Caller& caller, const Id& id) {
  auto transaction = database_.begin(caller.scope());
  TokenStore store(transaction);
  const auto token = store.token(id);
  if (!token ||
      (token->account_id != caller.account_id && !caller.may(Permission::accounts_manage)))
    return failure(ErrorCode::not_found);
  store.remove(id);
  transaction.record({.action = "token.revoked",
                      .subject = "token",
                      .subject_id = id,
                      .subject_label = token->name});
  transaction.commit();
  return {};
}

std::optional<Caller> TokenService::resolve(const std::string& secret, const std::string& origin) {
  if (!secret.starts_with(kPrefix)) return std::nullopt;
  Caller caller;
  std::optional<StoredToken> stored;
  bool touch = false;
  {
    auto transaction =
        database_.view(Scope::instance({.name = "", .account_id = {}, .origin = origin}));
    InstanceStore store(transaction);
    stored = store.token(secret_hash(secret));
    if (!stored || stored->token.expired) return std::nullopt;
    const auto& token = stored->token;
    const auto account = store.account_by_id(token.account_id);
    if (!account) return std::nullopt;
    const auto organisations = store.organisations_of(account->id);
    const auto acting =
        std::ranges::find(organisations, stored->organisation_id, &OrganisationRef::id);
    if (acting == organisations.end()) return std::nullopt;  // no longer a member
    caller.account_id = account->id;
    caller.name = account->name;
    caller.email = account->email;
    caller.password_change_required = account->password_change_required;
    caller.organisation = *acting;
    caller.grants = store.grants(account->id, acting->id);
    caller.session_expires_at = token.expires_at;
    caller.token_permissions = token.permissions;
    caller.origin = origin + " (token " + token.name + ")";
    const auto used = token.last_used_at.value_or(Timestamp{}).microseconds;
    touch = transaction.now().microseconds - used > kTouchAfter;
  }
  if (touch) {
    auto transaction = database_.begin(Scope::instance(caller.actor()));
    InstanceStore(transaction).touch_token(*stored);
    transaction.commit();
  }
  return caller;
}

}  // namespace regie::access
