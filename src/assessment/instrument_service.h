#pragma once

#include "assessment/desk.h"

namespace regie::assessment {

/// What people do with instruments: choosing one, and bringing the hospital's own.
class InstrumentService {
 public:
  explicit InstrumentService(const Surroundings& room) : room_(room) {}

  InstrumentList list(const access::Caller& caller);
  /// Fails with not_found.
  Result<Instrument> get(const access::Caller& caller, const std::string& id,
                         const InstrumentQuery& query);
  /// What a file (YAML, or a FHIR Questionnaire as JSON) would bring, with every fault in it.
  InstrumentPreview preview(const std::string& bytes) const;
  /// Stores it as the organisation's own. Fails with instrument_invalid, which names every fault;
  /// instrument_shipped; or already_exists for a version that is there.
  Result<Instrument> add(const access::Caller& caller, const std::string& bytes);

 private:
  const Surroundings& room_;
};

}  // namespace regie::assessment
