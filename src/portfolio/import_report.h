#pragma once

#include "portfolio/import_plan.h"

namespace regie::portfolio {

/// What a plan comes to, in the language of the exchange. Nothing is applied yet.
ImportReport report_of(const Exchange& exchange, const content::Library& library,
                       const ImportSource& source, const ImportPlan& plan);

/// The counts alone, for the audit trail.
std::string counts_json(const ImportReport& report);

}  // namespace regie::portfolio
