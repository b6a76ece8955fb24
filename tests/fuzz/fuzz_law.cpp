#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "law/edition.h"
#include "law/tree.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

/// The first answer to every question, until the end.
void walk_first(const regie::law::Tree& tree) {
  std::vector<regie::law::Answered> given;
  for (std::size_t step = 0; step <= tree.nodes.size(); ++step) {
    const auto walked = regie::law::walk(tree, given);
    must(walked.has_value());
    if (walked->outcome != nullptr) return;
    given.push_back({walked->question->id, {walked->question->answers.front().id}});
  }
  std::abort();
}

}  // namespace

/// A tree or an act from outside, beside a small edition: refused with a reason, or whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  constexpr std::string_view kHead =
      "id: edition\nversion: \"1\"\nsource: {title: a, publisher: b}\nchecked_on: 2026-11-24\n"
      "labels:\n  - {label: known, name: {nl: a, en: a}, when: [{pointer: /a, filled: true}]}\n";
  std::vector<regie::EmbeddedFile> files;
  for (const auto& file : regie::content_files())
    if (file.path.starts_with("schema/")) files.push_back(file);
  files.push_back({"law/edition.yaml", kHead});
  files.push_back({data[0] % 2 == 0 ? "trees/one.yaml" : "law/one.yaml", text});
  const auto edition = regie::law::Edition::load(files);
  if (!edition) {
    must(edition.error().code == regie::ErrorCode::content_invalid);
    return 0;
  }
  for (const auto& tree : edition->trees()) walk_first(tree);
  const auto again = regie::law::Edition::unpack(edition->packed(), regie::content_files());
  must(again.has_value() && again->id() == edition->id());
  return 0;
}
