#pragma once

#include <span>

#include "base/embedded.h"
#include "base/result.h"
#include "governance/decision_service.h"
#include "governance/gate_service.h"
#include "portfolio/register_service.h"

namespace regie::governance {

/// What the example hospital did at its gates: content/example/gates.yaml.
class ExampleGates {
 public:
  ExampleGates(storage::Database& database, GateService& gates, DecisionService& decisions,
               portfolio::RegisterService& applications, std::span<const EmbeddedFile> files)
      : database_(database),
        gates_(gates),
        decisions_(decisions),
        applications_(applications),
        files_(files) {}

  /// Once the example hospital is there. Does nothing when it did so before. Fails with
  /// content_invalid, or what the services fail with.
  Result<void> add();

 private:
  storage::Database& database_;
  GateService& gates_;
  DecisionService& decisions_;
  portfolio::RegisterService& applications_;
  std::span<const EmbeddedFile> files_;
};

}  // namespace regie::governance
