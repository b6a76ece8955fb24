#include <openssl/sha.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "validation/engine.h"
#include "validation/state.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

/// A state with a right checksum: what is read can be written, merged with itself and measured.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace regie::validation;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  (void)read_state(bytes, "file");
  bytes.insert(0, std::string("REGIE-STATE\x01", 12));
  unsigned char hash[SHA256_DIGEST_LENGTH];
  ::SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash);
  bytes.append(reinterpret_cast<const char*>(hash), sizeof(hash));
  auto state = read_state(bytes, "file");
  if (!state) return 0;
  const auto again = read_state(write_state(*state), "file");
  must(again.has_value());
  if (!merge(*state, *again, "file")) return 0;
  Settings settings;
  settings.thresholds = {0.1, 0.5};
  for (const auto& model : state->models) {
    const StateGroups groups(model);
    std::vector<Suppression> suppressed;
    (void)evaluate(groups, settings, suppressed);
  }
  return 0;
}
