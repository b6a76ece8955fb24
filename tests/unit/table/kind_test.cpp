#include "table/kind.h"

#include <gtest/gtest.h>

#include "base/enumeration.h"
#include "table/xlsx.h"
#include "tests/unit/table/zip_maker.h"

namespace regie::table {
namespace {

using namespace std::string_literals;

std::string kind_refused(std::string_view bytes) {
  const auto kind = detect(bytes);
  if (kind) return std::string(enum_text(*kind));
  if (kind.error().code == ErrorCode::file_kind_unsupported)
    return kind.error().parameters.at("kind");
  return std::string(entry(kind.error().code).id);
}

TEST(Kind, IsKnownByTheFirstBytes) {
  EXPECT_EQ(detect("naam;fase\nA;idee\n"), Kind::csv);
  EXPECT_EQ(detect(""), Kind::csv);
  EXPECT_EQ(detect("\xFF\xFEn\0a\0"s), Kind::csv);
  EXPECT_EQ(detect(make_zip({{"xl/workbook.xml", "x"}})), Kind::xlsx);
}

TEST(Kind, OfOtherFilesIsNamedAndRefused) {
  EXPECT_EQ(kind_refused("%PDF-1.7\n"), "PDF");
  EXPECT_EQ(kind_refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0W\0o\0r\0k\0b\0o\0o\0k\0"s),
            "XLS");
  EXPECT_EQ(kind_refused("\x89PNG\r\n\x1A\n\0\0"s), "PNG");
  EXPECT_EQ(kind_refused("\x1F\x8B\x08"s), "GZIP");
  EXPECT_EQ(kind_refused("\n <HTML><body>"), "HTML");
  EXPECT_EQ(kind_refused("\xEF\xBB\xBF<?xml version='1.0'?><Workbook>"), "XML");
  EXPECT_EQ(kind_refused("[{\"name\":1}]"), "JSON");
  EXPECT_EQ(kind_refused("\x7F"s + "ELF\2\1\1\0\0\0"s), "file_kind_unknown");
  EXPECT_EQ(detect("%PDF-").error().parameters.at("kind"), "PDF");
}

TEST(Kind, OfAWorkbookWithAPasswordIsSaidToBeEncrypted) {
  EXPECT_EQ(kind_refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0"
                         "a\0g\0e\0"s),
            "file_encrypted");
}

TEST(Kind, OfAnotherZipIsNamedByTheReader) {
  const auto refused = [](const std::string& part) {
    const auto sheet = read(make_zip({{part, "x"}}));
    return sheet ? "read" : sheet.error().parameters.at("kind");
  };
  EXPECT_EQ(refused("mimetype"), "ODS");
  EXPECT_EQ(refused("word/document.xml"), "DOCX");
  EXPECT_EQ(refused("xl/workbook.bin"), "XLSB");
  EXPECT_EQ(refused("foto.jpg"), "ZIP");
}

TEST(Kind, ChoosesTheReader) {
  EXPECT_EQ(read("a;b\n1;2\n")->rows.size(), 1U);
  const auto bytes =
      write_xlsx({.sheets = {{.name = "Register", .columns = {{.title = "a"}}, .rows = {{"x"}}}},
                  .created = {1}});
  EXPECT_EQ(read(*bytes)->rows.size(), 1U);
}

}  // namespace
}  // namespace regie::table
