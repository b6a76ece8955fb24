#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/caller.h"
#include "assessment/evaluation.h"
#include "assessment/instrument_library.h"
#include "assessment/prefill.h"
#include "assessment/store.h"
#include "assessment/views.h"
#include "base/result.h"
#include "content/library.h"
#include "facts/registry.h"
#include "facts/subject.h"

namespace regie::assessment {

/// What the room works with. All of it outlives the services.
struct Surroundings {
  storage::Database& database;
  const content::Library& content;
  const InstrumentLibrary& library;
  FormShelf& shelf;
  facts::FactRegistry& facts;
  facts::SubjectDirectory& subjects;
};

/// An assessment with all its answers, as it is in one transaction.
struct Dossier {
  StoredAssessment stored;
  std::shared_ptr<const Form> form;
  std::vector<Answer> answers;
  std::vector<Instance> instances;
  facts::KnownSubject subject;

  const Id& id() const { return stored.summary.id; }
  AssessmentStatus status() const { return stored.summary.status; }
  /// Nothing when this question has no answer yet.
  Answer* answer(std::string_view link_id, std::int64_t instance);
};

/// What the services of the room share: reading, showing and settling an assessment within one
/// transaction of one caller.
class Desk {
 public:
  Desk(const Surroundings& room, storage::Transaction& transaction, const access::Caller& caller)
      : room_(room), transaction_(transaction), caller_(caller), store_(transaction) {}

  AssessmentStore& store() { return store_; }
  Timestamp now() const { return transaction_.now(); }

  /// Fails with not_found.
  Result<Dossier> open(const Id& id);
  /// The same to change it: nobody else can until the transaction ends. Fails with forbidden, or
  /// with assessment_closed when it is completed.
  Result<Dossier> open_to_change(const Id& id);
  /// The same whether it is completed or not.
  Result<Dossier> open_to_handle(const Id& id);

  /// The subject, when there is such a one and the caller may assess it. Fails with invalid_request
  /// or forbidden.
  Result<facts::KnownSubject> subject_to_assess(const facts::Subject& subject,
                                                const Instrument& instrument);
  bool may_write(const facts::KnownSubject& subject) const;

  std::shared_ptr<const Form> form(const std::string& id, const std::string& version);
  /// The version that is chosen when none is named; nothing when there is no such instrument.
  std::optional<std::string> newest_version(const std::string& instrument_id);
  /// Keeps a version that shipped, so that what is made of it stays as it is. False when neither
  /// the program nor the organisation has this version.
  bool pin(const std::string& id, const std::string& version);
  /// A version whether it is kept or only shipped; nothing when there is none.
  std::shared_ptr<const Form> find_form(const std::string& id, const std::string& version);

  /// Keeps a new assessment of the dossier's form and subject, without answers yet.
  void begin(Dossier& dossier, const std::string& title);
  /// Fills in what can be computed: each question without an answer and, when `again`, each whose
  /// answer still is a computed one. Gives how many answers changed.
  std::int64_t fill_in(Dossier& dossier, bool again);

  static AssessmentState state(const Dossier& dossier);
  Assessment show(Dossier dossier);
  AssessmentSummary show_summary(const StoredAssessment& stored);

  /// Writes what the answers come to now, and who changed it.
  void settle(Dossier& dossier, bool new_version = false);
  /// What the outcome says of the register's fields, into the register.
  Result<void> fill_in_register(const Dossier& dossier);
  /// Into the history of the assessment.
  void append(const Dossier& dossier, AssessmentEvent event);
  /// Into the audit trail.
  using Details = std::map<std::string, boost::json::value>;
  void record(const Dossier& dossier, const std::string& action, const Details& details = {});

 private:
  PrefillSources sources(const Dossier& dossier);
  std::vector<boost::json::value> other_values(const Dossier& dossier,
                                               const std::string& instrument,
                                               const std::string& link_id);

  const Surroundings& room_;
  storage::Transaction& transaction_;
  const access::Caller& caller_;
  AssessmentStore store_;
};

/// invalid_request when there are errors.
Result<void> refuse_if(std::vector<FieldError> errors);

}  // namespace regie::assessment
