#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "access/caller.h"
#include "portfolio/exchange.h"
#include "portfolio/exchange_views.h"
#include "portfolio/store.h"
#include "table/sheet.h"

namespace regie::portfolio {

/// Which field each column of a file is.
using Columns = std::vector<std::optional<std::size_t>>;

/// What was asked for, else what somebody said before (by folded name), else what the name says. A
/// field has one column: a later one that was not asked for gets none. Fails with invalid_request
/// (pointers into /mapping) or columns_unmapped.
Result<Columns> map_columns(const Exchange& exchange, const table::Sheet& sheet,
                            const std::vector<ColumnMapping>& asked,
                            const std::map<std::string, std::string>& remembered);

enum class RowOutcome { added, changed, unchanged, rejected };

struct RowFault {
  std::optional<std::size_t> column;
  std::optional<std::size_t> field;
  CellFault fault;
};

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
  bool grouped;  ///< numbers may have separators of thousands
};

/// Decides for every row of a file what it would do. Writes nothing.
///
/// A row with a code is that application, or a new one under that code. Without a code it is the
/// one with the same name and supplier, but for case and accents; without a supplier too, the only
/// one with that name. Otherwise it is new. An empty cell leaves a field as it is.
class ImportPlan {
 public:
  /// `present` is the whole register, and outlives the plan.
  ImportPlan(const ImportSetting& setting, const table::Sheet& sheet, const Columns& columns,
             std::span<const StoredApplication> present);

  /// One for each row of the sheet.
  const std::vector<PlannedRow>& rows() const { return rows_; }

 private:
  struct Found {
    const StoredApplication* application = nullptr;
    std::size_t count = 0;
  };

  void index(const StoredApplication& application);
  std::string text_of(std::size_t row, std::string_view pointer) const;
  void find_target(std::size_t row, PlannedRow& planned);
  void find_by_name(std::size_t row, PlannedRow& planned);
  void claim(std::size_t row, const std::string& key, PlannedRow& planned);
  void read_cells(std::size_t row, PlannedRow& planned);
  void check_row(PlannedRow& planned);
  void check_phase(PlannedRow& planned);
  void decide(PlannedRow& planned);
  void reject(PlannedRow& planned, std::string_view pointer, CellFault fault);

  const ImportSetting& setting_;
  const table::Sheet& sheet_;
  const Columns& columns_;
  std::unordered_map<std::string, const StoredApplication*> by_code_;
  std::unordered_map<std::string, Found> by_name_;
  std::unordered_map<std::string, Found> by_name_and_supplier_;
  std::unordered_map<std::string, std::size_t> claimed_;  ///< by which row
  std::vector<PlannedRow> rows_;
};

/// The number in APP-0012; nothing for a code that is not of Regie.
std::optional<std::int64_t> code_number(std::string_view code);

}  // namespace regie::portfolio
