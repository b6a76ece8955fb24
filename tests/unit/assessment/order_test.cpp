#include <rapidcheck.h>

#include <map>
#include <random>

#include "assessment/assessment_service.h"
#include "base/json_codec.h"
#include "portfolio/facts.h"
#include "portfolio/register_service.h"
#include "tests/unit/assessment/assessment_test.h"
#include "tests/unit/assessment/random_instrument.h"
#include "tests/unit/house.h"

namespace regie::assessment {
namespace {

/// A hospital with a register, so that answers are kept, and filled in, as they really are.
class OrderTest : public regie::test::DatabaseTest {
 protected:
  void SetUp() override {
    regie::test::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    facts_ = std::make_unique<facts::FactRegistry>(*database_);
    facts_->add(register_facts_);
    anna_.account_id = new_id(clock_.now());
    anna_.name = "Anna";
    anna_.origin = "test";
    anna_.organisation.id = found_hospital();
    anna_.grants = {{access::Role::administrator, std::nullopt}};
    portfolio::NewApplication request;
    request.record.identity.name = "Drukte voorspellen";
    request.record.people.patients_per_year = 3;
    application_ =
        portfolio::RegisterService(*database_, content_, index_).create(anna_, request)->id;
    room_ = std::make_unique<Surroundings>(
        Surroundings{*database_, content_, library_, shelf_, *facts_, subjects_});
    service_ = std::make_unique<AssessmentService>(*room_);
  }

  /// As the hospital's own.
  std::string keep(Instrument instrument) {
    instrument.id = "random-" + std::to_string(++made_);
    instrument.version = "1";
    instrument.subject = facts::SubjectKind::application;
    auto transaction = database_->begin(anna_.scope());
    InstrumentStore(transaction)
        .insert({.id = instrument.id, .version = "1", .own = true, .added_at = clock_.now()},
                to_document(instrument), std::nullopt);
    transaction.record({.action = "instrument.added", .subject = "instrument"});
    transaction.commit();
    return instrument.id;
  }

  Id begin(const std::string& instrument, const std::vector<Instance>& instances) {
    const auto made = *service_->create(
        anna_, {.instrument_id = instrument,
                .subject = {facts::SubjectKind::application, application_, std::nullopt}});
    for (const auto& each : instances)
      EXPECT_TRUE(service_->add_group(anna_, made.id, {each.link_id, each.within}));
    return made.id;
  }

  /// One after another; at the end, what is computed is computed again.
  void answer(const Id& id, const std::vector<Given>& given) {
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> versions;
    const auto begun = *service_->get(anna_, id);
    for (const auto& each : begun.answers)
      versions[{each.link_id, each.instance}] = each.version;
    for (const auto& each : given) {
      AnswerChange change{.link_id = each.link_id,
                          .instance = each.instance,
                          .values = each.values,
                          .overruled = "Zo is het bij ons."};
      if (each.not_applicable) change.not_applicable = "Niet bij ons.";
      auto& version = versions[{each.link_id, each.instance}];
      const auto saved = service_->answer(anna_, id, version, change);
      RC_ASSERT(saved.has_value());
      version = saved->version;
    }
    RC_ASSERT(service_->fill_in(anna_, id).has_value());
  }

  /// What it comes to, without moments and versions.
  std::string told(const Id& id) {
    const auto shown = *service_->get(anna_, id);
    std::map<std::pair<std::string, std::int64_t>, std::string> answers;
    for (const auto& each : shown.answers)
      answers[{each.link_id, each.instance}] = std::string(enum_text(each.origin)) +
                                               codec::encode_text(each.values) +
                                               each.not_applicable.value_or("");
    std::string all = codec::encode_text(shown.state);
    for (const auto& [place, answer] : answers)
      all += "\n" + place.first + "#" + std::to_string(place.second) + " " + answer;
    return all;
  }

  portfolio::RegisterIndex index_;
  content::Library content_ = *content::Library::load(content_files());
  portfolio::RegisterFacts register_facts_{content_, index_};
  portfolio::RegisterSubjects subjects_{content_};
  InstrumentLibrary library_;
  FormShelf shelf_;
  std::unique_ptr<facts::FactRegistry> facts_;
  access::Caller anna_;
  Id application_;
  std::unique_ptr<Surroundings> room_;
  std::unique_ptr<AssessmentService> service_;
  int made_ = 0;
};

/// Some questions are filled in from the register, a fact, or what they begin with.
void fill_in_some(std::vector<Item>& items) {
  for (auto& item : items) {
    const int how = *rc::gen::inRange(0, 4);
    if (item.type == ItemType::integer && how == 1)
      item.prefill = {{.field = "/people/patients_per_year"}};
    if (item.type == ItemType::integer && how == 2) item.prefill = {{.fact = "portfolio.total"}};
    if (item.type == ItemType::string && how == 1) item.prefill = {{.field = "/identity/name"}};
    if (is_question(item) && how == 3) item.initial = test::random_value(item);
    fill_in_some(item.items);
  }
}

TEST_P(OrderTest, OfAnsweringChangesNothingOfWhatIsKeptAndComputed) {
  // Each answer is a transaction, so few rounds.
  rc::detail::TestParams setting;
  setting.seed = std::random_device{}();
  setting.maxSuccess = 12;
  setting.disableShrinking = true;
  const auto result = rc::detail::checkTestable(
      [this] {
        auto instrument = test::RandomInstrument(*rc::gen::inRange<std::size_t>(3, 14)).take();
        fill_in_some(instrument.items);
        const Form form(instrument);
        auto instances = test::random_instances(form);
        instances.resize(std::min<std::size_t>(instances.size(), 4));
        auto given = test::random_answers(form, instances);
        const auto kept = keep(instrument);
        const auto one = begin(kept, instances);
        const auto other = begin(kept, instances);
        answer(one, given);
        for (std::size_t left = given.size(); left > 1; --left)
          std::swap(given[left - 1], given[*rc::gen::inRange<std::size_t>(0, left)]);
        answer(other, given);
        RC_ASSERT(told(other) == told(one));
      },
      rc::detail::TestMetadata{}, setting);
  EXPECT_TRUE(result.is<rc::detail::SuccessResult>()) << "seed " << setting.seed;
}

INSTANTIATE_TEST_SUITE_P(On, OrderTest, testing::Values("sqlite"), regie::test::engine_name);

}  // namespace
}  // namespace regie::assessment
