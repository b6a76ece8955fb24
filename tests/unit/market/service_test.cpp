#include "market/service.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "audit/store.h"
#include "market/list_file.h"
#include "portfolio/register_service.h"
#include "tests/unit/house.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::market {
namespace {

using portfolio::Phase;

const std::string kHeader =
    "Date of Final Decision,Submission Number,Device,Company,Panel (lead),Primary Product Code\n";

class MarketTest : public test::DatabaseTest {
 protected:
  void SetUp() override {
    test::DatabaseTest::SetUp();
    if (!IsSkipped()) anna_ = caller(found_hospital(), access::Role::administrator);
  }

  access::Caller caller(const Id& hospital, access::Role role) {
    access::Caller caller;
    caller.account_id = new_id(clock_.now());
    caller.name = "Anna";
    caller.origin = "test";
    caller.organisation.id = hospital;
    caller.grants = {{role, std::nullopt}};
    return caller;
  }

  /// The shipped list as the FDA would write it, with other lines below.
  std::string newer(const std::string& lines, std::size_t without = 0) {
    std::string text = kHeader;
    const auto& entries = catalogue_.entries();
    for (std::size_t index = without; index < entries.size(); ++index) {
      const auto& each = entries[index];
      text += to_text(each.decided_on) + "," + each.number + ",\"" + each.device + "\",\"" +
              each.company + "\"," + each.panel + "," + each.product_code + "\n";
    }
    return text + lines;
  }
  Result<MarketImport> import(const std::string& bytes, const ListImportOptions& options = {}) {
    return service().import_list({"root", std::nullopt, "command line"}, bytes, options,
                                 Language::nl);
  }
  portfolio::Application bought(const std::string& name, const std::string& supplier,
                                const std::string& product, Phase phase = Phase::operation) {
    portfolio::NewApplication request;
    request.record.identity.name = name;
    request.record.supply.supplier = supplier;
    request.record.supply.product = product;
    request.phase = phase;
    return *portfolio::RegisterService(*database_, library_, index_).create(anna_, request);
  }
  std::int64_t count(const MarketQuery& query) { return service().list(anna_, query)->total; }
  std::int64_t audited(const std::string& action, const Id& organisation) {
    auto& connection = raw();
    connection.begin(storage::Intent::read);
    const auto rows = connection.execute(
        storage::prepare_unchecked(
            "SELECT COUNT(*) FROM audit_entry WHERE organisation_id = $1 AND action = $2",
            database_->capabilities().parameter_prefix),
        storage::values(organisation, action));
    connection.rollback();
    return rows[0].integer();
  }
  MarketService& service() {
    if (!service_) service_ = std::make_unique<MarketService>(*database_, catalogue_, *ideas());
    return *service_;
  }
  portfolio::IdeaService* ideas() {
    if (!ideas_) ideas_ = std::make_unique<portfolio::IdeaService>(*database_, library_);
    return ideas_.get();
  }
  static MarketQuery query(MarketFilter filter) {
    MarketQuery query;
    static_cast<MarketFilter&>(query) = std::move(filter);
    return query;
  }

