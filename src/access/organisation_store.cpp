#include <algorithm>
#include <map>

#include "access/store.h"
#include "base/enumeration.h"

namespace regie::access {
namespace {

using storage::values;

#define REGIE_MEMBER_QUERY                                                          \
  "SELECT a.id, m.version, a.name, a.email, m.active, a.password_change_required, " \
  "a.last_sign_in_at FROM membership m JOIN account a ON a.id = m.account_id "      \
  "WHERE m.organisation_id = :organisation"

constexpr std::string_view kAccounts = REGIE_MEMBER_QUERY " ORDER BY a.id";
constexpr std::string_view kAccount = REGIE_MEMBER_QUERY " AND a.id = $1";
constexpr std::string_view kAllGrants =
    "SELECT account_id, role, department_id FROM role_grant "
    "WHERE organisation_id = :organisation ORDER BY role, department_id";
constexpr std::string_view kPeople =
    "SELECT a.id, a.name FROM membership m JOIN account a ON a.id = m.account_id "
    "WHERE m.organisation_id = :organisation AND m.active = 1 ORDER BY a.id";
constexpr std::string_view kInsertMembership =
    "INSERT INTO membership (organisation_id, account_id) VALUES (:organisation, $1) "
    "ON CONFLICT (organisation_id, account_id) DO NOTHING";
constexpr std::string_view kUpdateMembership =
    "UPDATE membership SET active = $3, version = version + 1 "
    "WHERE organisation_id = :organisation AND account_id = $1 AND version = $2";
constexpr std::string_view kDeleteGrants =
    "DELETE FROM role_grant WHERE organisation_id = :organisation AND account_id = $1";
constexpr std::string_view kInsertGrant =
    "INSERT INTO role_grant (organisation_id, account_id, role, department_id) "
    "VALUES (:organisation, $1, $2, $3) ON CONFLICT DO NOTHING";
constexpr std::string_view kHolders =
    "SELECT COUNT(*) FROM role_grant g JOIN membership m ON m.account_id = g.account_id "
    "WHERE g.organisation_id = :organisation AND m.organisation_id = :organisation "
    "AND g.role = $1 AND g.department_id = '' AND m.active = 1";

constexpr std::string_view kDisciplineHolders =
    "SELECT d.discipline, a.id, a.name FROM discipline_holder d "
    "JOIN membership m ON m.account_id = d.account_id JOIN account a ON a.id = d.account_id "
    "WHERE d.organisation_id = :organisation AND m.organisation_id = :organisation "
    "AND m.active = 1 ORDER BY a.name, a.id";
constexpr std::string_view kDisciplines =
    "SELECT discipline FROM discipline_holder WHERE organisation_id = :organisation "
    "AND account_id = $1";
constexpr std::string_view kDeleteDisciplines =
    "DELETE FROM discipline_holder WHERE organisation_id = :organisation AND account_id = $1";
constexpr std::string_view kInsertDiscipline =
    "INSERT INTO discipline_holder (organisation_id, account_id, discipline) "
    "VALUES (:organisation, $1, $2)";
constexpr std::string_view kName =
    "SELECT o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id "
    "WHERE m.organisation_id = :organisation LIMIT 1";

constexpr std::string_view kDepartments =
    "SELECT id, version, name, active FROM department WHERE organisation_id = :organisation "
    "ORDER BY id";
constexpr std::string_view kDepartment =
    "SELECT id, version, name, active FROM department "
    "WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kInsertDepartment =
    "INSERT INTO department (organisation_id, id, version, name, name_folded, active) "
    "VALUES (:organisation, $1, 1, $2, $3, $4) ON CONFLICT (organisation_id, name_folded) DO "
    "NOTHING";
constexpr std::string_view kUpdateDepartment =
    "UPDATE department SET name = $3, name_folded = $4, active = $5, version = version + 1 "
    "WHERE organisation_id = :organisation AND id = $1 AND version = $2";
constexpr std::string_view kNameTaken =
    "SELECT 1 FROM department WHERE organisation_id = :organisation AND name_folded = $1 "
    "AND id <> $2";

constexpr std::string_view kRemoveEverything[] = {
    "DELETE FROM api_token WHERE organisation_id = :organisation",
    "DELETE FROM discipline_holder WHERE organisation_id = :organisation",
    "DELETE FROM role_grant WHERE organisation_id = :organisation",
    "DELETE FROM membership WHERE organisation_id = :organisation",
    "DELETE FROM department WHERE organisation_id = :organisation"};

Account account_of(storage::Row row) {
  Account account;
  account.id = row.text();
  account.version = row.integer();
  account.name = row.text();
  account.email = row.text();
  account.active = row.truth();
  account.password_change_required = row.truth();
  account.last_sign_in_at = row.maybe_moment();
  return account;
}

/// By name without case and accents: databases differ in how they sort texts.
template <class Item>
void sort_by_name(std::vector<Item>& items) {
  std::ranges::stable_sort(items, {}, [](const Item& item) { return folded(item.name); });
}

Department department_of(storage::Row row) {
  Department department;
  department.id = row.text();
  department.version = row.integer();
  department.name = row.text();
  department.active = row.truth();
  return department;
}

}  // namespace

std::vector<Account> OrganisationStore::accounts() {
  std::map<Id, std::vector<RoleGrant>> grants;
  const auto grant_rows = transaction_.read(kAllGrants);
  for (auto row : grant_rows) {
    auto& of_account = grants[row.text()];
    const auto role = enum_from<Role>(row.text());
    auto department = row.text();
    if (role)
      of_account.push_back({*role, department.empty() ? std::nullopt : std::optional(department)});
  }
  const auto rows = transaction_.read(kAccounts);
  std::vector<Account> found;
  for (auto row : rows) {
    found.push_back(account_of(row));
    found.back().grants = std::move(grants[found.back().id]);
  }
  sort_by_name(found);
  return found;
}

std::optional<Account> OrganisationStore::account(const Id& id) {
  const auto rows = transaction_.read(kAccount, values(id));
  if (rows.empty()) return std::nullopt;
  auto account = account_of(rows[0]);
  const auto grant_rows = transaction_.read(kAllGrants);
  for (auto row : grant_rows) {
    if (row.text() != id) continue;
    const auto role = enum_from<Role>(row.text());
    auto department = row.text();
    if (role)
      account.grants.push_back(
          {*role, department.empty() ? std::nullopt : std::optional(department)});
  }
  return account;
}

std::vector<PersonChoice> OrganisationStore::people() {
  const auto rows = transaction_.read(kPeople);
  std::vector<PersonChoice> found;
  for (auto row : rows) {
    auto& person = found.emplace_back();
    person.account_id = row.text();
    person.name = row.text();
  }
  sort_by_name(found);
  return found;
}

bool OrganisationStore::insert_membership(const Id& account_id) {
  return transaction_.write(kInsertMembership, values(account_id)).changed == 1;
}

bool OrganisationStore::update_membership(const Id& account_id, std::int64_t version, bool active) {
  return transaction_.write(kUpdateMembership, values(account_id, version, active)).changed == 1;
}

void OrganisationStore::replace_grants(const Id& account_id, const std::vector<RoleGrant>& grants) {
  transaction_.write(kDeleteGrants, values(account_id));
  for (const auto& grant : grants)
    transaction_.write(kInsertGrant,
                       values(account_id, enum_text(grant.role), grant.department.value_or("")));
}

std::int64_t OrganisationStore::holders(Role role) {
  return transaction_.read(kHolders, values(enum_text(role)))[0].integer();
}

std::vector<DisciplineHolders> OrganisationStore::discipline_holders() {
  std::vector<DisciplineHolders> all;
  for (const auto& name : enum_names<Discipline>())
    all.push_back({.discipline = *enum_from<Discipline>(name), .people = {}});
  const auto rows = transaction_.read(kDisciplineHolders);
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    const auto discipline = enum_from<Discipline>(row.text());
    const auto place = std::ranges::find(all, discipline, &DisciplineHolders::discipline);
    if (place == all.end()) continue;
    auto& person = place->people.emplace_back();
    person.account_id = row.text();
    person.name = row.text();
  }
  return all;
}

