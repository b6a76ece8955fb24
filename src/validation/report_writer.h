#pragma once

#include <string>
#include <string_view>

#include "base/enumeration.h"
#include "report/html.h"
#include "validation/result.h"
#include "validation/words.h"

namespace regie::validation {

using report::escaped;

/// Builds the body of a report of a validation.
class ReportWriter : public report::HtmlWriter {
 public:
  ReportWriter(const Words& words, Language language) : HtmlWriter(language), words_(words) {}

  const Words& words() const { return words_; }
  std::string say(std::string_view id, const Fillings& fillings = {}) const {
    return words_.text(id, language(), fillings);
  }
  /// The text for a value of an enumeration, such as verdict_sufficient.
  template <DescribedEnum Value>
  std::string say_value(std::string kind, Value value) const {
    return say(kind.append("_").append(enum_text(value)));
  }
  /// What a measure is called; its id when nobody described it.
  std::string name_of(std::string_view measure) const;

  /// `0,746 (0,701 tot 0,788)`, or why there is no number.
  std::string estimate(const Estimate& estimate, int decimals = 3) const;
  std::string interval(const Estimate& estimate, int decimals = 3) const;

 private:
  const Words& words_;
};

}  // namespace regie::validation
