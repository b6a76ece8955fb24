#include "portfolio/example.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "access/password.h"
#include "access/store.h"
#include "content/decoded.h"
#include "evidence/store.h"
#include "portfolio/document.h"
#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

namespace json = boost::json;
using access::InstanceStore;
using access::OrganisationStore;
using storage::Scope;

constexpr std::string_view kFile = "example/hospital.yaml";

storage::Actor actor() { return {"Regie", std::nullopt, "command line"}; }

struct ExampleGrant {
  access::Role role;
  std::optional<std::string> department;
};
BOOST_DESCRIBE_STRUCT(ExampleGrant, (), (role, department))

struct ExampleDepartment {
  std::string key;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(ExampleDepartment, (), (key, name))

struct ExampleAccount {
  std::string key;
  std::string name;
  std::string email;
  std::vector<ExampleGrant> grants;
  std::vector<ExampleGrant> second_organisation_grants;
};
BOOST_DESCRIBE_STRUCT(ExampleAccount, (), (key, name, email, grants, second_organisation_grants))

struct ExampleOrganisation {
  std::string name;
  access::OrganisationKind kind;
};
BOOST_DESCRIBE_STRUCT(ExampleOrganisation, (), (name, kind))

struct ExampleCreated {
  std::optional<std::int64_t> months_ago;
  std::optional<std::int64_t> days_ago;
};
BOOST_DESCRIBE_STRUCT(ExampleCreated, (), (months_ago, days_ago))

struct ExampleMove {
  Phase phase;
  std::int64_t days_ago = 0;
  std::string by;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ExampleMove, (), (phase, days_ago, by, reason))

struct ExampleApplication {
  std::string key;
  ExampleCreated created;
  json::value record;
  std::optional<std::string> submitted_by;
  std::vector<ExampleMove> history;
  std::int64_t confirmed_days_ago = 0;
};
BOOST_DESCRIBE_STRUCT(ExampleApplication, (),
                      (key, created, record, submitted_by, history, confirmed_days_ago))

struct ExampleFile {
  std::string id;
  std::string version;
  content::Source source;
  Date checked_on;
  ExampleOrganisation organisation;
  ExampleOrganisation second_organisation;
  std::vector<ExampleDepartment> departments;
  std::vector<ExampleAccount> accounts;
  std::vector<ExampleApplication> applications;
};
BOOST_DESCRIBE_STRUCT(ExampleFile, (),
                      (id, version, source, checked_on, organisation, second_organisation,
                       departments, accounts, applications))

/// What the keys of the file stand for in the database.
struct Keys {
  std::map<std::string, Id> departments;
  std::map<std::string, Id> accounts;
  std::map<std::string, std::string> names;
};

Timestamp days_ago(Timestamp now, std::int64_t days) {
  return {now.microseconds - days * kMicrosecondsPerDay};
}

Timestamp created_at(const ExampleCreated& created, Timestamp now) {
  if (created.days_ago) return days_ago(now, *created.days_ago);
  const auto months = static_cast<int>(created.months_ago.value_or(0));
  return months == 0 ? now : start_of(add_months(day_of(now), -months));
}

/// {months: -3} becomes a date, and keys of departments and accounts become ids.
json::value resolved(const json::value& value, const Keys& keys, Date today,
                     std::string_view name = "") {
  if (const auto* object = value.if_object()) {
    if (const auto* months = object->if_contains("months");
        months != nullptr && object->size() == 1)
      return json::value(to_text(add_months(today, static_cast<int>(months->as_int64()))));
    json::object result;
    for (const auto& [key, member] : *object) result[key] = resolved(member, keys, today, key);
    return result;
  }
  if (const auto* array = value.if_array()) {
    json::array result;
    for (const auto& item : *array) result.push_back(resolved(item, keys, today, name));
    return result;
  }
  const auto* text = value.if_string();
  if (text == nullptr) return value;
  if (name == "departments" || name == "department")
    return json::value(keys.departments.at(std::string(*text)));
  if (name == "account_id") return json::value(keys.accounts.at(std::string(*text)));
  return value;
}

class Loader {
 public:
  Loader(storage::Database& database, const content::Library& library, const ExampleFile& file)
      : database_(database), library_(library), file_(file) {}

  void load(const std::string& password) {
    const auto organisations = add_people(password);
    add_members(organisations[0], true);
    add_members(organisations[1], false);
    add_applications(organisations[0]);
  }

 private:
  std::vector<Id> add_people(const std::string& password) {
    auto transaction = database_.begin(Scope::instance(actor()));
    InstanceStore store(transaction);
    const auto present = store.organisations();
    std::vector<Id> ids;
    for (const auto* organisation : {&file_.organisation, &file_.second_organisation}) {
      const auto found = std::ranges::find_if(present, [&](const auto& each) {
        return each.is_example && each.name == organisation->name;
      });
      if (found != present.end()) {
        ids.push_back(found->id);
        continue;
      }
      // One moment apart, so that the hospital stays the first one.
      ids.push_back(new_id({transaction.now().microseconds +
                            static_cast<std::int64_t>(ids.size()) * kMicrosecondsPerSecond}));
      store.insert_organisation({ids.back(), organisation->name, organisation->kind, true});
    }
    const auto hash = access::hash_password(password);
    for (const auto& account : file_.accounts) {
      keys_.names[account.key] = account.name;
      if (const auto found = store.account_by_email(account.email)) {
        keys_.accounts[account.key] = found->id;
        continue;
      }
      const auto id = new_id(transaction.now());
      keys_.accounts[account.key] = id;
      store.insert_account({id, 1, account.name, account.email, hash, false}, true);
    }
    transaction.record({.action = "example.added",
                        .subject = "organisation",
                        .subject_id = ids[0],
                        .subject_label = file_.organisation.name});
    transaction.commit();
    return ids;
  }

