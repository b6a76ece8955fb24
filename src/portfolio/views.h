#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "portfolio/application.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::portfolio {

/// A required field that is still empty, and the phase from which it is required.
struct MissingField {
  std::string pointer;  ///< within the record, such as /identity/summary
  Phase required_from;
};
BOOST_DESCRIBE_STRUCT(MissingField, (), (pointer, required_from))

struct Completeness {
  std::int64_t score = 0;  ///< whole per cent: filled of required, rounded down
  std::int64_t filled = 0;
  std::int64_t required = 0;  ///< the base n
  std::vector<MissingField> missing;
};
BOOST_DESCRIBE_STRUCT(Completeness, (), (score, filled, required, missing))

/// Another application with the same use case and a shared process, from another supplier.
struct Overlap {
  Id id;
  std::string code;
  std::string name;
  std::optional<std::string> supplier;
  Phase phase;
  std::vector<std::string> shared_processes;
};
BOOST_DESCRIBE_STRUCT(Overlap, (), (id, code, name, supplier, phase, shared_processes))

struct OverlapGroup {
  std::string use_case;
  std::string process;
  std::vector<Overlap> applications;
};
BOOST_DESCRIBE_STRUCT(OverlapGroup, (), (use_case, process, applications))

struct OverlapList {
  std::vector<OverlapGroup> items;
};
BOOST_DESCRIBE_STRUCT(OverlapList, (), (items))

/// Who submitted the idea, and how long the answer took.
struct Intake {
  std::string submitted_by;
  std::optional<Id> submitted_by_id;
  Timestamp submitted_at;
  std::optional<Timestamp> answered_at;
  std::optional<std::string> answer;
  std::int64_t waiting_days = 0;  ///< until the answer, or until now
};
BOOST_DESCRIBE_STRUCT(Intake, (),
                      (submitted_by, submitted_by_id, submitted_at, answered_at, answer,
                       waiting_days))

/// What the asker may do with this application.
struct Allowed {
  bool edit = false;
  bool move = false;
  bool confirm = false;
};
BOOST_DESCRIBE_STRUCT(Allowed, (), (edit, move, confirm))

struct Application {
  Id id;
  std::string code;      ///< APP-0001
  std::int64_t version;  ///< also the ETag; send it back in If-Match
  Phase phase;
  Timestamp phase_since;
  Timestamp created_at;
  std::string created_by;
  Timestamp updated_at;
  std::string updated_by;
  Timestamp confirmed_at;
  std::string confirmed_by;
  std::optional<Intake> intake;
  ApplicationRecord record;
  Completeness completeness;
  std::vector<Overlap> overlaps;
  Allowed allowed;
};
BOOST_DESCRIBE_STRUCT(Application, (),
                      (id, code, version, phase, phase_since, created_at, created_by, updated_at,
                       updated_by, confirmed_at, confirmed_by, intake, record, completeness,
                       overlaps, allowed))

/// One line of the register's table.
struct ApplicationSummary {
  Id id;
  std::string code;
  std::string name;
  std::optional<std::string> summary;
  Phase phase;
  Timestamp phase_since;
  std::optional<Technology> technology;
  std::optional<Domain> domain;
  std::optional<Origin> origin;
  std::optional<std::string> use_case;
  std::vector<std::string> processes;
  std::vector<Id> departments;
  std::optional<std::string> supplier;
  std::optional<std::string> product;
  std::optional<std::string> owner;
  MedicalDevice medical_device;
  std::optional<MdrClass> mdr_class;
  RiskClass risk_class;
  ImpactAssessment dpia;
  std::optional<Date> contract_ends_on;
  std::optional<Date> next_review_on;
  Timestamp confirmed_at;
  Timestamp updated_at;
  std::int64_t completeness = 0;  ///< whole per cent
  bool overlapping = false;
};
BOOST_DESCRIBE_STRUCT(ApplicationSummary, (),
                      (id, code, name, summary, phase, phase_since, technology, domain, origin,
                       use_case, processes, departments, supplier, product, owner, medical_device,
                       mdr_class, risk_class, dpia, contract_ends_on, next_review_on, confirmed_at,
                       updated_at, completeness, overlapping))

/// What asks for a person's attention.
enum class Attention {
  unclassified,
  no_owner,
  aged,
  contract_ending,
  overlapping,
  idea_waiting,
  stuck,
  incomplete,
  review_due
};
BOOST_DESCRIBE_ENUM(Attention, unclassified, no_owner, aged, contract_ending, overlapping,
                    idea_waiting, stuck, incomplete, review_due)

enum class SortKey {
  name,
  code,
  phase,
  phase_since,
  technology,
  supplier,
  owner,
  risk_class,
  medical_device,
  completeness,
  confirmed_at,
  updated_at,
  contract_ends_on
};
BOOST_DESCRIBE_ENUM(SortKey, name, code, phase, phase_since, technology, supplier, owner,
                    risk_class, medical_device, completeness, confirmed_at, updated_at,
                    contract_ends_on)

