#include "portfolio/exchange_service.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/json_codec.h"
#include "portfolio/example.h"
#include "portfolio/register_service.h"
#include "table/csv.h"
#include "tests/unit/house.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::portfolio {
namespace {

using access::Role;

class ExchangeTest : public test::DatabaseTest {
 protected:
  void SetUp() override {
    test::DatabaseTest::SetUp();
    if (!IsSkipped()) anna_ = caller(found_hospital(), {{Role::administrator, std::nullopt}});
  }

  static access::Caller caller(const Id& hospital, std::vector<access::RoleGrant> grants) {
    access::Caller caller;
    caller.name = "Anna";
    caller.origin = "test";
    caller.organisation.id = hospital;
    caller.grants = std::move(grants);
    return caller;
  }

  Result<ImportReport> import(const std::string& bytes, ImportMode mode = ImportMode::good_rows,
                              std::vector<ColumnMapping> mapping = {}) {
    return exchange().import_file(anna_, bytes, {.mapping = std::move(mapping), .mode = mode},
                                  Language::nl);
  }
  std::string exported(ExportFormat format, const access::Caller& caller) {
    ExportQuery query;
    query.format = format;
    query.whole = true;
    return exchange().export_register(caller, query, Language::nl)->bytes;
  }
  std::string exported(ExportFormat format = ExportFormat::json) { return exported(format, anna_); }

  std::int64_t total() {
    return RegisterService(*database_, library_, index_).list(anna_, {.ended = true})->total;
  }
  std::vector<std::string> codes(const ImportReport& report) {
    std::vector<std::string> codes;
    for (const auto& error : report.errors)
      codes.push_back(std::to_string(error.row) + " " + error.column.value_or("-") + " " +
                      error.code);
    return codes;
  }
  ExchangeService exchange() { return {*database_, library_}; }

  RegisterIndex index_;
  content::Library library_ = *content::Library::load(content_files());
  access::Caller anna_;
};

const std::string kThree =
    "Naam;Leverancier;Fase;In deze fase sinds;Kosten per jaar;Kleur\r\n"
    "BotZicht;Voorbeeld B.V.;Beheer;2026-01-31;12.500,50;rood\r\n"
    "=1+1;;Pilot;;;\r\n"
    "Verslagen;;;;;\r\n";

TEST_P(ExchangeTest, PreviewsWithoutWriting) {
  const auto report = *import(kThree, ImportMode::preview);
  EXPECT_FALSE(report.applied);
  EXPECT_EQ(report.rows, 3);
  EXPECT_EQ(report.added, 2);
  EXPECT_EQ(codes(report), (std::vector<std::string>{"3 Fase not_in_catalog"}));
  EXPECT_EQ(report.errors[0].detail, "Pilot staat niet in de lijst.");
  EXPECT_EQ(report.mapping[0].field, "/identity/name");
  EXPECT_EQ(report.mapping[5].field, std::nullopt);
  EXPECT_EQ(total(), 0);
}

TEST_P(ExchangeTest, ImportsTheGoodRowsOrNothing) {
  EXPECT_FALSE(import(kThree, ImportMode::all_or_nothing)->applied);
  EXPECT_EQ(total(), 0);
  const auto report = *import(kThree);
  EXPECT_TRUE(report.applied);
  EXPECT_EQ(total(), 2);
  EXPECT_EQ(report.rejected_file->content,
            "\xEF\xBB\xBFNaam;Leverancier;Fase;In deze fase sinds;Kosten per jaar;Kleur;Reden van "
            "afwijzing\r\n'=1+1;;Pilot;;;;Fase: Pilot staat niet in de lijst.\r\n");
  auto rows = *codec::decode_text<std::vector<RegisterRow>>(exported());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].phase, Phase::operation);
  EXPECT_EQ(rows[0].phase_since, make_date(2026, 1, 31));
  EXPECT_EQ(rows[0].record.supply.yearly_cost_cents, 1'250'050);
}

TEST_P(ExchangeTest, ImportsTheRejectedRowsOnceTheyAreMended) {
  auto rejected = import(kThree)->rejected_file->content;
  rejected.replace(rejected.find(";Pilot;"), 7, ";Idee;");
  const auto report = *import(rejected);
  EXPECT_EQ(report.added, 1);
  EXPECT_EQ(report.rejected, 0);
  const auto rows = *codec::decode_text<std::vector<RegisterRow>>(exported());
  EXPECT_EQ(rows.back().record.identity.name, "=1+1");
}

