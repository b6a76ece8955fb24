#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace regie::sector {

/// The attacker knows which answers are in which published sum, and every sum. Answers are named;
/// the part before `#` is the organisation, so that a corrected answer is another one of the same.
/// He finds a small cell when some sum and difference of sums is about fewer than `least`
/// organisations: for one set of so few, the sums say less about all others than about all. He
/// tries every set, with whole numbers alone: none of the engine's arithmetic.
class Attacker {
 public:
  using Sum = std::vector<std::string>;

  explicit Attacker(std::size_t least) : least_(least) {}

  void learn(const Sum& answers) {
    std::vector<std::size_t> places;
    for (const auto& answer : answers) {
      const auto [place, is_new] = places_.try_emplace(answer, places_.size());
      if (is_new) {
        const auto name = answer.substr(0, answer.find('#'));
        owners_.push_back(organisations_.try_emplace(name, organisations_.size()).first->second);
      }
      places.push_back(place->second);
    }
    if (std::ranges::find(sums_, places) == sums_.end()) sums_.push_back(std::move(places));
  }

  bool finds_a_small_cell() const {
    const auto all = rank_without({});
    std::vector<std::size_t> few;
    return all > 0 && tries(few, 0, all);
  }

 private:
  __extension__ using Exact = __int128;

  bool tries(std::vector<std::size_t>& few, std::size_t from, std::size_t all) const {
    // A smaller set is covered by the larger ones around it.
    const auto most = std::min(least_ - 1, organisations_.size());
    if (few.size() == most) return rank_without(few) < all;
    for (auto each = from; each < organisations_.size(); ++each) {
      few.push_back(each);
      if (tries(few, each + 1, all)) return true;
      few.pop_back();
    }
    return false;
  }

  /// Bareiss's elimination without fractions.
  std::size_t rank_without(const std::vector<std::size_t>& few) const {
    std::vector<std::vector<Exact>> rows;
    for (const auto& sum : sums_) {
      auto& row = rows.emplace_back(places_.size(), 0);
      for (const auto place : sum)
        if (std::ranges::find(few, owners_[place]) == few.end()) row[place] = 1;
    }
    std::size_t rank = 0;
    Exact previous = 1;
    for (std::size_t column = 0; column < places_.size() && rank < rows.size(); ++column) {
      auto pivot = rank;
      while (pivot < rows.size() && rows[pivot][column] == 0) ++pivot;
      if (pivot == rows.size()) continue;
      std::swap(rows[pivot], rows[rank]);
      for (auto row = rank + 1; row < rows.size(); ++row) {
        for (auto each = column + 1; each < places_.size(); ++each)
          rows[row][each] =
              (rows[row][each] * rows[rank][column] - rows[row][column] * rows[rank][each]) /
              previous;
        rows[row][column] = 0;
      }
      previous = rows[rank++][column];
    }
    return rank;
  }

  std::size_t least_;
  std::map<std::string, std::size_t> places_;
  std::map<std::string, std::size_t> organisations_;
  std::vector<std::size_t> owners_;
  std::vector<std::vector<std::size_t>> sums_;
};

}  // namespace regie::sector
