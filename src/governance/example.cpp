#include "governance/example.h"

#include <algorithm>
#include <map>

#include "access/store.h"
#include "base/json_codec.h"
#include "content/yaml.h"

namespace regie::governance {
namespace {

constexpr std::string_view kFile = "example/gates.yaml";

struct ExampleHolder {
  std::string by;
  std::vector<access::Discipline> disciplines;
};
BOOST_DESCRIBE_STRUCT(ExampleHolder, (), (by, disciplines))

struct ExampleDocument {
  std::string application;
  std::string by;
  std::string kind;
  std::string title;
  std::string link;
};
BOOST_DESCRIBE_STRUCT(ExampleDocument, (), (application, by, kind, title, link))

struct ExampleSignature {
  std::string application;
  std::string by;
  access::Discipline discipline = access::Discipline::cmio;
  SignOffVerdict verdict = SignOffVerdict::agreed;
  std::optional<std::string> remark;
};
BOOST_DESCRIBE_STRUCT(ExampleSignature, (), (application, by, discipline, verdict, remark))

struct ExampleWaiver {
  std::string application;
  std::string by;
  std::string requirement;
  std::string reason;
  std::int64_t days = 1;
};
BOOST_DESCRIBE_STRUCT(ExampleWaiver, (), (application, by, requirement, reason, days))

struct ExampleCondition {
  std::string text;
  std::string owner;
  std::int64_t days = 1;
};
BOOST_DESCRIBE_STRUCT(ExampleCondition, (), (text, owner, days))

struct ExampleDecision {
  std::string application;
  std::string by;
  DecisionVerdict verdict = DecisionVerdict::hold;
  std::string reason;
  std::vector<ExampleCondition> conditions;
};
BOOST_DESCRIBE_STRUCT(ExampleDecision, (), (application, by, verdict, reason, conditions))

struct ExampleChange {
  std::string application;
  std::string by;
  std::string version;
  std::string change;
};
BOOST_DESCRIBE_STRUCT(ExampleChange, (), (application, by, version, change))

struct ExampleFile {
  std::string id;
  std::string version;
  content::Source source;
  Date checked_on;
  std::vector<ExampleHolder> holders;
  std::vector<ExampleDocument> documents;
  std::vector<ExampleSignature> signatures;
  std::vector<ExampleWaiver> waivers;
  std::vector<ExampleDecision> decisions;
  std::vector<ExampleChange> changes;
};
BOOST_DESCRIBE_STRUCT(ExampleFile, (),
                      (id, version, source, checked_on, holders, documents, signatures, waivers,
                       decisions, changes))

storage::Actor actor() { return {"Regie", std::nullopt, "command line"}; }

Result<ExampleFile> read(std::span<const EmbeddedFile> files) {
  const auto document = TRY(content::read_checked(files, kFile, "example-gates"));
  auto file = codec::decode<ExampleFile>(document.value);
  if (file) return file;
  const auto& fault = file.error().fields.front();
  return failure(content::content_error(
      kFile, document.line_of(fault.pointer),
      fault.pointer + ": " + sentence(fault.code, fault.parameters, Language::en)));
}

/// The people and applications of the example, by what the file calls them.
struct Cast {
  std::map<std::string, access::Caller> people;
  std::map<std::string, portfolio::StoredApplication> applications;
  bool done = false;
};

/// Of the example organisation that has a register: another one of them is empty on purpose.
Cast cast(storage::Database& database) {
  const auto organisations = [&] {
    auto transaction = database.view(storage::Scope::instance(actor()));
    return access::InstanceStore(transaction).organisations();
  }();
  for (const auto& hospital : organisations) {
    if (!hospital.is_example) continue;
    Cast all;
    auto transaction = database.view(storage::Scope::organisation(hospital.id, actor()));
    for (auto& application : portfolio::RegisterStore(transaction).everything())
      all.applications.emplace(application.code, application);
    if (all.applications.empty()) continue;
    for (const auto& account : access::OrganisationStore(transaction).accounts()) {
      auto& caller = all.people[account.email];
      caller.account_id = account.id;
      caller.name = account.name;
      caller.email = account.email;
      caller.organisation = hospital;
      caller.grants = account.grants;
      caller.origin = actor().origin;
    }
    all.done = !GovernanceStore(transaction).decisions(std::nullopt).empty();
    return all;
  }
  return {};
}

/// For which disciplines people of the example sign.
void give_disciplines(storage::Database& database, const Cast& all,
                      const std::vector<ExampleHolder>& holders) {
  const auto& organisation = all.people.begin()->second.organisation.id;
  auto transaction = database.begin(storage::Scope::organisation(organisation, actor()));
  access::OrganisationStore store(transaction);
  for (const auto& each : holders) {
    const auto& person = all.people.at(each.by);
    store.replace_disciplines(person.account_id, each.disciplines);
    transaction.record({.action = "account.disciplines_changed",
                        .subject = "account",
                        .subject_id = person.account_id,
                        .subject_label = person.name});
  }
  transaction.commit();
}

}  // namespace

Result<void> ExampleGates::add() {
  const auto file = TRY(read(files_));
  const auto all = cast(database_);
  if (all.people.empty() || all.done) return {};
  give_disciplines(database_, all, file.holders);
  const auto who = [&](const auto& each) { return all.people.at(each.by); };
  const auto which = [&](const auto& each) { return all.applications.at(each.application); };
  const auto today = day_of(database_.clock().now());
  const auto in = [&](std::int64_t days) {
    return Date{today.days + static_cast<std::int32_t>(days)};
  };
  for (const auto& each : file.documents)
    TRY(gates_.add_document(who(each), which(each).id, {each.kind, each.title, each.link}));
  for (const auto& each : file.signatures)
    TRY(gates_.sign(who(each), which(each).id,
                    {which(each).phase, each.discipline, each.verdict, each.remark}));
  for (const auto& each : file.waivers)
    TRY(gates_.waive(who(each), which(each).id,
                     {which(each).phase, each.requirement, each.reason, in(each.days)}));
  for (const auto& each : file.decisions) {
    DecisionRequest request{which(each).phase, each.verdict, each.reason, {}};
    for (const auto& condition : each.conditions)
      request.conditions.push_back({condition.text, condition.owner, in(condition.days)});
    TRY(decisions_.decide(who(each), which(each).id, which(each).version, request));
  }
  for (const auto& each : file.changes) {
    auto record = which(each).record;
    record.data.versions.push_back({each.version, today, each.change});
    TRY(applications_.update(who(each), which(each).id, which(each).version, record));
  }
  return {};
}

}  // namespace regie::governance
