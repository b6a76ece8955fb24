#pragma once

#include "access/caller.h"
#include "audit/service.h"
#include "base/result.h"
#include "governance/dossier.h"
#include "governance/views.h"
#include "law/editions.h"
#include "portfolio/register_service.h"

namespace regie::governance {

/// Decisions of the AI board: made, sealed, and proved.
class DecisionService {
 public:
  DecisionService(storage::Database& database, const Gates& gates,
                  portfolio::RegisterService& applications, audit::Service& audit,
                  law::Editions& editions, facts::FactRegistry& facts)
      : database_(database),
        gates_(gates),
        applications_(applications),
        audit_(audit),
        editions_(editions),
        facts_(facts) {}

  /// Decides about the gate where the application stands, seals what was known, and with a go moves
  /// the card: all of it or nothing. `version` is that of the application. Fails with not_found,
  /// forbidden, gate_not_open, version_conflict, requirements_missing {count} (a go without
  /// conditions needs everything met or waived) or invalid_request.
  Result<Decision> decide(const access::Caller& caller, const Id& application_id,
                          std::int64_t version, const DecisionRequest& request);
  /// Fails with not_found.
  Result<SealedDecision> get(const access::Caller& caller, const Id& id);
  /// Says that a condition is met. Fails with not_found, forbidden, condition_closed or
  /// invalid_request.
  Result<Decision> meet_condition(const access::Caller& caller, const Id& id,
                                  const ConditionMet& request);
  /// Proves decisions of one organisation: all of them, or one. With none, the list is empty.
  DecisionCheckList verify(const storage::Scope& scope, const std::optional<Id>& id);

 private:
  storage::Database& database_;
  const Gates& gates_;
  portfolio::RegisterService& applications_;
  audit::Service& audit_;
  law::Editions& editions_;
  facts::FactRegistry& facts_;
};

}  // namespace regie::governance
