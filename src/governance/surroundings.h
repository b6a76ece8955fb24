#pragma once

#include <map>
#include <string>
#include <vector>

#include "access/caller.h"
#include "governance/dossier.h"

namespace regie::governance {

/// Asks the other rooms what they know of applications: the only part of this room that looks at
/// assessments and law.
class SurroundingsReader {
 public:
  /// Reads what is of one application, or of all.
  SurroundingsReader(storage::Transaction& transaction, const std::optional<Id>& only);

  Surroundings of(const portfolio::StoredApplication& application,
                  const boost::json::value& record);
};

/// Who signs for each discipline, by name.
std::map<access::Discipline, std::vector<std::string>> holders(storage::Transaction& transaction);
/// Whether this account signs for it.
bool holds(storage::Transaction& transaction, const access::Caller& caller,
           access::Discipline discipline);

}  // namespace regie::governance
