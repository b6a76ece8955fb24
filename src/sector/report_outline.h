#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "base/text.h"
#include "content/views.h"
#include "report/html.h"

/// What stands in the report of a round, and in which words: content/sector/report.yaml.
namespace regie::sector {

struct ReportedQuestion {
  std::string id;
  std::optional<LocalizedText> name;  ///< shorter than the question itself
};
BOOST_DESCRIBE_STRUCT(ReportedQuestion, (), (id, name))

struct ReportSection {
  std::string id;
  LocalizedText title;
  LocalizedText text;
  std::optional<bool> together;  ///< the questions share their options and one chart
  std::optional<bool> reversed;  ///< the last option is the best one
  std::vector<ReportedQuestion> questions;
};
BOOST_DESCRIBE_STRUCT(ReportSection, (), (id, title, text, together, reversed, questions))

struct Highlight {
  std::string question;
  std::string option;
};
BOOST_DESCRIBE_STRUCT(Highlight, (), (question, option))

/// Immutable once loaded.
class ReportOutline {
 public:
  /// Fails with content_invalid {file, line, reason}.
  static Result<ReportOutline> load(std::span<const EmbeddedFile> files);

  const std::vector<Highlight>& highlights() const { return highlights_; }
  const std::vector<ReportSection>& sections() const { return sections_; }
  /// Null when there is no such text.
  const LocalizedText* find(std::string_view id) const;
  /// A text, filled in by the names that stand in braces. Throws std::logic_error when there is no
  /// such text.
  std::string text(std::string_view id, Language language,
                   const report::Fillings& fillings = {}) const;

 private:
  std::vector<Highlight> highlights_;
  std::vector<ReportSection> sections_;
  std::map<std::string, LocalizedText, std::less<>> texts_;
};

}  // namespace regie::sector
