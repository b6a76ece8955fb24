#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "access/store.h"
#include "assessment/store.h"
#include "base/json_codec.h"
#include "sector/hub_service.h"
#include "sector/outbox_service.h"
#include "tests/unit/house.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::sector {
namespace {

/// A register that knows the organisation and nothing else.
class OnlyTheOrganisation final : public facts::SubjectDirectory {
 public:
  std::optional<facts::KnownSubject> find(storage::Transaction&,
                                          const facts::Subject& subject) override {
    return facts::KnownSubject{.subject = subject, .name = "Ziekenhuis Voorbeeld"};
  }
  Result<void> fill_in(storage::Transaction&, const access::Caller&, const Id&,
                       const boost::json::value&) override {
    return failure(ErrorCode::not_found);
  }
};

assessment::Instrument small_instrument() {
  assessment::Item policy{.link_id = "policy", .type = assessment::ItemType::choice};
  policy.options = {{"ja", {"Ja", "Yes"}, {}, false, {}}, {"nee", {"Nee", "No"}, {}, false, {}}};
  auto roles = policy;
  roles.link_id = "roles";
  roles.type = assessment::ItemType::open_choice;
  roles.repeats = true;
  auto who = policy;
  who.link_id = "who";
  who.tags = {"local"};
  auto hidden = policy;
  hidden.link_id = "hidden";
  hidden.enable_when = {{"policy", assessment::Comparison::equal, "nee"}};
  assessment::Instrument instrument{.id = "klein", .version = "1"};
  instrument.items = {
      policy, roles, who, hidden, {.link_id = "remark", .type = assessment::ItemType::text}};
  return instrument;
}

/// A hospital's Regie and a hub's in one database: what is posted arrives.
class Outbox : public test::DatabaseTest {
 protected:
  void SetUp() override {
    test::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    hub_.organisation = {
        .id = new_id(clock_.now()), .name = "Hub", .kind = access::OrganisationKind::sector_body};
    found(hub_.organisation);
    hospital_.organisation.id = found_hospital();
    for (auto* caller : {&hub_, &hospital_}) {
      caller->name = "Anna";
      caller->origin = "test";
      caller->grants = {{access::Role::administrator, std::nullopt}};
      keep_instrument(*caller);
    }
    library_ = content::Library::load(content_files()).value();
    facts_ = std::make_unique<facts::FactRegistry>(*database_);
    room_ = std::make_unique<assessment::Surroundings>(
        assessment::Surroundings{*database_, library_, instruments_, shelf_, *facts_, subjects_});
    assessments_ = std::make_unique<assessment::AssessmentService>(*room_);
    instrument_service_ = std::make_unique<assessment::InstrumentService>(*room_);
    reception_ = std::make_unique<Reception>(*database_, hub_shelf_);
    service_ = std::make_unique<HubService>(*database_, instruments_, *reception_);
    outbox_ = std::make_unique<OutboxService>(*database_, *assessments_, *instrument_service_,
                                              [this](const Post& post) { return arrives(post); });
    open_round();
  }

  void found(const access::OrganisationRef& organisation) {
    auto transaction = database_->begin(instance());
    access::InstanceStore(transaction).insert_organisation(organisation);
    transaction.record({.action = "organisation.created", .subject = "organisation"});
    transaction.commit();
  }

  void keep_instrument(const access::Caller& caller) {
    auto transaction = database_->begin(caller.scope());
    assessment::InstrumentStore(transaction)
        .insert({.id = "klein",
                 .version = "1",
                 .own = true,
                 .added_at = clock_.now(),
                 .added_by = "Anna"},
                assessment::to_document(small_instrument()), std::nullopt);
    transaction.record({.action = "instrument.added", .subject = "instrument"});
    transaction.commit();
  }

  void open_round() {
    const auto member =
        service_->add_member(hub_, {"Ziekenhuis", {"general", "leader", "noord", "small"}}).value();
    SectorRound round{.id = new_id(clock_.now()),
                      .title = "Ronde",
                      .instrument_id = "klein",
                      .instrument_version = "1",
                      .year = 2026,
                      .opens_on = make_date(2026, 1, 1),
                      .closes_on = make_date(2026, 12, 31)};
    {
      auto transaction = database_->begin(hub_.scope());
      HubStore(transaction).insert(round);
      transaction.record({.action = "round.added", .subject = "sector_round"});
      transaction.commit();
    }
    ASSERT_TRUE(service_->invite(hub_, round.id, {{member.id}}));
    ASSERT_TRUE(service_->change_status(hub_, round.id, 1, RoundStatus::open));
    code_ = service_->make_code(hub_, member.id).value().code;
    round_ = round.id;
    member_ = member.id;
  }

  Result<std::string> arrives(const Post& post) {
    if (hub_is_away_) return failure(ErrorCode::hub_unreachable);
    if (post.address.ends_with(kEnrolmentPath))
      return codec::encode_text(
          TRY(reception_->enrol(TRY(codec::decode_text<EnrolmentRequest>(post.body)), "x")));
    if (post.address.ends_with(kRoundsPath))
      return codec::encode_text(
          TRY(reception_->rounds(TRY(codec::decode_text<SignedRoundsRequest>(post.body)), "x")));
    EXPECT_EQ(post.address, "https://hub.example" + package_path(hub_.organisation.id));
    arrived_ = post.body;
    return codec::encode_text(
        TRY(reception_->receive(hub_.organisation.id, post.body, {"?", std::nullopt, "x"})));
  }