TEST_P(ExchangeTest, ChangesNothingTheSecondTime) {
  const auto first = *import(kThree);
  const auto before = exported();
  const auto second = *import(kThree);
  EXPECT_EQ(second.added + second.changed, 0);
  EXPECT_EQ(second.unchanged, first.added);
  EXPECT_EQ(exported(), before);
}

TEST_P(ExchangeTest, FindsByCodeElseByNameAndSupplier) {
  (void)import("name,supplier\nVerslagen,A\nVerslagen,B\nLos,\n");
  EXPECT_EQ(codes(*import("naam\nverslagen\n")),
            (std::vector<std::string>{"2 naam ambiguous_name"}));
  EXPECT_EQ(import("naam,leverancier,probleem\nVERSLAGEN,b,Te veel typen\n")->changed, 1);
  EXPECT_EQ(import("code,naam\nAPP-0003,Anders\n")->changed, 1);
  EXPECT_EQ(import("code,naam\nAPP-0012,Van elders\n")->added, 1);
  EXPECT_EQ(import("naam\nVolgende\n")->added, 1);
  EXPECT_EQ(codes(*import("code,naam\nX1,Eigen nummer\nAPP-0003,a\nAPP-0003,b\n")),
            (std::vector<std::string>{"2 code code_foreign", "4 naam row_repeated"}));
  const auto rows = *codec::decode_text<std::vector<RegisterRow>>(exported());
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[1].record.identity.problem, "Te veel typen");
  EXPECT_EQ(rows[2].record.identity.name, "a");
  EXPECT_EQ(*rows[3].code, "APP-0012");
  EXPECT_EQ(*rows[4].code, "APP-0013");
}

TEST_P(ExchangeTest, LeavesAsItIsWhatACellDoesNotSay) {
  (void)import("naam,probleem,fase\nEen,Wachttijd,Verkenning\n");
  const auto before = exported();
  EXPECT_EQ(import("naam,probleem,fase\nEen,,\n")->unchanged, 1);
  EXPECT_EQ(exported(), before);
}

TEST_P(ExchangeTest, MovesWithHistoryWhenThePhaseDiffers) {
  (void)import("naam,fase,in deze fase sinds\nEen,Idee,2026-01-01\n");
  clock_.set({clock_.now().microseconds + 1});
  EXPECT_EQ(import("naam,fase,in deze fase sinds\nEen,Verkenning,2026-02-01\n")->changed, 1);
  RegisterService service(*database_, library_, index_);
  const auto item = service.list(anna_, {})->items.at(0);
  EXPECT_EQ(item.phase, Phase::exploration);
  const auto history = service.history(anna_, item.id)->items;
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].kind, HistoryKind::moved);
  EXPECT_EQ(history[0].reason, "Overgenomen uit een ingelezen bestand.");
  EXPECT_EQ(codes(*import("naam,fase,in deze fase sinds\nEen,Verkenning,2026-02-02\n"
                          "Twee,Idee,2026-11-23\n")),
            (std::vector<std::string>{"2 in deze fase sinds phase_since_fixed",
                                      "3 in deze fase sinds date_in_future"}));
}

TEST_P(ExchangeTest, NamesEveryFaultyCell) {
  const auto report = *import(
      "naam,risicoklasse ai-verordening,kosten per jaar,patiënten per jaar,bijsluiter,"
      "einde van het contract,eigenaar,afdelingen\n"
      "Een,rood,veel,-1,geen link,morgen,A <a@b.nl>,Tuin\n"
      "Twee,,,-1,geen link,,,\n"
      ",,,,,,Jan,\n");
  EXPECT_EQ(codes(report),
            (std::vector<std::string>{
                "2 risicoklasse ai-verordening not_in_catalog", "2 kosten per jaar not_an_amount",
                "2 einde van het contract not_a_date", "2 eigenaar unknown_reference",
                "2 afdelingen not_in_catalog", "3 patiënten per jaar out_of_range",
                "3 bijsluiter not_a_link", "4 naam missing_field"}));
  EXPECT_EQ(report.rejected, 3);
  EXPECT_EQ(total(), 0);
}

TEST_P(ExchangeTest, RemembersWhichColumnIsWhich) {
  const std::string file = "AI-systeem,Wie levert,Product\nEen,A,P\n";
  EXPECT_EQ(codes(*import(file, ImportMode::preview)),
            (std::vector<std::string>{"2 - missing_field"}));
  const std::vector<ColumnMapping> mapping{{"AI-systeem", "/identity/name"},
                                           {"Wie levert", "/supply/supplier"},
                                           {"Product", std::nullopt}};
  EXPECT_EQ(import(file, ImportMode::good_rows, mapping)->added, 1);
  const auto again = *import(file, ImportMode::preview);
  EXPECT_EQ(again.unchanged, 1);
  EXPECT_EQ(again.mapping[2].field, std::nullopt);
  const auto refused =
      import(file, ImportMode::preview, {{"Geen", "/identity/name"}, {"Product", "/x"}});
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 2U);
  EXPECT_EQ(refused.error().fields[0].pointer, "/mapping/0/column");
  EXPECT_EQ(import("kleur\nrood\n").error().code, ErrorCode::columns_unmapped);
}

