#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "validation/chunk.h"
#include "validation/plan.h"
#include "validation/result.h"

namespace regie::validation {

/// How far reading is: bytes read of bytes in all; in all is 0 for a stream.
using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;

/// Positions of scores take 31 bits.
inline constexpr std::uint64_t kMostRows = 0xffff'fff0 / 2;

struct ReadOptions {
  std::size_t threads = 1;
  Language language = Language::nl;  ///< of the privacy guard's words
  Progress progress;
  std::vector<std::string> names;  ///< shown in the place of the names of the paths, when given
  std::uint64_t most_rows = kMostRows;
};

/// The rows of all files, in their order.
struct Table {
  Chunk rows;
  std::vector<SourceFile> files;
};

/// The longest line that is read.
inline constexpr std::size_t kLongestLine = 1'000'000;

/// Reads the columns that the plan asks for from CSV files: plain, gzip or zstd, or `-` for
/// standard input. Rows without outcome or score are counted and left. Fails with the first fault
/// in the order of the rows: file_unusable, personal_data_found, prediction_too_many_rows {limit},
/// or one of the prediction_, outcome_, group_ and moment_ codes, with {file, row, column}; a row
/// is numbered with the header as 1.
Result<Table> read_tables(const Plan& plan, const std::vector<std::string>& paths,
                          const ReadOptions& options);

}  // namespace regie::validation
