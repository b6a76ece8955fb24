#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "sector/reference.h"
#include "sector/suppression.h"
#include "sector/survey.h"

/// The figures of rounds as anybody may see them.
namespace regie::sector {

/// Against the round before: percentage points for a share, points of its scale for a mean.
struct ChangeFigure {
  std::int64_t from_year = 0;
  double points = 0;
  double lower = 0;  ///< 95% interval
  double upper = 0;
  bool more_than_chance = false;
};
BOOST_DESCRIBE_STRUCT(ChangeFigure, (), (from_year, points, lower, upper, more_than_chance))

/// Organisations that chose an option, of the base of their group.
struct ShareFigure {
  std::string option;
  std::int64_t count = 0;
  double percent = 0;  ///< to one decimal
  std::int64_t rounded = 0;
  double lower = 0;  ///< 95% interval, per cent
  double upper = 0;
  std::optional<ChangeFigure> change;
};
BOOST_DESCRIBE_STRUCT(ShareFigure, (), (option, count, percent, rounded, lower, upper, change))

/// To two decimals. Without option: of a scale or a number.
struct SpreadFigure {
  std::optional<std::string> option;
  double mean = 0;
  double first_quartile = 0;
  double median = 0;
  double third_quartile = 0;
  double standard_deviation = 0;
  std::optional<ChangeFigure> change;
};
BOOST_DESCRIBE_STRUCT(SpreadFigure, (),
                      (option, mean, first_quartile, median, third_quartile, standard_deviation,
                       change))

/// The tenth with the largest funnel.
struct TopTenthFigure {
  std::int64_t n = 0;
  std::vector<double> means;  ///< by option
  double total = 0;
};
BOOST_DESCRIBE_STRUCT(TopTenthFigure, (), (n, means, total))

struct GroupTrait {
  std::string dimension;
  std::string value;
  bool operator==(const GroupTrait&) const = default;
};
BOOST_DESCRIBE_STRUCT(GroupTrait, (), (dimension, value))

/// One group's figures, or that they are hidden: then there is no number at all, not even whether
/// anybody is in it.
struct ShownGroup {
  std::vector<GroupTrait> traits;  ///< none: all
  bool suppressed = true;
  std::optional<std::int64_t> n;     ///< took part
  std::optional<std::int64_t> base;  ///< answered
  std::vector<ShareFigure> shares;
  std::vector<SpreadFigure> spreads;
  std::optional<TopTenthFigure> top_tenth;
};
BOOST_DESCRIBE_STRUCT(ShownGroup, (), (traits, suppressed, n, base, shares, spreads, top_tenth))

struct YearResult {
  std::int64_t year = 0;
  std::optional<AnswersFault> refused;  ///< why there are no figures of our own
  std::vector<ShownGroup> groups;       ///< all, every value, and the crossings that are shown
  std::optional<std::int64_t> published_base;
  std::vector<PublishedFigure> published;  ///< by the monitor, as printed
};
BOOST_DESCRIBE_STRUCT(YearResult, (), (year, refused, groups, published_base, published))

struct QuestionResult {
  Question question;
  std::vector<YearResult> years;
  std::vector<Footnote> footnotes;  ///< to what was published
};
BOOST_DESCRIBE_STRUCT(QuestionResult, (), (question, years, footnotes))

/// A question of a round that the answers give no figures of.
struct RefusedQuestion {
  std::string question;
  std::int64_t year = 0;
  AnswersFault fault = AnswersFault::parts_do_not_sum;
};
BOOST_DESCRIBE_STRUCT(RefusedQuestion, (), (question, year, fault))

struct PublicationContent {
  std::int64_t least = 0;  ///< organisations in a figure
  std::string licence;
  std::string source;  ///< of what was published before
  LocalizedText method;
  std::vector<QuestionResult> questions;
  std::vector<RefusedQuestion> refused;
  std::vector<Footnote> footnotes;  ///< to all that was published
};
BOOST_DESCRIBE_STRUCT(PublicationContent, (),
                      (least, licence, source, method, questions, refused, footnotes))

struct PublicationSettings {
  std::int64_t least = kLeastOrganisations;            ///< at least kLeastOrganisations counts
  std::vector<std::vector<std::string>> crossed = {};  ///< dimensions; unknown ones are left out
  std::string licence = "CC BY 4.0";
};

struct Published;

/// Figures after suppression. There is no other way to one than `publish`, or reading one back:
/// what stores, serves or prints figures takes this type.
class Publication {
 public:
  /// What `json` wrote, also of somebody else. Fails with the field errors of the codec, or
  /// invalid_request where figures do not fit their question.
  static Result<Publication> read(const boost::json::value& json);

  const PublicationContent& content() const { return content_; }
  boost::json::value json() const;
  /// Open data, one row for each number: who, what, n, base, value, unit, method, licence. Hidden
  /// groups have a row without a number. Texts in this language; ids and headers are the same in
  /// every language.
  std::string csv(Language language) const;

 private:
  friend Published publish(const Survey&, const Reference&, std::span<const PublishedTable>,
                           const PublicationSettings&);
  explicit Publication(PublicationContent content) : content_(std::move(content)) {}

  PublicationContent content_;
};

struct Published {
  Publication publication;
  std::vector<PublishedTable> tables;  ///< to be kept, and given as `before` the next time
};

/// Computes, suppresses and lays beside what the monitor published. `before`: the tables of every
/// earlier publication of these questions. A change is shown where both years of the group are.
Published publish(const Survey& survey, const Reference& reference,
                  std::span<const PublishedTable> before, const PublicationSettings& settings = {});

}  // namespace regie::sector