enum class SortDirection { ascending, descending };
BOOST_DESCRIBE_ENUM(SortDirection, ascending, descending)

/// Query of the register; values within one filter are alternatives, filters together all hold.
/// Without `phase` and without `ended`, ended applications are left out.
struct ApplicationQuery {
  std::optional<std::string> search;
  std::vector<Phase> phase;
  std::vector<Technology> technology;
  std::vector<Domain> domain;
  std::vector<std::string> process;
  std::vector<Id> department;
  std::vector<std::string> supplier;
  std::vector<std::string> owner;
  std::vector<RiskClass> risk_class;
  std::vector<MedicalDevice> medical_device;
  std::vector<Attention> attention;
  std::optional<bool> ended;
  std::optional<SortKey> sort;
  std::optional<SortDirection> direction;
  std::optional<std::int64_t> offset;
  std::optional<std::int64_t> limit;  ///< 1 to 500, 50 when absent
};
BOOST_DESCRIBE_STRUCT(ApplicationQuery, (),
                      (search, phase, technology, domain, process, department, supplier, owner,
                       risk_class, medical_device, attention, ended, sort, direction, offset,
                       limit))

/// The values that occur, to choose filters from.
struct FilterValues {
  std::vector<std::string> suppliers;
  std::vector<std::string> owners;
};
BOOST_DESCRIBE_STRUCT(FilterValues, (), (suppliers, owners))

struct ApplicationPage {
  std::vector<ApplicationSummary> items;
  std::int64_t total = 0;
  std::int64_t offset = 0;
  FilterValues values;
};
BOOST_DESCRIBE_STRUCT(ApplicationPage, (), (items, total, offset, values))

/// Creating: the record, and the phase in which it already is (idea when absent).
struct NewApplication {
  ApplicationRecord record;
  std::optional<Phase> phase;
  std::optional<Date> phase_since;
};
BOOST_DESCRIBE_STRUCT(NewApplication, (), (record, phase, phase_since))

/// The intake form: a problem first.
struct NewIdea {
  std::string name;
  std::string problem;
  std::string problem_owner;
  std::optional<std::string> idea;  ///< what might help
  std::optional<Id> department;
  std::vector<Driver> drivers;
};
BOOST_DESCRIBE_STRUCT(NewIdea, (), (name, problem, problem_owner, idea, department, drivers))

/// A product from outside that somebody wants: everything but the problem, which people state
/// after.
struct ProductIdea {
  std::string name;
  std::string supplier;
  std::string product;
  std::vector<std::string> specialisms;
  Evidence evidence;      ///< where the product is described
  std::string list_id;    ///< of content/market
  std::string reference;  ///< the entry of that list
};

/// The problem of an idea that came without one.
struct IdeaProblem {
  std::string problem;
  std::string problem_owner;
};
BOOST_DESCRIBE_STRUCT(IdeaProblem, (), (problem, problem_owner))

/// An idea as its submitter sees it.
struct IdeaStatus {
  Id id;
  std::string code;
  std::string name;
  std::string problem;  ///< empty: still to be stated
  Phase phase;
  Intake intake;
};
BOOST_DESCRIBE_STRUCT(IdeaStatus, (), (id, code, name, problem, phase, intake))

struct IdeaList {
  std::vector<IdeaStatus> items;
};
BOOST_DESCRIBE_STRUCT(IdeaList, (), (items))

enum class IdeaScope { mine, waiting };
BOOST_DESCRIBE_ENUM(IdeaScope, mine, waiting)

struct IdeaQuery {
  std::optional<IdeaScope> scope;  ///< mine when absent
};
BOOST_DESCRIBE_STRUCT(IdeaQuery, (), (scope))

struct PhaseMove {
  Phase phase;
  std::string reason;
  std::optional<Date> on;  ///< the day it happened; today when absent
};
BOOST_DESCRIBE_STRUCT(PhaseMove, (), (phase, reason, on))

/// One changed field between two versions; values as compact JSON, absent when the field was empty.
struct FieldChange {
  std::string pointer;
  std::optional<std::string> before;
  std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (pointer, before, after))

enum class HistoryKind { created, changed, moved, confirmed };
BOOST_DESCRIBE_ENUM(HistoryKind, created, changed, moved, confirmed)

struct HistoryEntry {
  HistoryKind kind;
  Timestamp at;
  std::string by;
  std::int64_t version;
  std::optional<Phase> from_phase;
  std::optional<Phase> to_phase;
  std::optional<std::string> reason;
  std::vector<FieldChange> changes;
};
BOOST_DESCRIBE_STRUCT(HistoryEntry, (),
                      (kind, at, by, version, from_phase, to_phase, reason, changes))

struct History {
  std::vector<HistoryEntry> items;  ///< newest first
};
BOOST_DESCRIBE_STRUCT(History, (), (items))

struct SavedView {
  Id id;
  std::int64_t version;
  std::string name;
  std::string query;                 ///< the query string of the register's page
  std::vector<std::string> columns;  ///< column names in order
  bool shared = false;               ///< everybody in the organisation sees it
  bool mine = false;
};
BOOST_DESCRIBE_STRUCT(SavedView, (), (id, version, name, query, columns, shared, mine))

