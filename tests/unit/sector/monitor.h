#pragma once

#include <memory>
#include <regex>
#include <span>
#include <stdexcept>
#include <string>

#include "assessment/evaluation.h"
#include "assessment/instrument_file.h"
#include "base/embedded.h"
#include "sector/reference.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::sector {

inline std::string_view content_text(std::string_view path) {
  for (const auto& file : content_files())
    if (file.path == path) return file.text();
  return {};
}

/// The monitor that ships, whatever facts of the register it names.
inline const assessment::Form& monitor_form() {
  static const auto form = [] {
    const std::string text(content_text("instruments/ai-monitor-2026.yaml"));
    assessment::KnownNames known;
    const std::regex fact("(portfolio|governance)\\.[a-z_.]+");
    for (std::sregex_iterator each(text.begin(), text.end(), fact), end; each != end; ++each)
      known.facts.insert(each->str());
    auto file =
        assessment::read_instrument(text, content_text("schema/instrument.schema.json"), known);
    if (!file.instrument) throw std::runtime_error(file.faults.front().reason.en);
    return std::make_unique<assessment::Form>(std::move(*file.instrument));
  }();
  return *form;
}

inline const Reference& monitor_reference() {
  static const auto reference = Reference::load(content_files()).value();
  return reference;
}

}  // namespace regie::sector
