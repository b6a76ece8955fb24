#include "validation/chunk.h"

#include "validation/cells.h"

namespace regie::validation {
namespace {

constexpr double kBillion = 1e9;
constexpr std::int64_t kMonth = 100'000'000;  ///< in yyyymmddhhmmss

}  // namespace

void ScoreColumn::to_values() {
  if (!is_decimal) return;
  is_decimal = false;
  values.reserve(billionths.size());
  // Both are whole numbers below 2^53: the quotient is the double nearest to the decimal.
  for (const auto each : billionths) values.push_back(each / kBillion);
  billionths = {};
}

void ScoreColumn::add(const ScoreCell& cell) {
  if (!cell.is_decimal) to_values();
  if (is_decimal) {
    most_decimals = std::max(most_decimals, cell.decimals);
    billionths.push_back(cell.billionths);
  } else {
    values.push_back(cell.is_decimal ? cell.billionths / kBillion : cell.value);
  }
}

ChunkWriter::ChunkWriter(const Plan& plan, const ColumnPlaces& places, char separator, Chunk& into)
    : plan_(plan),
      places_(places),
      chunk_(into),
      group_names_(group_columns(plan)),
      comma_(separator != ','),
      continuous_(plan.kind == OutcomeKind::continuous),
      keeps_moments_(plan.repeats == Repeats::first),
      cells_(plan.score.size()) {
  chunk_.scores.resize(plan.score.size());
  chunk_.groups.resize(group_names_.size());
  if (continuous_)
    for (auto& score : chunk_.scores) score.is_decimal = false;
}

bool ChunkWriter::refuse(ErrorCode code, std::uint64_t row, const std::string& column) {
  chunk_.fault = {code, row, column};
  return false;
}

bool ChunkWriter::take(std::span<const std::string_view> cells, std::uint64_t row) {
  const auto outcome = cells[places_.outcome];
  if (is_missing(outcome)) return ++chunk_.without_outcome, true;
  for (const auto place : places_.scores)
    if (is_missing(cells[place])) return ++chunk_.without_score, true;
  return take_scores(cells, row) && take_outcome(outcome, row) && take_rest(cells, row);
}

bool ChunkWriter::take_scores(std::span<const std::string_view> cells, std::uint64_t row) {
  for (std::size_t model = 0; model < places_.scores.size(); ++model) {
    const auto cell = cells[places_.scores[model]];
    if (continuous_) {
      if (!take_number(cell, row, plan_.score[model], chunk_.scores[model].values)) return false;
      continue;
    }
    const auto fault = read_score(cell, comma_, cells_[model]);
    if (fault == CellFault::not_a_number)
      return refuse(ErrorCode::prediction_not_a_number, row, plan_.score[model]);
    if (fault == CellFault::out_of_range)
      return refuse(ErrorCode::prediction_out_of_range, row, plan_.score[model]);
    chunk_.scores[model].add(cells_[model]);
  }
  return true;
}

bool ChunkWriter::take_number(std::string_view cell, std::uint64_t row, const std::string& column,
                              std::vector<double>& into) {
  const auto value = read_number(cell, comma_);
  if (!value) return refuse(ErrorCode::prediction_not_a_number, row, column);
  into.push_back(*value == 0 ? 0 : *value);
  return true;
}

bool ChunkWriter::take_outcome(std::string_view cell, std::uint64_t row) {
  if (continuous_) return take_number(cell, row, *plan_.outcome, chunk_.observed);
  auto& values = chunk_.outcome_values;
  for (std::size_t value = 0; value < values.size(); ++value)
    if (values[value] == cell)
      return chunk_.outcomes.push_back(static_cast<std::uint8_t>(value)), true;
  const auto text = outcome_text(cell);
  for (std::size_t value = 0; value < values.size(); ++value)
    if (values[value] == text)
      return chunk_.outcomes.push_back(static_cast<std::uint8_t>(value)), true;
  if (values.size() == 2) return refuse(ErrorCode::outcome_third_value, row, *plan_.outcome);
  chunk_.outcomes.push_back(static_cast<std::uint8_t>(values.size()));
  values.push_back(text);
  chunk_.outcome_rows.push_back(row);
  return true;
}

bool ChunkWriter::take_rest(std::span<const std::string_view> cells, std::uint64_t row) {
  for (std::size_t group = 0; group < places_.groups.size(); ++group) {
    auto& column = chunk_.groups[group];
    const auto cell = without_blanks(cells[places_.groups[group]]);
    const auto code = column.dictionary.code_of(cell, kMostGroups);
    if (code == kMostGroups)
      return refuse(ErrorCode::group_too_many_values, row, group_names_[group]);
    column.codes.push_back(static_cast<std::uint16_t>(code));
  }
  if (places_.patient) chunk_.patients.push_back(text_key(without_blanks(cells[*places_.patient])));
  if (places_.time && !take_moment(cells[*places_.time], row)) return false;
  if (places_.policy) {
    const auto truth = truth_of(outcome_text(cells[*places_.policy]));
    if (!truth) return refuse(ErrorCode::policy_not_binary, row, *plan_.current_policy);
    chunk_.policy.push_back(*truth ? 1 : 0);
  }
  if (places_.lower && !take_number(cells[*places_.lower], row, *plan_.lower, chunk_.lower))
    return false;
  return !places_.upper || take_number(cells[*places_.upper], row, *plan_.upper, chunk_.upper);
}

bool ChunkWriter::take_moment(std::string_view cell, std::uint64_t row) {
  const auto moment = read_moment(cell);
  if (!moment) return refuse(ErrorCode::moment_unreadable, row, *plan_.time);
  const Moment month{moment->is_date ? moment->order / kMonth : moment->order, moment->is_date};
  if (month.order != month_.order || month.is_date != month_.is_date ||
      chunk_.periods.codes.empty()) {
    month_ = month;
    period_ = chunk_.periods.dictionary.code_of(period_of(*moment), kMostGroups);
    if (period_ == kMostGroups) return refuse(ErrorCode::group_too_many_values, row, *plan_.time);
  }
  chunk_.periods.codes.push_back(static_cast<std::uint16_t>(period_));
  if (keeps_moments_) chunk_.moments.push_back(moment->order);
  return true;
}

}  // namespace regie::validation
