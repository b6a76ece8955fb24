#include "access/session_service.h"

#include <algorithm>
#include <array>

#include "access/password.h"
#include "access/store.h"

namespace regie::access {
namespace {

using storage::Actor;
using storage::Scope;

constexpr std::int64_t kMicrosecondsPerHour = 3'600 * kMicrosecondsPerSecond;
constexpr std::int64_t kTouchAfter = 60 * kMicrosecondsPerSecond;
constexpr std::int64_t kLongestWaitSeconds = 900;
constexpr std::int64_t kFirstWaitSeconds = 30;

/// Failures are counted three ways, so that neither one account nor one network address can be used
/// to guess on, and a stranger cannot lock a person out from everywhere with a few tries.
struct Throttle {
  std::string subject;
  std::int64_t free_failures;
};

std::array<Throttle, 3> throttles(const std::string& email, const std::string& origin) {
  const auto account = folded(email);
  return {Throttle{secret_hash("pair " + account + " " + origin), 5},
          Throttle{secret_hash("account " + account), 20},
          Throttle{secret_hash("address " + origin), 50}};
}

std::int64_t wait_seconds(const FailureCount& count, std::int64_t free_failures, Timestamp now) {
  if (count.failures < free_failures) return 0;
  const auto doublings = std::min<std::int64_t>(count.failures - free_failures, 10);
  const auto wait = std::min(kFirstWaitSeconds << doublings, kLongestWaitSeconds);
  const auto passed = (now.microseconds - count.last_at.microseconds) / kMicrosecondsPerSecond;
  return std::max<std::int64_t>(0, wait - passed);
}

/// Nobody's address is longer (RFC 5321), and what a stranger typed goes into the audit trail.
constexpr std::size_t kLongestAddress = 254;

Scope sign_in_scope(const std::string& email, const std::string& origin) {
  return Scope::instance(Actor{.name = email, .account_id = std::nullopt, .origin = origin});
}

}  // namespace

Result<void> SessionService::check_throttle(const SignIn& sign_in, const std::string& origin) {
  auto transaction = database_.view(sign_in_scope(sign_in.email, origin));
  InstanceStore store(transaction);
  std::int64_t wait = 0;
  for (const auto& throttle : throttles(sign_in.email, origin))
    wait = std::max(wait, wait_seconds(store.failures(throttle.subject), throttle.free_failures,
                                       transaction.now()));
  if (wait == 0) return {};
  return failure(
      {.code = ErrorCode::sign_in_throttled, .parameters = {{"seconds", std::to_string(wait)}}});
}

void SessionService::count_failure(const SignIn& sign_in, const std::string& origin,
                                   const std::optional<Id>& account_id) {
  std::vector<OrganisationRef> organisations;
  {
    auto transaction = database_.begin(sign_in_scope(sign_in.email, origin));
    InstanceStore store(transaction);
    for (const auto& throttle : throttles(sign_in.email, origin))
      store.count_failure(throttle.subject);
    if (account_id) organisations = store.organisations_of(*account_id);
    if (organisations.empty())
      transaction.record({.action = "sign_in.refused", .subject = "session"});
    transaction.commit();
  }
  // Where the person is known, the auditors of their organisations are the ones to see it.
  for (const auto& organisation : organisations) {
    auto transaction = database_.begin(
        Scope::organisation(organisation.id, Actor{sign_in.email, account_id, origin}));
    transaction.record({.action = "sign_in.refused", .subject = "session"});
    transaction.commit();
  }
}

Result<OpenedSession> SessionService::sign_in(const SignIn& sign_in, const std::string& origin) {
  if (sign_in.email.size() > kLongestAddress || sign_in.password.size() > kLongestPassword)
    return failure(ErrorCode::wrong_credentials);
  TRY(check_throttle(sign_in, origin));
  std::optional<StoredAccount> account;
  std::vector<OrganisationRef> organisations;
  {
    auto transaction = database_.view(sign_in_scope(sign_in.email, origin));
    InstanceStore store(transaction);
    account = store.account_by_email(sign_in.email);
    if (account) organisations = store.organisations_of(account->id);
  }
  const bool right = verify_password(sign_in.password, account ? account->password_hash : "");
  if (!right || organisations.empty()) {
    count_failure(sign_in, origin, account ? std::optional(account->id) : std::nullopt);
    return failure(ErrorCode::wrong_credentials);
  }

  const Actor actor{account->name, account->id, origin};
  const auto last = std::ranges::find(organisations, account->last_acting_for,
                                      [](const auto& each) { return std::optional(each.id); });
  const auto& organisation = last == organisations.end() ? organisations.front() : *last;
  StoredSession session;
  auto token = random_token(32);
  {
    auto transaction = database_.begin(Scope::instance(actor));
    InstanceStore store(transaction);
    session = {
        .token_hash = secret_hash(token),
        .account_id = account->id,
        .acting_for = organisation.id,
        .csrf_token = random_token(24),
        .last_used_at = transaction.now(),
        .expires_at = {transaction.now().microseconds + kSessionHours * kMicrosecondsPerHour}};
    store.delete_expired_sessions();
    store.insert_session(session);
    store.touch_sign_in(account->id);
    for (const auto& throttle : throttles(sign_in.email, origin))
      store.forget_failures(throttle.subject);
    transaction.record(
        {.action = "session.opened", .subject = "session", .subject_id = account->id});
    transaction.commit();
  }
  {
    auto transaction = database_.begin(Scope::organisation(organisation.id, actor));
    transaction.record(
        {.action = "sign_in.accepted", .subject = "session", .subject_id = account->id});
    transaction.commit();
  }
  const auto caller = resolve(token, origin);
  if (!caller) return failure(ErrorCode::wrong_credentials);
  return OpenedSession{.token = std::move(token), .view = view(*caller)};
}

std::optional<Caller> SessionService::resolve(const std::string& token, const std::string& origin) {
  std::optional<SessionHolder> holder;
  Timestamp now;
  {
    auto transaction = database_.glance(sign_in_scope("", origin));
    holder = InstanceStore(transaction).session_holder(secret_hash(token));
    now = transaction.now();
  }
  if (!holder) return std::nullopt;
  auto& caller = holder->caller;
  const auto idle = now.microseconds - holder->last_used_at.microseconds;
  if (caller.session_expires_at < now || idle > kIdleHours * kMicrosecondsPerHour)
    return std::nullopt;
  caller.origin = origin;
  if (idle > kTouchAfter) keep_alive(caller);
  return std::move(caller);
}

void SessionService::keep_alive(const Caller& caller) {
  try {
    auto transaction = database_.begin(Scope::instance(caller.actor()));
    InstanceStore(transaction).touch_session(caller.session_hash);
    transaction.commit();
  } catch (const storage::StorageUnavailable&) {
    // On a full disk people can still read.
  }
}

SessionView SessionService::view(const Caller& caller) {
  SessionView view;
  view.account_id = caller.account_id;
  view.name = caller.name;
  view.email = caller.email;
  view.password_change_required = caller.password_change_required;
  view.organisation = caller.organisation;
  view.grants = caller.grants;
  view.permissions = caller.permissions();
  view.csrf_token = caller.csrf_token;
  view.expires_at = caller.session_expires_at;
  if (!caller.has_session()) {  // a token is for one organisation
    view.organisations = {caller.organisation};
    return view;
  }
  auto transaction = database_.glance(Scope::instance(caller.actor()));
  view.organisations = InstanceStore(transaction).organisations_of(caller.account_id);
  return view;
}

void SessionService::sign_out(const Caller& caller) {
  {
    auto transaction = database_.begin(Scope::instance(caller.actor()));
    InstanceStore(transaction).delete_session(caller.session_hash);
    transaction.record(
        {.action = "session.closed", .subject = "session", .subject_id = caller.account_id});
    transaction.commit();
  }
  auto transaction = database_.begin(caller.scope());
  transaction.record({.action = "sign_out", .subject = "session", .subject_id = caller.account_id});
  transaction.commit();
}

Result<SessionView> SessionService::switch_organisation(const Caller& caller,
                                                        const SwitchOrganisation& request) {
  auto switched = caller;
  {
    auto transaction = database_.begin(Scope::instance(caller.actor()));
    InstanceStore store(transaction);
    const auto organisations = store.organisations_of(caller.account_id);
    const auto found =
        std::ranges::find(organisations, request.organisation_id, &OrganisationRef::id);
    if (found == organisations.end()) return failure(ErrorCode::not_a_member);
    store.act_for(caller.session_hash, found->id);
    store.remember_organisation(caller.account_id, found->id);
    switched.organisation = *found;
    switched.grants = store.grants(caller.account_id, found->id);
    transaction.record({.action = "session.switched",
                        .subject = "organisation",
                        .subject_id = found->id,
                        .subject_label = found->name});
    transaction.commit();
  }
  auto transaction = database_.begin(switched.scope());
  transaction.record(
      {.action = "sign_in.accepted", .subject = "session", .subject_id = caller.account_id});
  transaction.commit();
  return view(switched);
}

Result<SessionView> SessionService::change_password(const Caller& caller,
                                                    const ChangePassword& request) {
  const auto at = [](std::string pointer, Error error) {
    return failure({.code = ErrorCode::invalid_request,
                    .fields = {{std::move(pointer), error.code, std::move(error.parameters)}}});
  };
  if (const auto strong = check_password(request.replacement, caller.name, caller.email); !strong)
    return at("/replacement", strong.error());
  if (request.replacement == request.current)
    return at("/replacement", {.code = ErrorCode::password_unchanged});
  const SignIn attempt{.email = caller.email, .password = {}};
  TRY(check_throttle(attempt, caller.origin));
  std::string present;
  {
    auto transaction = database_.view(Scope::instance(caller.actor()));
    const auto account = InstanceStore(transaction).account_by_id(caller.account_id);
    if (account) present = account->password_hash;
  }
  if (!verify_password(request.current, present)) {
    count_failure(attempt, caller.origin, caller.account_id);
    return at("/current", {.code = ErrorCode::wrong_credentials});
  }
  const auto hash = hash_password(request.replacement);
  {
    auto transaction = database_.begin(Scope::instance(caller.actor()));
    InstanceStore store(transaction);
    store.set_password(caller.account_id, hash, false);
    store.delete_sessions_of(caller.account_id, caller.session_hash);
    transaction.record({.action = "account.password_changed",
                        .subject = "account",
                        .subject_id = caller.account_id,
                        .subject_label = caller.name});
    transaction.commit();
  }
  {
    auto transaction = database_.begin(caller.scope());
    transaction.record({.action = "account.password_changed",
                        .subject = "account",
                        .subject_id = caller.account_id,
                        .subject_label = caller.name});
    transaction.commit();
  }
  auto changed = caller;
  changed.password_change_required = false;
  return view(changed);
}

void SessionService::record_refusal(const Caller& caller, const std::string& what) {
  auto transaction = database_.begin(caller.scope());
  transaction.record({.action = "request.refused", .subject = "request", .subject_label = what});
  transaction.commit();
}

bool SessionService::is_first_start() {
  auto transaction = database_.view(sign_in_scope("", ""));
  return !InstanceStore(transaction).has_accounts();
}

}  // namespace regie::access
