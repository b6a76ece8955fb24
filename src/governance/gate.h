#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "access/discipline.h"
#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "content/views.h"
#include "facts/fact.h"
#include "portfolio/phase.h"

/// What a gate of the funnel asks, and what is met of it. No input or output.
namespace regie::governance {

enum class Dimension { value, application, ethics, technology, responsibility };
BOOST_DESCRIBE_ENUM(Dimension, value, application, ethics, technology, responsibility)

enum class RequirementKind { assessment, field, fact, document, sign_off, duty, validation };
BOOST_DESCRIBE_ENUM(RequirementKind, assessment, field, fact, document, sign_off, duty, validation)

/// What is known about an application in one word each, such as `high_risk`.
using LabelSet = std::set<std::string, std::less<>>;

/// Holds when all of `labels`, at least one of `any` (if there are any) and none of `without` are
/// there.
struct GateCondition {
  std::vector<std::string> labels;
  std::vector<std::string> any;
  std::vector<std::string> without;

  bool holds(const LabelSet& set) const;
};
BOOST_DESCRIBE_STRUCT(GateCondition, (), (labels, any, without))

/// One thing that a gate asks. Which of the optional members there are follows from the kind.
struct Requirement {
  std::string id;  ///< stable: waivers and sealed decisions refer to it
  Dimension dimension = Dimension::value;
  RequirementKind kind = RequirementKind::field;
  LocalizedText text;
  std::optional<GateCondition> when;             ///< absent: always
  std::optional<std::string> instrument;         ///< assessment: the id of an instrument, completed
  std::vector<std::string> outcomes;             ///< assessment: one of these; none: any
  std::optional<std::string> score;              ///< assessment: this score
  std::optional<double> at_least;                ///< assessment: of that score; or of the fact
  std::optional<std::string> pointer;            ///< field: filled in the register
  std::vector<std::string> in;                   ///< field: with one of these values; none: any
  std::optional<std::string> fact;               ///< fact: its id
  std::optional<std::string> document;           ///< document: its kind
  std::optional<access::Discipline> discipline;  ///< sign_off
  std::optional<std::string> duty;               ///< duty: the id of a duty of law
};
BOOST_DESCRIBE_STRUCT(Requirement, (),
                      (id, dimension, kind, text, when, instrument, outcomes, score, at_least,
                       pointer, in, fact, document, discipline, duty))

/// What is asked before an application leaves a phase; for the last phase: to stay in use.
struct Gate {
  std::string id;
  std::string version;
  content::Source source;
  Date checked_on;
  portfolio::Phase phase = portfolio::Phase::idea;
  std::vector<Requirement> requirements;

  const Requirement* requirement(std::string_view id) const;
};
BOOST_DESCRIBE_STRUCT(Gate, (), (id, version, source, checked_on, phase, requirements))

/// The phase that a go leads to; nothing after the last one.
std::optional<portfolio::Phase> next_phase(portfolio::Phase phase);

enum class SignOffVerdict { agreed, objected };
BOOST_DESCRIBE_ENUM(SignOffVerdict, agreed, objected)

/// An assessment as a gate sees it.
struct KnownAssessment {
  std::string id;
  std::string instrument;
  std::string title;
  bool completed = false;
  std::optional<std::string> outcome;
  std::map<std::string, double> scores;
  std::optional<Id> department;  ///< whose it is, when it is not about the application itself
  Timestamp at;
  std::string by;
};

/// A duty of law that binds the application.
struct KnownDuty {
  std::string id;
  bool met = false;
  Timestamp at;
  std::string by;
};

struct KnownFact {
  std::string id;
  std::optional<double> value;
  facts::FactUnit unit = facts::FactUnit::applications;
  std::int64_t base = 0;
  Timestamp at;
};
BOOST_DESCRIBE_STRUCT(KnownFact, (), (id, value, unit, base, at))

/// A validation on the hospital's own data, and how it answers what was agreed beforehand.
struct KnownValidation {
  std::string id;
  std::string version;  ///< of the application
  std::int64_t met = 0;
  std::int64_t not_met = 0;
  std::int64_t insufficient = 0;
  Timestamp at;
  std::string by;
};

struct KnownDocument {
  std::string kind;
  std::string title;
  std::string link;
  Timestamp at;
  std::string by;
};

struct KnownSignature {
  access::Discipline discipline = access::Discipline::cmio;
  SignOffVerdict verdict = SignOffVerdict::agreed;
  std::optional<std::string> remark;
  Timestamp at;
  std::string by;
};

struct KnownWaiver {
  std::string requirement;
  std::string reason;
  Date expires_on;
  Timestamp at;
  std::string by;
};

/// All that a gate can look at.
struct Known {
  boost::json::value record;  ///< as the register keeps it
  Timestamp record_at;
  std::string record_by;
  LabelSet labels;
  std::vector<Id> departments;               ///< whose it is and where it is used
  std::vector<KnownAssessment> assessments;  ///< of it, its present version and its departments
                                             ///< own; newest first
  std::vector<KnownDuty> duties;
  std::vector<KnownFact> facts;
  std::vector<KnownValidation> validations;  ///< newest first
  std::vector<KnownDocument> documents;      ///< newest first
  std::vector<KnownSignature> signatures;    ///< of this gate, since it opened; newest first
  std::vector<KnownWaiver> waivers;          ///< of this gate; newest first
};

enum class RequirementState { met, missing, waived, not_applicable };
BOOST_DESCRIBE_ENUM(RequirementState, met, missing, waived, not_applicable)

/// What became of a requirement: met by what, when and by whom; or why it is missing.
struct Judgement {
  RequirementState state = RequirementState::missing;
  bool objected = false;  ///< who was asked does not agree
  std::optional<std::string> what;
  std::optional<std::string> link;  ///< of what meets it
  std::optional<Timestamp> at;
  std::optional<std::string> by;
  std::optional<Date> waived_until;
  std::optional<double> value;          ///< of the fact or the score that is asked
  std::optional<facts::FactUnit> unit;  ///< of the fact
  std::optional<std::int64_t> base;     ///< of the fact
};
BOOST_DESCRIBE_STRUCT(Judgement, (),
                      (state, objected, what, link, at, by, waived_until, value, unit, base))

/// A requirement that is met counts as met, whatever was waived; a waiver counts up to and
/// including its last day.
Judgement judge(const Requirement& requirement, const Known& known, Date today);

/// Labels that follow from the record: medical_device, made_in_house, high_risk, annex_iii,
/// generative, prediction, patient_data, personal_data, supplied, medical_use.
LabelSet record_labels(const boost::json::value& record);

/// Whether something is filled in: not absent, empty, `not_classified` or `not_assessed`.
bool is_filled(const boost::json::value* value);

}  // namespace regie::governance