  portfolio::RegisterIndex index_;
  content::Library library_ = *content::Library::load(content_files());
  Catalogue catalogue_ = *Catalogue::load(content_files(), library_);
  access::Caller anna_;
  std::unique_ptr<portfolio::IdeaService> ideas_;
  std::unique_ptr<MarketService> service_;
};

TEST_P(MarketTest, ShipsTheWholeListWithItsSource) {
  const auto list = *service().about(anna_);
  EXPECT_EQ(list.total, 1357);
  EXPECT_EQ(list.until, make_date(2025, 9, 29));
  EXPECT_EQ(list.from, make_date(1995, 9, 29));
  EXPECT_FALSE(list.imported_at);
  EXPECT_EQ(list.source.publisher, "U.S. Food and Drug Administration (FDA)");
  ASSERT_EQ(list.fields.front().id, "radiology");
  EXPECT_EQ(list.fields.front().count, 1039);
  std::int64_t fields = 0;
  for (const auto& field : list.fields) {
    fields += field.count;
    EXPECT_NE(catalogue_.field(field.id), nullptr) << field.id << " has no words of its own";
  }
  EXPECT_EQ(fields, 1357);
  std::int64_t pathways = 0;
  for (const auto& pathway : list.pathways) pathways += pathway.count;
  EXPECT_EQ(pathways, 1357) << "every number leads to a page";
}

TEST_P(MarketTest, SearchesWhateverTheCaseAndAccents) {
  EXPECT_EQ(count(query({.search = "protege ai"})), count(query({.search = "PROTÉGÉ AI"})));
  EXPECT_GT(count(query({.search = "protege ai"})), 0);
  EXPECT_EQ(count(query({.search = "K252054"})), 1);
  EXPECT_EQ(count(query({.search = "quantib prostate"})),
            count(query({.search = "prostate QUANTIB"})));
  EXPECT_EQ(count(query({.search = "bestaat niet"})), 0);
  EXPECT_EQ(service().list(anna_, query({.search = std::string(201, 'a')})).error().code,
            ErrorCode::invalid_request);
}

TEST_P(MarketTest, FiltersTogetherAndSortsAndPages) {
  EXPECT_EQ(count(query({.field = {"neurology"}})), 61);
  EXPECT_EQ(count(query({.year = {2024}})), 235);
  EXPECT_EQ(count(query({.field = {"neurology", "dental"}})), 66);
  const auto both = query({.field = {"radiology"}, .year = {2023, 2024}});
  EXPECT_LT(count(both), 226 + 235);
  // Both spellings of one company are one company.
  EXPECT_EQ(count(query({.company = {"ischemaview"}})), count(query({.search = "ischemaview"})));
  auto paged = both;
  paged.sort = MarketSort::device;
  paged.limit = 3;
  const auto first = service().list(anna_, paged)->items;
  paged.offset = 2;
  EXPECT_EQ(service().list(anna_, paged)->items.front().number, first.back().number);
  paged.direction = portfolio::SortDirection::descending;
  paged.offset = 0;
  EXPECT_GT(folded(service().list(anna_, paged)->items.front().device), folded(first[0].device));
  paged.limit = 201;
  EXPECT_FALSE(service().list(anna_, paged));
}

TEST_P(MarketTest, CountsByYearAndSaysThatTheLastIsNotWhole) {
  const auto figures = *service().figures(anna_, {.field = {"radiology"}, .year = {2024}});
  EXPECT_EQ(figures.years.front().year, 1995);
  EXPECT_EQ(figures.years.back().year, 2025);
  EXPECT_EQ(figures.years.size(), 31U) << "years without any are there too";
  EXPECT_FALSE(figures.years.back().whole);
  EXPECT_TRUE(figures.years[29].whole);
  EXPECT_EQ(figures.years_total, 1039);
  EXPECT_EQ(figures.fields_total, 235);
  EXPECT_EQ(figures.total, figures.years[29].count);
  std::int64_t sum = 0;
  for (const auto& year : figures.years) sum += year.count;
  EXPECT_EQ(sum, figures.years_total);
}

TEST_P(MarketTest, PointsOutWhatTheHospitalHas) {
  const auto ours = bought("Prostaat op MRI", "QUANTIB B.V.", "Quantib Prostate");
  bought("Hersenen", "Quantib", "Quantib Hart");
  bought("Ander huis", "Voorbeeld B.V.", "Quantib Prostate");
  bought("Voorbij", "Quantib BV", "Quantib Brain", Phase::retired);
  const auto found = service().list(anna_, query({.resembling = true}))->items;
  ASSERT_FALSE(found.empty());
  for (const auto& item : found) {
    EXPECT_NE(folded(item.device).find("prostate"), std::string::npos) << item.device;
    ASSERT_EQ(item.resembles.size(), 1U);
    EXPECT_EQ(item.resembles[0].id, ours.id);
    EXPECT_EQ(item.resembles[0].phase, Phase::operation);
  }
  EXPECT_EQ(service().figures(anna_, {})->resembling, static_cast<std::int64_t>(found.size()));
  const auto other = caller(found_hospital("Ander Ziekenhuis"), access::Role::administrator);
  EXPECT_EQ(service().list(other, query({.resembling = true}))->total, 0)
      << "another hospital has nothing of it";
}

TEST_P(MarketTest, MakesAnIdeaOnceWithItsProblemStillToBeStated) {
  const auto reader = caller(anna_.organisation.id, access::Role::reader);
  const auto made = service().make_idea(reader, "P140011S008");
  ASSERT_TRUE(made) << entry(made.error().code).id;
  const auto& idea = *made;
  EXPECT_EQ(idea.phase, Phase::idea);
  EXPECT_EQ(idea.problem, "");
  const auto shown = *service().get(anna_, "P140011S008");
  ASSERT_TRUE(shown.idea);
  EXPECT_EQ(shown.idea->code, idea.code);
  EXPECT_TRUE(shown.idea->problem_missing);
  EXPECT_TRUE(shown.resembles.empty()) << "an idea does not resemble what it came from";
  const auto again = service().make_idea(anna_, "P140011S008");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::already_exists);
  EXPECT_EQ(service().make_idea(anna_, "K000000").error().code, ErrorCode::not_found);

