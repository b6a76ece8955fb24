#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "validation/cells.h"
#include "validation/column.h"
#include "validation/columns.h"
#include "validation/dictionary.h"
#include "validation/plan.h"

namespace regie::validation {

/// Most distinct values that a column of groups may have.
inline constexpr std::uint32_t kMostGroups = 10'000;

/// Scores of one model: whole billionths as long as every score has at most nine decimals, which is
/// exact and half the size; doubles from the first one that has more.
struct ScoreColumn {
  Column<std::uint32_t> billionths;
  Column<double> values;
  bool is_decimal = true;
  int most_decimals = 0;

  void add(const ScoreCell& cell);
  void to_values();
};

/// Texts as small numbers.
struct CodedColumn {
  Dictionary dictionary;
  Column<std::uint16_t> codes;
};

/// What is wrong with a row of a chunk.
struct ChunkFault {
  ErrorCode code;
  std::uint64_t row = 0;  ///< within the chunk, from 1
  std::string column;
  std::size_t found = 0;
};

/// The rows of a piece of a file, or of all files, as far as they have an outcome and a score.
struct Chunk {
  std::vector<ScoreColumn> scores;
  Column<std::uint8_t> outcomes;  ///< number in outcome_values
  std::vector<std::string> outcome_values;
  std::vector<std::uint64_t> outcome_rows;  ///< where each value stands first
  Column<double> observed;                  ///< of a continuous outcome, and below too
  Column<double> lower;
  Column<double> upper;
  std::vector<CodedColumn> groups;
  CodedColumn periods;
  Column<std::int64_t> moments;
  Column<std::uint64_t> patients;
  Column<std::uint8_t> policy;
  std::uint64_t lines = 0;  ///< lines that were rows
  std::uint64_t without_outcome = 0;
  std::uint64_t without_score = 0;
  std::optional<ChunkFault> fault;

  std::size_t size() const { return std::max(outcomes.size(), observed.size()); }
  /// Makes room for so many rows.
  void reserve(std::size_t rows);
  /// Adds the rows of a chunk that was made by the same plan, and empties it but keeps its room.
  /// Where they do not go together (outcome_third_value, group_too_many_values) the fault is in
  /// `next` then, and this chunk is of no use any more.
  void append(Chunk& next, const Plan& plan);
  /// Without rows; the room stays.
  void clear();

 private:
  bool append_outcomes(Chunk& next, const Plan& plan);
  bool append_coded(CodedColumn& into, CodedColumn& from);
};

/// Puts rows of cells into a chunk.
class ChunkWriter {
 public:
  ChunkWriter(const Plan& plan, const ColumnPlaces& places, char separator, Chunk& into);

  /// False when the row cannot be taken; the fault is in the chunk then. `row` counts from 1.
  bool take(std::span<const std::string_view> cells, std::uint64_t row);

 private:
  bool refuse(ErrorCode code, std::uint64_t row, const std::string& column);
  bool take_scores(std::span<const std::string_view> cells, std::uint64_t row);
  bool take_outcome(std::string_view cell, std::uint64_t row);
  bool take_number(std::string_view cell, std::uint64_t row, const std::string& column,
                   Column<double>& into);
  bool take_rest(std::span<const std::string_view> cells, std::uint64_t row);
  bool take_moment(std::string_view cell, std::uint64_t row);

  const Plan& plan_;
  const ColumnPlaces& places_;
  Chunk& chunk_;
  std::vector<std::string> group_names_;
  bool comma_;
  bool continuous_;
  bool keeps_moments_;
  std::vector<ScoreCell> cells_;
  Moment month_;  ///< of the last row, whose period is known already
  std::uint32_t period_ = 0;
};

}  // namespace regie::validation
