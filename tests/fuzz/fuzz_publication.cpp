#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"
#include "sector/comparison.h"
#include "sector/publication.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

/// A publication of any sector body at all: it is refused, or it comes back as it was read, and can
/// be written out and compared with.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace regie::sector;
  const auto json = regie::parse_json(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!json) return 0;
  const auto publication = Publication::read(*json);
  if (!publication) return 0;
  const auto again = Publication::read(publication->json());
  must(again && again->json() == publication->json());
  must(!publication->csv(regie::Language::nl).empty());
  const regie::assessment::Form form(regie::assessment::Instrument{});
  for (const auto& question : publication->content().questions)
    for (const auto& year : question.years)
      compare(form, {.organisation = "", .year = year.year, .traits = {}, .answers = {}},
              *publication, {});
  return 0;
}