  const auto application =
      *portfolio::RegisterService(*database_, library_, index_).get(anna_, idea.id);
  const auto& record = application.record;
  EXPECT_EQ(record.identity.name, shown.device);
  EXPECT_EQ(record.supply.supplier, shown.company);
  EXPECT_EQ(record.supply.product, shown.device);
  EXPECT_TRUE(record.kind.specialisms.empty()) << "radiology is three specialisms: people choose";
  ASSERT_EQ(record.care.evidence.size(), 1U);
  EXPECT_EQ(record.care.evidence[0].title, "FDA P140011/S008");
  EXPECT_EQ(record.care.evidence[0].link,
            "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpma/pma.cfm?id=P140011S008");
  EXPECT_EQ(audited("idea.submitted", anna_.organisation.id), 1);

  EXPECT_EQ(ideas()
                ->state_problem(reader, idea.id, {.problem = " ", .problem_owner = ""})
                .error()
                .fields.size(),
            2U);
  ASSERT_TRUE(ideas()->state_problem(
      reader, idea.id, {.problem = "Te veel preparaten", .problem_owner = "Pathologie"}));
  EXPECT_FALSE(service().get(anna_, "P140011S008")->idea->problem_missing);
  const auto other = caller(anna_.organisation.id, access::Role::reader);
  EXPECT_EQ(
      ideas()->state_problem(other, idea.id, {.problem = "a", .problem_owner = "b"}).error().code,
      ErrorCode::forbidden);
}

TEST_P(MarketTest, FillsInTheSpecialismWhereThereIsJustOne) {
  const auto idea = service().make_idea(anna_, "P950009");
  ASSERT_TRUE(idea);
  const auto application =
      portfolio::RegisterService(*database_, library_, index_).get(anna_, idea->id);
  EXPECT_EQ(application->record.kind.specialisms, std::vector<std::string>{"pathology"});
}

TEST_P(MarketTest, ShortensANameThatIsTooLongForTheRegister) {
  const auto idea = service().make_idea(anna_, "K250440");
  ASSERT_TRUE(idea);
  EXPECT_EQ(code_points(idea->name), 200U);
  EXPECT_TRUE(idea->name.ends_with("…"));
  EXPECT_GT(code_points(service().get(anna_, "K250440")->device), 400U);
}

