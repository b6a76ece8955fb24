#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/discipline.h"
#include "base/text.h"
#include "base/time.h"
#include "content/views.h"
#include "facts/subject.h"

/// What an instrument is: a tree of questions shaped like a FHIR Questionnaire, and what the
/// answers come to. The file form is in content/schema/instrument.schema.json.
namespace regie::assessment {

enum class ItemType {
  group,
  display,
  boolean,
  choice,
  open_choice,
  integer,
  decimal,
  string,
  text,
  date,
  url,
  quantity,
  attachment
};
BOOST_DESCRIBE_ENUM(ItemType, group, display, boolean, choice, open_choice, integer, decimal,
                    string, text, date, url, quantity, attachment)

enum class Layout { list, mindmap, leaflet };
BOOST_DESCRIBE_ENUM(Layout, list, mindmap, leaflet)

/// The operators of FHIR: exists, =, !=, >, <, >=, <=. With several answers, one that fits is
/// enough; `not_equal` holds when none is equal, so also without an answer.
enum class Comparison { exists, equal, not_equal, greater, less, greater_or_equal, less_or_equal };
BOOST_DESCRIBE_ENUM(Comparison, exists, equal, not_equal, greater, less, greater_or_equal,
                    less_or_equal)

enum class Behavior { all, any };
BOOST_DESCRIBE_ENUM(Behavior, all, any)

enum class Measure { count, sum, mean, min, max };
BOOST_DESCRIBE_ENUM(Measure, count, sum, mean, min, max)

enum class MeasuredBy { answer, maturity };
BOOST_DESCRIBE_ENUM(MeasuredBy, answer, maturity)

struct Option {
  std::string value;
  LocalizedText text;
  std::optional<double> weight;
  bool initial = false;
  std::optional<boost::json::value> fhir;  ///< what FHIR says more of it, kept for its export
  bool operator==(const Option&) const = default;
};
BOOST_DESCRIBE_STRUCT(Option, (), (value, text, weight, initial, fhir))

struct Unit {
  std::string code;  ///< UCUM
  LocalizedText text;
  bool operator==(const Unit&) const = default;
};
BOOST_DESCRIBE_STRUCT(Unit, (), (code, text))

/// What an answer to another question must be.
struct EnableWhen {
  std::string question;
  Comparison comparison = Comparison::exists;
  boost::json::value answer;
  bool operator==(const EnableWhen&) const = default;
};
BOOST_DESCRIBE_STRUCT(EnableWhen, (), (question, comparison, answer))

/// When an option is chosen: facts that together come to `at_least` so much; or an answer that was
/// given in the newest assessment of the same subject; without either, when no rule before holds.
struct ChoiceRule {
  std::string value;               ///< of the option
  std::vector<std::string> facts;  ///< added up
  std::optional<double> at_least;  ///< absent: 1
  std::optional<std::string> instrument;
  std::optional<std::string> item;
  std::vector<boost::json::value> answers;
  bool operator==(const ChoiceRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(ChoiceRule, (), (value, facts, at_least, instrument, item, answers))

/// From where an answer can be computed: facts, added up; the newest assessment of the same subject;
/// a field (JSON pointer) of the register's record; or rules that choose from the options: the first
/// that holds, or all of them when the question takes several answers.
struct Prefill {
  std::optional<std::string> fact;
  std::vector<std::string> sum;
  std::optional<double> times;  ///< what facts are multiplied by: 100 makes a share a percentage
  std::optional<std::string> instrument;
  std::optional<std::string> item;
  std::optional<std::string> field;
  std::vector<ChoiceRule> choose;
  bool operator==(const Prefill&) const = default;
};
BOOST_DESCRIBE_STRUCT(Prefill, (), (fact, sum, times, instrument, item, field, choose))

struct Item {
  std::string link_id;
  ItemType type = ItemType::group;
  LocalizedText text;
  std::optional<LocalizedText> help;
  bool required = false;
  bool repeats = false;  ///< a question: several answers; a group: several times
  std::vector<Option> options;
  std::optional<Unit> unit;
  std::optional<double> minimum;
  std::optional<double> maximum;
  std::optional<std::int64_t> max_length;  ///< code points
  std::vector<EnableWhen> enable_when;
  Behavior enable_behavior = Behavior::all;
  std::optional<boost::json::value> initial;
  std::vector<Prefill> prefill;  ///< the first that gives something wins
  std::vector<std::string> facts;
  bool maturity = false;  ///< also asks a maturity from 0 to 4
  std::vector<std::string> tags;
  std::vector<Item> items;
  std::optional<boost::json::value> fhir;  ///< what FHIR says more of it, kept for its export
  bool operator==(const Item&) const = default;
};
BOOST_DESCRIBE_STRUCT(Item, (),
                      (link_id, type, text, help, required, repeats, options, unit, minimum,
                       maximum, max_length, enable_when, enable_behavior, initial, prefill, facts,
                       maturity, tags, items, fhir))

struct Band {
  std::string id;
  double from = 0;  ///< up to where the next band begins
  LocalizedText text;
  bool operator==(const Band&) const = default;
};
BOOST_DESCRIBE_STRUCT(Band, (), (id, from, text))

/// One number from several answers. `of` names questions, or groups for all questions in them.
struct Score {
  std::string id;
  LocalizedText title;
  Measure measure = Measure::count;
  std::vector<std::string> of;
  std::vector<boost::json::value> where;  ///< which answers count; empty: all
  MeasuredBy by = MeasuredBy::answer;
  std::vector<Band> bands;
  bool operator==(const Score&) const = default;
};
BOOST_DESCRIBE_STRUCT(Score, (), (id, title, measure, of, where, by, bands))

/// About a score or about a question.
struct OutcomeCondition {
  std::optional<std::string> score;
  std::optional<std::string> question;
  Comparison comparison = Comparison::exists;
  boost::json::value value;
  bool operator==(const OutcomeCondition&) const = default;
};
BOOST_DESCRIBE_STRUCT(OutcomeCondition, (), (score, question, comparison, value))

/// What an outcome says of a field of the register, by its JSON pointer in the record.
struct RegisterValue {
  std::string pointer;
  std::string value;
  bool operator==(const RegisterValue&) const = default;
};
BOOST_DESCRIBE_STRUCT(RegisterValue, (), (pointer, value))

/// Without conditions: otherwise.
struct Outcome {
  std::string id;
  LocalizedText text;
  Behavior behavior = Behavior::all;
  std::vector<OutcomeCondition> conditions;
  std::vector<RegisterValue> in_register;  ///< filled in when the assessment is completed
  bool operator==(const Outcome&) const = default;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (id, text, behavior, conditions, in_register))

struct Instrument {
  std::string id;
  std::string version;
  LocalizedText title;
  LocalizedText summary;
  facts::SubjectKind subject = facts::SubjectKind::organisation;
  Layout layout = Layout::list;
  content::Source source;
  Date checked_on;
  std::vector<access::Discipline> signoffs;
  std::vector<Item> items;
  std::vector<Score> scores;
  std::vector<Outcome> outcomes;           ///< the first that holds
  std::optional<boost::json::value> fhir;  ///< what FHIR says more of it, kept for its export
};
BOOST_DESCRIBE_STRUCT(Instrument, (),
                      (id, version, title, summary, subject, layout, source, checked_on, signoffs,
                       items, scores, outcomes, fhir))

/// Whether people answer it: neither a group nor a display.
bool is_question(const Item& item);
/// integer, decimal or quantity.
bool is_number(ItemType type);
/// choice or open_choice.
bool is_choice(ItemType type);

/// Visits every item, parents before children, in the order of the instrument. `visit` also gets
/// the item around it (none for the outermost) and the JSON pointer within the instrument.
void for_each_item(const Instrument& instrument,
                   const std::function<void(const Item& item, const Item* parent,
                                            const std::string& pointer)>& visit);

/// Nothing when the instrument has no such item.
const Item* find_item(const Instrument& instrument, std::string_view link_id);

/// The weight of an option; nothing for another value or an option without one.
std::optional<double> weight_of(const Item& item, const boost::json::value& value);

/// Whether -1 older, 0 the same, 1 newer: parts between points compared as numbers, then as text.
int compare_versions(std::string_view one, std::string_view other);

/// As it is kept and travels: compact JSON.
std::string to_document(const Instrument& instrument);
/// What to_document gave. Throws std::runtime_error when it is no instrument.
Instrument from_document(std::string_view document);

}  // namespace regie::assessment
