#pragma once

#include <map>
#include <optional>
#include <vector>

#include "facts/registry.h"
#include "governance/gate_file.h"
#include "governance/store.h"
#include "law/edition.h"
#include "portfolio/store.h"

namespace regie::governance {

/// What other rooms know of one application.
struct Surroundings {
  LabelSet labels;        ///< of the law and of the record
  LabelSet basis_labels;  ///< the same, whatever its phase
  std::vector<Id> departments;
  std::vector<KnownAssessment> assessments;
  std::vector<KnownDuty> duties;
  std::vector<KnownFact> facts;
  std::vector<KnownValidation> validations;
  boost::json::value sealed_assessments = boost::json::array{};  ///< with versions and answers
  boost::json::value sealed_duties = boost::json::array{};
  boost::json::value sealed_validations = boost::json::array{};
  std::vector<std::string> links;  ///< to evidence, wherever it stands
};

/// All that there is to know of one application when it stands before a gate.
struct Dossier {
  portfolio::StoredApplication application;
  boost::json::value record;
  Surroundings known;
  std::vector<StoredDecision> decisions;  ///< newest first, as everything here
  std::vector<StoredSignature> signatures;
  std::vector<StoredWaiver> waivers;
  std::vector<StoredDocument> documents;
  std::optional<portfolio::Phase> entered_from;  ///< absent: it began in its present phase
  Timestamp changed_at;                          ///< when what the last go rested on changed first
  std::optional<Timestamp> gates_since;          ///< the organisation's first decision
};

/// Where an application stands: at which gate, since when, and what changed under its last go.
struct Standing {
  portfolio::Phase phase = portfolio::Phase::idea;  ///< whose gate it is
  std::optional<portfolio::Phase> to_phase;         ///< where a go moves it; absent: it stays
  Timestamp opened_at;
  std::vector<MaterialChange> changes;
  bool reopened = false;
  bool ended = false;
  bool moved_without_decision = false;
};

/// A go stands as long as what it rested on stays the same. A card that was moved back stands
/// before the gate of its present phase again.
Standing standing_of(const Dossier& dossier);

/// What the gate of this standing can look at.
Known known_of(const Dossier& dossier, const Standing& standing);

GateState state_of(const Dossier& dossier, const Standing& standing, std::int64_t missing);

/// Of one application. Nothing when it is not there.
std::optional<Dossier> dossier_of(storage::Transaction& transaction, const Id& application_id,
                                  const law::Edition& edition, facts::FactRegistry& facts);
/// Of all that have not ended, by code.
std::vector<Dossier> dossiers(storage::Transaction& transaction, const law::Edition& edition,
                              facts::FactRegistry& facts);

}  // namespace regie::governance
