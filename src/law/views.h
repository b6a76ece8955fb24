#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "law/duty.h"
#include "law/tree.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::law {

struct LawArticle {
  std::string act;
  LocalizedText act_name;  ///< short
  std::string id;
  LocalizedText title;
  LocalizedText summary;
  std::optional<std::string> address;
};
BOOST_DESCRIBE_STRUCT(LawArticle, (), (act, act_name, id, title, summary, address))

struct LawLabel {
  std::string id;
  LocalizedText name;
};
BOOST_DESCRIBE_STRUCT(LawLabel, (), (id, name))

/// Which trees and acts these are.
struct LawEdition {
  std::string id;
  std::string version;
  Date checked_on;
};
BOOST_DESCRIBE_STRUCT(LawEdition, (), (id, version, checked_on))

struct LawTree {
  std::string id;
  std::string version;
  LocalizedText title;
  LocalizedText explanation;
  content::Source source;
  Date checked_on;
};
BOOST_DESCRIBE_STRUCT(LawTree, (), (id, version, title, explanation, source, checked_on))

struct LawTreeList {
  std::vector<LawTree> items;
};
BOOST_DESCRIBE_STRUCT(LawTreeList, (), (items))

struct LawAnswer {
  std::string id;
  LocalizedText text;
  std::optional<LocalizedText> explanation;
  bool alone = false;  ///< not together with another answer
  std::optional<LocalizedText> unsure;
};
BOOST_DESCRIBE_STRUCT(LawAnswer, (), (id, text, explanation, alone, unsure))

struct LawQuestion {
  std::string id;
  LocalizedText question;
  std::optional<LocalizedText> explanation;
  bool several = false;
  std::vector<LawArticle> articles;
  std::vector<LawAnswer> answers;
  std::vector<std::string> suggested;  ///< by the register
};
BOOST_DESCRIBE_STRUCT(LawQuestion, (),
                      (id, question, explanation, several, articles, answers, suggested))

/// One question of a path with what was answered, in words.
struct LawStep {
  std::string node;
  LocalizedText question;
  std::vector<std::string> answers;
  std::vector<LocalizedText> texts;
  std::vector<LocalizedText> unsure;
};
BOOST_DESCRIBE_STRUCT(LawStep, (), (node, question, answers, texts, unsure))

struct LawOutcome {
  std::string id;
  LocalizedText title;
  LocalizedText text;
  std::optional<LocalizedText> unsure;
  std::vector<LawArticle> articles;
};
BOOST_DESCRIBE_STRUCT(LawOutcome, (), (id, title, text, unsure, articles))

/// What an act asks.
struct LawDutyText {
  std::string id;
  LawArticle article;
  LocalizedText title;
  LocalizedText text;
  std::vector<BoundRole> applies_to;
  DutySubject subject = DutySubject::application;
  std::optional<Date> until;
  std::vector<DeadlineRule> deadlines;
  LocalizedText evidence_hint;
  std::optional<LocalizedText> unsure;
  bool public_sector = false;
  content::Source source;
  Date checked_on;
};
BOOST_DESCRIBE_STRUCT(LawDutyText, (),
                      (id, article, title, text, applies_to, subject, until, deadlines,
                       evidence_hint, unsure, public_sector, source, checked_on))

enum class DutyState { open, in_progress, met, not_applicable };
BOOST_DESCRIBE_ENUM(DutyState, open, in_progress, met, not_applicable)

struct DutyEvidence {
  std::string title;
  std::string link;  ///< https://, http://, or that of a file in Regie
};
BOOST_DESCRIBE_STRUCT(DutyEvidence, (), (title, link))

/// A duty that binds an application or the hospital, and how far it is.
struct LawDuty : LawDutyText {
  std::optional<Date> starts_on;  ///< absent: not settled
  bool in_force = false;
  std::int64_t version = 0;  ///< also the ETag; 0 as long as nobody recorded anything
  DutyState state = DutyState::open;
  std::optional<Date> met_on;
  std::optional<std::string> met_by;
  std::optional<std::string> note;
  std::vector<DutyEvidence> evidence;
  std::optional<Timestamp> recorded_at;
  std::optional<std::string> recorded_by;
  std::optional<Date> next_review_on;
  bool late = false;  ///< in force and not met, or due for review
};
BOOST_DESCRIBE_STRUCT(LawDuty, (LawDutyText),
                      (starts_on, in_force, version, state, met_on, met_by, note, evidence,
                       recorded_at, recorded_by, next_review_on, late))

