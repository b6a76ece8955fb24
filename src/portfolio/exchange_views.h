#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "portfolio/views.h"

/// What travels around imports and exports of the register.
namespace regie::portfolio {

enum class ExportFormat { csv, xlsx, json };
BOOST_DESCRIBE_ENUM(ExportFormat, csv, xlsx, json)

/// The filters of the register, without its pages.
struct ExportQuery : ApplicationQuery {
  ExportFormat format = ExportFormat::csv;
  std::optional<bool> whole;  ///< everything, also what has ended; the filters do not count then
};
BOOST_DESCRIBE_STRUCT(ExportQuery, (ApplicationQuery), (format, whole))

enum class TemplateFormat { csv, xlsx };
BOOST_DESCRIBE_ENUM(TemplateFormat, csv, xlsx)

struct TemplateQuery {
  TemplateFormat format = TemplateFormat::xlsx;
};
BOOST_DESCRIBE_STRUCT(TemplateQuery, (), (format))

enum class ImportMode { preview, good_rows, all_or_nothing };
BOOST_DESCRIBE_ENUM(ImportMode, preview, good_rows, all_or_nothing)

/// Which field a column is: a pointer such as /identity/name, or nothing.
struct ColumnMapping {
  std::string column;
  std::optional<std::string> field;
};
BOOST_DESCRIBE_STRUCT(ColumnMapping, (), (column, field))

struct ImportRequest {
  std::string content;                 ///< the CSV or XLSX file, as base64
  std::vector<ColumnMapping> mapping;  ///< of the columns that the program should not guess
  ImportMode mode = ImportMode::preview;
};
BOOST_DESCRIBE_STRUCT(ImportRequest, (), (content, mapping, mode))

/// What is wrong, or worth seeing, in one row; `detail` is in the language of the caller.
struct ImportFault {
  std::int64_t row = 0;               ///< as a spreadsheet numbers it
  std::optional<std::string> column;  ///< as the file calls it
  std::optional<std::string> field;
  std::string code;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(ImportFault, (), (row, column, field, code, detail))

struct ImportReport {
  bool applied = false;  ///< false: nothing was written
  std::int64_t rows = 0;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t rejected = 0;
  std::vector<ColumnMapping> mapping;  ///< every column of the file
  std::vector<ImportFault> errors;     ///< the first thousand
  std::int64_t error_count = 0;
  std::vector<ImportFault> notices;
  std::optional<std::string> rejected_csv;  ///< the rejected rows with their reasons
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (applied, rows, added, changed, unchanged, rejected, mapping, errors,
                       error_count, notices, rejected_csv))

}  // namespace regie::portfolio
