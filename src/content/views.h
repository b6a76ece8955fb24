#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/time.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::content {

struct Source {
  std::string title;
  std::string publisher;
  std::optional<Date> date;
  std::optional<std::string> address;
};
BOOST_DESCRIBE_STRUCT(Source, (), (title, publisher, date, address))

struct PhaseTerm {
  std::string id;
  LocalizedText name;
  LocalizedText short_name;     ///< for a narrow column
  LocalizedText gate_question;  ///< what must be answered to leave it
  LocalizedText explanation;
  std::int64_t ageing_after_days = 0;
  std::optional<std::string> monitor_phase;
};
BOOST_DESCRIBE_STRUCT(PhaseTerm, (),
                      (id, name, short_name, gate_question, explanation, ageing_after_days,
                       monitor_phase))

struct Term {
  std::string id;
  LocalizedText name;
  std::optional<LocalizedText> explanation;
};
BOOST_DESCRIBE_STRUCT(Term, (), (id, name, explanation))

struct MonitorPhase {
  std::string id;
  LocalizedText name;
  std::vector<std::string> phases;
  double mean = 0;  ///< applications per hospital
};
BOOST_DESCRIBE_STRUCT(MonitorPhase, (), (id, name, phases, mean))

struct MonitorReference {
  Source source;
  Date checked_on;
  std::int64_t base = 0;  ///< hospitals
  double mean_total = 0;
  double top_tenth_total = 0;
  std::vector<MonitorPhase> phases;
};
BOOST_DESCRIBE_STRUCT(MonitorReference, (),
                      (source, checked_on, base, mean_total, top_tenth_total, phases))

/// The field is required from this phase on.
struct RequiredField {
  std::string pointer;
  std::string required_from;
  LocalizedText name;
};
BOOST_DESCRIBE_STRUCT(RequiredField, (), (pointer, required_from, name))

/// One part of a line in a cell that holds several things of several parts.
struct FieldPart {
  std::string id;
  LocalizedText name;
  std::optional<std::string> labels;
};
BOOST_DESCRIBE_STRUCT(FieldPart, (), (id, name, labels))

/// One field of the register as a column of a spreadsheet.
struct Field {
  std::string pointer;  ///< within the record; or /code, /phase, /phase_since
  LocalizedText name;
  LocalizedText explanation;
  std::optional<std::string> labels;  ///< the list of words that it holds
  std::vector<FieldPart> parts;
};
BOOST_DESCRIBE_STRUCT(Field, (), (pointer, name, explanation, labels, parts))

struct FieldList {
  std::vector<Field> items;
};
BOOST_DESCRIBE_STRUCT(FieldList, (), (items))

/// Every list of words that the register uses.
struct Catalog {
  std::vector<PhaseTerm> phases;
  std::vector<Term> processes;
  std::vector<Term> use_cases;
  std::vector<Term> specialisms;
  std::vector<RequiredField> completeness;
  MonitorReference monitor;
  std::int64_t aged_after_days = 0;
  std::int64_t idea_answer_within_days = 0;
  std::int64_t contract_warning_days = 0;
};
BOOST_DESCRIBE_STRUCT(Catalog, (),
                      (phases, processes, use_cases, specialisms, completeness, monitor,
                       aged_after_days, idea_answer_within_days, contract_warning_days))

}  // namespace regie::content
