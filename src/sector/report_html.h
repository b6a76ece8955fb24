#pragma once

#include <string>

#include "base/text.h"
#include "sector/publication_views.h"
#include "sector/report_outline.h"

namespace regie::sector {

/// The report of a round as one HTML file that needs nothing else and prints: a summary, then every
/// question with a chart that fits it and all its figures in tables. Only what was published is in
/// it, so what was hidden stays hidden. `publisher` is the sector body. Questions of the outline
/// that this round did not ask are left out; those that it does not name stand at the end. The same
/// publication gives the same bytes. Throws std::logic_error when the outline lacks a text.
std::string report_html(const RoundPublication& publication, const ReportOutline& outline,
                        const std::string& publisher, Language language);

}  // namespace regie::sector
