#pragma once

#include <boost/describe.hpp>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "base/text.h"
#include "content/views.h"
#include "report/html.h"

namespace regie::validation {

/// What a measure means, for somebody who meets it for the first time.
struct MeasureText {
  std::string id;  ///< as in the enumeration MeasureName, or of what the report shows beside it
  LocalizedText name;
  LocalizedText meaning;  ///< two sentences
  LocalizedText reading;  ///< which value is good
  content::Source source;
};
BOOST_DESCRIBE_STRUCT(MeasureText, (), (id, name, meaning, reading, source))

using report::Fillings;

/// The words of a validation: content/catalog/measures.yaml and content/report/validation.yaml.
/// Immutable once loaded.
class Words {
 public:
  /// Fails with content_invalid {file, line, reason}.
  static Result<Words> load(std::span<const EmbeddedFile> files);

  const std::vector<MeasureText>& measures() const { return measures_; }
  /// Nothing when there is no such measure.
  const MeasureText* measure(std::string_view id) const;
  /// A text of the report, filled in. Throws std::logic_error when there is no such text.
  std::string text(std::string_view id, Language language, const Fillings& fillings = {}) const;

 private:
  std::vector<MeasureText> measures_;
  std::map<std::string, LocalizedText, std::less<>> texts_;
};

}  // namespace regie::validation
