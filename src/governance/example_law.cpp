#include "governance/example_law.h"

#include "content/decoded.h"
#include "governance/example_cast.h"
#include "law/store.h"

namespace regie::governance {
namespace {

constexpr std::string_view kFile = "example/law.yaml";

struct ExampleClassification {
  std::string application;
  std::string by;
  std::string tree;
  std::vector<law::Answered> answers;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ExampleClassification, (), (application, by, tree, answers, note))

/// Without application: a duty of the hospital itself. Days count back from the day that the
/// example is added.
struct ExampleDuty {
  std::optional<std::string> application;
  std::string by;
  std::string duty;
  law::DutyState state = law::DutyState::met;
  std::optional<std::int64_t> days_ago;
  std::optional<std::string> note;
  std::vector<law::DutyEvidence> evidence;
};
BOOST_DESCRIBE_STRUCT(ExampleDuty, (), (application, by, duty, state, days_ago, note, evidence))

struct ExampleFile {
  std::string id;
  std::string version;
  content::Source source;
  Date checked_on;
  std::vector<ExampleClassification> classifications;
  std::vector<ExampleDuty> duties;
};
BOOST_DESCRIBE_STRUCT(ExampleFile, (), (id, version, source, checked_on, classifications, duties))

bool has_classified(storage::Database& database, const ExampleCast& cast) {
  auto transaction =
      database.view(storage::Scope::organisation(cast.organisation, example_actor()));
  return !law::LawStore(transaction).current(std::nullopt).empty();
}

}  // namespace

Result<void> ExampleLaw::add() {
  const auto file = TRY(content::read_described<ExampleFile>(files_, kFile, "example-law"));
  auto cast = example_cast(database_);
  if (cast.people.empty() || has_classified(database_, cast)) return {};
  for (const auto& each : file.classifications) {
    const auto& application = cast.applications.at(each.application);
    TRY(classification_.classify(cast.people.at(each.by), application.id, application.version,
                                 {each.tree, each.answers, each.note}));
    cast = example_cast(database_);  // the register took over what follows, with a new version
  }
  const auto today = day_of(database_.clock().now());
  for (const auto& each : file.duties) {
    const auto& person = cast.people.at(each.by);
    law::DutyRecord record{.duty = each.duty,
                           .state = each.state,
                           .met_on = {},
                           .met_by = {},
                           .note = each.note,
                           .evidence = each.evidence};
    if (each.days_ago) {
      record.met_on = Date{today.days - static_cast<std::int32_t>(*each.days_ago)};
      record.met_by = person.name;
    }
    if (each.application)
      TRY(duties_.record(person, cast.applications.at(*each.application).id, 0, record));
    else
      TRY(duties_.record_for_hospital(person, 0, record));
  }
  return {};
}

}  // namespace regie::governance
