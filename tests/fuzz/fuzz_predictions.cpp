#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "validation/cells.h"
#include "validation/chunk.h"
#include "validation/columns.h"
#include "validation/csv_scan.h"
#include "validation/privacy_guard.h"

namespace {

using namespace regie::validation;

void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

/// A file of predictions: every row that is taken is whole, and the scores lie between 0 and 1.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  text += '\n';
  const auto header = read_header(text, "file");
  if (!header || !*header) return 0;
  must((*header)->bytes <= text.size() && !(*header)->names.empty());
  const auto lines = std::string_view(text).substr((*header)->bytes);
  (void)guard({}, **header, lines, "file", regie::Language::nl);
  Plan plan;
  plan.score = {(*header)->names.front()};
  plan.outcome = (*header)->names.back();
  plan.by = {(*header)->names.front()};
  plan.time = (*header)->names.back();
  if (size % 2 == 0) plan.time.reset();
  plan.patient = plan.outcome;
  const auto places = place_columns(plan, **header, "file");
  must(places.has_value());
  Chunk chunk;
  ChunkWriter writer(plan, *places, (*header)->separator, chunk);
  std::uint64_t row = 0;
  const auto end = scan_rows(lines, (*header)->separator, places->columns,
                             [&](const auto& cells) { return writer.take(cells, ++row); });
  must(end.consumed <= lines.size());
  must((end.fault == ScanFault::refused) == chunk.fault.has_value());
  if (chunk.fault) return 0;
  const auto rows = chunk.outcomes.size();
  must(chunk.patients.size() == rows && chunk.groups[0].codes.size() == rows);
  auto& scores = chunk.scores[0];
  scores.to_values();
  must(scores.values.size() == rows);
  for (const double score : scores.values) must(score >= 0 && score <= 1);
  return 0;
}
