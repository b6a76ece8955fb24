#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sector/key_store.h"
#include "sector/views.h"
#include "storage/database.h"

namespace regie::sector {

struct StoredEnrolment {
  Enrolment enrolment;
  Id hub_id;
  Id member_id;
  StoredKey key;
};

/// A round without its packages.
struct StoredRound {
  OfferedRound round;
  Id enrolment_id;
  std::optional<Id> assessment_id;
};

/// A package as it is kept.
struct StoredPackage {
  Id id;
  Id round_id;
  std::string document;
  std::vector<KeptHome> kept_home;
  Timestamp created_at;
  std::string created_by;
  std::optional<Timestamp> tried_at;
  std::optional<std::string> refusal;
  std::optional<SignedReceipt> receipt;
};

/// All SQL of the hospital's side.
class OutboxStore {
 public:
  explicit OutboxStore(storage::Transaction& transaction) : transaction_(transaction) {}

  std::vector<StoredEnrolment> enrolments();
  std::optional<StoredEnrolment> enrolment(const Id& id);
  std::optional<StoredEnrolment> enrolment_with(const Id& hub_id);
  /// In the place of an earlier one with the same hub, whose id stays.
  void put(const StoredEnrolment& enrolment);

  /// The latest year first.
  std::vector<StoredRound> rounds();
  std::optional<StoredRound> round(const Id& id);
  void put(const StoredRound& round);

  /// Newest first.
  std::vector<StoredPackage> packages(const Id& round_id);
  std::optional<StoredPackage> package(const Id& id);
  void insert(const StoredPackage& package);
  void note_refusal(const Id& id, const std::string& code);
  void note_receipt(const Id& id, const SignedReceipt& receipt);

 private:
  storage::Transaction& transaction_;
};

/// Everything of an example, hospital or sector body, that is no longer wanted.
void remove_everything(storage::Transaction& transaction);

}  // namespace regie::sector
