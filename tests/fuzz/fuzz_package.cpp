#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"
#include "sector/package.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

/// A package from anybody at all: it is refused with one of its own codes, or it is the canonical
/// text that it was read from, which nobody signed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using regie::ErrorCode;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = regie::sector::read_package(text);
  if (!read) {
    const auto code = read.error().code;
    must(code == ErrorCode::package_unreadable || code == ErrorCode::package_cut_off ||
         code == ErrorCode::package_too_large || code == ErrorCode::package_format_unknown);
    return 0;
  }
  must(text.starts_with(read->document));
  must(regie::canonical(*regie::parse_json(read->document)) == read->document);
  must(read->sha256.size() == 64);
  const regie::sector::SigningKey key({}, "organisation", "salt");
  must(!is_signed_by(key.public_key(), *read));
  return 0;
}
