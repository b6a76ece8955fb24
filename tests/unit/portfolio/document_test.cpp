#include "portfolio/document.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::portfolio {
namespace {

const content::Library& library() {
  static const auto kLibrary = *content::Library::load(content_files());
  return kLibrary;
}

ApplicationRecord fractures() {
  ApplicationRecord record;
  record.identity.name = "Botbreuken";
  record.identity.problem = "Breuken worden gemist";
  record.identity.problem_owner = "Arts op de SEH";
  return record;
}

bool is_missing(const Completeness& completeness, std::string_view pointer) {
  return std::ranges::any_of(completeness.missing,
                             [&](const auto& each) { return each.pointer == pointer; });
}

TEST(Completeness, AsksOfAnIdeaOnlyItsProblem) {
  const auto whole = completeness(fractures(), Phase::idea, library());
  EXPECT_EQ(whole.score, 100);
  EXPECT_EQ(whole.required, 3);
  const auto empty = completeness({}, Phase::idea, library());
  EXPECT_EQ(empty.score, 0);
  EXPECT_EQ(empty.missing.size(), 3U);
}

TEST(Completeness, AsksMoreInEveryPhase) {
  std::int64_t before = 0;
  for (const auto phase : kFunnelPhases) {
    const auto required = completeness({}, phase, library()).required;
    EXPECT_GE(required, before);
    before = required;
  }
  EXPECT_EQ(before, static_cast<std::int64_t>(library().catalog().completeness.size()));
}

TEST(Completeness, CountsAClassThatNobodyChoseAsEmpty) {
  auto record = fractures();
  EXPECT_TRUE(is_missing(completeness(record, Phase::operation, library()), "/law/risk_class"));
  record.law.risk_class = RiskClass::minimal;
  EXPECT_FALSE(is_missing(completeness(record, Phase::operation, library()), "/law/risk_class"));
}

TEST(Completeness, CountsNoAndZeroAsAnswers) {
  auto record = fractures();
  record.people.patients_per_year = 0;
  record.people.accountable_owner = Person{.name = ""};
  const auto found = completeness(record, Phase::operation, library());
  EXPECT_FALSE(is_missing(found, "/people/patients_per_year"));
  EXPECT_TRUE(is_missing(found, "/people/accountable_owner"));
}

TEST(Completeness, HoldsARetiredOneToWhatItWas) {
  EXPECT_EQ(completeness({}, Phase::retired, library()).required,
            completeness({}, Phase::operation, library()).required);
  EXPECT_EQ(completeness({}, Phase::rejected, library()).required,
            completeness({}, Phase::idea, library()).required);
}

TEST(Record, ReadsBackAsItWasWritten) {
  auto record = fractures();
  record.law.mdr_class = MdrClass::iib;
  record.supply.yearly_cost_cents = 5'000'000'000;
  record.data.versions = {{"3.2", make_date(2026, 7, 1), "Ook kinderen"}};
  record.openness.is_public = false;
  EXPECT_EQ(from_document(to_document(record)), record);
}

TEST(Record, OfAnOlderProgramStaysReadable) {
  const auto record = from_document(R"({"identity":{"name":"Oud"},"law":{"risk_class":"high"}})");
  EXPECT_EQ(record.identity.name, "Oud");
  EXPECT_EQ(record.law.risk_class, RiskClass::high);
  EXPECT_EQ(record.law.medical_device, MedicalDevice::not_classified);
}

TEST(Check, NamesEveryFaultOfTheRecord) {
  auto record = fractures();
  record.identity.name = " ";
  record.identity.summary = std::string(5'001, 'x');
  record.identity.use_case = "make_coffee";
  record.kind.processes = {"diagnostics", "dancing"};
  record.people.clinical_owner = Person{.name = ""};
  record.people.patients_per_year = -1;
  record.supply.contract_starts_on = make_date(2026, 2, 1);
  record.supply.contract_ends_on = make_date(2026, 1, 1);
  record.openness.leaflet = "javascript:alert(1)";
  record.care.evidence = {{"Rapport", "ftp://x"}};
  std::vector<std::string> pointers;
  for (const auto& fault : check(record, library(), "/record")) pointers.push_back(fault.pointer);
  std::ranges::sort(pointers);
  EXPECT_EQ(pointers,
            (std::vector<std::string>{
                "/record/care/evidence/0/link", "/record/identity/name", "/record/identity/summary",
                "/record/identity/use_case", "/record/kind/processes/1", "/record/openness/leaflet",
                "/record/people/clinical_owner/name", "/record/people/patients_per_year",
                "/record/supply/contract_ends_on"}));
}

TEST(Check, FindsNothingWrongWithAnHonestRecord) {
  EXPECT_TRUE(check(fractures(), library(), "").empty());
}

TEST(Changes, NameWhatDiffersAndReadBack) {
  auto after = fractures();
  after.law.risk_class = RiskClass::high;
  after.kind.processes = {"diagnostics"};
  const auto changes = changes_between(fractures(), after);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].pointer, "/kind/processes");
  EXPECT_FALSE(changes[0].before);
  EXPECT_EQ(changes[1].after, "\"high\"");
  EXPECT_EQ(decode_changes(encode_changes(changes))[1].pointer, "/law/risk_class");
}

TEST(Search, FindsByUseCaseNameInEitherLanguageAndWithoutAccents) {
  auto record = fractures();
  record.identity.summary = "Voor patiënten";
  record.identity.use_case = "speech_reporting";
  const auto text = search_text("APP-0001", record, library());
  for (const auto* word : {"app-0001", "botbreuken", "patienten", "speech", "spraak"})
    EXPECT_NE(text.find(word), std::string::npos) << word;
}

}  // namespace
}  // namespace regie::portfolio
