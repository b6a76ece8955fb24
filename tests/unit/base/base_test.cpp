#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

#include "base/error.h"
#include "base/id.h"
#include "base/json_codec.h"
#include "base/json_schema.h"
#include "base/result.h"
#include "base/text.h"
#include "base/time.h"

namespace regie {
namespace {

TEST(Date, OfEveryDayReadsBackAsItself) {
  const bool holds = rc::check([] {
    const Date day{*rc::gen::inRange(-25'567, 84'006)};  // 1900 to 2199
    RC_ASSERT(parse_date(to_text(day)) == day);
  });
  EXPECT_TRUE(holds);
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const auto* text : {"2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026-01-01 ", "",
                           "1899-12-31", "2200-01-01", "2026/01/01", "abcd-ef-gh"})
    EXPECT_FALSE(parse_date(text)) << text;
  EXPECT_TRUE(parse_date("2028-02-29"));
}

TEST(Date, AddsMonthsWithinTheMonth) {
  EXPECT_EQ(to_text(add_months(make_date(2026, 1, 31), 1)), "2026-02-28");
  EXPECT_EQ(to_text(add_months(make_date(2028, 1, 31), 1)), "2028-02-29");
  EXPECT_EQ(to_text(add_months(make_date(2026, 1, 15), -13)), "2024-12-15");
}

TEST(Date, OfALateEveningMayAlreadyBeTomorrowInTheNetherlands) {
  EXPECT_EQ(to_text(latest_day_of(*parse_timestamp("2026-07-01T21:59:59Z"))), "2026-07-01");
  EXPECT_EQ(to_text(latest_day_of(*parse_timestamp("2026-07-01T22:00:00Z"))), "2026-07-02");
}

TEST(Timestamp, ReadsBackAsItself) {
  const bool holds = rc::check([] {
    const Timestamp moment{
        *rc::gen::inRange<std::int64_t>(-2'208'988'800'000'000, 7'258'118'400'000'000)};
    RC_ASSERT(parse_timestamp(to_text(moment)) == moment);
  });
  EXPECT_TRUE(holds);
}

TEST(Timestamp, UnderstandsOffsetsAndFractions) {
  const auto noon = parse_timestamp("2026-03-01T12:00:00Z");
  EXPECT_EQ(parse_timestamp("2026-03-01T13:00:00+01:00"), noon);
  EXPECT_EQ(parse_timestamp("2026-03-01T06:30:00.000-05:30"), noon);
  for (const auto* text : {"2026-03-01", "2026-03-01T24:00:00Z", "2026-03-01T12:00:00",
                           "2026-03-01T12:00:00.Z", "2026-03-01T12:00:00+1:00"})
    EXPECT_FALSE(parse_timestamp(text)) << text;
}

TEST(Id, IsAVersion7UuidAndSortsByTime) {
  const auto first = new_id({1'000'000'000});
  const auto later = new_id({2'000'000'000});
  EXPECT_TRUE(is_id(first));
  EXPECT_EQ(first[14], '7');
  EXPECT_LT(first, later);
  std::set<Id> many;
  for (int index = 0; index < 1000; ++index) many.insert(new_id({0}));
  EXPECT_EQ(many.size(), 1000U);
  EXPECT_FALSE(is_id("not-an-id"));
}

TEST(Text, IsFoldedWithoutCaseAndAccents) {
  EXPECT_EQ(folded("Patiënt Één"), "patient een");
  EXPECT_EQ(folded("ﬁlter"), "filter");
  EXPECT_EQ(folded("\xff"), "\xff");
}

TEST(Text, FoldsTwiceAsOnce) {
  const bool holds =
      rc::check([](const std::string& text) { RC_ASSERT(folded(folded(text)) == folded(text)); });
  EXPECT_TRUE(holds);
}

TEST(Language, IsTheFirstOfOursThatTheBrowserNames) {
  EXPECT_EQ(preferred_language("en-GB,nl;q=0.8"), Language::en);
  EXPECT_EQ(preferred_language("de, nl;q=0.8, en;q=0.7"), Language::nl);
  EXPECT_EQ(preferred_language(""), Language::nl);
}

TEST(ErrorTable, HasASentenceInBothLanguagesForEveryCode) {
  std::set<std::string_view> ids;
  for (const auto& each : error_table()) {
    EXPECT_TRUE(ids.insert(each.id).second) << each.id;
    EXPECT_FALSE(each.nl.empty());
    EXPECT_FALSE(each.en.empty());
    EXPECT_GE(each.http_status, 400);
    EXPECT_GT(each.exit_code, 0);
  }
}

TEST(ErrorTable, NamesTheSameParametersInBothLanguages) {
  const auto names = [](std::string_view text) {
    std::set<std::string> found;
    for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1))
      found.emplace(text.substr(at, text.find('}', at) - at));
    return found;
  };
  for (const auto& each : error_table()) EXPECT_EQ(names(each.nl), names(each.en)) << each.id;
}

Result<int> halved(int number) {
  if (number % 2 != 0) return failure(ErrorCode::out_of_range);
  return number / 2;
}
Result<int> quartered(int number) { return TRY(halved(TRY(halved(number)))); }

TEST(Try, GivesTheValueOrReturnsTheError) {
  EXPECT_EQ(quartered(8), 2);
  EXPECT_EQ(quartered(6).error().code, ErrorCode::out_of_range);
}

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Inner {
  std::string name;
  std::optional<std::int64_t> number;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name, number))

struct Outer {
  Colour colour = Colour::red;
  std::vector<Inner> inner;
  std::optional<Date> day;
  bool truth = false;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (colour, inner, day, truth))

TEST(Codec, ReadsBackWhatItWrote) {
  const Outer outer{.colour = Colour::green,
                    .inner = {{"één", 5'000'000'000}, {"", std::nullopt}},
                    .day = make_date(2026, 11, 22),
                    .truth = true};
  const auto text = codec::encode_text(outer);
  EXPECT_EQ(text, R"({"colour":"green","inner":[{"name":"één","number":5000000000},)"
                  R"({"name":"","number":null}],"day":"2026-11-22","truth":true})");
  const auto back = codec::decode_text<Outer>(text);
  ASSERT_TRUE(back);
  EXPECT_EQ(codec::encode_text(*back), text);
}

TEST(Codec, WritesAnyTextAsTheTreeWould) {
  const bool holds =
      rc::check([](const std::vector<std::string>& texts, std::int64_t number, double amount) {
        std::vector<Inner> inner;
        for (const auto& text : texts) inner.push_back({text, number});
        RC_ASSERT(codec::encode_text(inner) == to_text(codec::encode(inner)));
        RC_ASSERT(codec::encode_text(amount) == to_text(codec::encode(amount)));
      });
  EXPECT_TRUE(holds);
  std::string every;
  for (int byte = 0; byte < 128; ++byte) every += static_cast<char>(byte);
  EXPECT_EQ(codec::encode_text(every), to_text(codec::encode(every)));
}

TEST(Codec, NamesEveryFaultWithItsPlace) {
  const auto refused = codec::decode_text<Outer>(
      R"({"colour":"blue","inner":[{"name":1},{"number":"x"}],"day":"2026-02-30","a/b":1})");
  ASSERT_FALSE(refused);
  std::map<std::string, ErrorCode> faults;
  for (const auto& field : refused.error().fields) faults[field.pointer] = field.code;
  EXPECT_EQ(faults, (std::map<std::string, ErrorCode>{{"/colour", ErrorCode::unknown_value},
                                                      {"/inner/0/name", ErrorCode::wrong_type},
                                                      {"/inner/1/name", ErrorCode::missing_field},
                                                      {"/inner/1/number", ErrorCode::wrong_type},
                                                      {"/day", ErrorCode::not_a_date},
                                                      {"/truth", ErrorCode::missing_field},
                                                      {"/a~1b", ErrorCode::unknown_field}}));
}

TEST(Codec, DoesNotRoundNumbers) {
  EXPECT_FALSE(codec::decode_text<Inner>(R"({"name":"x","number":1.5})"));
  EXPECT_FALSE(codec::decode_text<Inner>(R"({"name":"x","number":18446744073709551615})"));
}

TEST(Codec, RefusesTextThatADatabaseCannotKeep) {
  EXPECT_FALSE(codec::decode_text<Inner>(R"({"name":"a\u0000b"})"));
}

TEST(Json, RefusesWhatIsMalformedAndSaysWhere) {
  for (const auto* text : {"", "{", "[1,]", "{\"a\":1}x", "\"\xff\"", "nul"})
    EXPECT_EQ(parse_json(text).error().code, ErrorCode::malformed_json) << text;
  EXPECT_EQ(parse_json("{\"a\":x}").error().parameters.at("position"), "6");
  EXPECT_FALSE(parse_json(std::string(1000, '[') + std::string(1000, ']')));
}

TEST(Json, FindsEveryDifferenceAndNoOther) {
  const auto before = *parse_json(R"({"a":1,"b":{"c":"x","d":[1]},"e":null,"f":[]})");
  const auto after = *parse_json(R"({"a":1,"b":{"c":"y","d":[1,2]},"g":true})");
  std::map<std::string, std::pair<std::string, std::string>> changes;
  for (const auto& change : json_changes(before, after))
    changes[change.pointer] = {change.before, change.after};
  EXPECT_EQ(changes,
            (std::map<std::string, std::pair<std::string, std::string>>{
                {"/b/c", {"\"x\"", "\"y\""}}, {"/b/d", {"[1]", "[1,2]"}}, {"/g", {"", "true"}}}));
}

TEST(Schema, IsStrictAndKnowsWhatMayBeAbsent) {
  codec::SchemaRegistry registry;
  EXPECT_EQ(to_text(registry.schema_of<Outer>()), R"({"$ref":"#/components/schemas/Outer"})");
  EXPECT_EQ(
      to_text(registry.schemas().at("Inner")),
      R"({"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},)"
      R"("number":{"type":["integer","null"],"format":"int64"}},"required":["name"]})");
  EXPECT_EQ(to_text(registry.schemas().at("Colour")),
            R"({"type":"string","enum":["red","green"]})");
}

}  // namespace
}  // namespace regie
