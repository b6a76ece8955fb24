#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assessment/views.h"
#include "storage/database.h"

namespace regie::assessment {

/// A version of an instrument as it is kept.
struct StoredInstrument {
  std::string id;
  std::string version;
  bool own = false;
  Timestamp added_at;
  std::string added_by;
};

/// All SQL about instruments.
class InstrumentStore {
 public:
  explicit InstrumentStore(storage::Transaction& transaction) : transaction_(transaction) {}

  /// The organisation's own, by id.
  std::vector<StoredInstrument> own();
  std::optional<StoredInstrument> find(const std::string& id, const std::string& version);
  /// The instrument itself, see to_document. Empty when it is not there.
  std::string document(const std::string& id, const std::string& version);
  /// False when this version is there already. `source`: the file that it came from.
  bool insert(const StoredInstrument& instrument, const std::string& document,
              const std::optional<std::string>& source);

 private:
  storage::Transaction& transaction_;
};

/// An assessment as it is kept, without its answers.
struct StoredAssessment {
  AssessmentSummary summary;  ///< without the instrument's title
  std::int64_t round = 1;     ///< counts up each time that it is opened again
  std::int64_t last_instance = 0;
};

struct StoredSignature {
  Signature signature;
  std::int64_t round = 1;
  std::optional<Id> by_id;
};

/// All SQL about assessments.
class AssessmentStore {
 public:
  explicit AssessmentStore(storage::Transaction& transaction) : transaction_(transaction) {}

  void insert(const StoredAssessment& assessment);
  /// Everything but what never changes. Counts up the version when `new_version`.
  void update(const StoredAssessment& assessment, bool new_version);
  /// Lets no other transaction change it, nor its answers, until this one ends. False when it is
  /// not there.
  bool lock(const Id& id);
  std::optional<StoredAssessment> find(const Id& id);
  /// Newest first.
  std::vector<StoredAssessment> list(const AssessmentQuery& query);
  /// The newest of a subject with an instrument, if any, other than `except`.
  std::optional<StoredAssessment> newest(const std::string& instrument,
                                         const facts::Subject& subject, const Id& except);

  std::vector<Answer> answers(const Id& id);
  std::vector<KeptAnswer> kept(const Id& id);
  /// Adds or replaces.
  void put(const Id& id, const Answer& answer, const std::optional<Id>& by_id);
  /// Sets an answer aside that no longer fits.
  void keep(const Id& id, const KeptAnswer& kept);

  std::vector<Instance> instances(const Id& id);
  void insert(const Id& id, const Instance& instance);
  void remove(const Id& id, const Instance& instance);

  std::vector<AssessmentNote> notes(const Id& id);
  void insert(const Id& id, const AssessmentNote& note, const std::optional<Id>& by_id);

  std::vector<StoredSignature> signatures(const Id& id);
  void insert(const Id& id, const StoredSignature& signature);

  std::vector<AssessmentEvent> events(const Id& id);
  void append(const Id& id, const AssessmentEvent& event);

 private:
  storage::Transaction& transaction_;
};

/// Everything of an example that is no longer wanted.
void remove_everything(storage::Transaction& transaction);

}  // namespace regie::assessment
