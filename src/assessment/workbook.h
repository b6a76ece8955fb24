#pragma once

#include <string>

#include "assessment/evaluation.h"
#include "assessment/views.h"
#include "base/result.h"

namespace regie::assessment {

/// The assessment as XLSX: a sheet with what is asked and answered, and one with the scores. Fails
/// with what table::write_xlsx fails with.
Result<std::string> assessment_workbook(const Form& form, const Assessment& assessment,
                                        Language language);

}  // namespace regie::assessment
