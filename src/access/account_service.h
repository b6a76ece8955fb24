#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "storage/database.h"

namespace regie::access {

/// What an administrator does with the members and departments of the organisation.
class AccountService {
 public:
  explicit AccountService(storage::Database& database) : database_(database) {}

  AccountList accounts(const Caller& caller);
  PersonChoiceList people(const Caller& caller);

  /// Adds a person, or makes an existing account a member of this organisation too.
  Result<TemporaryPassword> create(const Caller& caller, const NewAccount& request);

  /// Fails with version_conflict, last_administrator, or forbidden when the name is changed of
  /// somebody who also belongs to an organisation that the caller does not administer.
  Result<Account> change(const Caller& caller, const Id& id, std::int64_t version,
                         const AccountChange& request);

  /// Ends the person's sessions. Fails with forbidden for somebody who also belongs to an
  /// organisation that the caller does not administer: it would open that organisation's door.
  Result<TemporaryPassword> reset_password(const Caller& caller, const Id& id);

  DisciplineList disciplines(const Caller& caller);
  /// Fails with not_found, or invalid_request for a discipline that is named twice.
  Result<AccountDisciplines> set_disciplines(const Caller& caller, const Id& id,
                                             const AccountDisciplines& request);

  DepartmentList departments(const Caller& caller);
  Result<Department> create_department(const Caller& caller, const NewDepartment& request);
  Result<Department> change_department(const Caller& caller, const Id& id, std::int64_t version,
                                       const DepartmentChange& request);

 private:
  /// Whether the caller administers every organisation that the account belongs to.
  bool administers_all_of(const Caller& caller, const Id& account_id);

  storage::Database& database_;
};

}  // namespace regie::access
