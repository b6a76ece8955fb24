#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "storage/database.h"
#include "validation/views.h"
#include "validation/words.h"

namespace regie::validation {

/// What the register says of an application.
struct ApplicationRef {
  std::string code;
  std::string name;
  std::vector<std::string> versions;  ///< those that are recorded; may be none
  bool may_change = false;            ///< whether the caller may
};
/// Asks the register. Fails with not_found.
using FindApplication =
    std::function<Result<ApplicationRef>(const access::Caller&, const Id& application_id)>;

/// A file for somebody to keep.
struct ReportFile {
  std::string name;
  std::string content;
};

/// Keeps what validations found, with each application.
class Service {
 public:
  /// The words must outlive the service; `script` draws the pictures of a report. The version is
  /// that of the engine, as results name it.
  Service(storage::Database& database, const Words& words, std::string_view script,
          std::string engine_version, FindApplication find_application)
      : database_(database),
        words_(words),
        script_(script),
        engine_version_(std::move(engine_version)),
        find_application_(std::move(find_application)) {}

  Result<ValidationList> list(const access::Caller& caller, const Id& application_id);
  /// Fails with not_found, forbidden, or invalid_request: an unknown version, or numbers on too few
  /// people (see small_cells.h).
  Result<Validation> add(const access::Caller& caller, const Id& application_id,
                         NewValidation request);
  /// Validates the rows of a file (CSV, also gzip or zstd) and keeps what that found; of the rows
  /// it keeps nothing. Without a plan in the request, by that of the newest validation of the
  /// version. One file at a time. Fails as add and validate do, with invalid_request also when a
  /// plan is missing or asks for too much, and with service_unavailable while another runs.
  Result<Validation> run(const access::Caller& caller, const Id& application_id, RunQuery request,
                         const std::string& path);
  /// Fails with not_found.
  Result<Validation> get(const access::Caller& caller, const Id& id);
  /// The report for people to read. Fails with not_found.
  Result<ReportFile> report(const access::Caller& caller, const Id& id, Language language);
  /// The applied model card of the Coalition for Health AI. Fails with not_found.
  Result<ReportFile> card(const access::Caller& caller, const Id& id);

  const std::vector<MeasureText>& measures() const { return words_.measures(); }

 private:
  std::optional<std::string> agreed_plan(const access::Caller& caller, const Id& application_id,
                                         const RunQuery& request);

  storage::Database& database_;
  const Words& words_;
  std::string_view script_;
  std::string engine_version_;
  FindApplication find_application_;
  std::mutex running_;
};

}  // namespace regie::validation
