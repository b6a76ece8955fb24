#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/caller.h"
#include "access/views.h"
#include "storage/database.h"

namespace regie::access {

/// Tables of an organisation that the instance itself may use: to find out at sign-in to which
/// organisations a person belongs, and to verify every audit chain.
inline const std::set<std::string, std::less<>> kInstanceMayUse = {
    "membership", "role_grant", "department", "audit_head", "api_token"};

struct StoredAccount {
  Id id;
  std::int64_t version;
  std::string name;
  std::string email;
  std::string password_hash;
  bool password_change_required;
  std::optional<Id> last_acting_for = {};  ///< the organisation of the last session
};

struct StoredSession {
  std::string token_hash;
  Id account_id;
  Id acting_for;
  std::string csrf_token;
  Timestamp last_used_at;
  Timestamp expires_at;
};

/// Whom a session stands for now.
struct SessionHolder {
  Caller caller;  ///< without an origin
  Timestamp last_used_at;
};

struct StoredToken {
  Id organisation_id;
  ApiToken token;
};

struct FailureCount {
  std::int64_t failures = 0;
  Timestamp last_at;
};

/// Accounts, sessions and the list of organisations: in the scope of the instance.
class InstanceStore {
 public:
  explicit InstanceStore(storage::Transaction& transaction) : transaction_(transaction) {}

  std::optional<StoredAccount> account_by_email(const std::string& email);
  std::optional<StoredAccount> account_by_id(const Id& id);
  bool has_accounts();
  void insert_account(const StoredAccount& account, bool is_example);
  void set_password(const Id& account_id, const std::string& hash, bool change_required);
  void set_name(const Id& account_id, const std::string& name);
  void touch_sign_in(const Id& account_id);
  void remember_organisation(const Id& account_id, const Id& organisation_id);

  void insert_organisation(const OrganisationRef& organisation);
  std::vector<OrganisationRef> organisations();
  std::optional<OrganisationRef> organisation_by_name(const std::string& name);
  /// Those in which the account is an active member, the oldest first.
  std::vector<OrganisationRef> organisations_of(const Id& account_id);
  std::vector<Id> organisations_where(const Id& account_id, Role role);
  std::vector<RoleGrant> grants(const Id& account_id, const Id& organisation_id);

  /// Example organisations that were emptied, and example accounts that are nobody's member.
  void remove_examples();

  void insert_session(const StoredSession& session);
  /// In one statement. Nobody when there is no such session, or its account is no longer an active
  /// member where it acts; whether it has expired is not looked at.
  std::optional<SessionHolder> session_holder(const std::string& token_hash);
  void touch_session(const std::string& token_hash);
  void act_for(const std::string& token_hash, const Id& organisation_id);
  void delete_session(const std::string& token_hash);
  /// All sessions of the account save one (none is saved when `except` is empty).
  void delete_sessions_of(const Id& account_id, const std::string& except);
  void delete_expired_sessions();

  /// By what is kept of its secret, from whatever organisation.
  std::optional<StoredToken> token(const std::string& token_hash);
  void touch_token(const StoredToken& token);
  /// Every token of the account, in all organisations.
  void delete_tokens_of(const Id& account_id);

  FailureCount failures(const std::string& subject);
  void count_failure(const std::string& subject);
  void forget_failures(const std::string& subject);

 private:
  storage::Transaction& transaction_;
};

/// Members and departments of one organisation.
class OrganisationStore {
 public:
  explicit OrganisationStore(storage::Transaction& transaction) : transaction_(transaction) {}

  std::vector<Account> accounts();
  std::optional<Account> account(const Id& id);
  std::vector<PersonChoice> people();
  bool insert_membership(const Id& account_id);
  /// False when the version is not the present one.
  bool update_membership(const Id& account_id, std::int64_t version, bool active);
  void replace_grants(const Id& account_id, const std::vector<RoleGrant>& grants);
  /// Active members who have the role in the whole organisation.
  std::int64_t holders(Role role);

  /// Of each discipline, whose active members sign for it.
  std::vector<DisciplineHolders> discipline_holders();
  std::vector<Discipline> disciplines(const Id& account_id);
  void replace_disciplines(const Id& account_id, const std::vector<Discipline>& disciplines);

  /// What the organisation is called; empty for one without members.
  std::string name();
  std::vector<Department> departments();
  std::optional<Department> department(const Id& id);
  /// False when the name is taken.
  bool insert_department(const Department& department);
  bool update_department(const Id& id, std::int64_t version, const std::string& name, bool active);
  /// Members, roles and departments of an example that is no longer wanted.
  void remove_everything();
  bool department_name_taken(const std::string& name, const Id& except);

 private:
  storage::Transaction& transaction_;
};

/// The tokens of one organisation.
class TokenStore {
 public:
  explicit TokenStore(storage::Transaction& transaction) : transaction_(transaction) {}

  /// Newest first; those of one account, or of all when none is given.
  std::vector<ApiToken> tokens(const std::optional<Id>& account_id);
  std::optional<ApiToken> token(const Id& id);
  void insert(const ApiToken& token, const std::string& token_hash);
  void remove(const Id& id);

 private:
  storage::Transaction& transaction_;
};

}  // namespace regie::access
