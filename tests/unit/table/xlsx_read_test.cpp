#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "table/xlsx.h"
#include "tests/unit/table/zip_maker.h"

namespace regie::table {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Sheet must_read(const std::string& bytes, const Limits& limits = {}) {
  auto sheet = read_xlsx(bytes, limits);
  EXPECT_TRUE(sheet) << sentence(sheet.error().code, sheet.error().parameters, Language::en)
                     << sheet.error().internal;
  return sheet ? *sheet : Sheet{};
}

Error must_refuse(const std::string& bytes, const Limits& limits = {}) {
  const auto sheet = read_xlsx(bytes, limits);
  EXPECT_FALSE(sheet);
  return sheet ? Error{.code = ErrorCode::internal_error} : sheet.error();
}

std::string inline_cell(const std::string& text) {
  return R"(<c t="inlineStr"><is><t>)" + text + "</t></is></c>";
}
std::string row_of(const std::vector<std::string>& cells) {
  std::string row = "<row>";
  for (const auto& cell : cells) row += cell;
  return row + "</row>";
}
std::string header(const std::vector<std::string>& names) {
  std::vector<std::string> cells;
  for (const auto& name : names) cells.push_back(inline_cell(name));
  return row_of(cells);
}

/// The text of one number in a cell of style 1, which has this number format.
std::string shown(const std::string& number, const std::string& format, bool since_1904 = false) {
  BookMaker book;
  if (since_1904) book.workbook_properties = R"(<workbookPr date1904="1"/>)";
  book.styles = R"(<numFmts><numFmt numFmtId="164" formatCode=")" + format +
                R"("/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)" +
                R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>)";
  book.sheet_data = header({"a"}) + R"(<row><c s="1"><v>)" + number + "</v></c></row>";
  return must_read(book.make()).rows.at(0).at(0);
}
std::string shown_as_built_in(const std::string& number, int id) {
  BookMaker book;
  book.styles = R"(<cellXfs><xf numFmtId=")" + std::to_string(id) + R"("/></cellXfs>)";
  book.sheet_data = header({"a"}) + R"(<row><c s="0"><v>)" + number + "</v></c></row>";
  return must_read(book.make()).rows.at(0).at(0);
}

TEST(XlsxCells, OfSharedTextMayBeRich) {
  BookMaker book;
  book.strings =
      "<si><t>naam</t></si><si><r><rPr><b/></rPr><t>Hart</t></r><r><t "
      "xml:space=\"preserve\"> check</t></r><rPh sb=\"0\" eb=\"1\"><t>uitspraak</t></rPh></si>"
      "<si><t>_x0041_regel_x000D_\n_x005F_x0041_ _xD83D__xDE00_ _x0000_</t></si><si/>";
  book.sheet_data = row_of({R"(<c t="s"><v>0</v></c>)",
                            R"(<c t="inlineStr"><is><r><t>do</t></r><r><t>el</t></r></is></c>)"}) +
                    row_of({R"(<c t="s"><v>1</v></c>)", R"(<c t="s"><v>2</v></c>)"}) +
                    row_of({R"(<c t="s"><v>3</v></c>)", R"(<c t="s"><v>1</v></c>)"});
  const auto sheet = must_read(book.make());
  EXPECT_EQ(sheet.header, (std::vector<std::string>{"naam", "doel"}));
  EXPECT_EQ(sheet.rows, (Rows{{"Hart check", "Aregel\r\n_x0041_ 😀 _x0000_"}, {"", "Hart check"}}));
}

TEST(XlsxCells, OfEveryTypeBecomeText) {
  BookMaker book;
  book.sheet_data =
      header({"a", "b", "c", "d", "e"}) +
      row_of({R"(<c t="b"><v>1</v></c>)", R"(<c t="e"><v>#N/A</v></c>)",
              R"(<c t="str"><f>A1&amp;"x"</f><v>ax</v></c>)", R"(<c><f>1+1</f><v>2</v></c>)",
              R"(<c t="d"><v>2026-03-01T00:00:00</v></c>)"}) +
      row_of({R"(<c t="b"><v>0</v></c>)", "<c/>", "<c><v/></c>", "<c><f>NOW()</f></c>",
              "<c t=\"n\"><v>7</v></c>"});
  EXPECT_EQ(must_read(book.make()).rows,
            (Rows{{"true", "#N/A", "ax", "2", "2026-03-01"}, {"false", "", "", "", "7"}}));
}

