#include "validation/words.h"

#include <algorithm>
#include <stdexcept>

#include "content/decoded.h"

namespace regie::validation {
namespace {

constexpr std::string_view kMeasures = "catalog/measures.yaml";
constexpr std::string_view kTexts = "report/validation.yaml";

struct MeasuresFile {
  std::string id;
  std::string version;
  content::Source source;
  Date checked_on;
  std::vector<MeasureText> measures;
};
BOOST_DESCRIBE_STRUCT(MeasuresFile, (), (id, version, source, checked_on, measures))

}  // namespace

Result<Words> Words::load(std::span<const EmbeddedFile> files) {
  Words words;
  const auto measures = TRY(content::read_checked(files, kMeasures, "measures"));
  words.measures_ = TRY(content::decoded<MeasuresFile>(measures, kMeasures)).measures;
  for (std::size_t index = 0; index < words.measures_.size(); ++index)
    if (words.measure(words.measures_[index].id) != &words.measures_[index])
      return failure(
          content::content_error(kMeasures, measures.line_of("/measures/" + std::to_string(index)),
                                 "the id " + words.measures_[index].id + " stands here twice"));
  const auto texts = TRY(content::read_checked(files, kTexts, "report"));
  for (const auto& [id, text] : texts.value.at("texts").as_object())
    words.texts_.emplace(id, TRY(codec::decode<LocalizedText>(text)));
  return words;
}

const MeasureText* Words::measure(std::string_view id) const {
  const auto found = std::ranges::find(measures_, id, &MeasureText::id);
  return found == measures_.end() ? nullptr : &*found;
}

std::string Words::text(std::string_view id, Language language, const Fillings& fillings) const {
  const auto found = texts_.find(id);
  if (found == texts_.end()) throw std::logic_error("the report has no text " + std::string(id));
  return report::filled(found->second.in(language), fillings);
}

}  // namespace regie::validation
