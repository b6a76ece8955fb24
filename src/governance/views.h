#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "governance/gate.h"
#include "governance/gate_file.h"
#include "governance/material_change.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::governance {

/// `ready`: nothing is missing, and the board has not decided. `reopened`: something changed that
/// the last go rested on. `decided`: the last phase, and the board said that it may stay.
enum class GateState { open, ready, on_hold, declined, reopened, decided };
BOOST_DESCRIBE_ENUM(GateState, open, ready, on_hold, declined, reopened, decided)

enum class DecisionVerdict { go, go_with_conditions, hold, no_go };
BOOST_DESCRIBE_ENUM(DecisionVerdict, go, go_with_conditions, hold, no_go)

constexpr bool is_go(DecisionVerdict verdict) {
  return verdict == DecisionVerdict::go || verdict == DecisionVerdict::go_with_conditions;
}

struct JudgedRequirement : Judgement {
  std::string id;
  Dimension dimension = Dimension::value;
  RequirementKind kind = RequirementKind::field;
  LocalizedText text;
  std::optional<std::string> instrument;
  std::optional<double> at_least;  ///< of the score or the fact
  std::optional<std::string> pointer;
  std::optional<std::string> document;
  std::optional<access::Discipline> discipline;
  std::vector<std::string> asked;     ///< names of who can meet it, while it is missing
  std::optional<Timestamp> asked_at;  ///< of a sign-off that is missing
  bool may_sign = false;              ///< the caller, now
};
BOOST_DESCRIBE_STRUCT(JudgedRequirement, (Judgement),
                      (id, dimension, kind, text, instrument, at_least, pointer, document,
                       discipline, asked, asked_at, may_sign))

struct Waiver {
  Id id;
  portfolio::Phase phase;
  std::string requirement;
  std::optional<LocalizedText> text;  ///< of the requirement, as long as a gate asks it
  std::string reason;
  Date expires_on;
  bool expired = false;
  Timestamp granted_at;
  std::string granted_by;
};
BOOST_DESCRIBE_STRUCT(Waiver, (),
                      (id, phase, requirement, text, reason, expires_on, expired, granted_at,
                       granted_by))

