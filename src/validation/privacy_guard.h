#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "validation/columns.h"

/// Stops a run over data that should not have been in the file.
namespace regie::validation {

enum class PersonalData { none, citizen_service_numbers, names, mail_addresses, dates_of_birth };

/// `burgerservicenummers`, `citizen service numbers`...
LocalizedText name_of(PersonalData kind);

/// Nine digits (or eight, with a leading zero left out) that pass the eleven test.
bool is_citizen_service_number(std::string_view text);

/// What a column seems to hold, from its name and some of its values.
PersonalData recognise(std::string_view column, const std::vector<std::string>& values);

/// Looks at whole lines of a file (those of the header excepted) and fails with personal_data_found
/// {file, column, kind} for the first column that seems to hold personal data and that the plan
/// does not name (is_named). `kind` is in the language given.
Result<void> guard(const Plan& plan, const Header& header, std::string_view lines,
                   const std::string& file, Language language);

}  // namespace regie::validation
