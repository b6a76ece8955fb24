#pragma once

#include <optional>
#include <string>

#include "access/caller.h"
#include "base/result.h"
#include "storage/database.h"

namespace regie::access {

inline constexpr std::int64_t kSessionHours = 12;
inline constexpr std::int64_t kIdleHours = 2;

/// A session that was opened: `token` goes into the cookie and is kept nowhere else.
struct OpenedSession {
  std::string token;
  SessionView view;
};

/// Signing in and out, and everything that a person does with the own account.
class SessionService {
 public:
  explicit SessionService(storage::Database& database) : database_(database) {}

  /// Fails with wrong_credentials, or with sign_in_throttled {seconds} after too many failures for
  /// this address and account together, this account, or this network address.
  Result<OpenedSession> sign_in(const SignIn& sign_in, const std::string& origin);

  /// Who the cookie's token stands for; nothing when there is no such session or it has ended.
  std::optional<Caller> resolve(const std::string& token, const std::string& origin);

  SessionView view(const Caller& caller);
  void sign_out(const Caller& caller);
  /// Fails with not_a_member.
  Result<SessionView> switch_organisation(const Caller& caller, const SwitchOrganisation& request);
  /// Ends every other session of the account. Fails with wrong_credentials at /current,
  /// password_too_weak or password_unchanged at /replacement.
  Result<SessionView> change_password(const Caller& caller, const ChangePassword& request);

  /// Records that a signed-in person was refused something.
  void record_refusal(const Caller& caller, const std::string& what);

  /// True until the first account exists.
  bool is_first_start();

 private:
  void keep_alive(const Caller& caller);
  Result<void> check_throttle(const SignIn& sign_in, const std::string& origin);
  void count_failure(const SignIn& sign_in, const std::string& origin,
                     const std::optional<Id>& account_id);

  storage::Database& database_;
};

}  // namespace regie::access
