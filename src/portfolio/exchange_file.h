#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "portfolio/exchange.h"
#include "portfolio/exchange_views.h"

/// The files of an export. No database.
namespace regie::portfolio {

/// Semicolons in Dutch, commas in English: what a spreadsheet program expects there.
std::string csv_file(const Exchange& exchange, const std::vector<RegisterRow>& rows);
/// With the explanations on a second sheet, and lists to choose from.
Result<std::string> xlsx_file(const Exchange& exchange, const std::vector<RegisterRow>& rows,
                              const content::Library& library, Timestamp now);
std::string json_file(const std::vector<RegisterRow>& rows);

char csv_separator(Language language);

}  // namespace regie::portfolio
