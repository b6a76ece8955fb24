#pragma once

#include <string>

#include "assessment/instrument.h"
#include "assessment/views.h"

namespace regie::assessment {

/// A FHIR Questionnaire of that release, as JSON. What came from FHIR goes out as it came; what
/// FHIR does not know (scores, outcomes, prefill, both languages) travels in Regie's own
/// extensions, so that reading it again gives the same instrument.
std::string write_questionnaire(const Instrument& instrument, FhirRelease release);

}  // namespace regie::assessment
