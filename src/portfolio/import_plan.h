#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "access/caller.h"
#include "portfolio/exchange.h"
#include "portfolio/import_source.h"
#include "portfolio/store.h"

namespace regie::portfolio {

enum class RowOutcome { added, changed, unchanged, rejected };

struct PlannedRow {
  RowOutcome outcome = RowOutcome::unchanged;
  const StoredApplication* before = nullptr;  ///< absent for a new application
  RegisterRow row;  ///< as it would be; phase_since only when the file says it
  std::vector<RowFault> faults;
};

/// What everything is decided by, besides the file.
struct ImportSetting {
  const Exchange& exchange;
  const content::Library& library;
  const access::Caller& caller;
  Timestamp now;
};

/// Decides for every row of a file what it would do. Writes nothing.
///
/// A row with a code is that application, or a new one under that code. Without a code it is the
/// one with the same name and supplier, but for case and accents; without a supplier too, the only
/// one with that name. Otherwise it is new.
class ImportPlan {
 public:
  /// `present` is the whole register, and outlives the plan.
  ImportPlan(const ImportSetting& setting, const ImportSource& source,
             std::span<const StoredApplication> present);

  /// One for each row of the source.
  const std::vector<PlannedRow>& rows() const { return rows_; }

 private:
  struct Found {
    const StoredApplication* application = nullptr;
    std::size_t count = 0;
  };

  void index(const StoredApplication& application);
  void find_target(std::size_t row, PlannedRow& planned);
  void find_by_name(std::size_t row, PlannedRow& planned);
  void claim(std::size_t row, const std::string& key, PlannedRow& planned);
  void check_row(PlannedRow& planned);
  void check_phase(PlannedRow& planned);
  void decide(PlannedRow& planned);
  void reject(PlannedRow& planned, std::string_view pointer, CellFault fault) const;

  const ImportSetting& setting_;
  const ImportSource& source_;
  std::unordered_map<std::string, const StoredApplication*> by_code_;
  std::unordered_map<std::string, Found> by_name_;
  std::unordered_map<std::string, Found> by_name_and_supplier_;
  std::unordered_map<std::string, std::size_t> claimed_;  ///< by which row
  std::vector<PlannedRow> rows_;
};

/// The number in APP-0012; nothing for a code that is not of Regie.
std::optional<std::int64_t> code_number(std::string_view code);

}  // namespace regie::portfolio
