#include "validation/report_writer.h"

namespace regie::validation {

std::string ReportWriter::name_of(std::string_view measure) const {
  const auto* text = words_.measure(measure);
  return text == nullptr ? std::string(measure) : text->name.in(language());
}

std::string ReportWriter::interval(const Estimate& estimate, int decimals) const {
  if (!estimate.lower || !estimate.upper) return number(std::nullopt, decimals);
  return range(*estimate.lower, *estimate.upper, decimals);
}

std::string ReportWriter::estimate(const Estimate& estimate, int decimals) const {
  if (!estimate.value) return say_value("verdict", estimate.verdict);
  auto text = number(*estimate.value, decimals);
  if (estimate.lower && estimate.upper) text += " (" + interval(estimate, decimals) + ")";
  return text;
}

}  // namespace regie::validation
