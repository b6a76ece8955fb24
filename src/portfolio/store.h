#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/library.h"
#include "portfolio/views.h"
#include "storage/database.h"

namespace regie::portfolio {

/// An application as it is kept.
struct StoredApplication {
  Id id;
  std::string code;
  std::int64_t version = 1;
  Phase phase = Phase::idea;
  Timestamp phase_since;
  Timestamp created_at;
  std::string created_by;
  Timestamp updated_at;
  std::string updated_by;
  Timestamp confirmed_at;
  std::string confirmed_by;
  std::optional<std::string> submitted_by;
  std::optional<Id> submitted_by_id;
  std::optional<Timestamp> submitted_at;
  std::optional<Timestamp> answered_at;
  std::optional<std::string> answer;
  std::int64_t completeness = 0;
  ApplicationRecord record;
};

/// What happened to an application.
struct StoredEvent {
  Id application_id;
  std::int64_t version = 1;
  HistoryKind kind = HistoryKind::created;
  Timestamp at;
  Timestamp effective_at;
  std::string by;
  std::optional<Phase> from_phase;
  std::optional<Phase> to_phase;
  std::optional<std::string> reason;
  std::vector<FieldChange> changes;
};

/// The entry of a list outside the hospital from which an application came.
struct Provenance {
  std::string list_id;
  std::string reference;
};

/// When an application was in a phase from.
struct PhaseEvent {
  Id application_id;
  std::optional<Phase> from_phase;
  Phase to_phase;
  Timestamp effective_at;
};

/// What the attention filters compare with.
struct AttentionLimits {
  Timestamp now;
  Timestamp aged_before;
  Date contract_ends_until;
  std::map<Phase, Timestamp> stuck_since;  ///< in this phase since before: longer than intended
};

AttentionLimits attention_limits(const content::Catalog& catalog, Timestamp now);

/// APP-0012 for 12.
std::string code_of(std::int64_t number);

/// All SQL about applications.
class RegisterStore {
 public:
  explicit RegisterStore(storage::Transaction& transaction) : transaction_(transaction) {}

  /// APP-0001, APP-0002 and so on; no number is given twice.
  std::string next_code();
  /// The first of so many numbers in a row, for code_of.
  std::int64_t take_numbers(std::int64_t count);
  /// No code up to and including this number is given any more.
  void reserve_codes(std::int64_t number);
  void insert(const StoredApplication& application, const std::string& search_text);
  /// False when the version is not the present one; the stored version is one higher afterwards.
  bool update(const StoredApplication& application, std::int64_t seen_version,
              const std::string& search_text);
  void confirm(const Id& id, Timestamp at, const std::string& by);
  std::optional<StoredApplication> find(const Id& id);

  /// In the order of the ids; those that are not there are left out.
  std::vector<StoredApplication> by_ids(const std::vector<Id>& ids);
  /// All that the query finds, whatever its page.
  std::vector<StoredApplication> chosen(const ApplicationQuery& query,
                                        const AttentionLimits& limits);
  /// The whole register, by code.
  std::vector<StoredApplication> everything();

  std::vector<Overlap> overlaps_of(const Id& id);

  /// False when an application came from this entry already.
  bool remember_source(const Id& application_id, const Provenance& source);
  /// What came from a list, by the reference of the entry.
  std::map<std::string, StoredApplication> from_list(const std::string& list_id);
  /// The folded names of all suppliers in the funnel.
  std::vector<std::string> suppliers_in_funnel();
  /// What is in the funnel from these suppliers, by code. Names are folded.
  std::vector<StoredApplication> supplied_by(const std::vector<std::string>& suppliers);

  std::vector<StoredApplication> ideas_of(const Id& account_id);
  std::vector<StoredApplication> waiting_ideas();

  /// For an example that is no longer wanted; nobody else's register can be emptied.
  void remove_everything();

  void append(const StoredEvent& event);
  std::vector<StoredEvent> events_of(const Id& application_id);
  /// Every entry into a phase, oldest first.
  std::vector<PhaseEvent> phase_events();

  struct CardRow {
    FunnelCard card;
    std::vector<Id> owner_accounts;
    Phase phase;
  };
  /// All applications in the funnel, longest in their phase first.
  std::vector<CardRow> cards();

 private:
  void write_terms(const StoredApplication& application);
  std::vector<StoredApplication> applications(std::string_view condition,
                                              const storage::Values& parameters);

  storage::Transaction& transaction_;
};

/// All SQL about imports: which column somebody said is which field.
class ExchangeStore {
 public:
  explicit ExchangeStore(storage::Transaction& transaction) : transaction_(transaction) {}

  /// Pointers of fields by folded name of the column; an empty pointer: no field.
  std::map<std::string, std::string> columns();
  void remember(const std::string& name_folded, const std::string& field);

 private:
  storage::Transaction& transaction_;
};

/// All SQL about saved views.
class ViewStore {
 public:
  explicit ViewStore(storage::Transaction& transaction) : transaction_(transaction) {}

  /// The account's own and the shared ones, by name.
  std::vector<SavedView> visible_to(const Id& account_id);
  std::optional<SavedView> find(const Id& id, const Id& account_id);
  void insert(const SavedView& view, const Id& account_id);
  bool update(const SavedView& view, std::int64_t seen_version);
  void remove(const Id& id);

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::portfolio
