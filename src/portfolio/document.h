#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "content/library.h"
#include "portfolio/application.h"
#include "portfolio/views.h"

/// The record as a JSON document, and what can be said about it by looking at the document.
namespace regie::portfolio {

std::string to_document(const ApplicationRecord& record);
/// Reads a stored document. Fields that it lacks take their defaults, so that a record of an older
/// program stays readable. Throws std::runtime_error when it is no record at all.
ApplicationRecord from_document(std::string_view document);

/// Which required fields of the phase are filled. A class that is `not_classified`, an assessment
/// that is `not_assessed` and a person without a name count as empty; false and 0 are answers.
Completeness completeness(const ApplicationRecord& record, Phase phase,
                          const content::Library& library);

/// Every difference between two records.
std::vector<FieldChange> changes_between(const ApplicationRecord& before,
                                         const ApplicationRecord& after);
/// {pointer: [before, after]}, for the audit trail.
std::string as_details(const std::vector<FieldChange>& changes);
std::string encode_changes(const std::vector<FieldChange>& changes);
std::vector<FieldChange> decode_changes(std::string_view text);

/// What is wrong with the record by itself; pointers begin with `prefix`. Departments and accounts
/// are checked by the service, which knows the organisation.
std::vector<FieldError> check(const ApplicationRecord& record, const content::Library& library,
                              std::string_view prefix);

/// Everything that a search should find it by, folded.
std::string search_text(const std::string& code, const ApplicationRecord& record,
                        const content::Library& library);

/// The person who answers for it: the accountable owner's name, if any.
std::optional<std::string> owner_name(const ApplicationRecord& record);
/// Accounts of the accountable, clinical and technical owner.
std::vector<Id> owner_accounts(const ApplicationRecord& record);
/// Departments where it belongs or is deployed, each once.
std::vector<Id> all_departments(const ApplicationRecord& record);

/// The record with these fields laid over it. Fails with invalid_request for a field or a value
/// that a record does not have; the rules of a record are not checked.
Result<ApplicationRecord> laid_over(const ApplicationRecord& record,
                                    const boost::json::value& fields);

}  // namespace regie::portfolio
