#include "governance/example.h"

#include <algorithm>

#include "access/store.h"
#include "content/decoded.h"
#include "governance/example_cast.h"
#include "governance/store.h"

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

/// For which disciplines people of the example sign.
void give_disciplines(storage::Database& database, const ExampleCast& all,
                      const std::vector<ExampleHolder>& holders) {
  const auto& organisation = all.organisation;
  auto transaction = database.begin(storage::Scope::organisation(organisation, example_actor()));
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

bool has_decided(storage::Database& database, const ExampleCast& all) {
  auto transaction = database.view(storage::Scope::organisation(all.organisation, example_actor()));
  return !GovernanceStore(transaction).decisions(std::nullopt).empty();
}

}  // namespace

Result<void> ExampleGates::add() {
  const auto file = TRY(content::read_described<ExampleFile>(files_, kFile, "example-gates"));
  const auto all = example_cast(database_);
  if (all.people.empty() || has_decided(database_, all)) return {};
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
