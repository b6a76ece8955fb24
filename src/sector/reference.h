#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "content/views.h"
#include "sector/question.h"

namespace regie::sector {

/// Where a published number comes from: printed; the value of a later year minus the printed
/// change; or press on an earlier edition.
enum class FigureBasis { stated, derived, external };
BOOST_DESCRIBE_ENUM(FigureBasis, stated, derived, external)

/// What a published number says. Shares are per cent of the organisations that answered.
enum class FigureMeasure { share, count, mean, minimum, first_quartile, third_quartile, maximum };
BOOST_DESCRIBE_ENUM(FigureMeasure, share, count, mean, minimum, first_quartile, third_quartile,
                    maximum)

/// One published number, as printed. Without measure: a share.
struct PublishedFigure {
  std::optional<std::string> option;
  std::optional<std::string> type;  ///< of these hospitals alone
  std::optional<FigureMeasure> measure;
  std::int64_t year = 0;
  double value = 0;
  FigureBasis basis = FigureBasis::stated;
  std::optional<std::string> press;

  FigureMeasure kind() const { return measure.value_or(FigureMeasure::share); }
};
BOOST_DESCRIBE_STRUCT(PublishedFigure, (), (option, type, measure, year, value, basis, press))

/// How many organisations answered a question.
struct PublishedBase {
  std::int64_t year = 0;
  std::int64_t n = 0;
};
BOOST_DESCRIBE_STRUCT(PublishedBase, (), (year, n))

struct PublishedRound {
  std::int64_t year = 0;
  std::int64_t hospitals = 0;
  FigureBasis basis = FigureBasis::stated;
  std::optional<std::string> press;
};
BOOST_DESCRIBE_STRUCT(PublishedRound, (), (year, hospitals, basis, press))

/// Where published numbers contradict each other, or need a word. Without questions: all of them.
struct Footnote {
  std::string id;
  std::string kind;
  std::vector<std::string> questions;
  LocalizedText text;
};
BOOST_DESCRIBE_STRUCT(Footnote, (), (id, kind, questions, text))

struct ReferenceQuestion {
  Question question;
  std::vector<PublishedBase> bases;
  std::vector<PublishedFigure> figures;

  /// Nothing when it was not published.
  std::optional<std::int64_t> base(std::int64_t year) const;
};

/// The figures that the monitor published, beside which a round's own figures stand. Immutable.
class Reference {
 public:
  /// From content/sector/ai-monitor-reference.yaml, with questions and options of its instrument
  /// and the means per phase of the catalogue. Fails with content_invalid {file, line, reason}: a
  /// question, option or year that is not there, the same figure twice, a share above 100, press
  /// without a name, or the parts of a single-choice question that do not add up and no footnote
  /// that says so.
  static Result<Reference> load(std::span<const EmbeddedFile> files);

  const content::Source& source() const { return source_; }
  /// Whose questions these are: its id.
  const std::string& instrument() const { return instrument_; }
  const std::vector<PublishedRound>& rounds() const { return rounds_; }
  const std::vector<ReferenceQuestion>& questions() const { return questions_; }
  const std::vector<Footnote>& footnotes() const { return footnotes_; }

  /// Null when there is none.
  const ReferenceQuestion* find(std::string_view question) const;
  /// The footnotes of a question, without those of all questions.
  std::vector<const Footnote*> footnotes_of(std::string_view question) const;

 private:
  friend class ReferenceLoader;

  content::Source source_;
  std::string instrument_;
  std::vector<PublishedRound> rounds_;
  std::vector<ReferenceQuestion> questions_;
  std::vector<Footnote> footnotes_;
};

}  // namespace regie::sector
