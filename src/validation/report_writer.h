#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enumeration.h"
#include "validation/result.h"
#include "validation/words.h"

namespace regie::validation {

/// Text for HTML or XML, also within quotation marks.
std::string escaped(std::string_view text);

/// Builds the body of a report. All that it is given as text is escaped.
class ReportWriter {
 public:
  ReportWriter(const Words& words, Language language) : words_(words), language_(language) {}

  Language language() const { return language_; }
  const Words& words() const { return words_; }
  std::string say(std::string_view id, const Fillings& fillings = {}) const {
    return words_.text(id, language_, fillings);
  }
  /// The text for a value of an enumeration, such as verdict_sufficient.
  template <DescribedEnum Value>
  std::string say_value(std::string kind, Value value) const {
    return say(kind.append("_").append(enum_text(value)));
  }
  /// What a measure is called; its id when nobody described it.
  std::string name_of(std::string_view measure) const;

  /// Decimals with a comma in Dutch, a point in English.
  std::string number(double value, int decimals) const;
  /// The same, or a dash.
  std::string number(const std::optional<double>& value, int decimals) const;
  /// With a mark between the thousands.
  std::string count(std::int64_t value) const;
  std::string count(const std::optional<std::int64_t>& value) const;
  /// `12,3%`, without decimals that are zero.
  std::string percent(double share) const;
  /// `0,746 (0,701 tot 0,788)`, or why there is no number.
  std::string estimate(const Estimate& estimate, int decimals = 3) const;
  std::string interval(const Estimate& estimate, int decimals = 3) const;

  void heading(int level, std::string_view text);
  void paragraph(std::string_view text, std::string_view css_class = {});
  void list(const std::vector<std::string>& items);
  /// The first cell of each row is its header. A table of no rows is not written.
  void table(std::string_view caption, const std::vector<std::string>& header,
             const std::vector<std::vector<std::string>>& rows, std::string_view id = {});
  /// Exactly this.
  void raw(std::string_view html) { html_ += html; }

  std::string take() { return std::move(html_); }

 private:
  const Words& words_;
  Language language_;
  std::string html_;
};

}  // namespace regie::validation
