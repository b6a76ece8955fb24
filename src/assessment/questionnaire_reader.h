#pragma once

#include <string_view>
#include <vector>

#include "assessment/instrument_file.h"

namespace regie::assessment {

/// A Questionnaire as an instrument, and what of it is kept but not understood, by name.
struct QuestionnaireFile {
  InstrumentFile file;
  std::vector<LocalizedText> notices;
};

/// Reads a FHIR Questionnaire, R4 or R5, as JSON. Every element stays with the instrument as it
/// was, so that an export hands it on. Text in one language stands for both.
QuestionnaireFile read_questionnaire(std::string_view text, const KnownNames& known, Date today);

/// Whether a file is JSON with a resourceType.
bool looks_like_fhir(std::string_view text);

}  // namespace regie::assessment
