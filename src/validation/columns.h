#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "validation/plan.h"

namespace regie::validation {

/// The first line of a file of predictions.
struct Header {
  std::vector<std::string> names;
  char separator = ',';
  std::size_t bytes = 0;  ///< up to where the rows begin
};

/// Reads the header at the start of the text: a byte-order mark of UTF-8 goes, and the separator is
/// the one of , ; tab | that stands most in the line outside quotation marks. Nothing when the line
/// does not end within the text. Fails with prediction_encoding {file}, prediction_quote_unclosed
/// or prediction_column_repeated {file, column}.
Result<std::optional<Header>> read_header(std::string_view text, const std::string& file);

/// Where in a row the cells stand that a plan asks for.
struct ColumnPlaces {
  std::size_t columns = 0;  ///< cells in a row
  std::vector<std::size_t> scores;
  std::size_t outcome = 0;
  std::optional<std::size_t> patient;
  std::optional<std::size_t> time;
  std::optional<std::size_t> policy;
  std::optional<std::size_t> lower;
  std::optional<std::size_t> upper;
  std::vector<std::size_t> groups;  ///< of group_columns(plan)
};

/// The columns that divide rows into groups, in order: `by`, then version, model and horizon.
std::vector<std::string> group_columns(const Plan& plan);

/// Fails with prediction_column_missing {file, column, columns}.
Result<ColumnPlaces> place_columns(const Plan& plan, const Header& header, const std::string& file);

/// The names that the plan uses for something else than groups, or drops: the privacy guard leaves
/// these alone, since their values are never shown.
bool is_named(const Plan& plan, const std::string& column);

}  // namespace regie::validation
