#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "content/views.h"
#include "law/condition.h"

namespace regie::law {

/// Whom a duty binds. A hospital is bound as such, whatever it does with the AI; the others are
/// labels that the application has.
enum class BoundRole { hospital, provider, deployer, importer, distributor };
BOOST_DESCRIBE_ENUM(BoundRole, hospital, provider, deployer, importer, distributor)

/// Whether it is to be met for each application, or once for the hospital.
enum class DutySubject { application, hospital };
BOOST_DESCRIBE_ENUM(DutySubject, application, hospital)

/// From when a duty binds what has these labels. Without a day: that is not settled.
struct DutyStart {
  std::vector<std::string> labels;
  std::optional<Date> day;
  bool operator==(const DutyStart&) const = default;
};
BOOST_DESCRIBE_STRUCT(DutyStart, (), (labels, day))

/// `report`: so long after the event at most. `keep`: so long at least. `review`: again after so
/// long.
enum class DeadlineKind { report, keep, review };
BOOST_DESCRIBE_ENUM(DeadlineKind, report, keep, review)

/// One term; exactly one of hours, days and months is given.
struct DeadlineRule {
  std::string id;
  DeadlineKind kind = DeadlineKind::report;
  LocalizedText name;
  std::optional<std::int64_t> hours;
  std::optional<std::int64_t> days;
  std::optional<std::int64_t> months;
  bool operator==(const DeadlineRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(DeadlineRule, (), (id, kind, name, hours, days, months))

/// When the term ends that begins at a moment. Months end on the same day of the month, clamped.
Timestamp deadline_after(const DeadlineRule& rule, Timestamp moment);

/// Something that a law asks.
struct Duty {
  std::string id;
  std::string article;  ///< of the same act
  LocalizedText title;
  LocalizedText text;
  std::vector<BoundRole> applies_to;
  DutySubject subject = DutySubject::application;
  Condition when;
  std::vector<DutyStart> from;  ///< the first whose labels are all there
  std::optional<Date> until;    ///< the last day
  std::vector<DeadlineRule> deadlines;
  LocalizedText evidence;  ///< what shows that it is met
  std::optional<LocalizedText> unsure;
  std::optional<bool>
      public_sector;  ///< binds public bodies only; a hospital says whether it is one
  std::optional<content::Source> source;  ///< where other than that of the act
  std::optional<Date> checked_on;         ///< likewise

  bool binds(const LabelSet& labels, bool is_public_body) const;
  /// Nothing when it is not settled.
  std::optional<Date> starts(const LabelSet& labels) const;
  bool same_as(const Duty& other) const;  ///< whatever its source and the day it was checked
};
BOOST_DESCRIBE_STRUCT(Duty, (),
                      (id, article, title, text, applies_to, subject, when, from, until, deadlines,
                       evidence, unsure, public_sector, source, checked_on))

struct Article {
  std::string id;  ///< such as 26, or 10(5)
  LocalizedText title;
  LocalizedText summary;
  std::optional<std::string> address;
};
BOOST_DESCRIBE_STRUCT(Article, (), (id, title, summary, address))

/// A law, a regulation or a standard, with what it asks.
struct Act {
  std::string id;
  std::string version;
  LocalizedText name;
  LocalizedText short_name;
  std::string reference;
  content::Source source;
  Date checked_on;
  std::optional<std::string> tree;  ///< whose questions tell whether it applies
  std::optional<LocalizedText> unsure;
  std::vector<Article> articles;
  std::vector<Duty> duties;

  const Article* article(std::string_view id) const;
};
BOOST_DESCRIBE_STRUCT(Act, (),
                      (id, version, name, short_name, reference, source, checked_on, tree, unsure,
                       articles, duties))

}  // namespace regie::law