std::vector<Discipline> OrganisationStore::disciplines(const Id& account_id) {
  const auto rows = transaction_.read(kDisciplines, values(account_id));
  std::vector<Discipline> held;
  for (std::size_t index = 0; index < rows.size(); ++index)
    if (const auto discipline = enum_from<Discipline>(rows[index].text()))
      held.push_back(*discipline);
  std::ranges::sort(held);
  return held;
}

void OrganisationStore::replace_disciplines(const Id& account_id,
                                            const std::vector<Discipline>& disciplines) {
  transaction_.write(kDeleteDisciplines, values(account_id));
  for (const auto discipline : disciplines)
    transaction_.write(kInsertDiscipline, values(account_id, enum_text(discipline)));
}

std::string OrganisationStore::name() {
  const auto rows = transaction_.read(kName);
  return rows.empty() ? "" : rows[0].text();
}

std::vector<Department> OrganisationStore::departments() {
  const auto rows = transaction_.read(kDepartments);
  std::vector<Department> found;
  for (auto row : rows) found.push_back(department_of(row));
  sort_by_name(found);
  return found;
}

std::optional<Department> OrganisationStore::department(const Id& id) {
  const auto rows = transaction_.read(kDepartment, values(id));
  if (rows.empty()) return std::nullopt;
  return department_of(rows[0]);
}

bool OrganisationStore::insert_department(const Department& department) {
  return transaction_
             .write(kInsertDepartment, values(department.id, department.name,
                                              folded(department.name), department.active))
             .changed == 1;
}

bool OrganisationStore::update_department(const Id& id, std::int64_t version,
                                          const std::string& name, bool active) {
  return transaction_.write(kUpdateDepartment, values(id, version, name, folded(name), active))
             .changed == 1;
}

void OrganisationStore::remove_everything() {
  for (const auto sql : kRemoveEverything) transaction_.write(sql);
}

bool OrganisationStore::department_name_taken(const std::string& name, const Id& except) {
  return !transaction_.read(kNameTaken, values(folded(name), except)).empty();
}

}  // namespace regie::access
