#include <gtest/gtest.h>

#include <algorithm>

#include "base/enumeration.h"
#include "portfolio/document.h"
#include "portfolio/example.h"
#include "portfolio/funnel_service.h"
#include "portfolio/idea_service.h"
#include "portfolio/register_service.h"
#include "portfolio/view_service.h"
#include "tests/unit/house.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::portfolio {
namespace {

using access::Permission;
using access::Role;

class Register : public test::DatabaseTest {
 protected:
  void SetUp() override {
    test::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    anna_ = member(found_hospital(), "Anna", {{Role::administrator, std::nullopt}});
  }

  access::Caller member(const Id& hospital, const std::string& name,
                        std::vector<access::RoleGrant> grants) {
    access::Caller caller;
    caller.account_id = new_id(clock_.now());
    caller.name = name;
    caller.origin = "test";
    caller.organisation.id = hospital;
    caller.grants = std::move(grants);
    {
      auto transaction = database_->begin(instance());
      access::InstanceStore(transaction)
          .insert_account({caller.account_id, 1, name, name + "@voorbeeld.example", "", false},
                          false);
      transaction.record({.action = "account.created", .subject = "account"});
      transaction.commit();
    }
    auto transaction = database_->begin(caller.scope());
    access::OrganisationStore(transaction).insert_membership(caller.account_id);
    transaction.record({.action = "account.created", .subject = "account"});
    transaction.commit();
    return caller;
  }

  static ApplicationRecord record(const std::string& name, const std::string& supplier = "",
                                  const std::string& use_case = "",
                                  const std::string& process = "") {
    ApplicationRecord record;
    record.identity.name = name;
    if (!supplier.empty()) record.supply.supplier = supplier;
    if (!use_case.empty()) record.identity.use_case = use_case;
    if (!process.empty()) record.kind.processes = {process};
    return record;
  }

  Application add(const ApplicationRecord& record, Phase phase = Phase::idea) {
    return *applications().create(anna_, {.record = record, .phase = phase});
  }

  std::vector<std::string> names(const ApplicationQuery& query) {
    std::vector<std::string> found;
    const auto page = applications().list(anna_, query);
    for (const auto& item : page->items) found.push_back(item.name);
    return found;
  }

  RegisterService applications() { return {*database_, library_, index_}; }

  RegisterIndex index_;
  content::Library library_ = *content::Library::load(content_files());
  access::Caller anna_;
};

TEST_P(Register, NumbersApplicationsInOrder) {
  EXPECT_EQ(add(record("Een")).code, "APP-0001");
  EXPECT_EQ(add(record("Twee")).code, "APP-0002");
}

TEST_P(Register, RefusesTheSecondOfTwoEditorsAndKeepsTheFirst) {
  const auto created = add(record("Botbreuken"));
  ASSERT_TRUE(applications().update(anna_, created.id, 1, record("Botbreuken op foto")));
  const auto refused = applications().update(anna_, created.id, 1, record("Iets anders"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::version_conflict);
  EXPECT_EQ(applications().get(anna_, created.id)->record.identity.name, "Botbreuken op foto");
}

TEST_P(Register, FindsWordsInAnyOrderWithoutAccents) {
  add(record("Botbreuken bij patiënten"));
  add(record("Botbreuken"));
  EXPECT_EQ(names({.search = "patienten BOTBREUKEN"}),
            (std::vector<std::string>{"Botbreuken bij patiënten"}));
  EXPECT_TRUE(names({.search = "100%"}).empty());
}

TEST_P(Register, SortsTheSameOnBothDatabasesWithEmptyLast) {
  for (const auto& [name, supplier] :
       {std::pair{"élan", "Zeta"}, {"Appel", ""}, {"beer", "alfa"}, {"Zon", "Beta"}})
    add(record(name, supplier));
  EXPECT_EQ(names({}), (std::vector<std::string>{"Appel", "beer", "élan", "Zon"}));
  EXPECT_EQ(names({.sort = SortKey::supplier}),
            (std::vector<std::string>{"beer", "Zon", "élan", "Appel"}));
  EXPECT_EQ(names({.sort = SortKey::supplier, .direction = SortDirection::descending}),
            (std::vector<std::string>{"élan", "Zon", "beer", "Appel"}));
}

TEST_P(Register, PointsOutTheSameUseFromAnotherSupplier) {
  const auto first = add(record("Spraak poli", "Alfa", "speech_reporting", "documentation"));
  const auto second = add(record("Spraak SEH", "Beta", "speech_reporting", "documentation"));
  add(record("Spraak OK", "alfa", "speech_reporting", "diagnostics"));
  EXPECT_TRUE(first.overlaps.empty());
  ASSERT_EQ(second.overlaps.size(), 1U);
  EXPECT_EQ(second.overlaps[0].name, "Spraak poli");
  EXPECT_EQ(names({.attention = {Attention::overlapping}}),
            (std::vector<std::string>{"Spraak poli", "Spraak SEH"}));
  const auto groups = applications().overlaps(anna_);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].applications.size(), 2U);
}

