#include "validation/dictionary.h"

#include <cstring>

namespace regie::validation {
namespace {

/// Every bit of the number in every bit of the outcome (splitmix64's finaliser).
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111eb;
  return x ^ (x >> 31U);
}

/// Up to eight bytes as a number, read in two steps that may overlap.
std::uint64_t short_key(std::string_view text) {
  const auto size = text.size();
  const auto byte = [&](std::size_t at) {
    return std::uint64_t{static_cast<unsigned char>(text[at])} << (8 * at);
  };
  if (size < 4) return size == 0 ? 0 : byte(0) | byte(size / 2) | byte(size - 1);
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::memcpy(&first, text.data(), sizeof(first));
  std::memcpy(&last, text.data() + size - sizeof(last), sizeof(last));
  return first | std::uint64_t{last} << (8 * (size - sizeof(last)));
}

}  // namespace

std::uint64_t text_key(std::string_view text) {
  std::uint64_t word = 0;
  if (text.size() <= sizeof(word)) return short_key(text);
  std::uint64_t hash = text.size();
  for (std::size_t at = 0; at < text.size(); at += sizeof(word)) {
    word = 0;
    std::memcpy(&word, text.data() + at, std::min(sizeof(word), text.size() - at));
    hash = mixed(hash ^ word) + 0x9e3779b97f4a7c15;
  }
  // The highest byte of a short text is a character of UTF-8, which is never this.
  return mixed(hash) | 0xff00000000000000;
}

std::size_t Dictionary::find(std::uint64_t key, std::string_view text) const {
  const auto mask = slots_.size() - 1;
  for (auto at = mixed(key) & mask;; at = (at + 1) & mask) {
    const auto& slot = slots_[at];
    if (slot.code == kEmpty ||
        (slot.key == key && (text.size() <= 8 || values_[slot.code] == text)))
      return at;
  }
}

std::uint32_t Dictionary::code_of(std::string_view text, std::uint32_t most) {
  const auto key = text_key(text);
  auto at = find(key, text);
  if (slots_[at].code != kEmpty) return slots_[at].code;
  const auto code = static_cast<std::uint32_t>(values_.size());
  if (code >= most) return most;
  values_.emplace_back(text);
  slots_[at] = {key, code};
  if (values_.size() * 2 > slots_.size()) grow();
  return code;
}

void Dictionary::grow() {
  const auto before = std::move(slots_);
  slots_ = std::vector<Slot>(before.size() * 2);
  const auto mask = slots_.size() - 1;
  for (const auto& slot : before) {
    if (slot.code == kEmpty) continue;
    auto at = mixed(slot.key) & mask;
    while (slots_[at].code != kEmpty) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace regie::validation
