#include "sector/published_space.h"

#include <algorithm>
#include <numeric>

namespace regie::sector {
namespace {

/// A Mersenne prime. Determinants of groups up to 36 rows are smaller (Hadamard), so that up to
/// there nothing vanishes modulo it that is not 0.
constexpr std::uint64_t kPrime = (std::uint64_t{1} << 61) - 1;
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

/// `row` minus a multiple of `other`, so that it is 0 where `other` is 1.
void clear(std::vector<std::uint64_t>& row, const std::vector<std::uint64_t>& other,
           std::size_t at) {
  const auto factor = row[at];
  if (factor == 0) return;
  for (std::size_t column = 0; column < row.size(); ++column)
    if (other[column] != 0) row[column] = minus(row[column], times(factor, other[column]));
}

/// Divides by the first value that is not 0, and gives its place.
std::size_t normalise(std::vector<std::uint64_t>& row) {
  const auto first = std::ranges::find_if(row, [](auto value) { return value != 0; });
  const auto factor = inverse(*first);
  for (auto& value : row) value = times(value, factor);
  return static_cast<std::size_t>(first - row.begin());
}

}  // namespace

/// The last row plus any multiples of a few others. A class either comes to 0, which is an equation
/// in the multiples, or is touched, which costs its organisations.
struct PublishedSpace::Search {
  const PublishedSpace& space;
  std::vector<std::size_t> others = {};
  using Equations =
      std::vector<std::vector<std::uint64_t>>;  ///< normalised; the last is the constant

  /// Tries every choice of others from `next` on.
  bool any(std::size_t next, std::size_t budget) {
    if (touches_at_most(0, budget, {})) return true;
    for (; next + 1 < space.rows_.size(); ++next) {
      const auto weight = space.weights_[space.rows_[next].pivot];
      if (weight > budget) continue;
      others.push_back(next);
      const auto found = any(next + 1, budget - weight);
      others.pop_back();
      if (found) return true;
    }
    return false;
  }

  bool touches_at_most(std::size_t column, std::size_t budget, const Equations& equations) const {
    const auto& last = space.rows_.back();
    for (; column < space.weights_.size(); ++column) {
      if (column == last.pivot || is_pivot(column)) continue;
      std::vector<std::uint64_t> equation;
      for (const auto row : others) equation.push_back(space.rows_[row].values[column]);
      equation.push_back(last.values[column]);
      for (const auto& known : equations) {
        const auto lead = std::ranges::find_if(known, [](auto value) { return value != 0; });
        clear(equation, known, static_cast<std::size_t>(lead - known.begin()));
      }
      const auto free =
          std::any_of(equation.begin(), equation.end() - 1, [](auto value) { return value != 0; });
      if (!free && equation.back() == 0) continue;
      const auto weight = space.weights_[column];
      if (free) {
        normalise(equation);
        auto more = equations;
        more.push_back(std::move(equation));
        if (touches_at_most(column + 1, budget, more)) return true;
      }
      if (weight > budget) return false;
      budget -= weight;
    }
    return true;
  }

  bool is_pivot(std::size_t column) const {
    return std::ranges::any_of(others, [&](auto row) { return space.rows_[row].pivot == column; });
  }
};

PublishedSpace::PublishedSpace(std::vector<std::size_t> weights, std::size_t least)
    : order_(weights.size()), least_(least) {
  std::iota(order_.begin(), order_.end(), 0U);
  std::ranges::stable_sort(order_, std::ranges::greater(),
                           [&](auto each) { return weights[each]; });
  for (const auto each : order_) weights_.push_back(weights[each]);
}

void PublishedSpace::add(std::span<const std::uint64_t> row) {
  if (auto rest = reduced(row); !rest.empty()) take_in(std::move(rest));
}

bool PublishedSpace::admit(std::span<const std::uint64_t> row) {
  auto rest = reduced(row);
  if (rest.empty()) return true;
  auto before = rows_;
  take_in(std::move(rest));
  if (!last_is_revealing()) return true;
  rows_ = std::move(before);
  return false;
}

std::vector<std::uint64_t> PublishedSpace::reduced(std::span<const std::uint64_t> row) const {
  std::vector<std::uint64_t> rest;
  for (const auto each : order_) rest.push_back(row[each]);
  for (const auto& known : rows_) clear(rest, known.values, known.pivot);
  if (std::ranges::all_of(rest, [](auto value) { return value == 0; })) rest.clear();
  return rest;
}

void PublishedSpace::take_in(std::vector<std::uint64_t> reduced) {
  const auto pivot = normalise(reduced);
  for (auto& row : rows_) clear(row.values, reduced, pivot);
  rows_.push_back({pivot, std::move(reduced)});
}

bool PublishedSpace::last_is_revealing() const {
  const auto weight = weights_[rows_.back().pivot];
  return weight < least_ && Search{*this}.any(0, least_ - 1 - weight);
}

}  // namespace regie::sector