TEST_P(Register, DoesNotCountOneSuppliersTwoProductsAsOverlap) {
  add(record("A", "Alfa", "speech_reporting", "documentation"));
  EXPECT_TRUE(add(record("B", "ALFA", "speech_reporting", "documentation")).overlaps.empty());
}

TEST_P(Register, MovesOnlyWithAReasonAndNotIntoTheFuture) {
  const auto idea = add(record("Botbreuken"));
  const auto fault = [&](const PhaseMove& move) {
    return applications().move(anna_, idea.id, 1, move).error().fields.at(0);
  };
  EXPECT_EQ(fault({Phase::exploration, "  "}).code, ErrorCode::reason_required);
  EXPECT_EQ(fault({Phase::exploration, "Waarom", make_date(2026, 11, 23)}).code,
            ErrorCode::date_in_future);
  EXPECT_EQ(fault({Phase::exploration, "Waarom", make_date(2026, 11, 21)}).code,
            ErrorCode::date_before_phase);
  EXPECT_EQ(applications().move(anna_, idea.id, 1, {Phase::idea, "Waarom"}).error().code,
            ErrorCode::already_in_phase);
  const auto moved = applications().move(anna_, idea.id, 1, {Phase::exploration, "Waarom"});
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->phase, Phase::exploration);
  EXPECT_EQ(moved->version, 2);
}

TEST_P(Register, RemembersEverythingThatHappened) {
  const auto idea = add(record("Botbreuken"));
  clock_.advance_days(1);
  ASSERT_TRUE(applications().update(anna_, idea.id, 1, record("Breuken")));
  clock_.advance_days(1);
  ASSERT_TRUE(applications().move(anna_, idea.id, 2, {Phase::rejected, "Te duur"}));
  const auto history = applications().history(anna_, idea.id)->items;
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[0].kind, HistoryKind::moved);
  EXPECT_EQ(history[0].reason, "Te duur");
  EXPECT_EQ(history[1].changes.at(0).before, "\"Botbreuken\"");
  EXPECT_EQ(history[2].kind, HistoryKind::created);
  EXPECT_TRUE(names({}).empty());
  EXPECT_EQ(names({.ended = true}), (std::vector<std::string>{"Breuken"}));
}

TEST_P(Register, ShowsHowLongSinceSomebodyConfirmedIt) {
  const auto created = add(record("Botbreuken"));
  clock_.advance_days(366);
  EXPECT_EQ(names({.attention = {Attention::aged}}), (std::vector<std::string>{"Botbreuken"}));
  ASSERT_TRUE(applications().confirm(anna_, created.id));
  EXPECT_TRUE(names({.attention = {Attention::aged}}).empty());
}

TEST_P(Register, IsClosedToAnotherHospital) {
  const auto ours = add(record("Botbreuken"));
  const auto bram =
      member(found_hospital("Kliniek"), "Bram", {{Role::administrator, std::nullopt}});
  EXPECT_EQ(applications().get(bram, ours.id).error().code, ErrorCode::not_found);
  EXPECT_EQ(applications().history(bram, ours.id).error().code, ErrorCode::not_found);
  EXPECT_EQ(applications().update(bram, ours.id, 1, record("x")).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(applications().list(bram, {})->total, 0);
}

TEST_P(Register, LetsALeadChangeOnlyTheOwnDepartment) {
  auto in_radiology = record("Botbreuken");
  {
    auto transaction = database_->begin(anna_.scope());
    access::OrganisationStore(transaction)
        .insert_department({.id = "radiology", .name = "Radiologie"});
    transaction.record({.action = "department.created", .subject = "department"});
    transaction.commit();
  }
  in_radiology.kind.departments = {"radiology"};
  const auto ours = add(in_radiology);
  const auto other = add(record("No-show"));
  const auto lead = member(anna_.organisation.id, "Lena", {{Role::department_lead, "radiology"}});
  EXPECT_TRUE(applications().get(lead, ours.id)->allowed.edit);
  EXPECT_FALSE(applications().get(lead, other.id)->allowed.edit);
  EXPECT_EQ(applications().update(lead, other.id, 1, record("x")).error().code,
            ErrorCode::forbidden);
  EXPECT_EQ(applications().create(lead, {.record = record("x")}).error().code,
            ErrorCode::forbidden);
  EXPECT_TRUE(applications().move(lead, ours.id, 1, {Phase::exploration, "Goed idee"}));
}

TEST_P(Register, LetsAnOwnerChangeOnlyWhatIsOwned) {
  const auto owner =
      member(anna_.organisation.id, "Otto", {{Role::application_owner, std::nullopt}});
  auto owned = record("Botbreuken");
  owned.people.clinical_owner = Person{.name = "Otto", .account_id = owner.account_id};
  const auto ours = add(owned);
  EXPECT_TRUE(applications().confirm(owner, ours.id));
  EXPECT_EQ(applications().confirm(owner, add(record("Anders")).id).error().code,
            ErrorCode::forbidden);
}

TEST_P(Register, RefusesDepartmentsAndPeopleOfNobody) {
  auto strange = record("Botbreuken");
  strange.kind.departments = {"nowhere"};
  strange.people.oversight = Person{.name = "X", .account_id = "nobody"};
  const auto refused = applications().create(anna_, {.record = strange});
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 2U);
  EXPECT_EQ(refused.error().fields[0].pointer, "/record/kind/departments/0");
  EXPECT_EQ(refused.error().fields[1].pointer, "/record/people/oversight/account_id");
}

