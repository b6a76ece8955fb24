#include "sector/published_space.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>

namespace regie::sector {
namespace {

constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kPrime = (std::uint64_t{1} << 61) - 1;
/// Sets of blocks that are tried for one question of a year before groups are refused unjudged: a
/// twentieth of a second.
constexpr std::size_t kMostSets = 5'000'000;
__extension__ using Wide = unsigned __int128;

std::uint64_t times(std::uint64_t first, std::uint64_t second) {
  const auto product = static_cast<Wide>(first) * second;
  const auto sum =
      static_cast<std::uint64_t>(product & kPrime) + static_cast<std::uint64_t>(product >> 61);
  return sum >= kPrime ? sum - kPrime : sum;
}

std::uint64_t minus(std::uint64_t first, std::uint64_t second) {
  return first >= second ? first - second : first + kPrime - second;
}

std::uint64_t inverse(std::uint64_t value) {
  std::uint64_t result = 1;
  for (auto power = kPrime - 2; power > 0; power /= 2) {
    if (power % 2 == 1) result = times(result, value);
    value = times(value, value);
  }
  return result;
}

/// The same for the same place on every machine (splitmix64).
std::uint64_t random_number(std::uint64_t place) {
  auto mixed = (place + 1) * 0x9e3779b97f4a7c15U;
  mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebU;
  return (mixed ^ mixed >> 31) % kPrime;
}

/// `row` minus a multiple of `other`, so that it is 0 where `other` is 1.
void clear(std::vector<std::uint64_t>& row, const std::vector<std::uint64_t>& other,
           std::size_t at) {
  const auto factor = row[at];
  if (factor == 0) return;
  for (std::size_t column = 0; column < row.size(); ++column)
    if (other[column] != 0) row[column] = minus(row[column], times(factor, other[column]));
}

bool is_zero(std::span<const std::uint64_t> values) {
  return std::ranges::all_of(values, [](auto value) { return value == 0; });
}

using Owners = std::vector<std::uint32_t>;

/// The first `most` of both.
Owners either(const Owners& first, const Owners& second, std::size_t most) {
  Owners all;
  std::ranges::set_union(first, second, std::back_inserter(all));
  if (all.size() > most) all.resize(most);
  return all;
}

/// For each block of before that a group divides, its parts. A vector that the group makes possible
/// has other values on the two, so that it touches one of them.
using Needed = std::vector<std::vector<std::uint32_t>>;

/// Looks for light blocks of few organisations whose columns depend on each other. Level n holds
/// what can be added to n chosen blocks: columns without the directions of those chosen.
class Search {
 public:
  struct Column {
    std::uint32_t block;
    Owners owners;
    std::vector<std::uint64_t> values;
  };

  /// `tried`: sets so far.
  Search(std::vector<Column> columns, std::size_t least, std::size_t& tried)
      : columns_(std::move(columns)), least_(least), levels_(columns_.size() + 2), tried_(tried) {
    auto& first = levels_.front();
    std::set<std::uint32_t> owners;
    for (const auto& column : columns_) {
      first.columns.push_back(&column);
      first.values.insert(first.values.end(), column.values.begin(), column.values.end());
      for (const auto owner : column.owners) shared_ = !owners.insert(owner).second || shared_;
    }
    first.width = columns_.front().values.size();
  }

  /// Any set with one of each list of `needed` from `next` on, added to the `depth` chosen ones.
  bool any_with(const Needed& needed, std::size_t next, std::size_t depth) {
    if (next == needed.size()) return any(depth);
    for (const auto block : needed[next])
      for (std::size_t each = 0; each < levels_[depth].columns.size(); ++each)
        if (levels_[depth].columns[each]->block == block &&
            (!choose(depth, each, 0) || any_with(needed, next + 1, depth + 1)))
          return true;
    return false;
  }

 private:
  struct Level {
    std::vector<const Column*> columns;
    std::size_t width = 0;
    std::vector<std::uint64_t> values;  ///< by column
    Owners owners;                      ///< of the chosen ones
  };

  bool any(std::size_t depth) {
    const auto& level = levels_[depth];
    for (std::size_t each = 0; each < level.columns.size(); ++each) {
      if (!choose(depth, each, each + 1)) return true;
      if (!levels_[depth + 1].columns.empty() && any(depth + 1)) return true;
    }
    return false;
  }