TEST(XlsxCells, OfNumbersHaveNoArtefacts) {
  for (const auto& [raw, text] : std::vector<std::pair<std::string, std::string>>{
           {"123", "123"},
           {"123.0", "123"},
           {"0.1", "0.1"},
           {"0.10000000000000001", "0.1"},
           {"0.30000000000000004", "0.3"},
           {"1E3", "1000"},
           {"1.0000000000000001E-5", "0.00001"},
           {"-0", "0"},
           {"-12.50", "-12.5"},
           {"9007199254740991", "9007199254740991"},
           {"1.2345678901234567E+25", "1.23456789012346e+25"},
           {"4.35", "4.35"},
           {"0.28999999999999998", "0.29"},
           {"007", "7"},
           {"niets", "niets"},
           {"1e999", "1e999"}})
    EXPECT_EQ(shown(raw, "General"), text) << raw;
}

TEST(XlsxCells, WithADateFormatAreDates) {
  EXPECT_EQ(shown("46082", "yyyy-mm-dd"), "2026-03-01");
  EXPECT_EQ(shown("44620", "yyyy-mm-dd", true), "2026-03-01");
  EXPECT_EQ(shown("46082", "[$-413]d mmmm yyyy;@"), "2026-03-01");
  EXPECT_EQ(shown("46082.395833333336", "dd/mm/yy\\ hh:mm"), "2026-03-01T09:30:00");
  EXPECT_EQ(shown("46082", "dd-mm-yyyy hh:mm:ss"), "2026-03-01");
  EXPECT_EQ(shown("46081.999999999", "yyyy-mm-dd"), "2026-03-01");
  EXPECT_EQ(shown("0.395833333333333", "hh:mm"), "09:30:00");
  EXPECT_EQ(shown("1.5", "[h]:mm"), "36:00:00");
  EXPECT_EQ(shown("1", "yyyy-mm-dd"), "1900-01-01");
  EXPECT_EQ(shown("59", "yyyy-mm-dd"), "1900-02-28");
  EXPECT_EQ(shown("61", "yyyy-mm-dd"), "1900-03-01");
  EXPECT_EQ(shown("0", "yyyy-mm-dd", true), "1904-01-01");
  EXPECT_EQ(shown("2958465", "yyyy-mm-dd"), "9999-12-31");
  EXPECT_EQ(shown_as_built_in("46082", 14), "2026-03-01");
  EXPECT_EQ(shown_as_built_in("46082.5", 22), "2026-03-01T12:00:00");
  EXPECT_EQ(shown_as_built_in("0.5", 20), "12:00:00");
}

TEST(XlsxCells, WithAnotherFormatAreNumbers) {
  for (const auto* format : {"0.00", "#,##0\\ &quot;dagen&quot;", "[Red]0", "0%", "General",
                             "0.00E+00", "_-* #,##0.00_-", "0;dd"})
    EXPECT_EQ(shown("46082", format), "46082") << format;
  EXPECT_EQ(shown("-1", "yyyy-mm-dd"), "-1");
  EXPECT_EQ(shown("2958466", "yyyy-mm-dd"), "2958466");
  EXPECT_EQ(shown("1e300", "[h]:mm"), shown("1e300", "0"));
}

TEST(XlsxRows, MayBeSparse) {
  BookMaker book;
  book.sheet_data =
      R"(<row r="3"><c r="B3" t="inlineStr"><is><t>naam</t></is></c><c r="D3" t="inlineStr"><is><t>fase</t></is></c></row>)"
      R"(<row r="5"/><row r="9"><c r="D9"><v>4</v></c><c r="C9"><v>3</v></c></row>)"
      R"(<row r="1048576"><c r="B1048576"><v>1</v></c></row>)";
  const auto sheet = must_read(book.make());
  EXPECT_EQ(sheet.header, (std::vector<std::string>{"A", "naam", "C", "fase"}));
  EXPECT_EQ(sheet.header_row, 3U);
  EXPECT_EQ(sheet.rows, (Rows{{"", "", "3", "4"}, {"", "1", "", ""}}));
  EXPECT_EQ(sheet.row_number(0), 9U);
  EXPECT_EQ(sheet.row_number(1), 1'048'576U);
  EXPECT_EQ(sheet.notice_count, 1U);  // C has values and no name; A has neither
}

TEST(XlsxRows, BeyondASheetAreRefused) {
  BookMaker book;
  book.sheet_data = header({"a"}) + R"(<row r="1048577"><c><v>1</v></c></row>)";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::table_too_many_rows);
  book.sheet_data = header({"a"}) + R"(<row r="2"><c><v>1</v></c></row><row r="2"/>)";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_broken);
}

