#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "portfolio/store.h"
#include "portfolio/views.h"
#include "storage/database.h"

/// The register in memory, as far as it is searched, filtered, sorted and counted: a database reads
/// every text for a search. docs/bench.md has the figures.
namespace regie::portfolio {

/// What facts need of a record, beside what it is found by.
struct RecordedUse {
  bool dpia_completed = false;
  std::vector<Driver> drivers;
  std::vector<Impact> impacts;
  std::int64_t intended_users = 0;  ///< where the active ones are counted too
  std::int64_t active_users = 0;
};

/// What an application is found by.
struct IndexedApplication {
  Id id;
  std::string code;
  Phase phase = Phase::idea;
  Timestamp phase_since;
  std::string name;
  std::string name_folded;
  std::string search_text;
  std::string technology;  ///< empty when not filled, as are domain and use_case
  std::string domain;
  std::string use_case;
  std::optional<std::string> supplier;
  std::string supplier_folded;
  std::optional<std::string> owner;
  std::string owner_folded;
  RiskClass risk_class = RiskClass::not_classified;
  MedicalDevice medical_device = MedicalDevice::not_classified;
  std::optional<Date> contract_ends_on;
  std::optional<Date> next_review_on;
  std::int64_t completeness = 0;
  Timestamp confirmed_at;
  Timestamp updated_at;
  std::optional<Timestamp> submitted_at;
  std::optional<Timestamp> answered_at;
  std::vector<std::string> processes;
  std::vector<Id> departments;
  /// What a list shows of it, once somebody listed it; without whether it overlaps.
  mutable std::atomic<std::shared_ptr<const ApplicationSummary>> summary = {};
  /// Read from its document once facts are asked for.
  mutable std::atomic<std::shared_ptr<const RecordedUse>> use = {};
};

/// How far an audit trail is, and which one: a restored backup may have another of the same length.
struct TrailPosition {
  std::int64_t sequence = 0;
  std::string hash;
  bool operator==(const TrailPosition&) const = default;
};

using IndexEntry = std::shared_ptr<const IndexedApplication>;

/// The texts that are searched, behind each other in one piece of memory: a word is found in all of
/// them at the speed of memory.
class SearchTexts {
 public:
  void add(const std::string& text);
  /// For each text, in the order of adding, whether every word occurs in it.
  std::vector<bool> with_all(const std::vector<std::string>& words) const;

 private:
  std::vector<bool> with(const std::string& word) const;
  std::string_view text(std::size_t index) const;

  std::string all_;
  std::vector<std::size_t> ends_;
};

class RegisterOrder;

/// All applications of one organisation as they were at one moment of its audit trail. Immutable.
class RegisterSnapshot {
 public:
  RegisterSnapshot(TrailPosition position, std::vector<IndexEntry> entries);

  const TrailPosition& position() const { return position_; }
  /// By folded name, then by code.
  const std::vector<IndexEntry>& entries() const { return entries_; }
  /// The values that occur, to choose filters from.
  const FilterValues& values() const { return values_; }

  struct Hit {
    IndexEntry application;
    /// It shares use case and a process with another one, save when both are the same supplier's or
    /// one has ended.
    bool overlapping;
  };
  struct Hits {
    std::vector<Hit> page;
    std::int64_t total = 0;
  };
  /// The query's own page is not looked at. Empty values stand last in either direction; texts are
  /// ordered by their bytes, on every database.
  Hits find(const ApplicationQuery& query, const AttentionLimits& limits, std::size_t offset,
            std::size_t limit) const;

  std::vector<PhaseCount> phase_counts() const;
  /// Of what has not ended.
  std::vector<AttentionCount> attention_counts(const AttentionLimits& limits) const;
  /// {medical devices, high risk} in the funnel.
  std::pair<std::int64_t, std::int64_t> device_and_high_risk_counts() const;
  /// Longest in their phase first, of those that are there longer than intended.
  std::vector<IndexEntry> stuck(const AttentionLimits& limits) const;
  /// Unanswered ideas, the oldest first.
  std::vector<IndexEntry> waiting_ideas() const;
  std::vector<OverlapGroup> overlap_groups() const;

 private:
  void find_overlaps();

  TrailPosition position_;
  std::vector<IndexEntry> entries_;
  SearchTexts texts_;
  std::vector<bool> overlapping_;  ///< for each entry
  /// The entries of each use case and process that two suppliers or more serve.
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> groups_;
  FilterValues values_;
  /// The places of the entries in each order that was asked for: pages follow one another.
  using Order = std::vector<std::uint32_t>;
  std::shared_ptr<const Order> in_order(const RegisterOrder& order) const;
  mutable std::vector<std::atomic<std::shared_ptr<const Order>>> orders_;
};

/// Keeps the newest snapshot of every organisation that is asked for. What changed since is known
/// from the audit trail, in which no change is missing.
class RegisterIndex {
 public:
  struct Current {
    std::shared_ptr<const RegisterSnapshot> snapshot;
    /// Just what this transaction sees; otherwise newer, as another one was faster.
    bool exact;
    const RegisterSnapshot* operator->() const { return snapshot.get(); }
    const RegisterSnapshot& operator*() const { return *snapshot; }
  };
  Current current(storage::Transaction& transaction);
  /// The same, read anew and not kept.
  static RegisterSnapshot read(storage::Transaction& transaction);

 private:
  struct Place {
    std::mutex mutex;
    std::shared_ptr<const RegisterSnapshot> newest;
    std::chrono::steady_clock::time_point made;
  };
  std::shared_ptr<Place> place_of(const Id& organisation);

  std::mutex mutex_;
  std::map<Id, std::shared_ptr<Place>> places_;
};

}  // namespace regie::portfolio
