#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/embedded.h"
#include "base/json_codec.h"
#include "validation/claim.h"
#include "validation/model_card.h"
#include "validation/report_html.h"
#include "validation/small_cells.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace {

using namespace regie::validation;

void must(bool holds) {
  if (!holds) std::abort();
}

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

/// A result that somebody sends: whatever is in it, the report holds two scripts of ours and no
/// more, and the card is made of our own elements.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto words = Words::load(regie::content_files()).value();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto result = regie::codec::decode_text<ValidationResult>(text);
  if (!result) return 0;
  (void)small_cells(*result, "/result");
  (void)compare({{.measure = MeasureName::auroc, .value = 0.8}}, *result);
  const auto html = report_html(*result, words, "draw()", regie::Language::nl);
  must(times(html, "<script") == 2 && times(html, "</script") == 2);
  must(times(html, "<style") == 1);
  const auto card = model_card(*result, words, {.name = "m", .version = "1"});
  must(times(card, "<AppliedModelCard") == 1 && times(card, "<Bibliography") == 1);
  return 0;
}