/// Which questions were answered so far; `application_id` gives suggestions and duties.
struct LawWalkRequest {
  std::string tree;
  std::optional<Id> application_id;
  std::vector<Answered> answers;
};
BOOST_DESCRIBE_STRUCT(LawWalkRequest, (), (tree, application_id, answers))

/// A field of the register that the outcome changes. Texts are absent where there is nothing.
struct LawFieldChange {
  std::string pointer;
  std::optional<std::string> before;
  std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(LawFieldChange, (), (pointer, before, after))

/// How far the answers lead: to a question or to an outcome.
struct LawWalk {
  LawTree tree;
  std::vector<LawStep> path;
  std::vector<LawLabel> labels;
  std::optional<LawQuestion> question;
  std::optional<LawOutcome> outcome;
  std::vector<LawDutyText> duties;      ///< with an outcome: what the application is bound to
  std::vector<LawFieldChange> changes;  ///< with an outcome: what the register would say
};
BOOST_DESCRIBE_STRUCT(LawWalk, (), (tree, path, labels, question, outcome, duties, changes))

struct LawClassification {
  LawTree tree;
  std::string answered_version;  ///< of the tree, when it was answered
  LawOutcome outcome;
  std::vector<LawStep> path;
  std::vector<LawLabel> labels;
  std::vector<Answered> answers;
  bool answers_needed = false;  ///< the tree has changed so that the answers do not reach an end
  Timestamp at;
  std::string by;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(LawClassification, (),
                      (tree, answered_version, outcome, path, labels, answers, answers_needed, at,
                       by, note))

struct LawApplicationRef {
  Id id;
  std::string code;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(LawApplicationRef, (), (id, code, name))

struct LawAllowed {
  bool classify = false;
  bool record = false;
};
BOOST_DESCRIBE_STRUCT(LawAllowed, (), (classify, record))

/// What the law makes of one application.
struct ApplicationLaw {
  Id id;
  std::string code;
  std::string name;
  std::int64_t version = 1;  ///< of the application, also the ETag
  LawEdition edition;
  std::vector<LawClassification> classifications;
  std::vector<LawTree> unanswered;     ///< trees without answers, where the register says nothing
  std::vector<LawTree> from_register;  ///< trees without answers, where the register says something
  std::vector<LawLabel> labels;
  std::vector<LawDuty> duties;
  LawAllowed allowed;
};
BOOST_DESCRIBE_STRUCT(ApplicationLaw, (),
                      (id, code, name, version, edition, classifications, unanswered, from_register,
                       labels, duties, allowed))

struct LawClassificationRequest {
  std::string tree;
  std::vector<Answered> answers;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(LawClassificationRequest, (), (tree, answers, note))

/// One time that somebody answered a tree.
struct LawHistoryItem {
  LawTree tree;
  std::string answered_version;
  LocalizedText outcome;
  std::vector<LawLabel> labels;
  Timestamp at;
  std::string by;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(LawHistoryItem, (), (tree, answered_version, outcome, labels, at, by, note))

struct LawHistory {
  std::vector<LawHistoryItem> items;
};
BOOST_DESCRIBE_STRUCT(LawHistory, (), (items))

struct DutyRecord {
  std::string duty;
  DutyState state = DutyState::open;
  std::optional<Date> met_on;
  std::optional<std::string> met_by;
  std::optional<std::string> note;
  std::vector<DutyEvidence> evidence;
};
BOOST_DESCRIBE_STRUCT(DutyRecord, (), (duty, state, met_on, met_by, note, evidence))

/// A duty of applications on the day that it begins to bind them.
struct LawTimelineEntry {
  std::optional<Date> starts_on;  ///< absent: not settled
  bool in_force = false;
  LawDutyText duty;
  std::int64_t applications = 0;
  std::int64_t met = 0;                  ///< of those: met or not applicable
  std::vector<LawApplicationRef> open;     ///< a hundred at most that are not met
  std::vector<LawApplicationRef> settled;  ///< a hundred at most of the others
};
BOOST_DESCRIBE_STRUCT(LawTimelineEntry, (),
                      (starts_on, in_force, duty, applications, met, open, settled))

struct LawUnanswered {
  LawTree tree;
  std::int64_t applications = 0;
};
BOOST_DESCRIBE_STRUCT(LawUnanswered, (), (tree, applications))

/// What the law asks of the hospital.
struct HospitalLaw {
  std::int64_t version = 0;  ///< of the setting, also the ETag
  LawEdition edition;
  bool change_waiting = false;  ///< there is a newer edition, not accepted yet
  bool public_body = false;
  std::int64_t applications = 0;  ///< the base n: all that have not ended
  std::vector<LawUnanswered> unanswered;
  std::vector<LawDuty> duties;  ///< of the hospital itself
  std::vector<LawTimelineEntry> timeline;
};
BOOST_DESCRIBE_STRUCT(HospitalLaw, (),
                      (version, edition, change_waiting, public_body, applications, unanswered,
                       duties, timeline))

struct LawSetting {
  bool public_body = false;
};
BOOST_DESCRIBE_STRUCT(LawSetting, (), (public_body))

struct LawAct {
  std::string id;
  std::string version;
  LocalizedText name;
  LocalizedText short_name;
  std::string reference;
  content::Source source;
  Date checked_on;
  std::optional<LocalizedText> unsure;
  std::vector<LawArticle> articles;
  std::vector<LawDutyText> duties;
};
BOOST_DESCRIBE_STRUCT(LawAct, (),
                      (id, version, name, short_name, reference, source, checked_on, unsure,
                       articles, duties))

struct LawActList {
  LawEdition edition;
  std::vector<LawAct> items;
};
BOOST_DESCRIBE_STRUCT(LawActList, (), (edition, items))

struct DeadlineQuery {
  std::optional<std::string> duty;
  std::optional<Timestamp> from;  ///< when the term begins
};
BOOST_DESCRIBE_STRUCT(DeadlineQuery, (), (duty, from))

struct LawDeadline {
  std::string id;
  DeadlineKind kind = DeadlineKind::report;
  LocalizedText name;
  Timestamp ends_at;
};
BOOST_DESCRIBE_STRUCT(LawDeadline, (), (id, kind, name, ends_at))

struct LawDeadlineList {
  std::string duty;
  std::vector<LawDeadline> items;
};
BOOST_DESCRIBE_STRUCT(LawDeadlineList, (), (duty, items))

enum class LawChangeKind {
  outcome_changed,
  answers_needed,
  labels_changed,
  duty_added,
  duty_removed,
  start_changed
};
BOOST_DESCRIBE_ENUM(LawChangeKind, outcome_changed, answers_needed, labels_changed, duty_added,
                    duty_removed, start_changed)

/// One thing that a newer edition changes for an application, and why.
struct LawApplicationChange {
  LawChangeKind kind = LawChangeKind::outcome_changed;
  LocalizedText what;
  std::optional<LocalizedText> before;
  std::optional<LocalizedText> after;
  LocalizedText because;
};
BOOST_DESCRIBE_STRUCT(LawApplicationChange, (), (kind, what, before, after, because))

struct LawChangedApplication {
  Id id;
  std::string code;
  std::string name;
  std::vector<LawApplicationChange> changes;
};
BOOST_DESCRIBE_STRUCT(LawChangedApplication, (), (id, code, name, changes))

enum class ContentChangeKind { added, changed, removed };
BOOST_DESCRIBE_ENUM(ContentChangeKind, added, changed, removed)

/// A tree or duty that differs between two editions.
struct LawContentChange {
  ContentChangeKind kind = ContentChangeKind::changed;
  std::string id;
  LocalizedText title;
  LocalizedText because;  ///< what differs
};
BOOST_DESCRIBE_STRUCT(LawContentChange, (), (kind, id, title, because))

/// What a newer edition changes, before anybody accepts it.
struct LawChange {
  std::optional<LawEdition> from;  ///< absent: nothing was accepted yet
  LawEdition to;
  bool waiting = false;  ///< the two differ
  std::vector<LawContentChange> content;
  std::int64_t applications = 0;  ///< the base n
  std::int64_t total = 0;         ///< applications for which something changes
  std::int64_t offset = 0;
  std::vector<LawChangedApplication> items;
};
BOOST_DESCRIBE_STRUCT(LawChange, (),
                      (from, to, waiting, content, applications, total, offset, items))

struct LawChangeQuery {
  std::optional<std::int64_t> offset;
  std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(LawChangeQuery, (), (offset, limit))

/// The edition that somebody saw the changes of.
struct LawAcceptance {
  std::string edition;
};
BOOST_DESCRIBE_STRUCT(LawAcceptance, (), (edition))

}  // namespace regie::law
