#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

/// What every report has in common: one HTML file that needs nothing else, the same bytes for the
/// same numbers.
namespace regie::report {

/// Text for HTML or XML, also within quotation marks.
std::string escaped(std::string_view text);

/// Values to put in a text, by the name that stands there in braces.
using Fillings = std::map<std::string, std::string, std::less<>>;

/// The text with its values. Throws std::logic_error when one is missing.
std::string filled(std::string_view pattern, const Fillings& fillings);

/// Builds the body of a report. All that it is given as text is escaped.
class HtmlWriter {
 public:
  explicit HtmlWriter(Language language) : language_(language) {}

  Language language() const { return language_; }

  /// Decimals with a comma in Dutch, a point in English.
  std::string number(double value, int decimals) const;
  /// The same, or a dash.
  std::string number(const std::optional<double>& value, int decimals) const;
  /// With a mark between the thousands.
  std::string count(std::int64_t value) const;
  std::string count(const std::optional<std::int64_t>& value) const;
  /// `12,3%`, without decimals that are zero.
  std::string percent(double share) const;
  /// `0,701 tot 0,788`.
  std::string range(double lower, double upper, int decimals) const;

  void heading(int level, std::string_view text, std::string_view id = {});
  void paragraph(std::string_view text, std::string_view css_class = {});
  void list(const std::vector<std::string>& items);
  /// The first cell of each row is its header. A table of no rows is not written.
  void table(std::string_view caption, const std::vector<std::string>& header,
             const std::vector<std::vector<std::string>>& rows, std::string_view id = {});
  /// Exactly this.
  void raw(std::string_view html) { html_ += html; }

  std::string take() { return std::move(html_); }

 private:
  Language language_;
  std::string html_;
};

/// What stands around the body.
struct PageParts {
  std::string title;
  std::string skip;    ///< the words of the link to the content
  std::string body;    ///< HTML
  std::string footer;  ///< text
  /// JSON that the script reads, as the element `numbers`. Both empty: there is no script.
  std::string numbers = {};
  std::string_view script = {};
};

/// The whole file. Its content policy allows its own style and script alone.
std::string page(Language language, const PageParts& parts);

}  // namespace regie::report