struct NewSavedView {
  std::string name;
  std::string query;
  std::vector<std::string> columns;
  std::optional<bool> shared;
};
BOOST_DESCRIBE_STRUCT(NewSavedView, (), (name, query, columns, shared))

struct SavedViewList {
  std::vector<SavedView> items;
};
BOOST_DESCRIBE_STRUCT(SavedViewList, (), (items))

struct FunnelCard {
  Id id;
  std::string code;
  std::string name;
  std::int64_t version;
  std::optional<Technology> technology;
  std::optional<std::string> owner;
  std::vector<Id> departments;
  MedicalDevice medical_device;
  RiskClass risk_class;
  Timestamp phase_since;
  std::int64_t days_in_phase = 0;
  bool ageing = false;  ///< longer in this phase than content/catalog/phases.yaml allows
  bool may_move = false;
};
BOOST_DESCRIBE_STRUCT(FunnelCard, (),
                      (id, code, name, version, technology, owner, departments, medical_device,
                       risk_class, phase_since, days_in_phase, ageing, may_move))

struct FunnelColumn {
  Phase phase;
  std::int64_t count = 0;
  std::int64_t ageing_after_days = 0;
  std::vector<FunnelCard> cards;  ///< longest in phase first
};
BOOST_DESCRIBE_STRUCT(FunnelColumn, (), (phase, count, ageing_after_days, cards))

struct Funnel {
  std::vector<FunnelColumn> columns;  ///< the eight phases in order
  std::int64_t work_in_progress = 0;  ///< exploration up to and including implementation
};
BOOST_DESCRIBE_STRUCT(Funnel, (), (columns, work_in_progress))

struct PhaseCount {
  Phase phase;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(PhaseCount, (), (phase, count))

struct FlowMonth {
  std::string month;               ///< yyyy-mm; counts at its last moment, or now
  std::vector<PhaseCount> counts;  ///< the eight phases in order
  std::int64_t entered = 0;        ///< new applications in this month
  std::int64_t ended = 0;          ///< stopped, rejected or retired in this month
};
BOOST_DESCRIBE_STRUCT(FlowMonth, (), (month, counts, entered, ended))

/// How long completed stays in a phase took. No median without a completed stay.
struct PhaseDuration {
  Phase phase;
  std::int64_t completed = 0;  ///< the base n: stays that ended in the period
  std::optional<double> median_days;
  std::int64_t moved_on = 0;  ///< of these, to a later phase
  std::int64_t ended = 0;     ///< of these, stopped, rejected or retired
};
BOOST_DESCRIBE_STRUCT(PhaseDuration, (), (phase, completed, median_days, moved_on, ended))

struct FlowQuery {
  std::optional<std::int64_t> months;  ///< 1 to 60, 24 when absent
};
BOOST_DESCRIBE_STRUCT(FlowQuery, (), (months))

struct FunnelFlow {
  Timestamp as_of;
  std::vector<FlowMonth> months;
  std::vector<PhaseDuration> durations;
};
BOOST_DESCRIBE_STRUCT(FunnelFlow, (), (as_of, months, durations))

/// One phase as the national monitor counts it, ours beside the mean of others.
struct MonitorComparison {
  std::string monitor_phase;  ///< id in content/catalog/monitor-reference.yaml
  std::vector<Phase> phases;  ///< ours that it counts together
  std::int64_t count = 0;
  double national_mean = 0;
};
BOOST_DESCRIBE_STRUCT(MonitorComparison, (), (monitor_phase, phases, count, national_mean))

struct AttentionCount {
  Attention attention;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(AttentionCount, (), (attention, count))

struct WaitingItem {
  Id id;
  std::string code;
  std::string name;
  std::optional<std::string> summary;
  Phase phase;
  std::int64_t waiting_days = 0;
  bool is_idea = false;  ///< an unanswered idea; otherwise longer in its phase than intended
  std::optional<std::string> owner;
};
BOOST_DESCRIBE_STRUCT(WaitingItem, (),
                      (id, code, name, summary, phase, waiting_days, is_idea, owner))

struct Overview {
  Timestamp as_of;
  std::int64_t total = 0;   ///< in the funnel, ended ones left out
  std::int64_t in_use = 0;  ///< implementation, scaling, operation
  std::vector<PhaseCount> phases;
  std::vector<MonitorComparison> comparison;
  double national_total = 0;
  std::int64_t national_base = 0;  ///< hospitals behind the national means
  std::string national_source;
  std::vector<AttentionCount> attention;
  std::vector<WaitingItem> waiting;  ///< longest first, at most ten
  std::int64_t medical_devices = 0;
  std::int64_t high_risk = 0;
};
BOOST_DESCRIBE_STRUCT(Overview, (),
                      (as_of, total, in_use, phases, comparison, national_total, national_base,
                       national_source, attention, waiting, medical_devices, high_risk))

}  // namespace regie::portfolio
