#include <gtest/gtest.h>

#include "access/store.h"
#include "assessment/store.h"
#include "audit/store.h"
#include "base/json_codec.h"
#include "sector/hub_service.h"
#include "sector/reception.h"
#include "tests/unit/house.h"

namespace regie::sector {
namespace {

const Traits kTraits{"general", "follower", "noord", "small"};

assessment::Instrument small_instrument() {
  assessment::Item policy{.link_id = "policy", .type = assessment::ItemType::choice};
  policy.options = {{"ja", {"Ja", "Yes"}, {}, false, {}}, {"nee", {"Nee", "No"}, {}, false, {}}};
  assessment::Item roles = policy;
  roles.link_id = "roles";
  roles.type = assessment::ItemType::open_choice;
  roles.repeats = true;
  assessment::Item who = policy;
  who.link_id = "who";
  who.tags = {"local"};
  assessment::Instrument instrument{.id = "klein", .version = "1"};
  instrument.items = {policy,
                      roles,
                      who,
                      {.link_id = "score", .type = assessment::ItemType::integer, .maximum = 10},
                      {.link_id = "remark", .type = assessment::ItemType::text}};
  return instrument;
}

class Hub : public test::DatabaseTest {
 protected:
  void SetUp() override {
    test::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    hub_ = {
        .id = new_id(clock_.now()), .name = "Hub", .kind = access::OrganisationKind::sector_body};
    {
      auto transaction = database_->begin(instance());
      access::InstanceStore(transaction).insert_organisation(hub_);
      transaction.record({.action = "organisation.created", .subject = "organisation"});
      transaction.commit();
    }
    anna_.name = "Anna";
    anna_.origin = "test";
    anna_.organisation = hub_;
    anna_.grants = {{access::Role::administrator, std::nullopt}};
    reception_ = std::make_unique<Reception>(*database_, forms_);
    service_ = std::make_unique<HubService>(*database_, library_, *reception_);
    member_ = add_member("Ziekenhuis Een");
    round_ = add_round();
    ASSERT_TRUE(enrol(member_, key_of(member_)));
  }

  Id add_member(const std::string& name) {
    return service_->add_member(anna_, {name, kTraits}).value().id;
  }

  SectorRound add_round() {
    SectorRound round{.id = new_id(clock_.now()),
                      .title = "Ronde",
                      .instrument_id = "klein",
                      .instrument_version = "1",
                      .year = 2026,
                      .opens_on = make_date(2026, 1, 1),
                      .closes_on = make_date(2026, 12, 31)};
    {
      auto transaction = database_->begin(scope(hub_.id));
      assessment::InstrumentStore(transaction)
          .insert({.id = "klein", .version = "1", .added_at = clock_.now(), .added_by = "Anna"},
                  assessment::to_document(small_instrument()), std::nullopt);
      HubStore(transaction).insert(round);
      transaction.record({.action = "round.added", .subject = "sector_round"});
      transaction.commit();
    }
    EXPECT_TRUE(service_->invite(anna_, round.id, {{member_}}));
    return service_->change_status(anna_, round.id, 1, RoundStatus::open).value();
  }

  std::unique_ptr<SigningKey> key_of(const Id& member, const char* salt = "first") {
    return std::make_unique<SigningKey>(storage::AuditKey{9}, member, salt);
  }

  Result<EnrolmentAnswer> enrol(const Id& member, const std::unique_ptr<SigningKey>& key) {
    const auto code = service_->make_code(anna_, member).value().code;
    return reception_->enrol({code, key->public_key(), key->sign(Signed::request, code)}, "test");
  }

  Package package(const std::vector<ResponseAnswer>& answers = {{"policy", {"ja"}}}) {
    return {.id = new_id(clock_.now()),
            .round_id = round_.id,
            .instrument_id = "klein",
            .instrument_version = "1",
            .created_at = clock_.now(),
            .replaces = std::nullopt,
            .response = {member_, 2026, kTraits, answers}};
  }

  Result<SignedReceipt> send(const Package& package, const std::string& origin = "elsewhere") {
    return reception_->receive(hub_.id, signed_package(package, *key_of(member_)).document,
                               {"?", std::nullopt, origin});
  }

