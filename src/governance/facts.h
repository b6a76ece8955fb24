#pragma once

#include <vector>

#include "facts/registry.h"
#include "portfolio/register_index.h"

namespace regie::governance {

/// What each of these facts is, whatever its value.
std::vector<facts::FactDescription> fact_descriptions();

/// Facts of the law, assessments, validations and decisions: numbers for which the register says
/// whose an application is. Applications that ended are left out; of a department: those of it.
class HouseFacts final : public facts::FactProvider {
 public:
  explicit HouseFacts(portfolio::RegisterIndex& index) : index_(index) {}

  std::vector<facts::Fact> facts(storage::Transaction& transaction,
                                 const std::optional<Id>& department) override;

 private:
  portfolio::RegisterIndex& index_;
};

}  // namespace regie::governance
