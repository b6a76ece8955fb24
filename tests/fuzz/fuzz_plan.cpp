#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "validation/plan.h"

/// A plan in YAML: one that holds has thresholds that are shares.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace regie::validation;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)read_thresholds(text);
  const auto plan = read_plan(text, "plan.yaml");
  if (!plan || !check(*plan)) return 0;
  for (const double threshold : thresholds_of(plan->thresholds.value_or(ThresholdRange{})))
    if (!(threshold > 0 && threshold < 1)) std::abort();
  return 0;
}
