#pragma once

#include <string_view>

#include "base/result.h"
#include "table/sheet.h"

namespace regie::table {

enum class Kind { csv, xlsx };
BOOST_DESCRIBE_ENUM(Kind, csv, xlsx)

/// What a file is, by its first bytes and not by its name. Any ZIP counts as XLSX here: read_xlsx
/// says what else it is. Fails with file_kind_unsupported {kind}, file_encrypted or
/// file_kind_unknown.
Result<Kind> detect(std::string_view bytes);

/// Detects and reads, with the errors of detect, read_csv and read_xlsx.
Result<Sheet> read(std::string_view bytes, const Limits& limits = {});

}  // namespace regie::table
