#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sector/members.h"

namespace regie::sector {

/// All that can be computed by adding and subtracting published sums, with any weights. One unknown
/// is one answer of one organisation; a corrected answer is another unknown of the same one. A
/// published group is the sum of its answers, so what can be computed is the space that the groups
/// span. A vector of it *reveals* when it touches the answers of fewer than `least` organisations.
///
/// How it is found: draw at random as many vectors at right angles to the space as a revealing one
/// can touch blocks, where a block is a set of answers that no published group tells apart. Each
/// block then has a short column of numbers. A vector of the space is a dependence between the
/// columns of the blocks it touches. So only the columns of every few light blocks are tried, and
/// none is missed. Arithmetic is modulo 2^61 - 1: up to 36 groups its rank is the true one, by
/// Hadamard's bound, and chance can only make it find too much.
class PublishedSpace {
 public:
  /// `groups`: all that will be offered, as sets of answers. `owners`: of each answer the
  /// organisation; empty: each its own. `least` at least 1.
  PublishedSpace(std::span<const Members> groups, std::span<const std::uint32_t> owners,
                 std::size_t least);

  /// Takes a group in, whatever follows. When it reveals, nothing new is admitted afterwards.
  void add(std::size_t group);
  /// Takes a group in, and true, when nothing reveals with it; also when it follows from the
  /// others. False as well when that is too much to search.
  bool admit(std::size_t group);

 private:
  using Numbers = std::vector<std::uint64_t>;  ///< modulo the prime
  struct Row {
    std::size_t pivot;
    Numbers values;  ///< by cell: 1 at its pivot, 0 at those of others
  };
  struct Block {
    std::size_t cell;                   ///< its first
    std::vector<std::uint32_t> owners;  ///< at most `least`, by rising number
    Numbers column = {};
  };

  bool is_too_small(std::size_t group) const;
  /// The group without what is known already; empty when all of it was.
  Numbers reduced(std::size_t group) const;
  void take_in(std::size_t group, Numbers reduced);
  /// Whether the group just taken in made a revealing vector possible; `before`: the blocks without
  /// it.
  bool reveals(const std::vector<std::uint32_t>& before);
  /// Blocks of fewer than `least` organisations that some published group holds.
  std::vector<Block> light_blocks() const;
  void fill_columns(std::vector<Block>& blocks) const;

  std::size_t least_;
  std::vector<std::vector<bool>> groups_;           ///< by group and cell
  std::vector<std::vector<std::uint32_t>> owners_;  ///< by cell, at most `least`
  std::vector<Row> rows_;                           ///< in reduced echelon form
  std::vector<std::uint32_t> blocks_;               ///< by cell; 0 is held by no published group
  bool revealed_ = false;
  std::size_t tried_ = 0;  ///< sets of blocks
};

}  // namespace regie::sector
