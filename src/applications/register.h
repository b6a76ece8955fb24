#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "storage/database.h"

/// What a room may know of the register without being the room that keeps it.
namespace regie::applications {

struct RegisteredApplication {
  Id id;
  std::string code;  ///< APP-0001
  std::string name;
  std::int64_t version = 1;
  bool ended = false;
  std::vector<Id> departments;     ///< where it belongs or is deployed
  std::vector<Id> owner_accounts;  ///< of its owners
  /// The record as the register's own routes show it, with its phase as `phase`.
  boost::json::value record;

  /// Whether the caller's roles allow it for this application.
  bool allows(const access::Caller& caller, access::Permission permission) const;
};

/// The register of AI applications. The room that keeps it implements this; the service of another
/// room brings its own transaction, so that what both write is saved together or not at all.
class Register {
 public:
  virtual ~Register() = default;

  virtual std::optional<RegisteredApplication> find(storage::Transaction& transaction,
                                                    const Id& id) const = 0;
  /// All that have not ended, by code.
  virtual std::vector<RegisteredApplication> all(storage::Transaction& transaction) const = 0;
  /// Lays the fields over those of the record, with all that belongs to a change: permission,
  /// rules, history and audit trail. Gives the version afterwards. Fails with not_found, forbidden,
  /// version_conflict or invalid_request.
  virtual Result<std::int64_t> change(storage::Transaction& transaction,
                                      const access::Caller& caller, const Id& id,
                                      std::int64_t version,
                                      const boost::json::value& fields) const = 0;
};

}  // namespace regie::applications
