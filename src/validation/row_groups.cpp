#include "validation/row_groups.h"

#include <algorithm>
#include <array>
#include <bit>

#include "validation/cells.h"
#include "validation/parallel.h"

namespace regie::validation {
namespace {

constexpr std::size_t kFewKeys = 512;
/// Rows of a group for each score that there is, from which counting beats sorting: 1 in so many.
constexpr std::size_t kDense = 4;

std::uint32_t combination(const std::vector<const GroupColumn*>& columns, std::size_t row) {
  std::uint32_t found = columns[0]->codes[row];
  if (columns.size() == 2)
    found = found * static_cast<std::uint32_t>(columns[1]->values.size()) + columns[1]->codes[row];
  return found;
}

std::size_t combinations(const std::vector<const GroupColumn*>& columns) {
  std::size_t count = 1;
  for (const auto* column : columns) count *= column->values.size();
  return count;
}

/// What a thread uses again for each group.
struct Room {
  std::vector<std::uint32_t> other;
  std::vector<std::uint32_t> dense;  ///< rows by key; zero between groups
  std::vector<statistics::ScoreCount> counts;
  std::vector<std::uint32_t> seen;  ///< by person: the last group that counted him
};

/// How many persons there are among rows. `mark` is another number for each group.
std::uint64_t distinct(std::span<const std::uint32_t> persons, std::uint64_t person_count,
                       std::uint32_t mark, std::vector<std::uint32_t>& seen) {
  seen.resize(person_count);
  std::uint64_t found = 0;
  for (const auto person : persons) {
    found += seen[person] != mark ? 1 : 0;
    seen[person] = mark;
  }
  return found;
}

/// The counts of a group from its keys, which may be put in order.
void count_keys(std::span<std::uint32_t> keys, std::size_t positions, Room& room) {
  if (keys.size() * kDense < positions) {
    sort_keys(keys, room.other);
    return statistics::count_sorted_keys(keys, room.counts);
  }
  room.dense.resize(2 * positions);
  for (const auto key : keys) ++room.dense[key];
  statistics::take_dense_counts(room.dense, room.counts);
}

}  // namespace

bool value_before(const std::string& a, const std::string& b) {
  const auto x = read_number(a, false);
  const auto y = read_number(b, false);
  if (x && y && *x != *y) return *x < *y;
  if (x.has_value() != y.has_value()) return x.has_value();
  return a < b;
}

std::string GroupLabel::name() const {
  if (kind == GroupKind::period) return values.front();
  std::string name;
  for (std::size_t at = 0; at < columns.size(); ++at)
    name += (at > 0 ? " & " : "") + columns[at] + "=" + values[at];
  return name;
}

void sort_keys(std::span<std::uint32_t> keys, std::vector<std::uint32_t>& room) {
  if (keys.size() < kFewKeys) {
    std::ranges::sort(keys);
    return;
  }
  constexpr unsigned kBits = 11;
  constexpr std::uint32_t kMask = (1U << kBits) - 1;
  const auto used = static_cast<unsigned>(std::bit_width(*std::ranges::max_element(keys)));
  if (room.size() < keys.size()) room.resize(keys.size());
  auto from = keys;
  auto to = std::span(room).first(keys.size());
  for (unsigned shift = 0; shift < used; shift += kBits) {
    std::array<std::uint32_t, kMask + 1> next{};
    for (const auto key : from) ++next[(key >> shift) & kMask];
    std::uint32_t sum = 0;
    for (auto& each : next) sum += std::exchange(each, sum);
    for (const auto key : from) to[next[(key >> shift) & kMask]++] = key;
    std::swap(from, to);
  }
  if (from.data() != keys.data()) std::ranges::copy(from, keys.begin());
}

RowGroups::RowGroups(const Plan& plan, const Rows& rows, std::size_t model)
    : rows_(rows), model_(model) {
  labels_.push_back({});
  for (const auto& column : rows.groups) add_view(GroupKind::group, {&column});
  for (std::size_t first = 0; first < rows.groups.size(); ++first)
    for (auto second = first + 1; second < rows.groups.size(); ++second)
      if (is_paired(plan, rows.groups[first].name, rows.groups[second].name))
        add_view(GroupKind::group, {&rows.groups[first], &rows.groups[second]});
  for (const auto& column : rows.periods) add_view(GroupKind::period, {&column});
}

void RowGroups::add_view(GroupKind kind, std::vector<const GroupColumn*> columns) {
  View view{std::move(columns), {}};
  view.index.resize(combinations(view.columns), kNoRows);
  for (std::size_t row = 0; row < rows_.n; ++row) view.index[combination(view.columns, row)] = 0;
  for (std::size_t each = 0; each < view.index.size(); ++each) {
    if (view.index[each] == kNoRows) continue;
    view.index[each] = static_cast<std::uint32_t>(labels_.size());
    GroupLabel label{.kind = kind};
    const auto inner = view.columns.size() == 2 ? view.columns[1]->values.size() : 1;
    for (std::size_t at = 0; at < view.columns.size(); ++at) {
      label.columns.push_back(view.columns[at]->name);
      label.values.push_back(view.columns[at]->values[at == 0 ? each / inner : each % inner]);
    }
    labels_.push_back(std::move(label));
  }
  views_.push_back(std::move(view));
}

void RowGroups::visit_all(const Work& work) const {
  std::vector<std::uint32_t> dense(2 * table().size());
  for (const auto key : rows_.models[model_].keys) ++dense[key];
  std::vector<statistics::ScoreCount> counts;
  statistics::take_dense_counts(dense, counts);
  std::vector<std::uint32_t> seen;
  const auto persons =
      rows_.persons.empty() ? rows_.n : distinct(rows_.persons, rows_.person_count, 1, seen);
  work(0, persons, statistics::ScoreCounts(table(), counts), 0);
}

void RowGroups::visit_groups(std::size_t threads, const Work& work) const {
  for (const auto& view : views_) visit_view(view, threads, work);
}

void RowGroups::visit_view(const View& view, std::size_t threads, const Work& work) const {
  const auto& keys = rows_.models[model_].keys;
  const auto count = view.index.size();
  // Where the rows of each combination begin, for each piece of the rows: pieces are filled at
  // once.
  std::vector<std::vector<std::uint32_t>> next(threads, std::vector<std::uint32_t>(count));
  const auto from = [&](std::size_t piece) { return keys.size() * piece / threads; };
  in_parallel(threads, threads, [&](std::size_t piece, std::size_t) {
    for (auto row = from(piece); row < from(piece + 1); ++row)
      ++next[piece][combination(view.columns, row)];
  });
  std::vector<std::uint32_t> starts(count + 1);
  for (std::size_t each = 0; each < count; ++each) {
    auto place = starts[each];
    for (auto& of_piece : next) place += std::exchange(of_piece[each], place);
    starts[each + 1] = place;
  }
  const bool with_persons = !rows_.persons.empty();
  Column<std::uint32_t> divided(keys.size());
  Column<std::uint32_t> persons(with_persons ? keys.size() : 0);
  in_parallel(threads, threads, [&](std::size_t piece, std::size_t) {
    for (auto row = from(piece); row < from(piece + 1); ++row) {
      const auto place = next[piece][combination(view.columns, row)]++;
      divided[place] = keys[row];
      if (with_persons) persons[place] = rows_.persons[row];
    }
  });
  std::vector<Room> rooms(threads);
  in_parallel(count, threads, [&](std::size_t each, std::size_t thread) {
    if (view.index[each] == kNoRows) return;
    const std::span of_group(divided.data() + starts[each], starts[each + 1] - starts[each]);
    auto& room = rooms[thread];
    count_keys(of_group, table().size(), room);
    const auto people =
        with_persons ? distinct({persons.data() + starts[each], of_group.size()},
                                rows_.person_count, static_cast<std::uint32_t>(each + 1), room.seen)
                     : of_group.size();
    work(view.index[each], people, statistics::ScoreCounts(table(), room.counts), thread);
  });
}

void RowGroups::sorted_rows(std::vector<std::uint32_t>& keys,
                            std::vector<std::uint32_t>& persons) const {
  const auto& all = rows_.models[model_].keys;
  if (rows_.persons.empty()) {
    keys.assign(all.begin(), all.end());
    std::vector<std::uint32_t> room;
    return sort_keys(keys, room);
  }
  std::vector<std::uint64_t> both(all.size());
  for (std::size_t row = 0; row < all.size(); ++row)
    both[row] = (std::uint64_t{all[row]} << 32U) | rows_.persons[row];
  std::ranges::sort(both);
  for (const auto each : both) {
    keys.push_back(static_cast<std::uint32_t>(each >> 32U));
    persons.push_back(static_cast<std::uint32_t>(each));
  }
}

}  // namespace regie::validation
