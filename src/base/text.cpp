#include "base/text.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace regie {

Language preferred_language(std::string_view accept_language) {
  // Browsers list languages by preference; quality values only repeat that order.
  while (!accept_language.empty()) {
    const auto comma = accept_language.find(',');
    const auto tag = trimmed(accept_language.substr(0, comma));
    if (tag.starts_with("nl")) return Language::nl;
    if (tag.starts_with("en")) return Language::en;
    if (comma == std::string_view::npos) break;
    accept_language.remove_prefix(comma + 1);
  }
  return Language::nl;
}

namespace {

bool is_ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80U; }

void append_mapped(std::string& text, std::string_view utf8) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                     UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                   static_cast<utf8proc_ssize_t>(utf8.size()), &mapped, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (length < 0)
    text += utf8;
  else
    text.append(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
}

}  // namespace

std::string folded(std::string_view utf8) {
  std::string text;
  text.reserve(utf8.size());
  // Most letters are ASCII, whose folding depends on nothing around them.
  for (std::size_t at = 0; at < utf8.size();) {
    if (is_ascii(utf8[at])) {
      const char each = utf8[at++];
      text += each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
      continue;
    }
    const auto from = at;
    while (at < utf8.size() && !is_ascii(utf8[at])) ++at;
    append_mapped(text, utf8.substr(from, at - from));
  }
  return text;
}

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    utf8proc_int32_t point = 0;
    const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
                                       static_cast<utf8proc_ssize_t>(bytes.size()), &point);
    if (used <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(used));
  }
  return true;
}

std::size_t code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (const char byte : utf8)
    if ((static_cast<unsigned char>(byte) & 0xC0u) != 0x80u) ++count;
  return count;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const auto& part : parts) {
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    text += kDigits[static_cast<unsigned char>(byte) >> 4u];
    text += kDigits[static_cast<unsigned char>(byte) & 15u];
  }
  return text;
}

}  // namespace regie
