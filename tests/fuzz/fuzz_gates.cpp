#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "base/enumeration.h"
#include "base/json.h"
#include "content/library.h"
#include "governance/gate_file.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

const regie::content::Library& library() {
  static const auto kLibrary = *regie::content::Library::load(regie::content_files());
  return kLibrary;
}

}  // namespace

/// A gate file in the place of a shipped one: it loads whole, or is refused with file, line and
/// reason, and whatever loads can be judged. As JSON it has one canonical text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span bytes(reinterpret_cast<const char*>(data), size);
  std::vector<regie::EmbeddedFile> files(regie::content_files().begin(),
                                         regie::content_files().end());
  for (auto& file : files)
    if (file.path == "gates/exploration.yaml") file.bytes = bytes;
  const auto gates = regie::governance::Gates::load(files, library(), {});
  if (gates) {
    regie::governance::Known known;
    known.record = boost::json::object{};
    for (const auto& gate : gates->all())
      for (const auto& requirement : gate.requirements)
        must(!regie::enum_text(judge(requirement, known, {}).state).empty());
  } else {
    must(gates.error().code == regie::ErrorCode::content_invalid);
    must(gates.error().parameters.contains("line"));
  }
  if (const auto value = regie::parse_json({bytes.data(), bytes.size()})) {
    const auto text = regie::canonical(*value);
    const auto again = regie::parse_json(text);
    must(again.has_value() && regie::canonical(*again) == text);
  }
  return 0;
}
