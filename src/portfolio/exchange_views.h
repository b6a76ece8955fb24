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

/// Who said which field a column is. Absent: nobody, and the name does not say it either.
enum class MappingOrigin { asked, remembered, recognised };
BOOST_DESCRIBE_ENUM(MappingOrigin, asked, remembered, recognised)

/// A column as it is read.
struct MappedColumn {
  std::string column;
  std::optional<std::string> field;
  std::optional<MappingOrigin> origin;
  std::vector<std::string> samples;  ///< what its first filled cells say, shortened
};
BOOST_DESCRIBE_STRUCT(MappedColumn, (), (column, field, origin, samples))

struct ImportRequest {
  std::string content;                 ///< the CSV, XLSX or JSON file, as base64
  std::vector<ColumnMapping> mapping;  ///< of the columns that the program should not guess
  ImportMode mode = ImportMode::preview;
};
BOOST_DESCRIBE_STRUCT(ImportRequest, (), (content, mapping, mode))

/// What is wrong, or worth seeing, in one row; `detail` is in the language of the caller.
struct ImportFault {
  std::int64_t row = 0;               ///< as a spreadsheet numbers it; in JSON the first is 1
  std::optional<std::string> column;  ///< as the file calls it
  std::optional<std::string> field;   ///< a pointer; in JSON it may point further than a column
  std::string code;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(ImportFault, (), (row, column, field, code, detail))

/// The rejected rows with their reasons, to mend and import again: CSV, or JSON when JSON came.
struct RejectedFile {
  std::string name;
  std::string content_type;
  std::string content;
};
BOOST_DESCRIBE_STRUCT(RejectedFile, (), (name, content_type, content))

struct ImportReport {
  bool applied = false;  ///< false: nothing was written
  std::int64_t rows = 0;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t rejected = 0;
  std::vector<MappedColumn> mapping;  ///< every column of the file; none in JSON
  std::vector<ImportFault> errors;    ///< the first thousand
  std::int64_t error_count = 0;
  std::vector<ImportFault> notices;
  std::optional<RejectedFile> rejected_file;
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (applied, rows, added, changed, unchanged, rejected, mapping, errors,
                       error_count, notices, rejected_file))

}  // namespace regie::portfolio