  access::OrganisationRef hub_;
  access::Caller anna_;
  assessment::InstrumentLibrary library_;
  assessment::FormShelf forms_;
  std::unique_ptr<Reception> reception_;
  std::unique_ptr<HubService> service_;
  Id member_;
  SectorRound round_;
};

TEST_P(Hub, TakesAPackageOnceHoweverOftenItIsSent) {
  const auto sent = package();
  const auto first = send(sent);
  ASSERT_TRUE(first) << entry(first.error().code).id;
  const auto again = send(sent);
  ASSERT_TRUE(again);
  EXPECT_EQ(codec::encode_text(*first), codec::encode_text(*again));
  const auto response = service_->response(anna_, round_.id).value();
  EXPECT_EQ(response.round.sent, 1);
  EXPECT_EQ(response.items[0].state, ResponseState::sent);
}

TEST_P(Hub, KeepsWhatACorrectionReplaced) {
  const auto first = package();
  ASSERT_TRUE(send(first));
  auto second = package({{"policy", {"nee"}}});
  EXPECT_EQ(send(second).error().code, ErrorCode::package_out_of_order);
  second.replaces = first.id;
  ASSERT_TRUE(send(second));
  ASSERT_TRUE(send(first)) << "the first gives its receipt again, and does not come back";
  const auto items = service_->submissions(anna_, round_.id, {member_}).value().items;
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(service_->response(anna_, round_.id).value().items[0].corrections, 1);
  auto transaction = database_->view(scope(hub_.id));
  EXPECT_EQ(HubStore(transaction).current(round_.id, member_), second.id);
}

TEST_P(Hub, RefusesAnswersThatCouldNotComeFromTheQuestionnaire) {
  const std::vector<ResponseAnswer> wrong[] = {
      {{"policy", {"misschien"}}}, {{"policy", {"ja", "nee"}}},     {{"who", {"ja"}}},
      {{"remark", {"tekst"}}},     {{"roles", {"Jan Jansen"}}},     {{"score", {11}}},
      {{"score", {"5"}}},          {{"unknown", {"ja"}}},           {{"policy", {}}},
      {{"score", {2.5}}},          {{"score", {1}}, {"score", {2}}}};
  for (const auto& answers : wrong) {
    const auto refused = send(package(answers));
    ASSERT_FALSE(refused) << codec::encode_text(answers);
    EXPECT_EQ(refused.error().code, ErrorCode::package_answers_wrong);
    EXPECT_FALSE(refused.error().fields.empty());
  }
  EXPECT_TRUE(send(package({{"roles", {"ja", ""}}, {"score", {10}}})));
}

TEST_P(Hub, TellsAnOldKeyFromAForgery) {
  const auto present = key_of(member_, "second");
  ASSERT_TRUE(enrol(member_, present));
  EXPECT_EQ(send(package()).error().code, ErrorCode::package_key_replaced);
  const SigningKey forged(storage::AuditKey{7}, member_, "first");
  const auto forgery = reception_->receive(hub_.id, signed_package(package(), forged).document,
                                           {"?", std::nullopt, "elsewhere"});
  EXPECT_EQ(forgery.error().code, ErrorCode::package_altered);
  EXPECT_TRUE(reception_->receive(hub_.id, signed_package(package(), *present).document,
                                  {"?", std::nullopt, "elsewhere"}));
}

TEST_P(Hub, LetsACodeWorkOnceAndForThirtyDays) {
  const auto other = add_member("Ziekenhuis Twee");
  const auto code = service_->make_code(anna_, other).value().code;
  const auto key = key_of(other);
  const EnrolmentRequest request{code, key->public_key(), key->sign(Signed::request, code)};
  auto stolen = request;
  stolen.public_key = key_of(other, "thief")->public_key();
  EXPECT_EQ(reception_->enrol(stolen, "test").error().code, ErrorCode::enrolment_code_wrong);
  ASSERT_TRUE(reception_->enrol(request, "test"));
  EXPECT_EQ(reception_->enrol(request, "test").error().code, ErrorCode::enrolment_code_wrong);
  const auto later = service_->make_code(anna_, other).value().code;
  clock_.advance_days(31);
  const EnrolmentRequest late{later, key->public_key(), key->sign(Signed::request, later)};
  EXPECT_EQ(reception_->enrol(late, "test").error().code, ErrorCode::enrolment_code_wrong);
}

TEST_P(Hub, RecordsRefusalsUntilThereAreTooManyAndStillTakesWhatIsRight) {
  const auto wrong = [&] {
    return reception_->receive(hub_.id, "geen pakket", {"?", std::nullopt, "elsewhere"})
        .error()
        .code;
  };
  for (std::int64_t count = 0; count < RefusalLimit::kPerMinute; ++count)
    EXPECT_EQ(wrong(), ErrorCode::package_unreadable);
  EXPECT_EQ(wrong(), ErrorCode::too_many_refusals);
  EXPECT_TRUE(send(package()));
  auto transaction = database_->view(scope(hub_.id));
  const auto entries =
      audit::Store(transaction).entries({.action = {"package.refused"}, .subject_id = {}}, 100);
  EXPECT_EQ(entries.size(), static_cast<std::size_t>(RefusalLimit::kPerMinute));
}

TEST_P(Hub, TellsAHospitalItsOwnRoundsOnly) {
  const auto key = key_of(member_);
  RoundsRequest request{hub_.id, member_, clock_.now(), {round_.id}};
  const auto ask = [&] {
    return reception_->rounds(
        {request, key->sign(Signed::request, canonical(codec::encode(request)))}, "test");
  };
  const auto offered = ask();
  ASSERT_TRUE(offered) << entry(offered.error().code).id;
  ASSERT_EQ(offered->items.size(), 1u);
  EXPECT_EQ(offered->items[0].traits, kTraits);
  EXPECT_EQ(service_->response(anna_, round_.id).value().items[0].state, ResponseState::started);
  request.at.microseconds -= kClockTolerance + 1;
  EXPECT_EQ(ask().error().code, ErrorCode::package_clock_ahead);
  request = {hub_.id, add_member("Ziekenhuis Drie"), clock_.now(), {}};
  EXPECT_EQ(ask().error().code, ErrorCode::package_foreign);
}

REGIE_ON_BOTH_DATABASES(Hub);

}  // namespace
}  // namespace regie::sector