TEST(XlsxSheets, ThatAreHiddenOrChartsAreNotTheFirst) {
  BookMaker book;
  book.sheets =
      R"(<sheet name="Grafiek" sheetId="1" r:id="rId5"/><sheet name="Verborgen" sheetId="2" state="hidden" r:id="rId2"/><sheet name="Register" sheetId="3" r:id="rId1"/>)";
  book.sheet_data = header({"a"}) + "<row><c><v>1</v></c></row>";
  book.more = {{"xl/worksheets/sheet2.xml",
                "<worksheet><sheetData>" + header({"b"}) + "</sheetData></worksheet>"}};
  EXPECT_EQ(must_read(book.make()).header.front(), "a");
  EXPECT_EQ(read_xlsx(book.make(), {}, "Verborgen")->header.front(), "b");
}

TEST(XlsxNames, WithPathTricksAreOnlyLookedUp) {
  BookMaker book;
  book.sheet_data = header({"a"}) + "<row><c><v>1</v></c></row>";
  book.more = {{"../../../../etc/cron.d/regie", "* * * * *"},
               {"/etc/passwd", "root"},
               {"C:\\Windows\\x", "y"}};
  EXPECT_EQ(must_read(book.make()).rows.size(), 1U);
  book.sheet_target = "../../../xl/./worksheets//sheet1.xml";
  EXPECT_EQ(must_read(book.make()).rows.size(), 1U);
  book.sheet_target = "/xl/worksheets/sheet1.xml";
  EXPECT_EQ(must_read(book.make()).rows.size(), 1U);
  book.sheet_target = "worksheets/sheet1.xml";
  book.sheet_part = "XL\\Worksheets\\Sheet1.xml";
  EXPECT_EQ(must_read(book.make()).rows.size(), 1U);
  book.sheet_part = "xl/worksheets/sheet1.xml";
  book.sheet_target = "../../../../etc/passwd";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_broken);
}

TEST(XlsxNames, ThatOccurTwiceAreRefused) {
  BookMaker book;
  book.sheet_data = header({"a"});
  book.more = {{"XL/worksheets/SHEET1.xml", "<worksheet/>"}};
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_broken);
}

TEST(XlsxLinks, ToOtherPlacesAreNotFollowed) {
  BookMaker book;
  book.sheet_data = header({"a"});
  book.sheet_target = "https://example.org/sheet1.xml\" TargetMode=\"External";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::table_empty);
}

TEST(XlsxBombs, OfEntitiesAreRefusedAtTheDocumentType) {
  BookMaker book;
  book.sheet_xml =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData><row><c "
      "t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
  const auto error = must_refuse(book.make());
  EXPECT_EQ(error.code, ErrorCode::file_document_type);
  EXPECT_EQ(error.parameters.at("part"), "xl/worksheets/sheet1.xml");
  book.sheet_xml = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet><sheetData/></worksheet>";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_document_type);
  book.sheet_xml =
      "<worksheet><sheetData><row><c><v>&onbekend;</v></c></row></sheetData></worksheet>";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_broken);
}

