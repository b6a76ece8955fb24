#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "validation/claim.h"
#include "validation/result.h"
#include "validation/words.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::validation {

/// A validation that was run: its aggregates, never its rows.
struct NewValidation {
  std::string application_version;  ///< which version of the application was tested
  std::vector<Claim> claims;
  std::optional<std::string> plan;  ///< the plan as it was agreed, word for word
  ValidationResult result;
};
BOOST_DESCRIBE_STRUCT(NewValidation, (), (application_version, claims, plan, result))

/// Rows that Regie validates itself; they come with it as a file.
struct RunQuery {
  std::string application_version;
  std::string file_name;             ///< as results and refusals name it
  std::optional<std::string> plan;   ///< YAML; absent: that of the newest validation of the version
  std::optional<Language> language;  ///< of the privacy guard's words
};
BOOST_DESCRIBE_STRUCT(RunQuery, (), (application_version, file_name, plan, language))

/// One line in the list of an application.
struct ValidationSummary {
  Id id;
  Id application_id;
  std::string application_version;
  Timestamp added_at;
  std::string added_by;
  std::string engine_version;
  std::string data_sha256;  ///< of the only file, or of the hashes of all files one after the other
  std::optional<std::string> agreed_on;
  std::vector<std::string> models;
  OutcomeKind outcome_kind = OutcomeKind::binary;
  std::int64_t n = 0;
  std::int64_t events = 0;
  std::int64_t persons = 0;
  std::int64_t met = 0;
  std::int64_t not_met = 0;
  std::int64_t insufficient = 0;
  std::optional<Estimate> auroc;
  std::optional<Estimate> observed_expected;
  std::optional<Estimate> net_benefit;
  std::optional<Estimate> mean_absolute_error;
};
BOOST_DESCRIBE_STRUCT(ValidationSummary, (),
                      (id, application_id, application_version, added_at, added_by, engine_version,
                       data_sha256, agreed_on, models, outcome_kind, n, events, persons, met,
                       not_met, insufficient, auroc, observed_expected, net_benefit,
                       mean_absolute_error))

struct ValidationList {
  std::string application_code;
  std::string application_name;
  std::vector<std::string> versions;  ///< those that the register knows of the application
  bool may_add = false;
  std::vector<std::string> planned_versions;  ///< those with a plan that can be used again
  std::vector<ValidationSummary> items;       ///< newest first
};
BOOST_DESCRIBE_STRUCT(ValidationList, (),
                      (application_code, application_name, versions, may_add, planned_versions,
                       items))

struct Validation {
  ValidationSummary summary;
  std::string application_name;
  std::vector<ClaimComparison> claims;
  std::optional<std::string> plan;
  ValidationResult result;
};
BOOST_DESCRIBE_STRUCT(Validation, (), (summary, application_name, claims, plan, result))

struct ReportQuery {
  std::optional<Language> language;
};
BOOST_DESCRIBE_STRUCT(ReportQuery, (), (language))

/// What a measure means.
struct MeasureList {
  std::vector<MeasureText> measures;
};
BOOST_DESCRIBE_STRUCT(MeasureList, (), (measures))

}  // namespace regie::validation