  bool is_too_many(const Owners& first, const Owners& second) const {
    auto sum = first.size() + second.size();
    if (shared_)
      for (const auto owner : second)
        if (std::ranges::find(first, owner) != first.end()) --sum;
    return sum >= least_;
  }

  /// Fills the next level with the columns from `from` on. False when the chosen one depends on
  /// those before, or another on it; or when it takes too long.
  bool choose(std::size_t depth, std::size_t chosen, std::size_t from) {
    const auto& level = levels_[depth];
    auto& next = levels_[depth + 1];
    next.columns.clear();
    next.values.clear();
    const std::span direction(level.values.data() + chosen * level.width, level.width);
    const auto lead = std::ranges::find_if(direction, [](auto value) { return value != 0; });
    if (lead == direction.end()) return false;
    const auto at = static_cast<std::size_t>(lead - direction.begin());
    next.width = level.width - 1;
    next.owners.clear();
    std::ranges::set_union(level.owners, level.columns[chosen]->owners,
                           std::back_inserter(next.owners));
    if (!shared_ && next.owners.size() + 1 >= least_) return true;
    for (auto each = from; each < level.columns.size(); ++each) {
      if (each == chosen || is_too_many(next.owners, level.columns[each]->owners)) continue;
      if (++tried_ > kMostSets) return false;
      const std::span values(level.values.data() + each * level.width, level.width);
      bool vanishes = true;
      for (std::size_t row = 0; row < level.width; ++row) {
        if (row == at) continue;
        next.values.push_back(
            minus(times(values[row], direction[at]), times(values[at], direction[row])));
        vanishes = vanishes && next.values.back() == 0;
      }
      if (vanishes) return false;
      next.columns.push_back(level.columns[each]);
    }
    return true;
  }

