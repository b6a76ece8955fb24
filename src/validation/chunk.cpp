#include "validation/chunk.h"

#include <algorithm>

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

void Chunk::reserve(std::size_t rows) {
  for (auto& score : scores)
    score.is_decimal ? score.billionths.reserve(rows) : score.values.reserve(rows);
  for (auto& group : groups) group.codes.reserve(rows);
  const auto if_used = [&](auto& column) {
    if (!column.empty()) column.reserve(rows);
  };
  if_used(outcomes);
  for (auto* column : {&observed, &lower, &upper}) if_used(*column);
  if_used(periods.codes);
  if_used(moments);
  if_used(patients);
  if_used(policy);
}

bool Chunk::append_outcomes(Chunk& next, const Plan& plan) {
  std::vector<std::uint8_t> codes;
  for (std::size_t value = 0; value < next.outcome_values.size(); ++value) {
    const auto known = std::ranges::find(outcome_values, next.outcome_values[value]);
    if (known == outcome_values.end() && outcome_values.size() == 2) {
      next.fault = {ErrorCode::outcome_third_value, next.outcome_rows[value], *plan.outcome};
      return false;
    }
    codes.push_back(static_cast<std::uint8_t>(known - outcome_values.begin()));
    if (known != outcome_values.end()) continue;
    outcome_values.push_back(next.outcome_values[value]);
    outcome_rows.push_back(lines + next.outcome_rows[value]);
  }
  for (auto& outcome : next.outcomes) outcome = codes[outcome];
  move_behind(outcomes, next.outcomes);
  return true;
}

bool Chunk::append_coded(CodedColumn& into, CodedColumn& from) {
  std::vector<std::uint16_t> codes;
  for (const auto& value : from.dictionary.values()) {
    const auto code = into.dictionary.code_of(value, kMostGroups);
    if (code == kMostGroups) return false;
    codes.push_back(static_cast<std::uint16_t>(code));
  }
  for (auto& code : from.codes) code = codes[code];
  move_behind(into.codes, from.codes);
  return true;
}

void Chunk::append(Chunk& next, const Plan& plan) {
  const auto names = group_columns(plan);
  scores.resize(next.scores.size());
  groups.resize(next.groups.size());
  if (!append_outcomes(next, plan)) return;
  for (std::size_t group = 0; group < groups.size(); ++group)
    if (!append_coded(groups[group], next.groups[group])) {
      next.fault = {ErrorCode::group_too_many_values, next.lines, names[group]};
      return;
    }
  if (!append_coded(periods, next.periods)) {
    next.fault = {ErrorCode::group_too_many_values, next.lines, *plan.time};
    return;
  }
  for (std::size_t model = 0; model < scores.size(); ++model) {
    auto& into = scores[model];
    auto& from = next.scores[model];
    if (into.is_decimal && !from.is_decimal) into.to_values();
    if (!into.is_decimal) from.to_values();
    into.most_decimals = std::max(into.most_decimals, from.most_decimals);
    move_behind(into.billionths, from.billionths);
    move_behind(into.values, from.values);
  }
  move_behind(observed, next.observed);
  move_behind(lower, next.lower);
  move_behind(upper, next.upper);
  move_behind(moments, next.moments);
  move_behind(patients, next.patients);
  move_behind(policy, next.policy);
  lines += next.lines;
  without_outcome += next.without_outcome;
  without_score += next.without_score;
  next.clear();
}

void Chunk::clear() {
  for (auto& score : scores) {
    score.billionths.clear();
    score.values.clear();
    score.is_decimal = true;
    score.most_decimals = 0;
  }
  for (auto& group : groups) {
    group.dictionary = {};
    group.codes.clear();
  }
  periods.dictionary = {};
  periods.codes.clear();
  outcome_values.clear();
  outcome_rows.clear();
  outcomes.clear();
  for (auto* column : {&observed, &lower, &upper}) column->clear();
  moments.clear();
  patients.clear();
  policy.clear();
  lines = without_outcome = without_score = 0;
  fault.reset();
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
                              Column<double>& into) {
  const auto value = read_number(cell, comma_);
  if (!value) return refuse(ErrorCode::prediction_not_a_number, row, column);
  into.push_back(*value == 0 ? 0 : *value);
  return true;
}

bool ChunkWriter::take_outcome(std::string_view cell, std::uint64_t row) {
  if (continuous_) return take_number(cell, row, *plan_.outcome, chunk_.observed);
  auto& values = chunk_.outcome_values;
  if (cell.size() == 1)  // nearly always
    for (std::size_t value = 0; value < values.size(); ++value)
      if (values[value].size() == 1 && values[value][0] == cell[0])
        return chunk_.outcomes.push_back(static_cast<std::uint8_t>(value)), true;
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
