#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.h"
#include "table/csv.h"
#include "tests/unit/table/any_sheet.h"

namespace regie::table {
namespace {

using namespace std::string_literals;
using Rows = std::vector<std::vector<std::string>>;

Sheet must_read(std::string_view bytes, const Limits& limits = {}) {
  auto sheet = read_csv(bytes, limits);
  EXPECT_TRUE(sheet) << sentence(sheet.error().code, sheet.error().parameters, Language::en);
  return sheet ? *sheet : Sheet{};
}

Error must_refuse(std::string_view bytes, const Limits& limits = {}) {
  const auto sheet = read_csv(bytes, limits);
  EXPECT_FALSE(sheet);
  return sheet ? Error{.code = ErrorCode::internal_error} : sheet.error();
}

TEST(Csv, OfAnyTextReadsBackAsItself) {
  const bool holds = rc::check([] {
    const auto sheet = any_sheet();
    const CsvStyle style{.separator = *rc::gen::element(',', ';', '\t', '|'),
                         .byte_order_mark = *rc::gen::arbitrary<bool>()};
    const auto again = read_csv(write_csv(sheet, style));
    RC_ASSERT(again);
    RC_ASSERT(again->header == sheet.header);
    RC_ASSERT(again->rows == sheet.rows);
    RC_ASSERT(again->notices.empty());
  });
  EXPECT_TRUE(holds);
}

TEST(Csv, IsReadFromAnyBytesAsUtf8OrRefused) {
  const bool holds = rc::check([](const std::string& bytes) {
    const auto sheet = read_csv(bytes);
    if (!sheet) return;
    for (const auto& row : sheet->rows) {
      RC_ASSERT(row.size() >= sheet->header.size());
      for (const auto& cell : row) RC_ASSERT(is_utf8(cell));
    }
  });
  EXPECT_TRUE(holds);
}

TEST(Csv, IsReadWithEverySeparatorAndLineEnd) {
  for (const std::string separator : {",", ";", "\t", "|"})
    for (const std::string end : {"\n", "\r\n", "\r"}) {
      const auto sheet =
          must_read("naam" + separator + "fase" + end + "Hartcheck" + separator + "pilot" + end);
      EXPECT_EQ(sheet.header, (std::vector<std::string>{"naam", "fase"})) << separator << end;
      EXPECT_EQ(sheet.rows, (Rows{{"Hartcheck", "pilot"}})) << separator << end;
    }
}

TEST(Csv, FindsTheSeparatorBetweenOthers) {
  EXPECT_EQ(must_read("naam;kosten\nA;1,5\nB;2,5\nC;3,25\n").header.size(), 2U);
  EXPECT_EQ(must_read("naam;doel, kort;fase\nA;x, y;idee\n").header.size(), 3U);
  EXPECT_EQ(must_read("naam,\"a;b;c;d\"\nA,\"1;2;3;4\"\n").header.size(), 2U);
  EXPECT_EQ(must_read("naam\tdoel\nA\tx, y; z\n").header.size(), 2U);
  EXPECT_EQ(must_read("naam|doel\nA|5\" scherm, \"groot\"\n").header.size(), 2U);
  EXPECT_EQ(must_read("naam\nA\n").header.size(), 1U);
}

TEST(Csv, FindsTheSeparatorAlsoFarBelowAHeaderOfOneColumn) {
  std::string rows = "naam\n";
  for (int row = 0; row < 100'000; ++row) rows += "x\n";
  const auto sheet = must_read(rows + "a;b\n");
  EXPECT_EQ(sheet.rows.back(), (std::vector<std::string>{"a", "b"}));
}

TEST(Csv, FollowsASeparatorThatIsAnnounced) {
  const auto sheet = must_read("sep=|\r\na,b,c|d\r\n1,2,3|4\r\n");
  EXPECT_EQ(sheet.header, (std::vector<std::string>{"a,b,c", "d"}));
  EXPECT_EQ(sheet.row_number(0), 2U);
}

TEST(Csv, KeepsQuotesAndNewlinesInsideCells) {
  const auto sheet = must_read("naam;doel\r\n\"A \"\"snel\"\"\";\"een\r\ntwee; drie\"\r\n");
  EXPECT_EQ(sheet.rows, (Rows{{"A \"snel\"", "een\r\ntwee; drie"}}));
}

TEST(Csv, UnderstandsTheEncodingsOfHospitals) {
  const Rows expected = {{"Patiënt", "€ 5 – “snel”"}};
  EXPECT_EQ(must_read("a;b\nPatiënt;€ 5 – “snel”\n").rows, expected);
  EXPECT_EQ(must_read("\xEF\xBB\xBF"s + "a;b\nPatiënt;€ 5 – “snel”\n").rows, expected);
  EXPECT_EQ(must_read("\xEF\xBB\xBF"s + "a;b\nPatiënt;€ 5 – “snel”\n").header.front(), "a");
  EXPECT_EQ(must_read("a;b\nPati\xEBnt;\x80 5 \x96 \x93snel\x94\n").rows, expected);
  EXPECT_EQ(must_read("\xFF\xFE"s + "a\0\t\0b\0\n\0\xEB\0\t\0\x3D\xD8\x00\xDE\n\0"s).rows,
            (Rows{{"ë", "😀"}}));
  EXPECT_EQ(must_read("\xFE\xFF"s + "\0a\0;\0b\0\n\0\xEB\0;\0x"s).rows, (Rows{{"ë", "x"}}));
}

TEST(Csv, WithANulAnywhereIsNoTable) {
  const auto late = "a;b\n" + std::string(5'000, 'x') + ";y\0z\n"s;
  for (const auto& bytes : {late, "\xFF\xFE"s + "a\0\n\0\0\0b\0"s}) {
    const auto sheet = read_csv(bytes);
    ASSERT_FALSE(sheet);
    EXPECT_EQ(sheet.error().code, ErrorCode::file_kind_unknown);
  }
}

TEST(Csv, ReadsOneOddByteAmongUtf8AsWindows1252) {
  EXPECT_EQ(must_read("a;b\nPatiënt één;Pati\xEBnt\n").rows, (Rows{{"Patiënt één", "Patiënt"}}));
}

TEST(Csv, LeavesOutBlankRowsAndKeepsTheNumbersOfTheOthers) {
  const auto sheet = must_read("\n;;\nnaam;fase\n\n;\nA;idee\n \nB;pilot\n");
  EXPECT_EQ(sheet.header_row, 3U);
  EXPECT_EQ(sheet.rows.size(), 2U);
  EXPECT_EQ(sheet.row_number(0), 6U);
  EXPECT_EQ(sheet.row_number(1), 8U);
}

TEST(Csv, CountsARowWithNewlinesInsideAsOne) {
  EXPECT_EQ(must_read("a;b\n\"x\n\n\ny\";1\nz;2\n").row_number(1), 3U);
}

TEST(Csv, KeepsRaggedRowsAndSaysWhich) {
  const auto sheet = must_read("a;b;c\n1;2\n1;2;3;4\n1;2;3;;\n");
  EXPECT_EQ(sheet.rows, (Rows{{"1", "2", ""}, {"1", "2", "3", "4"}, {"1", "2", "3"}}));
  ASSERT_EQ(sheet.notices.size(), 2U);
  EXPECT_EQ(sheet.notices[0].code, ErrorCode::row_too_short);
  EXPECT_EQ(sheet.notices[0].row, 2U);
  EXPECT_EQ(sentence(sheet.notices[1].code, sheet.notices[1].parameters, Language::en),
            "Row 3 has 4 cells and the header 3. The cells beyond the last column belong to no "
            "column.");
}

TEST(Csv, KeepsAThousandNoticesAndCountsAll) {
  std::string text = "a;b\n";
  for (int row = 0; row < 5'000; ++row) text += "1\n";
  const auto sheet = must_read(text);
  EXPECT_EQ(sheet.notices.size(), kNoticesKept);
  EXPECT_EQ(sheet.notice_count, 5'000U);
}

TEST(Csv, MakesNamesOfColumnsDistinct) {
  const auto sheet = must_read("fase;;fase; fase ;fase (2)\n1;2;3;4;5\n");
  EXPECT_EQ(sheet.header,
            (std::vector<std::string>{"fase", "B", "fase (3)", "fase (4)", "fase (2)"}));
  EXPECT_EQ(sheet.notice_count, 3U);
}

TEST(Csv, KeepsNamelessColumnsOnlyWhenTheyAreUsed) {
  EXPECT_EQ(must_read("a;b;;\n1;2;;\n").header, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(must_read("a;b;;\n1;2;3;\n").header, (std::vector<std::string>{"a", "b", "C"}));
}

TEST(Csv, ToleratesAThousandSeparatorsAtTheEndOfARow) {
  const std::string many(5'000, ';');
  EXPECT_EQ(must_read("a;b" + many + "\n1;2" + many + "\n").rows, (Rows{{"1", "2"}}));
}

TEST(Csv, KeepsTextAfterAClosingQuoteAndSaysWhere) {
  const auto sheet = must_read("a;b\n1;\"5\" scherm\n");
  EXPECT_EQ(sheet.rows, (Rows{{"1", "5 scherm"}}));
  ASSERT_EQ(sheet.notices.size(), 1U);
  EXPECT_EQ(sheet.notices[0].code, ErrorCode::text_after_quote);
  EXPECT_EQ(sheet.notices[0].parameters.at("column"), "B");
}

TEST(Csv, RefusesAQuoteThatIsNeverClosed) {
  const auto error = must_refuse("a;b\n1;\"twee\n3;4\n");
  EXPECT_EQ(error.code, ErrorCode::quote_unclosed);
  EXPECT_EQ(error.parameters.at("row"), "2");
  EXPECT_EQ(error.parameters.at("column"), "B");
}

TEST(Csv, RefusesATenMegabyteCellWithItsPlace) {
  const std::string large(10'000'000, 'x');
  for (const auto& cell : {large, "\"" + large + "\"", "\"\"\"" + large + "\"\"\""}) {
    const auto error = must_refuse("a;b\n1;2\n3;" + cell + "\n");
    EXPECT_EQ(sentence(error.code, error.parameters, Language::en),
              "The text in row 3, column B is larger than 1000000 bytes. Shorten it.");
  }
}

TEST(Csv, HoldsTheLargestCellAlsoWhenItIsNeutralised) {
  const Sheet sheet{.header = {"a"}, .rows = {{"=" + std::string(999'999, 'x')}}};
  EXPECT_EQ(must_read(write_csv(sheet)).rows, sheet.rows);
}

TEST(Csv, RefusesMoreThanItsLimits) {
  EXPECT_EQ(must_refuse("a\n1\n2\n3\n", {.rows = 2}).code, ErrorCode::table_too_many_rows);
  EXPECT_EQ(must_refuse("a;b\n1;2;3\n", {.columns = 2}).code, ErrorCode::table_too_many_columns);
  EXPECT_EQ(must_refuse("a;b\n1;2\n3\n", {.cells = 3}).code, ErrorCode::table_too_many_cells);
  EXPECT_EQ(must_refuse("a;b\n1;2\n", {.bytes = 7}).code, ErrorCode::body_too_large);
}

TEST(Csv, RefusesShortRowsUnderAWideHeaderBeforeTheyTakeMemory) {
  std::string text;
  for (int column = 0; column < 500; ++column) text += "k" + std::to_string(column) + ";";
  text += "\n";
  for (int row = 0; row < 100'000; ++row) text += "1\n";
  EXPECT_EQ(must_refuse(text).code, ErrorCode::table_too_many_cells);
}

TEST(Csv, OfNothingIsAnEmptyTable) {
  for (const auto* text : {"", "\n\n", ";;\n;;", "\xEF\xBB\xBF", " "})
    EXPECT_EQ(must_refuse(text).code, ErrorCode::table_empty) << text;
}

TEST(Csv, IsWrittenByTheStandard) {
  const Sheet sheet{.header = {"naam", "kosten"},
                    .rows = {{"A \"x\"", "1,5"}, {"=1+1", "-12"}, {"twee\nregels", ""}}};
  EXPECT_EQ(write_csv(sheet, {.byte_order_mark = false}),
            "naam,kosten\r\n\"A \"\"x\"\"\",\"1,5\"\r\n'=1+1,-12\r\n\"twee\nregels\",\r\n");
  EXPECT_TRUE(write_csv(sheet).starts_with("\xEF\xBB\xBF"));
}

}  // namespace
}  // namespace regie::table