TEST_P(ExchangeTest, AllowsWhatTheRegisterAllows) {
  (void)import("naam\nEen\n");
  const auto hospital = anna_.organisation.id;
  anna_ = caller(hospital, {{Role::reader, std::nullopt}});
  EXPECT_EQ(codes(*import("naam,probleem\nEen,Anders\nTwee,\n")),
            (std::vector<std::string>{"2 - forbidden", "3 - forbidden"}));
  anna_ = caller(hospital, {{Role::contributor, std::nullopt}});
  EXPECT_EQ(codes(*import("naam,probleem,fase\nEen,Anders,\nTwee,,Beheer\nEen,,Beheer\n")),
            (std::vector<std::string>{"4 naam row_repeated"}));
  EXPECT_EQ(codes(*import("naam,fase\nEen,Beheer\n")), (std::vector<std::string>{"2 - forbidden"}));
  EXPECT_EQ(total(), 2);
  anna_ = caller(found_hospital("Ander Ziekenhuis"), {{Role::administrator, std::nullopt}});
  EXPECT_EQ(exported(), "[]");
}

TEST_P(ExchangeTest, GivesTheExampleBackWhole) {
  ExampleHospital example(*database_, library_, content_files());
  ASSERT_TRUE(example.add("een lang genoeg geheim"));
  {
    auto transaction = database_->view(instance());
    for (const auto& each : access::InstanceStore(transaction).organisations())
      if (each.is_example && each.kind == access::OrganisationKind::hospital)
        anna_ = caller(each.id, {{Role::administrator, std::nullopt}});
  }
  const auto before = exported();
  const auto csv = exported(ExportFormat::csv);
  const auto xlsx = exported(ExportFormat::xlsx);
  ASSERT_GT(total(), 20);
  for (const auto& file : {csv, xlsx, before}) {
    const auto report = *import(file, ImportMode::all_or_nothing);
    EXPECT_EQ(report.unchanged, total()) << codec::encode_text(report.errors);
    {
      auto transaction = database_->begin(anna_.scope());
      RegisterStore(transaction).remove_everything();
      transaction.record({.action = "example.removed", .subject = "example"});
      transaction.commit();
    }
    EXPECT_EQ(exported(), "[]");
    const auto back = *import(file, ImportMode::all_or_nothing);
    EXPECT_TRUE(back.applied) << codec::encode_text(back.errors);
    EXPECT_EQ(exported(), before);
  }
}

TEST_P(ExchangeTest, ShowsTheColumnsWhenItKnowsNone) {
  const auto report = *import("Wat,Waar\nA,B\nC,\n", ImportMode::preview);
  ASSERT_EQ(report.mapping.size(), 2U);
  EXPECT_EQ(report.mapping[0].origin, std::nullopt);
  EXPECT_EQ(report.mapping[0].samples, (std::vector<std::string>{"A", "C"}));
  EXPECT_EQ(report.rejected, 2);
}

TEST_P(ExchangeTest, SaysWhoseWordAColumnIs) {
  (void)import("Wat,Naam\nA,B\n", ImportMode::good_rows, {{"Wat", "/care/labels"}});
  const auto report =
      *import("Wat,Naam,Firma,Kleur\n,,,\n", ImportMode::preview, {{"Firma", "/supply/supplier"}});
  EXPECT_EQ(report.mapping[0].origin, MappingOrigin::remembered);
  EXPECT_EQ(report.mapping[1].origin, MappingOrigin::recognised);
  EXPECT_EQ(report.mapping[2].origin, MappingOrigin::asked);
  EXPECT_EQ(report.mapping[3].origin, std::nullopt);
}

TEST_P(ExchangeTest, ShortensLongSamplesBetweenLetters) {
  std::string eighty;
  for (int index = 0; index < 80; ++index) eighty += "ë";
  const auto report = *import("Naam\n" + eighty + "\n", ImportMode::preview);
  EXPECT_EQ(report.mapping[0].samples[0], eighty.substr(0, 120) + "…");
}

