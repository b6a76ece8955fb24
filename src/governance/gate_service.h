#pragma once

#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "governance/dossier.h"
#include "governance/views.h"
#include "law/editions.h"
#include "portfolio/move_rule.h"

namespace regie::governance {

/// A dossier with everything that its gate asks, judged.
struct JudgedGate {
  Standing standing;
  const Gate* gate = nullptr;
  std::vector<JudgedRequirement> requirements;
  std::int64_t met = 0;
  std::int64_t missing = 0;
  std::int64_t waived = 0;
  GateState state = GateState::open;
};

JudgedGate judged(const Gates& gates, const Dossier& dossier, Date today);

/// What people do before a gate: look, sign, waive, add a document.
class GateService {
 public:
  /// The gates must outlive the service.
  GateService(storage::Database& database, const Gates& gates, law::Editions& editions,
              facts::FactRegistry& facts)
      : database_(database), gates_(gates), editions_(editions), facts_(facts) {}

  /// Fails with not_found.
  Result<ApplicationGate> get(const access::Caller& caller, const Id& application_id);
  GateBoard board(const access::Caller& caller);

  /// Adds a signature; a later one of the same discipline takes its place. Fails with not_found,
  /// forbidden, discipline_not_held, gate_not_open or invalid_request.
  Result<ApplicationGate> sign(const access::Caller& caller, const Id& application_id,
                               const SignatureRequest& request);
  /// Lets a requirement go until a day. Fails likewise.
  Result<ApplicationGate> waive(const access::Caller& caller, const Id& application_id,
                                const WaiverRequest& request);
  /// Fails likewise.
  Result<ApplicationGate> add_document(const access::Caller& caller, const Id& application_id,
                                       const DocumentRequest& request);

  GateSetting setting(const access::Caller& caller);
  /// Fails with version_conflict.
  Result<GateSetting> change_setting(const access::Caller& caller, std::int64_t version,
                                     const GateSettingChange& change);

 private:
  ApplicationGate show(const access::Caller& caller, storage::Transaction& transaction,
                       const Dossier& dossier);

  storage::Database& database_;
  const Gates& gates_;
  law::Editions& editions_;
  facts::FactRegistry& facts_;
};

/// When gates are binding, a card goes forward by a decision only: one phase on, after a go that
/// still holds. Backward, and out of the funnel, it goes freely.
class BindingGates final : public portfolio::MoveRule {
 public:
  /// Fails with gate_binding.
  Result<void> allow(storage::Transaction& transaction, const portfolio::StoredApplication& before,
                     portfolio::Phase to) const override;
};

}  // namespace regie::governance
