#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assessment/answer.h"
#include "assessment/instrument.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::assessment {

/// An instrument without its questions.
struct InstrumentSummary {
  std::string id;
  std::string version;                ///< the newest
  std::vector<std::string> versions;  ///< all that can be chosen, newest first
  LocalizedText title;
  LocalizedText summary;
  facts::SubjectKind subject = facts::SubjectKind::organisation;
  Layout layout = Layout::list;
  content::Source source;
  Date checked_on;
  std::vector<access::Discipline> signoffs;
  bool own = false;  ///< of the organisation itself; false: it shipped with the program
  std::int64_t questions = 0;
};
BOOST_DESCRIBE_STRUCT(InstrumentSummary, (),
                      (id, version, versions, title, summary, subject, layout, source, checked_on,
                       signoffs, own, questions))

struct InstrumentList {
  std::vector<InstrumentSummary> items;  ///< by id
};
BOOST_DESCRIBE_STRUCT(InstrumentList, (), (items))

struct InstrumentQuery {
  std::optional<std::string> version;  ///< the newest when absent
};
BOOST_DESCRIBE_STRUCT(InstrumentQuery, (), (version))

/// One thing that is wrong with a file that was brought in.
struct InstrumentFault {
  std::int64_t line = 1;
  std::string pointer;
  LocalizedText reason;
};
BOOST_DESCRIBE_STRUCT(InstrumentFault, (), (line, pointer, reason))

enum class InstrumentFormat { yaml, fhir };
BOOST_DESCRIBE_ENUM(InstrumentFormat, yaml, fhir)

/// What a file would bring. With faults there is no instrument, and nothing can be stored.
struct InstrumentPreview {
  InstrumentFormat format = InstrumentFormat::yaml;
  std::optional<Instrument> instrument;
  std::vector<InstrumentFault> faults;
  std::vector<LocalizedText> notices;  ///< what is kept but not understood, by name
};
BOOST_DESCRIBE_STRUCT(InstrumentPreview, (), (format, instrument, faults, notices))

enum class AssessmentStatus { open, completed };
BOOST_DESCRIBE_ENUM(AssessmentStatus, open, completed)

