#include "access/store.h"
#include "base/enumeration.h"

namespace regie::access {
namespace {

using storage::values;

#define REGIE_ACCOUNT_COLUMNS \
  "id, version, name, email, password_hash, password_change_required, last_acting_for"

constexpr std::string_view kAccountByEmail =
    "SELECT " REGIE_ACCOUNT_COLUMNS " FROM account WHERE email_folded = $1";
constexpr std::string_view kAccountById =
    "SELECT " REGIE_ACCOUNT_COLUMNS " FROM account WHERE id = $1";
constexpr std::string_view kHasAccounts = "SELECT 1 FROM account LIMIT 1";
constexpr std::string_view kInsertAccount =
    "INSERT INTO account (id, name, email, email_folded, password_hash, password_change_required, "
    "is_example, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr std::string_view kSetPassword =
    "UPDATE account SET password_hash = $2, password_change_required = $3, version = version + 1 "
    "WHERE id = $1";
constexpr std::string_view kSetName =
    "UPDATE account SET name = $2, version = version + 1 WHERE id = $1";
constexpr std::string_view kTouchSignIn = "UPDATE account SET last_sign_in_at = $2 WHERE id = $1";

constexpr std::string_view kRememberOrganisation =
    "UPDATE account SET last_acting_for = $2 WHERE id = $1";

constexpr std::string_view kInsertOrganisation =
    "INSERT INTO organisation (id, name, kind, is_example, created_at) VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view kOrganisations =
    "SELECT id, name, kind, is_example FROM organisation ORDER BY name";
constexpr std::string_view kOrganisationByName =
    "SELECT id, name, kind, is_example FROM organisation WHERE name = $1";
constexpr std::string_view kOrganisationsOf =
    "SELECT o.id, o.name, o.kind, o.is_example FROM membership m "
    "JOIN organisation o ON o.id = m.organisation_id "
    "WHERE m.account_id = $1 AND m.active = 1 ORDER BY o.created_at, o.id";
constexpr std::string_view kOrganisationsWhere =
    "SELECT g.organisation_id FROM role_grant g JOIN membership m "
    "ON m.organisation_id = g.organisation_id AND m.account_id = g.account_id "
    "WHERE g.account_id = $1 AND g.role = $2 AND g.department_id = '' AND m.active = 1";
constexpr std::string_view kGrants =
    "SELECT role, department_id FROM role_grant WHERE account_id = $1 AND organisation_id = $2 "
    "ORDER BY role, department_id";

constexpr std::string_view kRemoveExamples[] = {
    "DELETE FROM session WHERE account_id IN (SELECT id FROM account WHERE is_example = 1)",
    "DELETE FROM account WHERE is_example = 1 "
    "AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.account_id = account.id)",
    "DELETE FROM session WHERE acting_for IN (SELECT id FROM organisation WHERE is_example = 1)",
    "DELETE FROM organisation WHERE is_example = 1 "
    "AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = organisation.id)"};

constexpr std::string_view kInsertSession =
    "INSERT INTO session (token_hash, account_id, acting_for, csrf_token, created_at, "
    "last_used_at, "
    "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr std::string_view kSessionHolder =
    "SELECT s.csrf_token, s.last_used_at, s.expires_at, a.id, a.name, a.email, "
    "a.password_change_required, o.id, o.name, o.kind, o.is_example, g.role, g.department_id "
    "FROM session s JOIN account a ON a.id = s.account_id "
    "JOIN membership m ON m.account_id = s.account_id AND m.organisation_id = s.acting_for "
    "JOIN organisation o ON o.id = s.acting_for "
    "LEFT JOIN role_grant g ON g.account_id = s.account_id AND g.organisation_id = s.acting_for "
    "WHERE s.token_hash = $1 AND m.active = 1 ORDER BY g.role, g.department_id";
constexpr std::string_view kTouchSession =
    "UPDATE session SET last_used_at = $2 WHERE token_hash = $1";
constexpr std::string_view kActFor = "UPDATE session SET acting_for = $2 WHERE token_hash = $1";
constexpr std::string_view kDeleteSession = "DELETE FROM session WHERE token_hash = $1";
constexpr std::string_view kDeleteSessionsOf =
    "DELETE FROM session WHERE account_id = $1 AND token_hash <> $2";
constexpr std::string_view kDeleteExpired = "DELETE FROM session WHERE expires_at < $1";

constexpr std::string_view kFailures =
    "SELECT failures, last_at FROM sign_in_failure WHERE subject = $1";
constexpr std::string_view kCountFailure =
    "INSERT INTO sign_in_failure (subject, failures, last_at) VALUES ($1, 1, $2) "
    "ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failure.failures + 1, last_at = $2";
constexpr std::string_view kForgetFailures = "DELETE FROM sign_in_failure WHERE subject = $1";

std::optional<StoredAccount> one_account(const storage::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  auto row = rows[0];
  StoredAccount account;
  account.id = row.text();
  account.version = row.integer();
  account.name = row.text();
  account.email = row.text();
  account.password_hash = row.text();
  account.password_change_required = row.truth();
  account.last_acting_for = row.maybe_text();
  return account;
}

OrganisationRef organisation_of(storage::Row& row) {
  OrganisationRef organisation;
  organisation.id = row.text();
  organisation.name = row.text();
  organisation.kind = enum_from<OrganisationKind>(row.text()).value_or(OrganisationKind::hospital);
  organisation.is_example = row.truth();
  return organisation;
}

std::vector<OrganisationRef> organisation_rows(const storage::Rows& rows) {
  std::vector<OrganisationRef> found;
  for (auto row : rows) found.push_back(organisation_of(row));
  return found;
}

/// Adds nothing for a role of a newer program: it grants nothing here.
void add_grant(std::vector<RoleGrant>& grants, storage::Row& row) {
  const auto role = enum_from<Role>(row.text());
  auto department = row.text();
  if (!role) return;
  grants.push_back({*role, department.empty() ? std::nullopt : std::optional(department)});
}

}  // namespace

std::optional<StoredAccount> InstanceStore::account_by_email(const std::string& email) {
  return one_account(transaction_.read(kAccountByEmail, values(folded(email))));
}

std::optional<StoredAccount> InstanceStore::account_by_id(const Id& id) {
  return one_account(transaction_.read(kAccountById, values(id)));
}

bool InstanceStore::has_accounts() { return !transaction_.read(kHasAccounts).empty(); }

void InstanceStore::insert_account(const StoredAccount& account, bool is_example) {
  transaction_.write(
      kInsertAccount,
      values(account.id, account.name, account.email, folded(account.email), account.password_hash,
             account.password_change_required, is_example, transaction_.now()));
}

void InstanceStore::set_password(const Id& account_id, const std::string& hash,
                                 bool change_required) {
  transaction_.write(kSetPassword, values(account_id, hash, change_required));
}

void InstanceStore::set_name(const Id& account_id, const std::string& name) {
  transaction_.write(kSetName, values(account_id, name));
}

void InstanceStore::touch_sign_in(const Id& account_id) {
  transaction_.write_unrecorded(kTouchSignIn, values(account_id, transaction_.now()));
}

void InstanceStore::remember_organisation(const Id& account_id, const Id& organisation_id) {
  transaction_.write_unrecorded(kRememberOrganisation, values(account_id, organisation_id));
}

void InstanceStore::insert_organisation(const OrganisationRef& organisation) {
  transaction_.write(kInsertOrganisation,
                     values(organisation.id, organisation.name, enum_text(organisation.kind),
                            organisation.is_example, transaction_.now()));
}

std::vector<OrganisationRef> InstanceStore::organisations() {
  return organisation_rows(transaction_.read(kOrganisations));
}

std::optional<OrganisationRef> InstanceStore::organisation_by_name(const std::string& name) {
  auto found = organisation_rows(transaction_.read(kOrganisationByName, values(name)));
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<OrganisationRef> InstanceStore::organisations_of(const Id& account_id) {
  return organisation_rows(transaction_.read(kOrganisationsOf, values(account_id)));
}

std::vector<Id> InstanceStore::organisations_where(const Id& account_id, Role role) {
  const auto rows = transaction_.read(kOrganisationsWhere, values(account_id, enum_text(role)));
  std::vector<Id> found;
  for (auto row : rows) found.push_back(row.text());
  return found;
}

std::vector<RoleGrant> InstanceStore::grants(const Id& account_id, const Id& organisation_id) {
  const auto rows = transaction_.read(kGrants, values(account_id, organisation_id));
  std::vector<RoleGrant> found;
  for (auto row : rows) add_grant(found, row);
  return found;
}

void InstanceStore::remove_examples() {
  for (const auto sql : kRemoveExamples) transaction_.write(sql);
}

void InstanceStore::insert_session(const StoredSession& session) {
  transaction_.write(
      kInsertSession,
      values(session.token_hash, session.account_id, session.acting_for, session.csrf_token,
             transaction_.now(), session.last_used_at, session.expires_at));
}

std::optional<SessionHolder> InstanceStore::session_holder(const std::string& token_hash) {
  const auto rows = transaction_.read(kSessionHolder, values(token_hash));
  if (rows.empty()) return std::nullopt;
  SessionHolder holder;
  auto& caller = holder.caller;
  for (auto row : rows) {
    caller.session_hash = token_hash;
    caller.csrf_token = row.text();
    holder.last_used_at = row.moment();
    caller.session_expires_at = row.moment();
    caller.account_id = row.text();
    caller.name = row.text();
    caller.email = row.text();
    caller.password_change_required = row.truth();
    caller.organisation = organisation_of(row);
    if (!row.is_null()) add_grant(caller.grants, row);
  }
  return holder;
}

void InstanceStore::touch_session(const std::string& token_hash) {
  transaction_.write_unrecorded(kTouchSession, values(token_hash, transaction_.now()));
}

void InstanceStore::act_for(const std::string& token_hash, const Id& organisation_id) {
  transaction_.write(kActFor, values(token_hash, organisation_id));
}

void InstanceStore::delete_session(const std::string& token_hash) {
  transaction_.write(kDeleteSession, values(token_hash));
}

void InstanceStore::delete_sessions_of(const Id& account_id, const std::string& except) {
  transaction_.write(kDeleteSessionsOf, values(account_id, except));
}

void InstanceStore::delete_expired_sessions() {
  transaction_.write_unrecorded(kDeleteExpired, values(transaction_.now()));
}

FailureCount InstanceStore::failures(const std::string& subject) {
  const auto rows = transaction_.read(kFailures, values(subject));
  if (rows.empty()) return {};
  auto row = rows[0];
  const auto count = row.integer();
  return {.failures = count, .last_at = row.moment()};
}

void InstanceStore::count_failure(const std::string& subject) {
  transaction_.write_unrecorded(kCountFailure, values(subject, transaction_.now()));
}

void InstanceStore::forget_failures(const std::string& subject) {
  transaction_.write_unrecorded(kForgetFailures, values(subject));
}

}  // namespace regie::access
