#pragma once

#include <map>
#include <string>
#include <vector>

#include "access/caller.h"
#include "assessment/store.h"
#include "facts/registry.h"
#include "governance/dossier.h"
#include "law/edition.h"
#include "law/store.h"
#include "validation/views.h"

namespace regie::governance {

/// Asks the other rooms what they know of applications: the only part of this room that looks at
/// assessments, law, facts and validations.
class SurroundingsReader {
 public:
  /// Reads what is of one application, or of all.
  SurroundingsReader(storage::Transaction& transaction, const std::optional<Id>& only,
                     const law::Edition& edition, facts::FactRegistry& facts);

  Surroundings of(const portfolio::StoredApplication& application,
                  const boost::json::value& record);

 private:
  LabelSet labels_of(const boost::json::value& record, const Id& application_id) const;
  void add_duties(Surroundings& known, const Id& application_id) const;
  void add_assessments(Surroundings& known, const portfolio::StoredApplication& application);
  void seal(Surroundings& known, const std::vector<const assessment::StoredAssessment*>& all);
  void add_validations(Surroundings& known, const Id& application_id) const;

  storage::Transaction& transaction_;
  const law::Edition& edition_;
  bool sealing_;  ///< only one application at a time is decided on
  bool public_body_ = false;
  std::map<Id, law::LabelsByTree> answered_;
  std::vector<law::StoredDuty> duties_;
  std::vector<KnownFact> facts_;
  std::map<Id, std::vector<assessment::StoredAssessment>> assessments_;  ///< by application, and by
                                                                         ///< department
  std::map<Id, std::vector<validation::ValidationSummary>> validations_;
};

/// Who signs for each discipline, by name.
std::map<access::Discipline, std::vector<std::string>> holders(storage::Transaction& transaction);
/// Whether this account signs for it.
bool holds(storage::Transaction& transaction, const access::Caller& caller,
           access::Discipline discipline);

}  // namespace regie::governance