TEST_P(Register, AnswersAnIdeaWithItsFirstMove) {
  IdeaService ideas(*database_, library_);
  const auto reader = member(anna_.organisation.id, "Rosa", {{Role::reader, std::nullopt}});
  const auto idea = ideas.submit(reader, {"Brieven", "Brieven zijn te moeilijk", "Patiënten"});
  ASSERT_TRUE(idea);
  clock_.advance_days(9);
  EXPECT_EQ(ideas.list(reader, {})->items.at(0).intake.waiting_days, 9);
  EXPECT_EQ(ideas.list(reader, {IdeaScope::waiting}).error().code, ErrorCode::forbidden);
  EXPECT_EQ(ideas.list(anna_, {IdeaScope::waiting})->items.size(), 1U);
  ASSERT_TRUE(applications().move(anna_, idea->id, 1, {Phase::exploration, "Dat zoeken we uit"}));
  clock_.advance_days(5);
  const auto answered = ideas.list(reader, {})->items.at(0).intake;
  EXPECT_EQ(answered.answer, "Dat zoeken we uit");
  EXPECT_EQ(answered.waiting_days, 9);
  EXPECT_TRUE(ideas.list(anna_, {IdeaScope::waiting})->items.empty());
}

TEST_P(Register, KeepsAPersonsViewsFromOthersUnlessShared) {
  ViewService views(*database_);
  const auto rosa = member(anna_.organisation.id, "Rosa", {{Role::reader, std::nullopt}});
  const auto mine = *views.create(anna_, {"Van mij", "phase=idea", {"name"}});
  const auto shared = *views.create(anna_, {"Van ons", "", {"name", "phase"}, true});
  ASSERT_EQ(views.list(rosa).items.size(), 1U);
  EXPECT_EQ(views.list(rosa).items[0].columns, shared.columns);
  EXPECT_EQ(views.remove(rosa, shared.id).error().code, ErrorCode::forbidden);
  EXPECT_EQ(views.remove(rosa, mine.id).error().code, ErrorCode::not_found);
  EXPECT_TRUE(views.remove(anna_, mine.id));
}

TEST_P(Register, HoldsTheExampleHospitalAndLetsItGo) {
  ExampleHospital example(*database_, library_, content_files());
  ASSERT_TRUE(example.add("een wachtwoord"));
  ASSERT_TRUE(example.add("een wachtwoord")) << "a second time changes nothing";
  std::vector<access::OrganisationRef> hospitals;
  {
    auto transaction = database_->view(instance());
    hospitals = access::InstanceStore(transaction).organisations();
  }
  const auto found =
      std::ranges::find(hospitals, "Ziekenhuis Voorbeeld", &access::OrganisationRef::name);
  ASSERT_EQ(std::ranges::count_if(hospitals, &access::OrganisationRef::is_example), 2);
  auto caller = anna_;
  for (const auto& hospital : hospitals)
    if (hospital.is_example && hospital.name == found->name) caller.organisation = hospital;
  const auto overview = FunnelService(*database_, library_, index_).overview(caller);
  EXPECT_EQ(overview.total, 21);
  EXPECT_EQ(overview.in_use, 5);
  const auto all = applications().list(caller, {.ended = true, .limit = 500});
  EXPECT_EQ(all->total, 24);
  for (const auto& item : all->items)
    EXPECT_TRUE(check(applications().get(caller, item.id)->record, library_, "").empty())
        << item.name;
  ASSERT_TRUE(example.remove());
  EXPECT_FALSE(example.is_present());
  EXPECT_EQ(applications().list(caller, {.ended = true})->total, 0);
  EXPECT_EQ(applications().list(anna_, {})->total, 0);
  EXPECT_EQ(example.remove().error().code, ErrorCode::not_an_example);
}

REGIE_ON_BOTH_DATABASES(Register);

}  // namespace
}  // namespace regie::portfolio
