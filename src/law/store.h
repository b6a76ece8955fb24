#pragma once

#include <optional>
#include <string>
#include <vector>

#include "law/edition.h"
#include "law/views.h"
#include "storage/database.h"

namespace regie::law {

/// Which edition an organisation works with.
struct StoredSetting {
  std::int64_t version = 0;  ///< 0: nothing chosen yet
  std::string edition_id;
  Timestamp accepted_at;
  std::string accepted_by;
  bool public_body = false;
};

/// What somebody's answers to a tree made of an application.
struct StoredClassification {
  Id id;
  Id application_id;
  std::string tree_id;
  std::string tree_version;
  std::string outcome;
  LabelSet labels;
  std::vector<Answered> answers;
  Timestamp at;
  std::string by;
  std::optional<std::string> note;
};

/// How far a duty is. Without an application: of the hospital itself.
struct StoredDuty {
  Id application_id;
  std::string duty_id;
  std::int64_t version = 0;
  DutyState state = DutyState::open;
  std::optional<Date> met_on;
  std::optional<std::string> met_by;
  std::optional<std::string> note;
  std::vector<DutyEvidence> evidence;
  Timestamp recorded_at;
  std::string recorded_by;
};

/// How many duties of an application are in a state.
struct DutyCount {
  Id application_id;
  DutyState state = DutyState::open;
  std::int64_t count = 0;
};

/// All SQL about editions: in the scope of the instance.
class EditionStore {
 public:
  explicit EditionStore(storage::Transaction& transaction) : transaction_(transaction) {}

  /// False when it is kept already.
  bool insert(const Edition& edition, bool imported);
  std::optional<std::string> files(const std::string& id);
  /// The id of the edition that was brought in last; nothing when there was none.
  std::optional<std::string> imported();

 private:
  storage::Transaction& transaction_;
};

/// All SQL about the law of one organisation.
class LawStore {
 public:
  explicit LawStore(storage::Transaction& transaction) : transaction_(transaction) {}

  StoredSetting setting();
  /// False when the stored version is not `seen_version`; the version is one higher afterwards.
  bool save_setting(const StoredSetting& setting, std::int64_t seen_version);

  /// Becomes the current one of its application and tree.
  void insert(const StoredClassification& classification);
  /// The current one of each tree, of one application or of all.
  std::vector<StoredClassification> current(const std::optional<Id>& application_id);
  /// All that ever were, the newest first.
  std::vector<StoredClassification> history(const Id& application_id);

  std::vector<StoredDuty> duties(const Id& application_id);
  std::vector<StoredDuty> all_duties();
  std::vector<DutyCount> duty_counts();
  /// False when the stored version is not `seen_version` (0: there is none).
  bool save_duty(const StoredDuty& duty, std::int64_t seen_version);

  /// For an example that is no longer wanted.
  void remove_everything();

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::law
