#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "statistics/score_counts.h"
#include "validation/plan.h"
#include "validation/table_reader.h"

namespace regie::validation {

/// A column that divides rows: its values in order of text, and the number of each row's value.
struct GroupColumn {
  std::string name;
  std::vector<std::string> values;
  Column<std::uint16_t> codes;
};

/// Scores of one model: the distinct ones, and of each row the position * 2, plus 1 for an event.
struct ModelScores {
  std::string name;
  statistics::ScoreTable table;
  Column<std::uint32_t> keys;
};

/// The rows of all files side by side, made ready: what every number is derived from.
struct Rows {
  std::vector<ModelScores> models;
  std::vector<GroupColumn> groups;   ///< of group_columns(plan)
  std::vector<GroupColumn> periods;  ///< none or one
  Column<std::uint32_t> persons;     ///< number of each row's patient; empty without a column
  Column<std::uint8_t> policy;       ///< 1: treated under today's policy; empty without a column
  std::uint64_t n = 0;
  std::uint64_t person_count = 0;
  std::uint64_t repeated_persons = 0;  ///< with more than one row, before a choice is made
  std::uint64_t beside_choice = 0;     ///< rows that the choice left out
  std::string event_value;
};

/// Makes the rows of a table (which is emptied) ready for a binary outcome, finds the event, keeps
/// the rows that plan.repeats asks for, and ranks the scores. Fails with prediction_file_empty,
/// prediction_too_many_rows, outcome_third_value, outcome_event_unnamed or group_too_many_values.
Result<Rows> make_rows(const Plan& plan, Table& table, std::size_t threads);

/// The rows of one model of a file that names the model in a column (`value` of groups[column]),
/// with that column left out and its persons counted anew.
Rows rows_of_model(const Rows& all, std::size_t column, std::uint16_t value);

/// The fewest rows that are surely of so many persons: one more than the rows of the others, those
/// with the most, can be.
std::uint64_t rows_that_hold(const Rows& rows, std::uint64_t persons);

}  // namespace regie::validation
