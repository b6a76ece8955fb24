#include "sector/package.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <boost/json.hpp>

#include "base/json_codec.h"

namespace regie::sector {
namespace {

constexpr Timestamp kNow{1'760'000'000'000'000};
constexpr const char* kMember = "0199c0de-0000-7000-8000-000000000001";

Package plain() {
  return {.id = "0199c0de-0000-7000-8000-00000000000a",
          .round_id = "0199c0de-0000-7000-8000-00000000000b",
          .instrument_id = "ai-monitor-2026",
          .instrument_version = "2026.1",
          .created_at = kNow,
          .replaces = std::nullopt,
          .response = {.organisation = kMember,
                       .year = 2026,
                       .traits = {"general", "follower", "noord", "small"},
                       .answers = {{"q03", {"ja"}}, {"q21", {12.5}}, {"q02", {55}}}}};
}

Expected expected() {
  const auto package = plain();
  return {.round_id = package.round_id,
          .year = 2026,
          .instrument_id = package.instrument_id,
          .instrument_version = package.instrument_version,
          .open = true,
          .traits = package.response.traits,
          .current = std::nullopt};
}

class Packages : public testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_GE(sodium_init(), 0); }

  storage::AuditKey secret_{1, 2, 3};
  SigningKey hospital_{secret_, kMember, "first"};
  SigningKey hub_{secret_, "hub", "first"};