  void answer(const Id& assessment, const char* question, std::vector<boost::json::value> values) {
    EXPECT_TRUE(assessments_->answer(hospital_, assessment, 0,
                                     {.link_id = question, .values = std::move(values)}))
        << question;
  }

  /// Enrols, fetches the round, fills in and completes.
  void fill_in() {
    ASSERT_TRUE(outbox_->enrol(hospital_, {"https://hub.example/", code_}));
    ASSERT_TRUE(outbox_->fetch_rounds(hospital_));
    const auto begun = outbox_->begin(hospital_, round_);
    ASSERT_TRUE(begun) << entry(begun.error().code).id;
    const auto id = begun->assessment_id.value();
    EXPECT_EQ(outbox_->begin(hospital_, round_)->assessment_id, id);
    answer(id, "policy", {"ja"});
    answer(id, "roles", {"ja", "Jan Jansen"});
    answer(id, "who", {"nee"});
    answer(id, "hidden", {"ja"});
    answer(id, "remark", {"Jan Jansen"});
    EXPECT_EQ(outbox_->prepare(hospital_, round_).error().code, ErrorCode::assessment_open);
    ASSERT_TRUE(assessments_->complete(hospital_, id));
  }

  access::Caller hub_;
  access::Caller hospital_;
  content::Library library_;
  assessment::InstrumentLibrary instruments_;
  assessment::FormShelf shelf_;
  assessment::FormShelf hub_shelf_;
  OnlyTheOrganisation subjects_;
  std::unique_ptr<facts::FactRegistry> facts_;
  std::unique_ptr<assessment::Surroundings> room_;
  std::unique_ptr<assessment::AssessmentService> assessments_;
  std::unique_ptr<assessment::InstrumentService> instrument_service_;
  std::unique_ptr<Reception> reception_;
  std::unique_ptr<HubService> service_;
  std::unique_ptr<OutboxService> outbox_;
  std::string code_;
  Id round_;
  Id member_;
  bool hub_is_away_ = false;
  std::string arrived_;
};

TEST_P(Outbox, SendsTheVeryBytesThatWereSeenAndNoPersonInThem) {
  fill_in();
  const auto prepared = outbox_->prepare(hospital_, round_);
  ASSERT_TRUE(prepared) << entry(prepared.error().code).id;
  EXPECT_TRUE(arrived_.empty());
  EXPECT_EQ(prepared->document.find("Jansen"), std::string::npos);
  const auto answers = parse_json(prepared->document)->at("package").at("response").at("answers");
  EXPECT_EQ(canonical(answers), R"([{"link_id":"policy","values":["ja"]},)"
                                R"({"link_id":"roles","values":["ja",""]}])");
  std::map<std::string, StaysHome> home;
  for (const auto& each : prepared->kept_home) home[each.link_id] = each.reason;
  EXPECT_EQ(home, (std::map<std::string, StaysHome>{{"roles", StaysHome::free_text},
                                                    {"who", StaysHome::local},
                                                    {"hidden", StaysHome::not_asked},
                                                    {"remark", StaysHome::free_text}}));
  const auto sent = outbox_->send(hospital_, prepared->id);
  ASSERT_TRUE(sent) << entry(sent.error().code).id;
  EXPECT_EQ(arrived_, prepared->document);
  ASSERT_TRUE(sent->receipt);
  EXPECT_EQ(sent->receipt->receipt.sha256, prepared->sha256);
}

TEST_P(Outbox, KeepsAPackageUntilThereIsAReceiptAndThenCorrectsIt) {
  fill_in();
  const auto first = outbox_->prepare(hospital_, round_).value();
  hub_is_away_ = true;
  EXPECT_EQ(outbox_->send(hospital_, first.id).error().code, ErrorCode::hub_unreachable);
  EXPECT_EQ(outbox_->package(hospital_, first.id)->refusal, "hub_unreachable");
  hub_is_away_ = false;
  ASSERT_TRUE(outbox_->send(hospital_, first.id));
  const auto second = outbox_->prepare(hospital_, round_).value();
  ASSERT_TRUE(outbox_->send(hospital_, second.id));
  const auto items = service_->submissions(hub_, round_, {member_}).value().items;
  ASSERT_EQ(items.size(), 2u);
  const auto replaced = std::ranges::find(items, first.id, &Submission::id);
  EXPECT_EQ(replaced->replaced_by, second.id);
}

TEST_P(Outbox, BelievesNoReceiptThatTheHubDidNotSign) {
  fill_in();
  const auto prepared = outbox_->prepare(hospital_, round_).value();
  auto receipt = service_->import_package(hub_, prepared.document).value();
  auto forged = receipt;
  forged.receipt.received_at.microseconds += 1;
  EXPECT_EQ(outbox_->add_receipt(hospital_, prepared.id, forged).error().code,
            ErrorCode::receipt_wrong);
  EXPECT_TRUE(outbox_->add_receipt(hospital_, prepared.id, receipt)->receipt);
}

TEST_P(Outbox, SendsACodeOverHttpsOnly) {
  for (const char* address : {"http://hub.example", "ftp://hub.example", "https://", "hub.example",
                              "http://localhost.elders.example", "https://a@b.example"})
    EXPECT_EQ(outbox_->enrol(hospital_, {address, code_}).error().code, ErrorCode::invalid_request)
        << address;
  EXPECT_EQ(outbox_->enrol(hospital_, {"https://hub.example", "geen code"}).error().code,
            ErrorCode::invalid_request);
  EXPECT_EQ(outbox_->fetch_rounds(hospital_).error().code, ErrorCode::not_enrolled);
}

REGIE_ON_BOTH_DATABASES(Outbox);

}  // namespace
}  // namespace regie::sector
