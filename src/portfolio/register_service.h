#pragma once

#include <string>

#include "access/caller.h"
#include "base/result.h"
#include "content/library.h"
#include "portfolio/move_rule.h"
#include "portfolio/register_index.h"
#include "portfolio/store.h"
#include "portfolio/views.h"
#include "storage/database.h"

namespace regie::portfolio {

/// What people do with the register of AI applications.
class RegisterService {
 public:
  /// The rule, if any, is asked before somebody moves a card by hand; it must outlive the service.
  RegisterService(storage::Database& database, const content::Library& library,
                  RegisterIndex& index, const MoveRule* rule = nullptr)
      : database_(database), library_(library), index_(index), rule_(rule) {}

  Result<ApplicationPage> list(const access::Caller& caller, const ApplicationQuery& query);
  Result<Application> get(const access::Caller& caller, const Id& id);
  Result<Application> create(const access::Caller& caller, const NewApplication& request);
  /// Fails with version_conflict when somebody else changed it since `version`.
  Result<Application> update(const access::Caller& caller, const Id& id, std::int64_t version,
                             const ApplicationRecord& record);
  /// States that the record is still right.
  Result<Application> confirm(const access::Caller& caller, const Id& id);
  /// Moves to another phase, or ends it. From an ended phase it can be taken up again.
  /// Fails also with what the rule says.
  Result<Application> move(const access::Caller& caller, const Id& id, std::int64_t version,
                           const PhaseMove& request);
  /// The same inside the transaction of another room, which commits it, and without the rule.
  Result<StoredApplication> move_in(storage::Transaction& transaction, const access::Caller& caller,
                                    const Id& id, std::int64_t version, const PhaseMove& request);
  Result<History> history(const access::Caller& caller, const Id& id);
  std::vector<OverlapGroup> overlaps(const access::Caller& caller);

 private:
  Application show(const access::Caller& caller, RegisterStore& store,
                   const StoredApplication& stored, Timestamp now);

  storage::Database& database_;
  const content::Library& library_;
  RegisterIndex& index_;
  const MoveRule* rule_;
};

/// Whether the caller's roles allow it for an application in these departments with these owners.
bool may_change(const access::Caller& caller, access::Permission permission,
                const std::vector<Id>& departments, const std::vector<Id>& owner_accounts);
bool may_change(const access::Caller& caller, access::Permission permission,
                const ApplicationRecord& record);

/// The intake part of an application, when it came in through the form.
std::optional<Intake> intake_of(const StoredApplication& stored, Timestamp now);

/// Refuses departments and accounts that are not of this organisation.
std::vector<FieldError> check_references(storage::Transaction& transaction,
                                         const ApplicationRecord& record, std::string_view prefix);

/// invalid_request when there are errors.
Result<void> refuse_if(std::vector<FieldError> errors);

}  // namespace regie::portfolio
