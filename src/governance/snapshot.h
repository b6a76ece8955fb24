#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "governance/dossier.h"

namespace regie::governance {

/// SHA-256 as lower-case hexadecimal.
std::string sha256_of(std::string_view bytes);

/// All that is sealed with a decision, as canonical JSON: the application with its history, its
/// assessments, labels and duties, the requirements as judged, waivers, and the hash of each
/// evidence file.
std::string snapshot_of(storage::Transaction& transaction, const Dossier& dossier, const Gate& gate,
                        const std::vector<JudgedRequirement>& judged, const Decision& decision);

/// Compares a decision with its snapshot, its audit record and the files in the database.
std::vector<SealFault> faults_of(storage::Transaction& transaction, const Decision& decision,
                                 const std::string& snapshot);

}  // namespace regie::governance
