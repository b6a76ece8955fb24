#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sector/views.h"
#include "storage/database.h"

namespace regie::sector {

/// A member with what a package is checked against.
struct StoredMember {
  SectorMember member;
  std::optional<PublicKey> public_key;
  std::vector<PublicKey> earlier_keys;
};

/// A submission as it is kept.
struct StoredSubmission {
  Id id;
  Id round_id;
  Id member_id;
  std::string sha256;
  std::string document;
  std::string receipt;
  Timestamp received_at;
  std::optional<Id> replaced_by = {};
};

/// All SQL of the hub's side.
class HubStore {
 public:
  explicit HubStore(storage::Transaction& transaction) : transaction_(transaction) {}

  std::vector<SectorMember> members();
  std::optional<StoredMember> member(const Id& id);
  /// The one whose unused code this is, when it has not expired.
  std::optional<Id> member_with_code(const std::string& code_hash);
  /// False when the name is taken.
  bool insert(const SectorMember& member);
  /// False when the version is not the present one, or the name is taken.
  bool change(const Id& id, std::int64_t version, const NewSectorMember& member);
  bool name_taken(const std::string& name, const Id& except);
  void set_code(const Id& id, const std::string& code_hash, Timestamp expires_at);
  /// Uses up the code; the key that was there stays in the history.
  void pin_key(const Id& id, const PublicKey& key);

  std::vector<SectorRound> rounds();
  std::optional<SectorRound> round(const Id& id);
  void insert(const SectorRound& round);
  /// False when the version is not the present one.
  bool set_status(const Id& id, std::int64_t version, RoundStatus status);
  void invite(const Id& round_id, const Id& member_id);
  bool is_invited(const Id& round_id, const Id& member_id);
  std::vector<SectorRound> rounds_of(const Id& member_id);
  /// Of an invitation: false when it was before.
  bool mark_started(const Id& round_id, const Id& member_id);
  std::vector<MemberResponse> response(const Id& round_id);

  /// Lets no other transaction take a package of this member until this one ends.
  void lock(const Id& round_id, const Id& member_id);
  std::optional<StoredSubmission> submission(const Id& id);
  std::optional<Id> current(const Id& round_id, const Id& member_id);
  void insert(const StoredSubmission& submission, const std::optional<Id>& replaces);
  /// Newest first.
  std::vector<StoredSubmission> submissions(const Id& round_id, const Id& member_id);

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::sector
