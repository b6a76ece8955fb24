#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace regie::sector {

/// All linear combinations of published groups: what an attacker can compute who adds and subtracts
/// published totals. A group is a row of 0 and 1 over classes of organisations.
///
/// Kept in reduced row echelon form modulo 2^61 - 1, with heavy classes first. A combination that
/// touches few organisations takes few rows, because each row it takes brings a pivot class that no
/// other row has: so a search over few rows finds every one.
class PublishedSpace {
 public:
  /// `weights`: organisations in each class, at least 1. `least`: how many a combination must
  /// touch.
  PublishedSpace(std::vector<std::size_t> weights, std::size_t least);

  /// Takes it in, whatever follows.
  void add(std::span<const std::uint64_t> row);
  /// Takes it in when every combination that it makes possible touches `least` organisations.
  bool admit(std::span<const std::uint64_t> row);

 private:
  struct Row {
    std::size_t pivot;
    std::vector<std::uint64_t> values;  ///< 1 at its pivot, 0 at those of others
  };
  struct Search;

  /// The row without what is known already; empty when all of it was.
  std::vector<std::uint64_t> reduced(std::span<const std::uint64_t> row) const;
  void take_in(std::vector<std::uint64_t> reduced);
  /// True when a combination with the last row touches fewer organisations.
  bool last_is_revealing() const;

  std::vector<std::size_t> order_;    ///< classes, heavy first
  std::vector<std::size_t> weights_;  ///< in that order
  std::size_t least_;
  std::vector<Row> rows_;
};

}  // namespace regie::sector
