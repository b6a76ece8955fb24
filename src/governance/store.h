#pragma once

#include <optional>
#include <string>
#include <vector>

#include "governance/material_change.h"
#include "governance/views.h"
#include "storage/database.h"

namespace regie::governance {

struct StoredSignature : KnownSignature {
  Id id;
  Id application_id;
  portfolio::Phase phase = portfolio::Phase::idea;
};

struct StoredWaiver : KnownWaiver {
  Id id;
  Id application_id;
  portfolio::Phase phase = portfolio::Phase::idea;
};

struct StoredDocument : KnownDocument {
  Id id;
  Id application_id;
};

/// A decision without its snapshot, which is long.
struct StoredDecision {
  Decision decision;
  Basis basis;
};

/// All SQL of the room. What is asked without an application is of all of them; lists begin with
/// the newest.
class GovernanceStore {
 public:
  explicit GovernanceStore(storage::Transaction& transaction) : transaction_(transaction) {}

  GateSetting setting();
  /// False when the stored version is not `seen_version` (0: there is none).
  bool save_setting(bool binding, std::int64_t seen_version);

  void insert(const StoredSignature& signature);
  std::vector<StoredSignature> signatures(const std::optional<Id>& application_id);
  void insert(const StoredWaiver& waiver);
  std::vector<StoredWaiver> waivers(const std::optional<Id>& application_id);
  void insert(const StoredDocument& document);
  std::vector<StoredDocument> documents(const std::optional<Id>& application_id);

  void insert(const StoredDecision& decision, const std::string& snapshot);
  std::vector<StoredDecision> decisions(const std::optional<Id>& application_id);
  std::optional<StoredDecision> find(const Id& id);
  std::string snapshot(const Id& id);
  /// False when there is no such condition that is still open.
  bool meet_condition(const Id& decision_id, const ConditionMet& met);

  /// For an example that is no longer wanted.
  void remove_everything();

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::governance
