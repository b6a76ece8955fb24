#include "validation/rows.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "validation/cells.h"
#include "validation/group_source.h"
#include "validation/parallel.h"
#include "validation/rank.h"

namespace regie::validation {
namespace {

constexpr std::uint64_t kMostPairs = 100'000'000;

/// The work on a column, row by row, in as many pieces as there are threads.
void for_rows(std::size_t rows, std::size_t threads,
              const std::function<void(std::size_t from, std::size_t until)>& work) {
  in_parallel(threads, threads, [&](std::size_t piece, std::size_t) {
    work(rows * piece / threads, rows * (piece + 1) / threads);
  });
}

/// A column with its values numbered in their order instead of as they came.
Result<GroupColumn> ordered_column(CodedColumn column, const std::string& name,
                                   const std::string& file, std::size_t threads) {
  const auto& came = column.dictionary.values();
  GroupColumn ordered{.name = name, .values = came};
  for (const auto& value : came)
    if (!is_utf8(value))
      return failure({.code = ErrorCode::prediction_encoding, .parameters = {{"file", file}}});
  std::ranges::sort(ordered.values, value_before);
  std::vector<std::uint16_t> codes;
  for (const auto& value : came)
    codes.push_back(static_cast<std::uint16_t>(
        std::ranges::lower_bound(ordered.values, value, value_before) - ordered.values.begin()));
  for_rows(column.codes.size(), threads, [&](std::size_t from, std::size_t until) {
    for (auto row = from; row < until; ++row) column.codes[row] = codes[column.codes[row]];
  });
  ordered.codes = std::move(column.codes);
  return ordered;
}

/// The value of the outcome that counts as an event.
Result<std::string> find_event(const Plan& plan, const Chunk& rows) {
  if (plan.event) return outcome_text(*plan.event);
  auto values = rows.outcome_values;
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

/// Patients as numbers in the order of their keys, which are numbers of any kind.
template <class Key>
void number_persons(const Column<Key>& keys, Rows& rows) {
  auto distinct = keys;
  std::ranges::sort(distinct);
  distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
  Column<std::uint32_t> persons;
  persons.reserve(keys.size());
  std::vector<std::uint8_t> times(distinct.size());
  for (const auto key : keys) {
    const auto person =
        static_cast<std::size_t>(std::ranges::lower_bound(distinct, key) - distinct.begin());
    persons.push_back(static_cast<std::uint32_t>(person));
    if (times[person] < 2) ++times[person];
  }
  rows.persons = std::move(persons);
  rows.person_count = distinct.size();
  rows.repeated_persons = static_cast<std::uint64_t>(std::ranges::count(times, 2));
}

template <class T>
void keep(Column<T>& column, const std::vector<std::uint32_t>& rows) {
  if (column.empty()) return;
  Column<T> kept;
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
void choose_one_each(Rows& rows, Repeats repeats, const Column<std::int64_t>& moments) {
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

/// Each pair of columns has a place for each pair of their values.
Result<void> check_pairs(const Plan& plan, const Rows& rows, const std::string& file) {
  std::uint64_t places = 0;
  for (std::size_t first = 0; first < rows.groups.size(); ++first)
    for (auto second = first + 1; second < rows.groups.size(); ++second) {
      const auto& [a, b] = std::tie(rows.groups[first], rows.groups[second]);
      if (!is_paired(plan, a.name, b.name)) continue;
      places += a.values.size() * b.values.size();
      if (places > kMostPairs)
        return failure({.code = ErrorCode::group_too_many_values,
                        .parameters = {{"file", file},
                                       {"row", std::to_string(rows.n + 1)},
                                       {"column", a.name + " & " + b.name},
                                       {"limit", std::to_string(kMostPairs)}}});
    }
  return {};
}

}  // namespace

Result<Rows> make_rows(const Plan& plan, Table& table, std::size_t threads) {
  const auto& file = table.files.front().name;
  auto& from = table.rows;
  Rows rows;
  rows.n = from.size();
  if (rows.n == 0)
    return failure({.code = ErrorCode::prediction_file_empty, .parameters = {{"file", file}}});
  if (rows.n > kMostRows)
    return failure({.code = ErrorCode::prediction_too_many_rows,
                    .parameters = {{"limit", std::to_string(kMostRows)}}});
  rows.event_value = TRY(find_event(plan, from));
  const auto names = group_columns(plan);
  for (std::size_t group = 0; group < names.size(); ++group)
    rows.groups.push_back(
        TRY(ordered_column(std::move(from.groups[group]), names[group], file, threads)));
  TRY(check_pairs(plan, rows, file));
  if (plan.time)
    rows.periods.push_back(TRY(ordered_column(std::move(from.periods), *plan.time, file, threads)));
  rows.policy = std::move(from.policy);
  std::uint32_t event[2] = {};
  for (std::size_t value = 0; value < from.outcome_values.size(); ++value)
    event[value] = from.outcome_values[value] == rows.event_value ? 1 : 0;
  for (std::size_t model = 0; model < plan.score.size(); ++model) {
    auto ranked = rank_scores(from.scores[model], threads);
    for_rows(rows.n, threads, [&](std::size_t begin, std::size_t end) {
      for (auto row = begin; row < end; ++row)
        ranked.positions[row] = ranked.positions[row] * 2 + event[from.outcomes[row]];
    });
    rows.models.push_back(
        {plan.score[model], std::move(ranked.table), std::move(ranked.positions)});
  }
  from.outcomes = {};
  rows.person_count = rows.n;
  if (plan.patient) number_persons(std::exchange(from.patients, {}), rows);
  const auto repeats = plan.repeats.value_or(Repeats::all);
  if (plan.patient && repeats != Repeats::all) choose_one_each(rows, repeats, from.moments);
  from = {};
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
  rows.person_count = rows.n;
  if (const auto persons = std::move(rows.persons); !persons.empty()) number_persons(persons, rows);
  return rows;
}

std::uint64_t rows_that_hold(const Rows& rows, std::uint64_t persons) {
  if (rows.persons.empty() || rows.person_count == rows.n || persons == 0) return persons;
  std::vector<std::uint64_t> of_person(rows.person_count);
  for (const auto person : rows.persons) ++of_person[person];
  const auto others = std::min<std::uint64_t>(persons - 1, of_person.size());
  const auto last = of_person.begin() + static_cast<std::ptrdiff_t>(others);
  std::ranges::partial_sort(of_person, last, std::greater{});
  return std::accumulate(of_person.begin(), last, std::uint64_t{1});
}

}  // namespace regie::validation