/// The subject with its name at the time.
struct AssessmentSubject {
  facts::SubjectKind kind = facts::SubjectKind::organisation;
  std::optional<Id> id;
  std::optional<std::string> version;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(AssessmentSubject, (), (kind, id, version, name))

/// One item that is asked. In a group that repeats, `instance` is the number of the time.
struct AskedQuestion {
  std::string link_id;
  std::int64_t instance = 0;
};
BOOST_DESCRIBE_STRUCT(AskedQuestion, (), (link_id, instance))

struct ScoreBand {
  std::string id;
  LocalizedText text;
};
BOOST_DESCRIBE_STRUCT(ScoreBand, (), (id, text))

struct ScoreResult {
  std::string id;
  LocalizedText title;
  std::optional<double> value;  ///< absent: no answer to compute it from
  std::int64_t answered = 0;    ///< the base n
  std::int64_t asked = 0;
  std::optional<ScoreBand> band;
};
BOOST_DESCRIBE_STRUCT(ScoreResult, (), (id, title, value, answered, asked, band))

struct OutcomeResult {
  std::string id;
  LocalizedText text;
};
BOOST_DESCRIBE_STRUCT(OutcomeResult, (), (id, text))

/// What the answers come to now.
struct AssessmentState {
  std::vector<AskedQuestion> items;    ///< what is asked, groups and texts too, in order
  std::vector<AskedQuestion> missing;  ///< required and not answered
  std::vector<ScoreResult> scores;
  std::optional<OutcomeResult> outcome;
  std::int64_t questions = 0;  ///< that are asked
  std::int64_t answered = 0;   ///< of those
};
BOOST_DESCRIBE_STRUCT(AssessmentState, (), (items, missing, scores, outcome, questions, answered))

/// A comment on a question, or evidence when it has a link.
struct AssessmentNote {
  Id id;
  std::string link_id;
  std::string text;                 ///< of evidence: its title
  std::optional<std::string> link;  ///< of a file or a page
  Timestamp at;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(AssessmentNote, (), (id, link_id, text, link, at, by))

enum class Verdict { agreed, objected };
BOOST_DESCRIBE_ENUM(Verdict, agreed, objected)

struct Signature {
  Id id;
  access::Discipline discipline = access::Discipline::cmio;
  Verdict verdict = Verdict::agreed;
  std::optional<std::string> remark;
  Timestamp at;
  std::string by;
  bool current = true;  ///< false: the assessment was opened again after it
};
BOOST_DESCRIBE_STRUCT(Signature, (), (id, discipline, verdict, remark, at, by, current))

/// An answer that no longer fits a newer version of the instrument. Nothing is lost.
struct KeptAnswer {
  std::string from_version;
  LocalizedText question;
  Answer answer;
};
BOOST_DESCRIBE_STRUCT(KeptAnswer, (), (from_version, question, answer))

struct RepeatedGroup {
  std::int64_t number = 0;
  std::string link_id;
  std::int64_t within = 0;  ///< number of the repeating group around it; 0: none
};
BOOST_DESCRIBE_STRUCT(RepeatedGroup, (), (number, link_id, within))

/// What the caller may do with it.
struct AllowedActions {
  bool write = false;
  std::vector<access::Discipline> sign;
};
BOOST_DESCRIBE_STRUCT(AllowedActions, (), (write, sign))

struct AssessmentSummary {
  Id id;
  std::int64_t version = 1;
  std::string instrument_id;
  std::string instrument_version;
  LocalizedText instrument_title;
  std::string title;  ///< own title; may be empty
  AssessmentSubject subject;
  AssessmentStatus status = AssessmentStatus::open;
  std::vector<ScoreResult> scores;
  std::optional<OutcomeResult> outcome;
  std::int64_t questions = 0;
  std::int64_t answered = 0;
  Timestamp created_at;
  std::string created_by;
  Timestamp updated_at;
  std::string updated_by;
  std::optional<Timestamp> completed_at;
  std::optional<std::string> completed_by;
};
BOOST_DESCRIBE_STRUCT(AssessmentSummary, (),
                      (id, version, instrument_id, instrument_version, instrument_title, title,
                       subject, status, scores, outcome, questions, answered, created_at,
                       created_by, updated_at, updated_by, completed_at, completed_by))

/// Everything about one assessment but the instrument itself.
struct Assessment : AssessmentSummary {
  std::optional<std::string> newer_version;  ///< of the instrument
  std::vector<Answer> answers;               ///< also those to questions that are not asked now
  std::vector<RepeatedGroup> instances;
  AssessmentState state;
  std::vector<AssessmentNote> notes;         ///< oldest first
  std::vector<access::Discipline> signoffs;  ///< that the instrument asks
  std::vector<Signature> signatures;         ///< newest first
  std::vector<KeptAnswer> kept;
  AllowedActions allowed;
};
BOOST_DESCRIBE_STRUCT(Assessment, (AssessmentSummary),
                      (newer_version, answers, instances, state, notes, signoffs, signatures, kept,
                       allowed))

struct AssessmentQuery {
  std::optional<std::string> instrument;
  std::optional<facts::SubjectKind> subject_kind;
  std::optional<Id> subject_id;
  std::optional<AssessmentStatus> status;
};
BOOST_DESCRIBE_STRUCT(AssessmentQuery, (), (instrument, subject_kind, subject_id, status))

struct AssessmentList {
  std::vector<AssessmentSummary> items;  ///< newest first
};
BOOST_DESCRIBE_STRUCT(AssessmentList, (), (items))

struct NewAssessment {
  std::string instrument_id;
  std::optional<std::string> instrument_version;  ///< the newest when absent
  facts::Subject subject;
  std::optional<std::string> title;
};
BOOST_DESCRIBE_STRUCT(NewAssessment, (), (instrument_id, instrument_version, subject, title))

/// `version` is that of the answer.
struct SavedAnswer {
  std::int64_t version = 0;
  Answer answer;
  AssessmentState state;
};
BOOST_DESCRIBE_STRUCT(SavedAnswer, (), (version, answer, state))

struct NewRepeatedGroup {
  std::string link_id;
  std::optional<std::int64_t> within;
};
BOOST_DESCRIBE_STRUCT(NewRepeatedGroup, (), (link_id, within))

struct ChangedGroups {
  std::vector<RepeatedGroup> instances;
  AssessmentState state;
};
BOOST_DESCRIBE_STRUCT(ChangedGroups, (), (instances, state))

struct RemovedGroup {
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(RemovedGroup, (), (number))

struct NewComment {
  std::string link_id;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(NewComment, (), (link_id, text))

struct NewEvidence {
  std::string link_id;
  std::string title;
  std::string link;  ///< of a page, or of a file that was added as evidence
};
BOOST_DESCRIBE_STRUCT(NewEvidence, (), (link_id, title, link))

struct Reopening {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reopening, (), (reason))

struct NewSignature {
  access::Discipline discipline = access::Discipline::cmio;
  Verdict verdict = Verdict::agreed;
  std::optional<std::string> remark;  ///< required with an objection
};
BOOST_DESCRIBE_STRUCT(NewSignature, (), (discipline, verdict, remark))

enum class AssessmentEventKind {
  created,
  answered,
  group_added,
  group_removed,
  commented,
  evidence_added,
  completed,
  reopened,
  signed_off,
  moved,
  prefilled
};
BOOST_DESCRIBE_ENUM(AssessmentEventKind, created, answered, group_added, group_removed, commented,
                    evidence_added, completed, reopened, signed_off, moved, prefilled)

/// What somebody did; of an answer, what it became.
struct AssessmentEvent {
  AssessmentEventKind kind = AssessmentEventKind::created;
  Timestamp at;
  std::string by;
  std::optional<std::string> link_id;
  std::optional<std::int64_t> instance;
  std::optional<std::string> reason;
  std::optional<Answer> answer;
};
BOOST_DESCRIBE_STRUCT(AssessmentEvent, (), (kind, at, by, link_id, instance, reason, answer))

struct AssessmentHistory {
  std::vector<AssessmentEvent> items;  ///< newest first
};
BOOST_DESCRIBE_STRUCT(AssessmentHistory, (), (items))

/// A question in a newer version of the instrument, or one that was only in the older.
struct MovedQuestion {
  std::string link_id;
  LocalizedText question;
  std::vector<boost::json::value> values;
};
BOOST_DESCRIBE_STRUCT(MovedQuestion, (), (link_id, question, values))

/// What moving to another version of the instrument does.
struct MovePreview {
  std::string from_version;
  std::string to_version;
  std::vector<MovedQuestion> carries_over;  ///< answers that stay
  std::vector<MovedQuestion> added;         ///< questions that are new, without an answer
  std::vector<MovedQuestion> set_aside;     ///< answers that no longer fit: kept beside the others
};
BOOST_DESCRIBE_STRUCT(MovePreview, (), (from_version, to_version, carries_over, added, set_aside))

struct MoveRequest {
  std::string to_version;
};
BOOST_DESCRIBE_STRUCT(MoveRequest, (), (to_version))

struct MoveQuery {
  std::optional<std::string> to_version;  ///< the newest when absent
};
BOOST_DESCRIBE_STRUCT(MoveQuery, (), (to_version))

struct ComparedAnswer {
  std::string link_id;
  std::int64_t instance = 0;
  LocalizedText question;
  std::optional<Answer> first;
  std::optional<Answer> second;
  bool differs = false;
};
BOOST_DESCRIBE_STRUCT(ComparedAnswer, (), (link_id, instance, question, first, second, differs))

struct ComparedScore {
  std::string id;
  LocalizedText title;
  std::optional<double> first;
  std::optional<double> second;
  std::optional<double> change;  ///< second less first
};
BOOST_DESCRIBE_STRUCT(ComparedScore, (), (id, title, first, second, change))

/// Two assessments with the same instrument beside each other, whatever its versions.
struct AssessmentComparison {
  AssessmentSummary first;
  AssessmentSummary second;
  std::vector<ComparedScore> scores;
  std::vector<ComparedAnswer> answers;  ///< in the order of the second's instrument
  std::int64_t differing = 0;
};
BOOST_DESCRIBE_STRUCT(AssessmentComparison, (), (first, second, scores, answers, differing))

struct ComparisonQuery {
  std::optional<Id> with;  ///< the second; required
};
BOOST_DESCRIBE_STRUCT(ComparisonQuery, (), (with))

/// What is exported as JSON: the answers with the questions that they answer.
struct AssessmentPackage {
  Assessment assessment;
  Instrument instrument;
};
BOOST_DESCRIBE_STRUCT(AssessmentPackage, (), (assessment, instrument))

/// `shared`: for another hospital, which answers the local questions anew.
enum class AssessmentFormat { xlsx, json, fhir_r4, fhir_r5, shared };
BOOST_DESCRIBE_ENUM(AssessmentFormat, xlsx, json, fhir_r4, fhir_r5, shared)

struct AssessmentExportQuery {
  std::optional<AssessmentFormat> format;  ///< xlsx when absent
  std::optional<Language> language;        ///< nl when absent
};
BOOST_DESCRIBE_STRUCT(AssessmentExportQuery, (), (format, language))

enum class FhirRelease { r4, r5 };
BOOST_DESCRIBE_ENUM(FhirRelease, r4, r5)

struct InstrumentExportQuery {
  std::optional<std::string> version;  ///< the newest when absent
  std::optional<FhirRelease> release;  ///< r5 when absent
};
BOOST_DESCRIBE_STRUCT(InstrumentExportQuery, (), (version, release))

/// For whom a file of answers is taken over.
struct AssessmentImportQuery {
  std::optional<std::string> instrument;  ///< absent: as the file says
  std::optional<facts::SubjectKind> subject_kind;
  std::optional<Id> subject_id;
  std::optional<std::string> subject_version;
};
BOOST_DESCRIBE_STRUCT(AssessmentImportQuery, (),
                      (instrument, subject_kind, subject_id, subject_version))

/// What was taken over, and what of the file was not, by name.
struct AssessmentImport {
  Assessment assessment;
  std::vector<LocalizedText> notices;
};
BOOST_DESCRIBE_STRUCT(AssessmentImport, (), (assessment, notices))

}  // namespace regie::assessment
