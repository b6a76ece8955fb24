#include "validation/rows.h"

#include <algorithm>
#include <numeric>

#include "validation/cells.h"
#include "validation/group_source.h"
#include "validation/rank.h"

namespace regie::validation {
namespace {

constexpr std::uint64_t kMostRows = 0xffff'fff0 / 2;

/// Appends and frees: the memory of a chunk goes as soon as it is taken over.
template <class T>
void move_to(std::vector<T>& into, std::vector<T>& from) {
  into.insert(into.end(), from.begin(), from.end());
  from = {};
}

std::uint64_t size_of(const Table& table) {
  std::uint64_t rows = 0;
  for (const auto& chunk : table.chunks) rows += chunk.outcomes.size();
  return rows;
}

/// The column of all chunks, with one numbering: by text.
Result<GroupColumn> join_column(Table& table, std::uint64_t rows, const std::string& name,
                                const std::function<CodedColumn&(Chunk&)>& of) {
  GroupColumn joined{.name = name};
  for (auto& chunk : table.chunks)
    for (const auto& value : of(chunk).dictionary.values()) {
      if (!is_utf8(value))
        return failure({.code = ErrorCode::prediction_encoding,
                        .parameters = {{"file", table.files.front().name}}});
      joined.values.push_back(value);
    }
  std::ranges::sort(joined.values, value_before);
  joined.values.erase(std::ranges::unique(joined.values).begin(), joined.values.end());
  if (joined.values.size() > kMostGroups)
    return failure({.code = ErrorCode::group_too_many_values,
                    .parameters = {{"column", name}, {"limit", std::to_string(kMostGroups)}}});
  joined.codes.reserve(rows);
  for (auto& chunk : table.chunks) {
    auto& column = of(chunk);
    std::vector<std::uint16_t> codes;
    for (const auto& value : column.dictionary.values())
      codes.push_back(static_cast<std::uint16_t>(
          std::ranges::lower_bound(joined.values, value, value_before) - joined.values.begin()));
    for (const auto code : column.codes) joined.codes.push_back(codes[code]);
    column = {};
  }
  return joined;
}

/// One for each distinct value of the outcome, over all chunks: 1 when it is the event.
Result<std::string> find_event(const Plan& plan, const Table& table) {
  std::vector<std::string> values;
  std::uint64_t rows_before = 0;
  for (const auto& chunk : table.chunks) {
    for (std::size_t value = 0; value < chunk.outcome_values.size(); ++value) {
      if (std::ranges::count(values, chunk.outcome_values[value]) > 0) continue;
      if (values.size() == 2)
        return failure(
            {.code = ErrorCode::outcome_third_value,
             .parameters = {{"file", table.files.front().name},
                            {"row", std::to_string(rows_before + chunk.outcome_rows[value] + 1)},
                            {"column", *plan.outcome}}});
      values.push_back(chunk.outcome_values[value]);
    }
    rows_before += chunk.lines;
  }
  if (plan.event) return outcome_text(*plan.event);
  std::ranges::sort(values);
  std::string event;
  for (const auto& value : values) {
    const auto truth = truth_of(value);
    if (!truth)
      return failure({.code = ErrorCode::outcome_event_unnamed,
                      .parameters = {{"column", *plan.outcome}, {"values", joined(values, ", ")}}});
    if (*truth) event = value;
  }
  return event;
}

std::vector<std::uint8_t> join_events(Table& table, std::uint64_t rows, const std::string& event) {
  std::vector<std::uint8_t> events;
  events.reserve(rows);
  for (auto& chunk : table.chunks) {
    std::uint8_t counts[2] = {};
    for (std::size_t value = 0; value < chunk.outcome_values.size(); ++value)
      counts[value] = chunk.outcome_values[value] == event ? 1 : 0;
    for (const auto outcome : chunk.outcomes) events.push_back(counts[outcome]);
    chunk.outcomes = {};
  }
  return events;
}

/// Patients as numbers in the order of their keys.
void number_persons(Table& table, Rows& rows) {
  std::vector<std::uint64_t> keys;
  keys.reserve(rows.n);
  for (auto& chunk : table.chunks) move_to(keys, chunk.patients);
  auto distinct = keys;
  std::ranges::sort(distinct);
  distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
  rows.persons.reserve(keys.size());
  std::vector<std::uint8_t> times(distinct.size());
  for (const auto key : keys) {
    const auto person =
        static_cast<std::size_t>(std::ranges::lower_bound(distinct, key) - distinct.begin());
    rows.persons.push_back(static_cast<std::uint32_t>(person));
    if (times[person] < 2) ++times[person];
  }
  rows.person_count = distinct.size();
  rows.repeated_persons = static_cast<std::uint64_t>(std::ranges::count(times, 2));
}

template <class T>
void keep(std::vector<T>& column, const std::vector<std::uint32_t>& rows) {
  if (column.empty()) return;
  std::vector<T> kept;
  kept.reserve(rows.size());
  for (const auto row : rows) kept.push_back(column[row]);
  column = std::move(kept);
}

void keep_rows(Rows& all, const std::vector<std::uint32_t>& rows) {
  for (auto& model : all.models) keep(model.keys, rows);
  for (auto* columns : {&all.groups, &all.periods})
    for (auto& column : *columns) keep(column.codes, rows);
  keep(all.persons, rows);
  keep(all.policy, rows);
  all.n = rows.size();
}

/// One row of each patient: the first in time or the one with the highest score of the first model.
/// Where two are equal in that, the higher score and then the event; so the order of rows is no
/// matter.
void choose_one_each(Rows& rows, Repeats repeats, const std::vector<std::int64_t>& moments) {
  std::vector<std::uint32_t> order(rows.n);
  std::iota(order.begin(), order.end(), 0U);
  const auto comes_before = [&](std::uint32_t a, std::uint32_t b) {
    if (rows.persons[a] != rows.persons[b]) return rows.persons[a] < rows.persons[b];
    if (repeats == Repeats::first && moments[a] != moments[b]) return moments[a] < moments[b];
    for (const auto& model : rows.models)
      if (model.keys[a] != model.keys[b]) return model.keys[a] > model.keys[b];
    for (const auto* columns : {&rows.groups, &rows.periods})
      for (const auto& column : *columns)
        if (column.codes[a] != column.codes[b]) return column.codes[a] < column.codes[b];
    return false;
  };
  std::ranges::sort(order, comes_before);
  std::vector<std::uint32_t> chosen;
  for (std::size_t at = 0; at < order.size(); ++at)
    if (at == 0 || rows.persons[order[at]] != rows.persons[order[at - 1]])
      chosen.push_back(order[at]);
  rows.beside_choice = rows.n - chosen.size();
  keep_rows(rows, chosen);
}

}  // namespace

Result<Rows> make_rows(const Plan& plan, Table& table, std::size_t threads) {
  Rows rows;
  rows.n = size_of(table);
  if (rows.n == 0)
    return failure({.code = ErrorCode::prediction_file_empty,
                    .parameters = {{"file", table.files.front().name}}});
  if (rows.n > kMostRows)
    return failure({.code = ErrorCode::prediction_too_many_rows,
                    .parameters = {{"limit", std::to_string(kMostRows)}}});
  rows.event_value = TRY(find_event(plan, table));
  const auto events = join_events(table, rows.n, rows.event_value);
  const auto names = group_columns(plan);
  for (std::size_t group = 0; group < names.size(); ++group)
    rows.groups.push_back(
        TRY(join_column(table, rows.n, names[group],
                        [&](Chunk& chunk) -> CodedColumn& { return chunk.groups[group]; })));
  if (plan.time)
    rows.periods.push_back(TRY(join_column(
        table, rows.n, *plan.time, [](Chunk& chunk) -> CodedColumn& { return chunk.periods; })));
  for (auto& chunk : table.chunks) move_to(rows.policy, chunk.policy);
  for (std::size_t model = 0; model < plan.score.size(); ++model) {
    ScoreColumn scores;
    for (const auto& chunk : table.chunks)
      scores.is_decimal = scores.is_decimal && chunk.scores[model].is_decimal;
    (scores.is_decimal ? void(scores.billionths.reserve(rows.n)) : scores.values.reserve(rows.n));
    for (auto& chunk : table.chunks) {
      auto& part = chunk.scores[model];
      if (!scores.is_decimal) part.to_values();
      scores.most_decimals = std::max(scores.most_decimals, part.most_decimals);
      move_to(scores.billionths, part.billionths);
      move_to(scores.values, part.values);
    }
    auto ranked = rank_scores(scores, threads);
    for (std::size_t row = 0; row < rows.n; ++row)
      ranked.positions[row] = ranked.positions[row] * 2 + events[row];
    rows.models.push_back(
        {plan.score[model], std::move(ranked.table), std::move(ranked.positions)});
  }
  rows.person_count = rows.n;
  if (plan.patient) number_persons(table, rows);
  const auto repeats = plan.repeats.value_or(Repeats::all);
  if (plan.patient && repeats != Repeats::all) {
    std::vector<std::int64_t> moments;
    for (auto& chunk : table.chunks) move_to(moments, chunk.moments);
    choose_one_each(rows, repeats, moments);
  }
  return rows;
}

Rows rows_of_model(const Rows& all, std::size_t column, std::uint16_t value) {
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t row = 0; row < all.n; ++row)
    if (all.groups[column].codes[row] == value) chosen.push_back(row);
  Rows rows = all;
  rows.groups.erase(rows.groups.begin() + static_cast<std::ptrdiff_t>(column));
  keep_rows(rows, chosen);
  rows.models.front().name = all.groups[column].values[value];
  return rows;
}

}  // namespace regie::validation
