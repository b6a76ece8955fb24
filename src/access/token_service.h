#pragma once

#include <optional>
#include <string>

#include "access/caller.h"
#include "base/result.h"
#include "storage/database.h"

namespace regie::access {

inline constexpr std::int64_t kLongestTokenDays = 366;
inline constexpr std::size_t kMostTokens = 50;  ///< of one person in one organisation

/// Personal tokens, with which scripts act for a person.
class TokenService {
 public:
  explicit TokenService(storage::Database& database) : database_(database) {}

  /// The caller's own; everybody's for who may manage accounts. Fails with forbidden.
  Result<ApiTokenList> list(const Caller& caller, const ApiTokenQuery& query);
  /// Fails with invalid_request: a permission that the caller lacks, or that no token can have.
  Result<CreatedApiToken> create(const Caller& caller, const NewApiToken& request);
  /// One's own, or anybody's for who may manage accounts. Fails with not_found.
  Result<void> revoke(const Caller& caller, const Id& id);

  /// Who the token stands for; nothing when it is unknown or expired, or the person is no longer a
  /// member.
  std::optional<Caller> resolve(const std::string& secret, const std::string& origin);

 private:
  storage::Database& database_;
};

}  // namespace regie::access
