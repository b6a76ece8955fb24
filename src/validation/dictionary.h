#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace regie::validation {

/// Distinct texts, each with a small number in the order in which they came.
class Dictionary {
 public:
  /// The number of a text, which is added when it is new. Gives `most` when it is new and there are
  /// `most` already.
  std::uint32_t code_of(std::string_view text, std::uint32_t most);

  const std::vector<std::string>& values() const { return values_; }
  std::size_t size() const { return values_.size(); }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t code = kEmpty;
  };
  static constexpr std::uint32_t kEmpty = 0xffffffff;

  std::size_t find(std::uint64_t key, std::string_view text) const;
  void grow();

  std::vector<std::string> values_;
  std::vector<Slot> slots_ = std::vector<Slot>(64);
};

/// A text of up to eight bytes as a number, one for one; of a longer text its hash. Two texts with
/// the same number are the same, but for a chance of 1 in 2^64 for each two long ones.
std::uint64_t text_key(std::string_view text);

}  // namespace regie::validation