  std::vector<Column> columns_;
  std::size_t least_;
  bool shared_ = false;  ///< an organisation has answers in several blocks
  std::vector<Level> levels_;
  std::size_t& tried_;
};

}  // namespace

PublishedSpace::PublishedSpace(std::span<const Members> groups,
                               std::span<const std::uint32_t> owners, std::size_t least)
    : least_(least), groups_(groups.size()) {
  const auto answers = groups.empty() ? 0 : groups.front().size();
  std::vector<std::uint32_t> part(answers);
  std::size_t parts = 1;
  for (const auto& group : groups) {
    std::vector<std::uint32_t> number(2 * parts, kNone);
    parts = 0;
    for (std::size_t each = 0; each < answers; ++each) {
      auto& found = number[2 * part[each] + (group.contains(each) ? 1 : 0)];
      if (found == kNone) found = static_cast<std::uint32_t>(parts++);
      part[each] = found;
    }
  }
  std::map<std::uint32_t, std::size_t> cells;
  for (std::size_t each = 0; each < answers; ++each) {
    if (std::ranges::none_of(groups, [&](const auto& group) { return group.contains(each); }))
      continue;
    const auto [cell, is_new] = cells.try_emplace(part[each], owners_.size());
    if (is_new) {
      owners_.emplace_back();
      for (std::size_t group = 0; group < groups.size(); ++group)
        groups_[group].push_back(groups[group].contains(each));
    }
    const auto owner = owners.empty() ? static_cast<std::uint32_t>(each) : owners[each];
    owners_[cell->second] = either(owners_[cell->second], {owner}, least);
  }
  blocks_.assign(owners_.size(), 0);
}

void PublishedSpace::add(std::size_t group) {
  auto rest = reduced(group);
  if (rest.empty()) return;
  const auto blocks = blocks_;
  take_in(group, std::move(rest));
  revealed_ = revealed_ || reveals(blocks);
}

bool PublishedSpace::admit(std::size_t group) {
  if (is_too_small(group)) return false;
  auto rest = reduced(group);
  if (rest.empty()) return true;
  if (revealed_) return false;
  auto rows = rows_;
  auto blocks = blocks_;
  take_in(group, std::move(rest));
  if (!reveals(blocks)) return true;
  rows_ = std::move(rows);
  blocks_ = std::move(blocks);
  return false;
}

bool PublishedSpace::is_too_small(std::size_t group) const {
  Owners owners;
  for (std::size_t cell = 0; cell < owners_.size() && owners.size() < least_; ++cell)
    if (groups_[group][cell]) owners = either(owners, owners_[cell], least_);
  return owners.size() < least_;
}

PublishedSpace::Numbers PublishedSpace::reduced(std::size_t group) const {
  Numbers rest;
  for (const auto in : groups_[group]) rest.push_back(in ? 1 : 0);
  for (const auto& known : rows_) clear(rest, known.values, known.pivot);
  if (is_zero(rest)) rest.clear();
  return rest;
}

void PublishedSpace::take_in(std::size_t group, Numbers reduced) {
  const auto first = std::ranges::find_if(reduced, [](auto value) { return value != 0; });
  const auto pivot = static_cast<std::size_t>(first - reduced.begin());
  const auto factor = inverse(*first);
  for (auto& value : reduced) value = times(value, factor);
  for (auto& row : rows_) clear(row.values, reduced, pivot);
  rows_.push_back({pivot, std::move(reduced)});
  std::map<std::pair<std::uint32_t, bool>, std::uint32_t> parts{{{0, false}, 0}};
  for (std::size_t cell = 0; cell < blocks_.size(); ++cell)
    blocks_[cell] = parts
                        .try_emplace({blocks_[cell], groups_[group][cell]},
                                     static_cast<std::uint32_t>(parts.size()))
                        .first->second;
}

std::vector<PublishedSpace::Block> PublishedSpace::light_blocks() const {
  std::map<std::uint32_t, Block> all;
  for (std::size_t cell = 0; cell < blocks_.size(); ++cell) {
    if (blocks_[cell] == 0) continue;
    auto& block = all.try_emplace(blocks_[cell], Block{.cell = cell}).first->second;
    block.owners = either(block.owners, owners_[cell], least_);
  }
  std::vector<Block> light;
  for (auto& [number, block] : all)
    if (block.owners.size() < least_) light.push_back(std::move(block));
  return light;
}

void PublishedSpace::fill_columns(std::vector<Block>& blocks) const {
  // As many vectors as fewer than `least` organisations can have blocks.
  std::map<std::uint32_t, std::size_t> held;
  for (const auto& block : blocks)
    for (const auto owner : block.owners) ++held[owner];
  std::vector<std::size_t> most;
  for (const auto& [owner, count] : held) most.push_back(count);
  std::ranges::sort(most, std::ranges::greater());
  std::size_t vectors = 0;
  for (std::size_t index = 0; index + 1 < least_ && index < most.size(); ++index)
    vectors += most[index];
  std::vector<bool> first(blocks_.size());
  std::vector<bool> seen(blocks_.size() + groups_.size() + 1);
  for (std::size_t cell = 0; cell < blocks_.size(); ++cell) {
    first[cell] = !seen[blocks_[cell]];
    seen[blocks_[cell]] = true;
  }
  std::vector<const Row*> pivots(blocks_.size());
  for (const auto& row : rows_) pivots[row.pivot] = &row;
  for (auto& block : blocks)
    for (std::size_t vector = 0; vector < vectors; ++vector) {
      const auto number = [&](std::size_t cell) {
        return random_number(vector * blocks_.size() + cell);
      };
      const auto* row = pivots[block.cell];
      if (row == nullptr) {
        block.column.push_back(number(block.cell));
        continue;
      }
      std::uint64_t sum = 0;
      for (std::size_t cell = 0; cell < blocks_.size(); ++cell)
        if (first[cell] && pivots[cell] == nullptr && row->values[cell] != 0)
          sum = minus(sum, times(row->values[cell], number(cell)));
      block.column.push_back(sum);
    }
}

bool PublishedSpace::reveals(const std::vector<std::uint32_t>& before) {
  auto blocks = light_blocks();
  if (blocks.empty()) return false;
  std::map<std::uint32_t, std::set<std::uint32_t>> parts;
  for (std::size_t cell = 0; cell < blocks_.size(); ++cell)
    parts[before[cell]].insert(blocks_[cell]);
  Needed needed;
  for (const auto& [block, into] : parts) {
    if (into.size() == 1 && (block != 0 || into.contains(0))) continue;
    auto& light = needed.emplace_back();
    for (const auto& each : blocks)
      if (into.contains(blocks_[each.cell])) light.push_back(blocks_[each.cell]);
    if (light.empty()) return false;
  }
  std::ranges::stable_sort(needed, {}, [](const auto& light) { return light.size(); });
  fill_columns(blocks);
  std::ranges::stable_sort(blocks, {}, [](const Block& block) { return block.owners.size(); });
  std::vector<Search::Column> columns;
  for (auto& block : blocks)
    columns.push_back({blocks_[block.cell], std::move(block.owners), std::move(block.column)});
  return Search(std::move(columns), least_, tried_).any_with(needed, 0, 0);
}

}  // namespace regie::sector