  std::vector<access::RoleGrant> grants_of(const std::vector<ExampleGrant>& grants) const {
    std::vector<access::RoleGrant> result;
    for (const auto& grant : grants)
      result.push_back({grant.role, grant.department
                                        ? std::optional(keys_.departments.at(*grant.department))
                                        : std::nullopt});
    return result;
  }

  void add_members(const Id& organisation, bool first) {
    auto transaction = database_.begin(Scope::organisation(organisation, actor()));
    OrganisationStore store(transaction);
    if (first) {
      for (const auto& existing : store.departments())
        for (const auto& department : file_.departments)
          if (department.name == existing.name) keys_.departments[department.key] = existing.id;
      for (const auto& department : file_.departments) {
        if (keys_.departments.contains(department.key)) continue;
        const auto id = new_id(transaction.now());
        keys_.departments[department.key] = id;
        store.insert_department({.id = id, .version = 1, .name = department.name});
      }
    }
    for (const auto& account : file_.accounts) {
      const auto& grants = first ? account.grants : account.second_organisation_grants;
      if (grants.empty()) continue;
      store.insert_membership(keys_.accounts.at(account.key));
      store.replace_grants(keys_.accounts.at(account.key), grants_of(grants));
    }
    transaction.record(
        {.action = "example.added", .subject = "organisation", .subject_id = organisation});
    transaction.commit();
  }

  void add_applications(const Id& organisation) {
    auto transaction = database_.begin(Scope::organisation(organisation, actor()));
    RegisterStore store(transaction);
    if (!store.everything().empty()) return;
    for (const auto& each : file_.applications) add_application(store, each, transaction.now());
    transaction.record(
        {.action = "example.added",
         .subject = "application",
         .details = "{\"applications\":" + std::to_string(file_.applications.size()) + "}"});
    transaction.commit();
  }

  void add_application(RegisterStore& store, const ExampleApplication& each, Timestamp now) {
    StoredApplication stored;
    stored.id = new_id(now);
    stored.code = store.next_code();
    stored.record = from_document(regie::to_text(resolved(each.record, keys_, day_of(now))));
    stored.created_at = stored.updated_at = stored.phase_since = created_at(each.created, now);
    const auto& first = each.submitted_by      ? *each.submitted_by
                        : each.history.empty() ? file_.accounts.front().key
                                               : each.history.front().by;
    stored.created_by = stored.updated_by = stored.confirmed_by = keys_.names.at(first);
    if (each.submitted_by) {
      stored.submitted_by = stored.created_by;
      stored.submitted_by_id = keys_.accounts.at(*each.submitted_by);
      stored.submitted_at = stored.created_at;
    }
    std::vector<StoredEvent> events{{.application_id = stored.id,
                                     .kind = HistoryKind::created,
                                     .at = stored.created_at,
                                     .effective_at = stored.created_at,
                                     .by = stored.created_by,
                                     .to_phase = Phase::idea}};
    for (const auto& move : each.history) {
      const auto at = days_ago(now, move.days_ago);
      events.push_back({.application_id = stored.id,
                        .kind = HistoryKind::moved,
                        .at = at,
                        .effective_at = at,
                        .by = keys_.names.at(move.by),
                        .from_phase = stored.phase,
                        .to_phase = move.phase,
                        .reason = move.reason});
      if (stored.submitted_at && !stored.answered_at) {
        stored.answered_at = at;
        stored.answer = move.reason;
      }
      stored.phase = move.phase;
      stored.phase_since = stored.updated_at = at;
      stored.updated_by = keys_.names.at(move.by);
    }
    stored.confirmed_at = std::max(stored.created_at, days_ago(now, each.confirmed_days_ago));
    stored.confirmed_by = owner_name(stored.record).value_or(stored.created_by);
    stored.completeness = completeness(stored.record, stored.phase, library_).score;
    store.insert(stored, search_text(stored.code, stored.record, library_));
    for (const auto& event : events) store.append(event);
  }

  storage::Database& database_;
  const content::Library& library_;
  const ExampleFile& file_;
  Keys keys_;
};

std::vector<access::OrganisationRef> example_organisations(storage::Database& database) {
  auto transaction = database.view(Scope::instance(actor()));
  auto all = InstanceStore(transaction).organisations();
  std::erase_if(all, [](const auto& each) { return !each.is_example; });
  return all;
}

}  // namespace

bool ExampleHospital::is_present() { return !example_organisations(database_).empty(); }

Result<std::string> ExampleHospital::add(const std::string& password) {
  const auto file = TRY(content::read_described<ExampleFile>(files_, kFile, "example"));
  Loader(database_, library_, file).load(password);
  return file.accounts.front().email;
}

Result<void> ExampleHospital::remove() {
  const auto organisations = example_organisations(database_);
  if (organisations.empty()) return failure(ErrorCode::not_an_example);
  for (const auto& organisation : organisations) {
    auto transaction = database_.begin(Scope::organisation(organisation.id, actor()));
    for (const auto& remove : others_) remove(transaction);
    RegisterStore(transaction).remove_everything();
    evidence::Store(transaction).remove_everything();
    OrganisationStore(transaction).remove_everything();
    transaction.record({.action = "example.removed",
                        .subject = "organisation",
                        .subject_id = organisation.id,
                        .subject_label = organisation.name});
    transaction.commit();
  }
  auto transaction = database_.begin(Scope::instance(actor()));
  InstanceStore(transaction).remove_examples();
  transaction.record({.action = "example.removed", .subject = "organisation"});
  transaction.commit();
  return {};
}

}  // namespace regie::portfolio
