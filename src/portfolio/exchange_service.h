#pragma once

#include <string>
#include <string_view>

#include "access/caller.h"
#include "base/result.h"
#include "content/library.h"
#include "portfolio/exchange_views.h"
#include "portfolio/import_plan.h"
#include "portfolio/move_rule.h"
#include "storage/database.h"

namespace regie::portfolio {

/// The largest file that can be imported over the network, in bytes.
inline constexpr std::size_t kLargestImport = 16'000'000;
/// The same for whoever is at the machine itself.
inline constexpr std::size_t kLargestFile = 200'000'000;

struct ExportedFile {
  std::string content_type;
  std::string name;
  std::string bytes;
};

/// The register as a spreadsheet, going out and coming in.
class ExchangeService {
 public:
  /// The rule, if any, is asked before an import moves a card; it must outlive the service.
  ExchangeService(storage::Database& database, const content::Library& library,
                  const MoveRule* rule = nullptr)
      : database_(database), library_(library), rule_(rule) {}

  /// Fails with cell_too_long_for_sheet for what XLSX cannot hold.
  Result<ExportedFile> export_register(const access::Caller& caller, const ExportQuery& query,
                                       Language language);
  /// The columns with their explanations, and no applications.
  Result<ExportedFile> make_template(const access::Caller& caller, const TemplateQuery& query,
                                     Language language);
  /// Says what a file would do, and unless that is all that was asked, does it: in one transaction,
  /// the good rows or nothing. Remembers the mapping that was given. Fails with not_base64, the
  /// errors of table::read, map_columns and JsonRows::read, columns_unmapped unless it is a
  /// preview, or import_conflict when somebody changed one of the applications meanwhile.
  Result<ImportReport> import_register(const access::Caller& caller, const ImportRequest& request,
                                       Language language);
  /// The same for a file as it is; `request.content` does not count.
  Result<ImportReport> import_file(const access::Caller& caller, std::string_view bytes,
                                   const ImportRequest& request, Language language);

 private:
  Exchange exchange_for(storage::Transaction& transaction, const access::Caller& caller,
                        Language language) const;
  /// Fails with import_conflict, or what the rule says.
  Result<void> apply(storage::Transaction& transaction, const access::Caller& caller,
                     const ImportPlan& plan, const std::string& reason) const;

  storage::Database& database_;
  const content::Library& library_;
  const MoveRule* rule_;
};

}  // namespace regie::portfolio