TEST_P(ExchangeTest, TakesADayOnEitherSideOfMidnightForTheSameDay) {
  clock_.set({start_of(make_date(2026, 11, 22)).microseconds + 23LL * 3'600'000'000});
  const std::string file = "naam,fase,in deze fase sinds\nEen,Beheer,2026-11-23\n";
  EXPECT_EQ(import(file)->added, 1);
  clock_.set({clock_.now().microseconds + 48LL * 3'600'000'000});
  EXPECT_EQ(import(file)->unchanged, 1);
  EXPECT_EQ(import(exported(ExportFormat::csv))->unchanged, 1);
  EXPECT_EQ(codes(*import("naam,fase,in deze fase sinds\nEen,Beheer,2026-11-24\n")),
            (std::vector<std::string>{"2 in deze fase sinds phase_since_fixed"}));
}

TEST_P(ExchangeTest, TakesFromJsonWhatItSays) {
  (void)import("naam,leverancier,probleem,labels\nEen,A,Wachttijd,x;y\n");
  EXPECT_EQ(
      import(R"([{"code":"APP-0001","record":{"identity":{"problem":null,"summary":"Kort"}}}])")
          ->changed,
      1);
  auto rows = *codec::decode_text<std::vector<RegisterRow>>(exported());
  EXPECT_EQ(rows[0].record.identity.problem, std::nullopt);
  EXPECT_EQ(rows[0].record.identity.summary, "Kort");
  EXPECT_EQ(rows[0].record.supply.supplier, "A");
  EXPECT_EQ(rows[0].record.care.labels, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(
      import(R"([{"record":{"identity":{"name":"een"},"supply":{"supplier":"a"}}}])")->changed, 1)
      << "found by name and supplier, whose case then differs";
  EXPECT_EQ(import(R"( [ {"record":{"identity":{"name":"Twee"}}} ])")->added, 1);
  rows = *codec::decode_text<std::vector<RegisterRow>>(exported());
  EXPECT_EQ(rows[1].code, "APP-0002");
  EXPECT_EQ(rows[1].phase, Phase::idea);
}

TEST_P(ExchangeTest, NamesEveryFaultInJsonByItsPlace) {
  const auto report = *import(
      R"([{"record":{"identity":{"name":"Een","nam":1},"law":{"risk_class":"rood"},)"
      R"("care":{"evidence":[{"title":"T"}]}}},{"record":{"identity":{"name":"Twee"},)"
      R"("kind":{"departments":["Tuin"]},"people":{"oversight":{"name":"A","account_id":"b"}}}},)"
      R"(7,{"record":{"identity":{"name":"Goed"}}}])");
  std::vector<std::string> found;
  for (const auto& error : report.errors)
    found.push_back(std::to_string(error.row) + " " + error.field.value_or("-") + " " + error.code);
  EXPECT_EQ(found,
            (std::vector<std::string>{
                "1 /identity/nam unknown_field", "1 /law/risk_class unknown_value",
                "1 /care/evidence/0/link missing_field", "2 /kind/departments/0 unknown_reference",
                "2 /people/oversight/account_id unknown_reference",
                "3 /identity/name missing_field", "3 - wrong_type"}));
  EXPECT_EQ(report.added, 1);
  const auto& rejected = *report.rejected_file;
  EXPECT_EQ(rejected.name, "afgewezen.json");
  EXPECT_TRUE(rejected.content.contains(R"("reasons":["/identity/nam: )")) << rejected.content;
  auto mended = rejected.content;
  mended.replace(mended.find("Tuin\"]"), 6, "\"]");
  EXPECT_EQ(import(mended)->rejected, 3);
}

TEST_P(ExchangeTest, RefusesJsonThatIsNoList) {
  EXPECT_EQ(import(R"([{"record":)").error().code, ErrorCode::malformed_json);
  EXPECT_EQ(import(R"({"items":[]})").error().code, ErrorCode::wrong_type);
  EXPECT_EQ(import("[]", ImportMode::preview, {{"Naam", "/identity/name"}}).error().code,
            ErrorCode::invalid_request);
  EXPECT_EQ(import("[]")->rows, 0);
  EXPECT_EQ(import("[naam]\nEen\n", ImportMode::preview)->mapping[0].column, "[naam]");
}

TEST_P(ExchangeTest, OffersATemplateThatCanBeImported) {
  for (const auto format : {TemplateFormat::csv, TemplateFormat::xlsx}) {
    const auto file = *exchange().make_template(anna_, {.format = format}, Language::en);
    const auto report = *import(file.bytes);
    EXPECT_EQ(report.rows, 0);
    for (const auto& column : report.mapping) EXPECT_TRUE(column.field) << column.column;
  }
}

REGIE_ON_BOTH_DATABASES(ExchangeTest);

}  // namespace
}  // namespace regie::portfolio
