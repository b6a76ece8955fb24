#include "governance/example_assessments.h"

#include "assessment/store.h"
#include "content/decoded.h"
#include "governance/example_cast.h"

namespace regie::governance {
namespace {

constexpr std::string_view kFile = "example/assessments.yaml";

struct ExampleAnswer {
  std::string question;
  std::vector<boost::json::value> values;
};
BOOST_DESCRIBE_STRUCT(ExampleAnswer, (), (question, values))

struct ExampleAssessment {
  std::string instrument;
  std::string by;
  bool completed = false;
  std::vector<ExampleAnswer> answers;
};
BOOST_DESCRIBE_STRUCT(ExampleAssessment, (), (instrument, by, completed, answers))

struct ExampleFile {
  std::string id;
  std::string version;
  content::Source source;
  Date checked_on;
  std::vector<ExampleAssessment> assessments;
};
BOOST_DESCRIBE_STRUCT(ExampleFile, (), (id, version, source, checked_on, assessments))

bool has_assessed(storage::Database& database, const ExampleCast& cast) {
  auto transaction =
      database.view(storage::Scope::organisation(cast.organisation, example_actor()));
  return !assessment::AssessmentStore(transaction).list({}).empty();
}

}  // namespace

Result<void> ExampleAssessments::add() {
  const auto file = TRY(content::read_described<ExampleFile>(files_, kFile, "example-assessments"));
  const auto cast = example_cast(database_);
  if (cast.people.empty() || has_assessed(database_, cast)) return {};
  for (const auto& each : file.assessments) {
    const auto& person = cast.people.at(each.by);
    const auto made = TRY(assessments_.create(
        person,
        {.instrument_id = each.instrument, .instrument_version = {}, .subject = {}, .title = {}}));
    const Id& id = made.id;
    for (const auto& [question, values] : each.answers)
      TRY(assessments_.answer(person, id, 0,
                              {.link_id = question,
                               .instance = {},
                               .values = values,
                               .not_applicable = {},
                               .maturity = {},
                               .on_agenda = {},
                               .overruled = {}}));
    if (each.completed) TRY(assessments_.complete(person, id));
  }
  return {};
}

}  // namespace regie::governance