  static ErrorCode refusal(const Result<SignedPackage>& result) {
    return result ? ErrorCode::internal_error : result.error().code;
  }
  static ErrorCode refusal(const Package& package, const Expected& expected) {
    const auto checked = check_package(package, expected, kNow);
    return checked ? ErrorCode::internal_error : checked.error().code;
  }
};

TEST_F(Packages, AreReadAsTheyWereSigned) {
  const auto sent = signed_package(plain(), hospital_);
  const auto read = read_package(sent.document + "\n");
  ASSERT_TRUE(read);
  EXPECT_TRUE(is_signed_by(hospital_.public_key(), *read));
  EXPECT_EQ(read->sha256, sent.sha256);
  EXPECT_EQ(read->document, sent.document);
  EXPECT_EQ(read->package.response.answers, plain().response.answers);
}

TEST_F(Packages, HaveOneTextWhateverTheOrderOfTheirFields) {
  const auto document = signed_package(plain(), hospital_).document;
  EXPECT_EQ(document, canonical(*parse_json(document)));
  EXPECT_TRUE(document.starts_with(R"({"package":{"created_at":")"));
  auto other = *parse_json(document);
  EXPECT_EQ(refusal(read_package(" " + document)), ErrorCode::package_unreadable);
  const auto twice = R"({"package":{},)" + document.substr(1);
  EXPECT_EQ(refusal(read_package(twice)), ErrorCode::package_unreadable);
}

TEST_F(Packages, ThatAreCutOffSaySo) {
  const auto document = signed_package(plain(), hospital_).document;
  for (std::size_t size = 1; size < document.size(); size += 7)
    EXPECT_EQ(refusal(read_package(std::string_view(document).substr(0, size))),
              ErrorCode::package_cut_off)
        << size;
  EXPECT_EQ(refusal(read_package("")), ErrorCode::package_unreadable);
  EXPECT_EQ(refusal(read_package("hallo")), ErrorCode::package_unreadable);
}

TEST_F(Packages, WithAFieldThatNobodyKnowsAreRefusedByName) {
  auto value = *parse_json(signed_package(plain(), hospital_).document);
  value.at("package").as_object()["persoon"] = "A. Voorbeeld";
  const auto read = read_package(canonical(value));
  ASSERT_EQ(refusal(read), ErrorCode::package_unreadable);
  ASSERT_EQ(read.error().fields.size(), 1u);
  EXPECT_EQ(read.error().fields[0].pointer, "/package/persoon");
}

TEST_F(Packages, OfALaterFormatAreNotGuessedAt) {
  auto value = *parse_json(signed_package(plain(), hospital_).document);
  value.at("package").as_object()["format"] = 2;
  value.at("package").as_object()["new"] = true;
  EXPECT_EQ(refusal(read_package(canonical(value))), ErrorCode::package_format_unknown);
}

TEST_F(Packages, AreAtMost64Kilobytes) {
  auto package = plain();
  package.response.answers[0].values.front() = std::string(kLargestPackage, 'a');
  EXPECT_EQ(refusal(read_package(signed_package(package, hospital_).document)),
            ErrorCode::package_too_large);
}

TEST_F(Packages, ThatWereAlteredDoNotFitTheirSignature) {
  auto value = *parse_json(signed_package(plain(), hospital_).document);
  value.at("package").at("response").at("answers").at(0).at("values").at(0) = "nee";
  const auto read = read_package(canonical(value));
  ASSERT_TRUE(read);
  EXPECT_FALSE(is_signed_by(hospital_.public_key(), *read));
}

TEST_F(Packages, OfAnotherKeyOrPurposeAreNotOfThisOrganisation) {
  const SigningKey replaced(secret_, kMember, "second");
  EXPECT_NE(replaced.public_key(), hospital_.public_key());
  const auto sent = signed_package(plain(), replaced);
  EXPECT_FALSE(is_signed_by(hospital_.public_key(), sent));
  EXPECT_FALSE(is_signed_by("", sent));
  const auto text = canonical(codec::encode(plain()));
  const auto other = hospital_.sign(Signed::request, text);
  EXPECT_FALSE(is_signed_by(hospital_.public_key(), Signed::package, text, other));
}

TEST_F(Packages, AreTakenWhenTheyFitTheRound) {
  EXPECT_TRUE(check_package(plain(), expected(), kNow));
}

TEST_F(Packages, ThatDoNotFitTheRoundEachHaveTheirOwnAnswer) {
  auto package = plain();
  package.round_id = package.id;
  EXPECT_EQ(refusal(package, expected()), ErrorCode::package_wrong_round);
  package = plain();
  package.response.year = 2025;
  EXPECT_EQ(refusal(package, expected()), ErrorCode::package_wrong_round);
  auto closed = expected();
  closed.open = false;
  EXPECT_EQ(refusal(plain(), closed), ErrorCode::package_late);
  package = plain();
  package.instrument_version = "2025.1";
  EXPECT_EQ(refusal(package, expected()), ErrorCode::package_instrument_differs);
  package = plain();
  package.created_at.microseconds += kClockTolerance + 1;
  EXPECT_EQ(refusal(package, expected()), ErrorCode::package_clock_ahead);
  package = plain();
  package.response.traits.type = "university";
  EXPECT_EQ(refusal(package, expected()), ErrorCode::package_traits_differ);
}

TEST_F(Packages, CorrectTheOneThatCountsNowAndNoOther) {
  auto corrected = expected();
  corrected.current = plain().id;
  auto correction = plain();
  correction.id = "0199c0de-0000-7000-8000-00000000000c";
  EXPECT_EQ(refusal(correction, corrected), ErrorCode::package_out_of_order);
  correction.replaces = plain().id;
  EXPECT_TRUE(check_package(correction, corrected, kNow));
  EXPECT_EQ(refusal(correction, expected()), ErrorCode::package_out_of_order);
}

TEST_F(Packages, AreProvenByAReceiptOfTheHubAlone) {
  const auto sent = signed_package(plain(), hospital_);
  const auto receipt = signed_receipt({.package_id = sent.package.id,
                                       .round_id = sent.package.round_id,
                                       .organisation = kMember,
                                       .sha256 = sent.sha256,
                                       .received_at = kNow,
                                       .replaces = std::nullopt},
                                      hub_);
  EXPECT_TRUE(proves(receipt, sent, hub_.public_key()));
  EXPECT_FALSE(proves(receipt, sent, hospital_.public_key()));
  auto later = receipt;
  later.receipt.received_at.microseconds += 1;
  EXPECT_FALSE(proves(later, sent, hub_.public_key()));
  auto package = plain();
  package.response.answers.pop_back();
  EXPECT_FALSE(proves(receipt, signed_package(package, hospital_), hub_.public_key()));
}

}  // namespace
}  // namespace regie::sector
