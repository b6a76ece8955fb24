#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "table/sheet.h"

namespace regie::table {

/// Makes a Sheet out of records, for either format: finds the header, leaves out blank rows, keeps
/// the limits and writes the notices.
class SheetBuilder {
 public:
  explicit SheetBuilder(const Limits& limits) : limits_(limits) {}

  /// A record without its trailing empty cells; `width` counts those too. A spreadsheet's rows have
  /// no width of their own: kEndless.
  Result<void> add(std::size_t number, std::vector<std::string>&& cells, std::size_t width);

  void notice(std::size_t row, ErrorCode code, std::map<std::string, std::string> parameters);

  Result<Sheet> finish();

  static constexpr std::size_t kEndless = SIZE_MAX;

 private:
  void notice_width(std::size_t number, std::size_t filled, std::size_t width);
  void name_columns();

  const Limits& limits_;
  Sheet sheet_;
  bool has_header_ = false;
  std::size_t header_width_ = 0;
  std::size_t widest_ = 0;
  std::size_t cells_ = 0;
};

}  // namespace regie::table
