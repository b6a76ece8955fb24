#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/views.h"
#include "portfolio/views.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::market {

/// An application of the hospital beside an entry of the list.
struct OurApplication {
  Id id;
  std::string code;
  std::string name;
  portfolio::Phase phase;
};
BOOST_DESCRIBE_STRUCT(OurApplication, (), (id, code, name, phase))

/// The idea that an entry became.
struct OurIdea {
  Id id;
  std::string code;
  std::string name;
  portfolio::Phase phase;
  bool problem_missing = false;  ///< nobody stated yet what problem it solves
};
BOOST_DESCRIBE_STRUCT(OurIdea, (), (id, code, name, phase, problem_missing))

struct MarketEntry {
  std::string id;      ///< the number without its slash; how an address names the entry
  std::string number;  ///< of the submission at the FDA
  std::string device;
  std::string company;
  std::string company_id;  ///< of the company, however its name is spelt
  std::string field;       ///< id of a medical field
  std::string panel;       ///< as the FDA writes it
  std::string product_code;
  Date decided_on;
  std::optional<std::string> pathway;     ///< id; absent for a number of another kind
  std::optional<std::string> address;     ///< the FDA's page about the submission
  std::string product_code_address;       ///< the FDA's page about the type of device
  std::optional<OurIdea> idea;            ///< absent: no idea came from it yet
  std::vector<OurApplication> resembles;  ///< see market/resemblance.h for the rule
};
BOOST_DESCRIBE_STRUCT(MarketEntry, (),
                      (id, number, device, company, company_id, field, panel, product_code,
                       decided_on, pathway, address, product_code_address, idea, resembles))

enum class MarketSort { decided_on, device, company, field, number };
BOOST_DESCRIBE_ENUM(MarketSort, decided_on, device, company, field, number)

/// Which entries. Values within one filter are alternatives, filters together all hold.
struct MarketFilter {
  std::optional<std::string> search;  ///< words in device, company or number
  std::vector<std::string> field;     ///< ids of medical fields
  std::vector<std::string> company;   ///< ids of companies
  std::vector<std::string> product_code;
  std::vector<std::int64_t> year;  ///< of the decision
  std::optional<bool> resembling;  ///< only what looks like what the hospital has
};
BOOST_DESCRIBE_STRUCT(MarketFilter, (), (search, field, company, product_code, year, resembling))

struct MarketQuery : MarketFilter {
  std::optional<MarketSort> sort;                     ///< decided_on when absent
  std::optional<portfolio::SortDirection> direction;  ///< absent: newest first, words from A
  std::optional<std::int64_t> offset;
  std::optional<std::int64_t> limit;  ///< 1 to 200, 50 when absent
};
BOOST_DESCRIBE_STRUCT(MarketQuery, (MarketFilter), (sort, direction, offset, limit))

struct MarketPage {
  std::vector<MarketEntry> items;
  std::int64_t total = 0;
  std::int64_t offset = 0;
};
BOOST_DESCRIBE_STRUCT(MarketPage, (), (items, total, offset))

struct YearCount {
  std::int64_t year = 0;
  std::int64_t count = 0;
  bool whole = true;  ///< false when the list ends before the year does
};
BOOST_DESCRIBE_STRUCT(YearCount, (), (year, count, whole))

struct FieldCount {
  std::string field;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(FieldCount, (), (field, count))

/// Figures of what the filter finds. Years are counted without the filter on years, and fields
/// without the one on fields, so that what else could be chosen stays in sight.
struct MarketFigures {
  Date from;                       ///< first decision in the whole list
  Date until;                      ///< last decision in the whole list
  std::int64_t total = 0;          ///< what the whole filter finds
  std::int64_t years_total = 0;    ///< the base n of the years
  std::vector<YearCount> years;    ///< every year from the first to the last of the list
  std::int64_t fields_total = 0;   ///< the base n of the fields
  std::vector<FieldCount> fields;  ///< most first
  std::int64_t resembling = 0;     ///< of `total`, what looks like what the hospital has
  std::int64_t ideas = 0;          ///< of `total`, what became an idea
};
BOOST_DESCRIBE_STRUCT(MarketFigures, (),
                      (from, until, total, years_total, years, fields_total, fields, resembling,
                       ideas))

struct MarketField {
  std::string id;
  LocalizedText name;
  std::vector<std::string> specialisms;
  std::int64_t count = 0;  ///< in the whole list
};
BOOST_DESCRIBE_STRUCT(MarketField, (), (id, name, specialisms, count))

struct MarketPathway {
  std::string id;
  LocalizedText name;
  LocalizedText explanation;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(MarketPathway, (), (id, name, explanation, count))

struct MarketCompany {
  std::string id;
  std::string name;  ///< as most of its entries spell it
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(MarketCompany, (), (id, name, count))

/// What list this is, where it comes from, and the words to filter it by.
struct MarketList {
  std::string id;
  content::Source source;
  LocalizedText licence;
  Date checked_on;                       ///< when the shipped list was taken from its source
  std::optional<Timestamp> imported_at;  ///< when somebody brought a newer list
  Date from;                             ///< first decision
  Date until;                            ///< last decision
  std::int64_t total = 0;
  std::vector<MarketField> fields;  ///< most entries first; those without any left out
  std::vector<MarketPathway> pathways;
  std::vector<MarketCompany> companies;  ///< by name
};
BOOST_DESCRIBE_STRUCT(MarketList, (),
                      (id, source, licence, checked_on, imported_at, from, until, total, fields,
                       pathways, companies))

/// One cell of a list that is not right.
struct MarketFault {
  std::int64_t row = 0;  ///< as a spreadsheet numbers it
  std::optional<std::string> column;
  std::string code;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(MarketFault, (), (row, column, code, detail))

struct MarketLine {
  std::string number;
  std::string device;
  std::string company;
};
BOOST_DESCRIBE_STRUCT(MarketLine, (), (number, device, company))

/// What a newer list changes, or would change.
struct MarketImport {
  bool applied = false;
  std::int64_t rows = 0;
  Date until;        ///< last decision in this list
  Date known_until;  ///< last decision in the list before
  std::int64_t unchanged = 0;
  std::vector<MarketLine> added;
  std::vector<MarketLine> changed;
  std::vector<MarketLine> gone;
  std::vector<MarketFault> errors;  ///< with any, nothing is imported
};
BOOST_DESCRIBE_STRUCT(MarketImport, (),
                      (applied, rows, until, known_until, unchanged, added, changed, gone, errors))

}  // namespace regie::market