struct DecisionCondition {
  std::int64_t number = 1;
  std::string text;
  std::string owner;
  Date due_on;
  std::optional<Timestamp> met_at;
  std::optional<std::string> met_by;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(DecisionCondition, (), (number, text, owner, due_on, met_at, met_by, note))

struct Decision {
  Id id;
  Id application_id;
  portfolio::Phase phase;                    ///< whose gate it is about
  std::optional<portfolio::Phase> to_phase;  ///< where it moved the card
  DecisionVerdict verdict = DecisionVerdict::go;
  std::string reason;
  std::vector<DecisionCondition> conditions;
  std::optional<Id> supersedes;  ///< the former decision at this gate
  std::optional<Id> superseded_by;
  std::string sha256;  ///< of the snapshot
  Timestamp decided_at;
  std::string decided_by;
};
BOOST_DESCRIBE_STRUCT(Decision, (),
                      (id, application_id, phase, to_phase, verdict, reason, conditions, supersedes,
                       superseded_by, sha256, decided_at, decided_by))

struct GateAllowed {
  bool decide = false;  ///< and waive
  bool add_document = false;
  bool meet_condition = false;
};
BOOST_DESCRIBE_STRUCT(GateAllowed, (), (decide, add_document, meet_condition))

/// Where an application stands before its gate.
struct ApplicationGate {
  Id application_id;
  std::string code;
  std::string name;
  std::int64_t version = 1;  ///< of the application, also the ETag
  std::string gate_version;
  content::Source source;
  portfolio::Phase phase;  ///< whose gate this is
  portfolio::Phase current_phase;
  std::optional<portfolio::Phase> to_phase;  ///< where a go moves the card; absent: it stays
  GateState state = GateState::open;
  Timestamp opened_at;
  std::vector<std::string> labels;
  std::vector<MaterialChange> changes;  ///< since the last go; with any, the gate is reopened
  std::vector<JudgedRequirement> requirements;
  std::int64_t met = 0;
  std::int64_t missing = 0;
  std::int64_t waived = 0;
  std::vector<Waiver> waivers;      ///< all that ever were, newest first
  std::vector<Decision> decisions;  ///< newest first
  std::vector<DocumentKind> documents;
  bool moved_without_decision = false;
  bool binding = false;
  GateAllowed allowed;
};
BOOST_DESCRIBE_STRUCT(ApplicationGate, (),
                      (application_id, code, name, version, gate_version, source, phase,
                       current_phase, to_phase, state, opened_at, labels, changes, requirements,
                       met, missing, waived, waivers, decisions, documents, moved_without_decision,
                       binding, allowed))

/// One application on the list of the board.
struct GateLine {
  Id application_id;
  std::string code;
  std::string name;
  std::optional<std::string> owner;
  portfolio::Phase phase;
  portfolio::Phase current_phase;
  GateState state = GateState::open;
  Timestamp opened_at;
  std::int64_t waiting_days = 0;
  std::int64_t met = 0;
  std::int64_t missing = 0;
  std::int64_t waived = 0;
  std::vector<access::Discipline> asked;  ///< whose sign-off is missing
  std::vector<MaterialChange> changes;
  bool moved_without_decision = false;
};
BOOST_DESCRIBE_STRUCT(GateLine, (),
                      (application_id, code, name, owner, phase, current_phase, state, opened_at,
                       waiting_days, met, missing, waived, asked, changes, moved_without_decision))

struct OpenCondition : DecisionCondition {
  Id decision_id;
  Id application_id;
  std::string code;
  std::string name;
  bool overdue = false;
};
BOOST_DESCRIBE_STRUCT(OpenCondition, (DecisionCondition),
                      (decision_id, application_id, code, name, overdue))

/// What waits for the AI board: reopened and ready gates first, then by how long they wait.
struct GateBoard {
  std::vector<GateLine> items;
  std::vector<OpenCondition> conditions;  ///< not met yet, the first to fall due first
  bool binding = false;
};
BOOST_DESCRIBE_STRUCT(GateBoard, (), (items, conditions, binding))

struct GateSetting {
  std::int64_t version = 0;  ///< 0: never set
  bool binding = false;      ///< a card moves forward by a decision only
};
BOOST_DESCRIBE_STRUCT(GateSetting, (), (version, binding))

struct GateSettingChange {
  bool binding = false;
};
BOOST_DESCRIBE_STRUCT(GateSettingChange, (), (binding))

struct SignatureRequest {
  portfolio::Phase phase;
  access::Discipline discipline;
  SignOffVerdict verdict;
  std::optional<std::string> remark;  ///< required with an objection
};
BOOST_DESCRIBE_STRUCT(SignatureRequest, (), (phase, discipline, verdict, remark))

struct WaiverRequest {
  portfolio::Phase phase;
  std::string requirement;
  std::string reason;
  Date expires_on;
};
BOOST_DESCRIBE_STRUCT(WaiverRequest, (), (phase, requirement, reason, expires_on))

struct DocumentRequest {
  std::string kind;
  std::string title;
  std::string link;  ///< https://, http://, or that of a file in Regie
};
BOOST_DESCRIBE_STRUCT(DocumentRequest, (), (kind, title, link))

struct ConditionRequest {
  std::string text;
  std::string owner;
  Date due_on;
};
BOOST_DESCRIBE_STRUCT(ConditionRequest, (), (text, owner, due_on))

struct DecisionRequest {
  portfolio::Phase phase;
  DecisionVerdict verdict;
  std::string reason;
  std::vector<ConditionRequest> conditions;
};
BOOST_DESCRIBE_STRUCT(DecisionRequest, (), (phase, verdict, reason, conditions))

struct ConditionMet {
  std::int64_t number = 1;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ConditionMet, (), (number, note))

enum class SealPart { snapshot, decision, audit_record, audit_trail, evidence };
BOOST_DESCRIBE_ENUM(SealPart, snapshot, decision, audit_record, audit_trail, evidence)

/// What is no longer as it was sealed; `what` names the field or the file.
struct SealFault {
  SealPart part = SealPart::snapshot;
  std::string what;
};
BOOST_DESCRIBE_STRUCT(SealFault, (), (part, what))

/// What was known when the board decided, exactly as it was sealed.
struct SealedDecision {
  Decision decision;
  std::string code;
  std::string name;      ///< as it was
  std::string snapshot;  ///< canonical JSON; its SHA-256 is that of the decision
  bool intact = false;
  std::vector<SealFault> faults;
};
BOOST_DESCRIBE_STRUCT(SealedDecision, (), (decision, code, name, snapshot, intact, faults))

struct DecisionCheck {
  Id id;
  std::string code;
  std::string name;
  Timestamp decided_at;
  bool intact = false;
  std::vector<SealFault> faults;
};
BOOST_DESCRIBE_STRUCT(DecisionCheck, (), (id, code, name, decided_at, intact, faults))

struct DecisionCheckList {
  std::vector<DecisionCheck> items;  ///< oldest first
  std::int64_t altered = 0;
};
BOOST_DESCRIBE_STRUCT(DecisionCheckList, (), (items, altered))

}  // namespace regie::governance
