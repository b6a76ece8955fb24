#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace regie::sector {

/// A set of organisations, each known by its place in a survey.
class Members {
 public:
  Members() = default;
  explicit Members(std::size_t organisations) : words_((organisations + 63) / 64) {}

  void add(std::size_t place) { words_[place / 64] |= std::uint64_t{1} << place % 64; }
  bool contains(std::size_t place) const { return (words_[place / 64] >> place % 64 & 1) != 0; }

  /// Room for organisations: at least as many as there are.
  std::size_t size() const { return words_.size() * 64; }

  std::size_t count() const {
    std::size_t sum = 0;
    for (const auto word : words_) sum += static_cast<std::size_t>(std::popcount(word));
    return sum;
  }

  /// Sets of the same survey alone.
  Members& operator&=(const Members& others) {
    for (std::size_t index = 0; index < words_.size(); ++index)
      words_[index] &= others.words_[index];
    return *this;
  }
  Members& operator|=(const Members& others) {
    for (std::size_t index = 0; index < words_.size(); ++index)
      words_[index] |= others.words_[index];
    return *this;
  }
  friend Members operator&(Members first, const Members& second) { return first &= second; }
  bool operator==(const Members&) const = default;
  auto operator<=>(const Members&) const = default;

  /// How many are in all of these.
  template <class... Others>
  std::size_t common(const Others&... others) const {
    std::size_t sum = 0;
    for (std::size_t index = 0; index < words_.size(); ++index)
      sum += static_cast<std::size_t>(std::popcount((words_[index] & ... & others.words_[index])));
    return sum;
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace regie::sector