TEST(XlsxBombs, OfCompressionAreRefusedEarly) {
  BookMaker book;
  book.sheet_data = header({"a"}) + std::string(100'000'000, ' ');
  const auto bytes = book.make();
  EXPECT_LT(bytes.size(), 200'000U);
  const auto error = must_refuse(bytes);
  EXPECT_EQ(error.code, ErrorCode::file_unpacks_too_large);
  EXPECT_LT(std::stoul(error.parameters.at("limit")), 30'000'000U);
}

TEST(XlsxBombs, OverTheWholeOfTheirPartsAreRefused) {
  BookMaker book;
  book.deflated = false;
  book.strings = std::string(600'000, ' ');
  book.sheet_data = header({"a"}) + std::string(600'000, ' ');
  EXPECT_TRUE(read_xlsx(book.make(), {.unpacked_bytes = 1'300'000}));
  EXPECT_EQ(must_refuse(book.make(), {.unpacked_bytes = 1'000'000}).code,
            ErrorCode::file_unpacks_too_large);
}

TEST(XlsxBombs, OfOneTextInManyCellsAreRefused) {
  BookMaker book;
  book.strings = "<si><t>" + std::string(900'000, 'x') + "</t></si>";
  for (int row = 0; row < 2'000; ++row) book.sheet_data += R"(<row><c t="s"><v>0</v></c></row>)";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_unpacks_too_large);
}

TEST(XlsxBombs, OfManyPartsAreRefused) {
  BookMaker book;
  for (int part = 0; part < 2'001; ++part) book.more.push_back({"x/" + std::to_string(part), ""});
  const auto error = must_refuse(book.make());
  EXPECT_EQ(sentence(error.code, error.parameters, Language::en),
            "This file has more than 2000 parts. That does not fit a spreadsheet.");
}

TEST(XlsxBombs, OfDeepElementsAndEndlessTagsAreRefused) {
  BookMaker book;
  for (int depth = 0; depth < 10'000; ++depth) book.sheet_data += "<x>";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_broken);
  book.deflated = false;
  book.sheet_data = "<row x=\"" + std::string(20'000'000, 'y') + "\"/>";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_broken);
}

TEST(XlsxBombs, OfWideRowsAndManyCellsAreRefused) {
  BookMaker book;
  book.sheet_data = header({"a"}) + R"(<row><c r="XFD2"><v>1</v></c></row>)";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::table_too_many_columns);
  book.sheet_data = header({"a"});
  for (int row = 2; row < 30'000; ++row) book.sheet_data += R"(<row><c r="SF1"><v>1</v></c></row>)";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::table_too_many_cells);
}

TEST(XlsxCells, OfTenMegabytesAreRefusedWithTheirPlace) {
  const std::string large(10'000'000, 'x');
  BookMaker book;
  book.deflated = false;
  book.sheet_data = header({"a", "b"}) + row_of({inline_cell("1"), inline_cell(large)});
  const auto error = must_refuse(book.make());
  EXPECT_EQ(sentence(error.code, error.parameters, Language::en),
            "The text in row 2, column B is larger than 1000000 bytes. Shorten it.");
  book.strings = "<si><t>" + large + "</t></si>";
  book.sheet_data = header({"a"}) + R"(<row><c t="s"><v>0</v></c></row>)";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::cell_too_large);
}

TEST(XlsxFiles, ThatAreEncryptedOrOddlyPackedAreRefused) {
  BookMaker book;
  book.sheet_part = "xl/other.xml";
  book.more = {{.name = "xl/worksheets/sheet1.xml", .content = "secret", .encrypted = true}};
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_encrypted);
  book.more = {{.name = "xl/worksheets/sheet1.xml", .content = "packed", .method = 12}};
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_broken);
}

TEST(XlsxFiles, ThatAreCutOrChangedAnywhereAreRefusedOrReadWithoutHarm) {
  BookMaker book;
  book.sheet_data = header({"a", "b"}) + row_of({inline_cell("een"), inline_cell("twee")});
  const auto whole = book.make();
  for (std::size_t length = 0; length < whole.size(); length += 7)
    EXPECT_FALSE(read_xlsx(whole.substr(0, length))) << length;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    if (const auto sheet = read_xlsx(changed)) {
      EXPECT_GE(sheet->header.size(), 1U) << at;
    }
  }
}

TEST(XlsxFiles, ThatAreNotWellFormedAreRefusedAtTheirPart) {
  BookMaker book;
  for (const auto* xml : {"<worksheet><sheetData><row></sheetData></worksheet>", "<worksheet>", "x",
                          "<worksheet>\xFF</worksheet>", "<a/><b/>",
                          "<?xml version='1.0' encoding='onbekend'?><worksheet/>"}) {
    book.sheet_xml = xml;
    const auto error = must_refuse(book.make());
    EXPECT_EQ(error.code, ErrorCode::file_broken) << xml;
    EXPECT_EQ(error.parameters.at("part"), "xl/worksheets/sheet1.xml");
  }
  book.sheet_xml.clear();
  book.sheet_data = R"(<row><c t="s"><v>5</v></c></row>)";
  EXPECT_EQ(must_refuse(book.make()).code, ErrorCode::file_broken);
}

TEST(XlsxFiles, WithoutAnyCellsAreEmptyTables) {
  EXPECT_EQ(must_refuse(BookMaker{}.make()).code, ErrorCode::table_empty);
}

/// Files of openpyxl; tests/data/table/make_openpyxl.py says how they were made.
std::string file(const std::string& name) {
  std::ifstream stream(std::filesystem::path(REGIE_TEST_DATA) / "table" / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(XlsxFiles, OfOpenpyxlAreRead) {
  for (const auto* name : {"openpyxl.xlsx", "openpyxl-1904.xlsx"}) {
    const auto sheet = must_read(file(name));
    EXPECT_EQ(sheet.header, (std::vector<std::string>{"naam", "kosten", "sinds", "gecontroleerd",
                                                      "actief", "som", "notitie"}));
    EXPECT_EQ(sheet.rows,
              (Rows{{"Hartcheck", "1234.5", "2026-03-01", "2026-03-01T09:30:00", "true", "",
                     "Patiënt – “snel”"},
                    {"Wachttijd", "0.1", "1999-12-31", "2026-01-01", "false", "", "twee\nregels"},
                    {"Ver weg", "0.3", "123", "", "", "", ""}}))
        << name;
    EXPECT_EQ(sheet.row_number(2), 6U);
  }
  EXPECT_EQ(must_read(file("openpyxl-write-only.xlsx")).rows, (Rows{{"1", "x"}}));
}

}  // namespace
}  // namespace regie::table
