#include "base/digest.h"

#include <sodium.h>

#include "base/text.h"

namespace regie {

std::string sha256(std::string_view bytes) {
  std::string raw(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(raw.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hexadecimal(raw);
}

}  // namespace regie