TEST_P(MarketTest, ImportsANewerListWholeAndOnce) {
  const std::string line = "10/15/2026,K269999,Nieuw Ding,Quantib BV,Radiology,QIH\n";
  const auto preview = *import(newer(line), {.preview = true});
  EXPECT_FALSE(preview.applied);
  EXPECT_EQ(preview.added.size(), 1U);
  EXPECT_EQ(service().about(anna_)->total, 1357);

  const auto report = *import(newer(line, 1));
  EXPECT_TRUE(report.applied);
  ASSERT_EQ(report.added.size(), 1U);
  EXPECT_EQ(report.added[0].number, "K269999");
  EXPECT_EQ(report.gone.size(), 1U);
  EXPECT_EQ(report.gone[0].number, catalogue_.entries()[0].number);
  EXPECT_EQ(report.unchanged, 1356);
  const auto list = *service().about(anna_);
  EXPECT_EQ(list.total, 1357);
  EXPECT_EQ(list.until, make_date(2026, 10, 15));
  EXPECT_EQ(list.imported_at, clock_.now());
  EXPECT_EQ(audited("market.imported", storage::Scope::kInstance), 1);

  clock_.advance_days(1);
  const auto again = *import(newer(line, 1));
  EXPECT_FALSE(again.applied);
  EXPECT_TRUE(again.added.empty() && again.changed.empty() && again.gone.empty());
  EXPECT_EQ(audited("market.imported", storage::Scope::kInstance), 1);
  // Another server process on the same database sees it as well.
  MarketService elsewhere(*database_, catalogue_, *ideas());
  EXPECT_EQ(elsewhere.about(anna_)->until, make_date(2026, 10, 15));
}

TEST_P(MarketTest, ImportsNothingOfAListWithABadRow) {
  const auto report =
      *import(newer("10/15/2026,K269999,,Quantib BV,Radiology,QIH\n"
                    "10/15/2026,K269998,Goed,Quantib BV,Radiology,QIH\n"));
  EXPECT_FALSE(report.applied);
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_EQ(report.errors[0].row, 1359);
  EXPECT_EQ(report.errors[0].column, "Device");
  EXPECT_EQ(report.errors[0].detail, "Dit veld is verplicht.");
  EXPECT_EQ(service().about(anna_)->total, 1357);
}

TEST_P(MarketTest, RefusesAnOlderListAndOneThatWasCutShort) {
  const auto older = import(kHeader + "01/01/2020,K200001,A,B,Radiology,QIH\n");
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().code, ErrorCode::list_older);
  EXPECT_EQ(older.error().parameters.at("known"), "2025-09-29");
  const auto cut = kHeader + "10/15/2026,K269999,A,B,Radiology,QIH\n";
  const auto shrunk = import(cut);
  ASSERT_FALSE(shrunk);
  EXPECT_EQ(shrunk.error().code, ErrorCode::list_shrunk);
  EXPECT_EQ(service().about(anna_)->total, 1357);
  EXPECT_TRUE(import(cut, {.accept_gone = true})->applied);
  EXPECT_EQ(service().about(anna_)->total, 1);
}

TEST_P(MarketTest, KeepsAnIdeaWhoseEntryIsGone) {
  const auto number = catalogue_.entries()[0].number;
  const auto idea = *service().make_idea(anna_, number);
  ASSERT_TRUE(import(newer("10/15/2026,K269999,A,B,Radiology,QIH\n", 1))->applied);
  EXPECT_EQ(service().get(anna_, number).error().code, ErrorCode::not_found);
  EXPECT_TRUE(portfolio::RegisterService(*database_, library_, index_).get(anna_, idea.id));
}

TEST_P(MarketTest, ShowsAPanelThatNobodyDescribedUnderItsOwnName) {
  ASSERT_TRUE(import(newer("10/15/2026,K269999,A,B,Podiatry,QIH\n"))->applied);
  const auto found = service().list(anna_, query({.field = {"Podiatry"}}))->items;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].panel, "Podiatry");
  const auto fields = service().about(anna_)->fields;
  EXPECT_EQ(std::ranges::find(fields, "Podiatry", &MarketField::id)->name.nl, "Podiatry");
}

REGIE_ON_BOTH_DATABASES(MarketTest);

}  // namespace
}  // namespace regie::market
