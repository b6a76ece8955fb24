#include "sector/report_outline.h"

#include <stdexcept>

#include "content/decoded.h"

namespace regie::sector {
namespace {

constexpr std::string_view kFile = "sector/report.yaml";

}  // namespace

Result<ReportOutline> ReportOutline::load(std::span<const EmbeddedFile> files) {
  ReportOutline outline;
  const auto document = TRY(content::read_checked(files, kFile, "sector-report"));
  outline.highlights_ = TRY(codec::decode<std::vector<Highlight>>(document.value.at("highlights")));
  outline.sections_ = TRY(codec::decode<std::vector<ReportSection>>(document.value.at("sections")));
  for (const auto& [id, text] : document.value.at("texts").as_object())
    outline.texts_.emplace(id, TRY(codec::decode<LocalizedText>(text)));
  return outline;
}

const LocalizedText* ReportOutline::find(std::string_view id) const {
  const auto found = texts_.find(id);
  return found == texts_.end() ? nullptr : &found->second;
}

std::string ReportOutline::text(std::string_view id, Language language,
                                const report::Fillings& fillings) const {
  const auto* found = find(id);
  if (found == nullptr) throw std::logic_error("the report has no text " + std::string(id));
  return report::filled(found->in(language), fillings);
}

}  // namespace regie::sector
