#include "base/id.h"

#include <sodium.h>

#include <array>

#include "base/text.h"

namespace regie {

Id new_id(Timestamp now) {
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  const auto milliseconds = static_cast<std::uint64_t>(now.microseconds / 1000);
  for (std::size_t index = 0; index < 6; ++index)
    bytes[index] = static_cast<unsigned char>(milliseconds >> (40 - 8 * index));
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0Fu) | 0x70u);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3Fu) | 0x80u);
  auto text = hexadecimal({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  for (const std::size_t position : {20U, 16U, 12U, 8U}) text.insert(position, 1, '-');
  return text;
}

bool is_id(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const bool dash = index == 8 || index == 13 || index == 18 || index == 23;
    const char c = text[index];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

std::string random_token(std::size_t count) {
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(count, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    count, kVariant);
  text.pop_back();
  return text;
}

}  // namespace regie
