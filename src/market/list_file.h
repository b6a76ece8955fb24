#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "market/entry.h"

namespace regie::market {

/// What is wrong in one cell, or in a row when no column is named.
struct ListFault {
  std::size_t row;  ///< as a spreadsheet numbers it
  std::string column;
  ErrorCode code;
  std::map<std::string, std::string> parameters = {};
};

struct ListFile {
  std::vector<Entry> entries;  ///< of the rows that are right
  std::vector<ListFault> faults;
};

/// Reads a list of the FDA, as CSV or XLSX: with its own column names (Date of Final Decision,
/// Submission Number, Device, Company, Panel (lead), Primary Product Code) or those of
/// content/market. Dates are MM/DD/YYYY, as the FDA writes them, or yyyy-mm-dd, and not after
/// `latest`. White space at the ends and doubled within goes. Other columns are not used.
///
/// Fails with columns_missing {columns}, table_empty, or what table::read fails with.
Result<ListFile> read_list(std::string_view bytes, Date latest);

/// What a newer list changes.
struct ListChanges {
  std::vector<Entry> added;
  std::vector<Entry> changed;  ///< as they became
  std::vector<Entry> gone;
  std::int64_t unchanged = 0;

  bool empty() const { return added.empty() && changed.empty() && gone.empty(); }
};

/// Entries are the same when their number is. Each list comes out newest decision first.
ListChanges compare(const std::vector<Entry>& before, const std::vector<Entry>& after);

/// The first and the last day of decision. The list may not be empty.
struct Period {
  Date from;
  Date until;
};
Period period_of(const std::vector<Entry>& entries);

}  // namespace regie::market
