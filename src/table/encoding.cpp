#include "table/encoding.h"

#include <array>
#include <cstring>

#include "base/text.h"

namespace regie::table {
namespace {

/// Windows-1252 from 0x80 to 0x9F; its five unused bytes are control characters, as browsers have
/// it.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::uint32_t from_windows_1252(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value >= 0x80 && value < 0xA0 ? kWindows1252[value - 0x80u] : value;
}

std::size_t ascii_length(std::string_view text) {
  std::size_t length = 0;
  std::uint64_t eight = 0;
  for (; length + sizeof eight <= text.size(); length += sizeof eight) {
    std::memcpy(&eight, text.data() + length, sizeof eight);
    if ((eight & 0x8080808080808080u) != 0) break;
  }
  while (length < text.size() && static_cast<unsigned char>(text[length]) < 0x80) ++length;
  return length;
}

/// Length of the UTF-8 sequence at the start of the text, 0 when there is none.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  return length <= text.size() && is_utf8(text.substr(0, length)) ? length : 0;
}

struct Census {
  std::size_t sequences = 0;
  std::size_t strays = 0;
};

Census census(std::string_view text) {
  Census found;
  while (true) {
    text.remove_prefix(ascii_length(text));
    if (text.empty()) return found;
    const auto length = sequence_length(text);
    ++(length == 0 ? found.strays : found.sequences);
    text.remove_prefix(length == 0 ? 1 : length);
  }
}

std::string repaired(std::string_view text, bool keep_sequences) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  while (true) {
    const auto plain = ascii_length(text);
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return out;
    const auto length = keep_sequences ? sequence_length(text) : 0;
    if (length == 0)
      append_code_point(out, from_windows_1252(text.front()));
    else
      out += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
}

std::string from_utf_16(std::string_view bytes, bool big_endian) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return big_endian ? first * 256u + second : second * 256u + first;
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    auto point = unit(at);
    if (point >= 0xD800 && point < 0xDC00 && at + 3 < bytes.size()) {
      const auto low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + (point - 0xD800) * 0x400 + (low - 0xDC00);
        at += 2;
      }
    }
    append_code_point(out, point);
  }
  return out;
}

}  // namespace

void append_code_point(std::string& text, std::uint32_t point) {
  if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) point = 0xFFFD;
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  const auto tail = [&](unsigned shift) { put(0x80u | ((point >> shift) & 0x3Fu)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0u | (point >> 6u));
    tail(0);
  } else if (point < 0x10000) {
    put(0xE0u | (point >> 12u));
    tail(6);
    tail(0);
  } else {
    put(0xF0u | (point >> 18u));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string_view decoded(std::string_view bytes, std::string& storage) {
  if (bytes.starts_with("\xFF\xFE")) return storage = from_utf_16(bytes.substr(2), false);
  if (bytes.starts_with("\xFE\xFF")) return storage = from_utf_16(bytes.substr(2), true);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto found = census(bytes);
  if (found.strays == 0) return bytes;
  return storage = repaired(bytes, found.sequences > found.strays);
}

}  // namespace regie::table
