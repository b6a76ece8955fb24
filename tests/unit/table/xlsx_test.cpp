#include "table/xlsx.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "tests/unit/table/any_sheet.h"

/// libxlsxwriter 1.1.4 copies the formula of a validation twice and frees it once.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:lxw_strdup"; }

namespace regie::table {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr Timestamp kCreated{1'772'000'000'000'000};

Workbook workbook_of(WorkbookSheet sheet) { return {{std::move(sheet)}, kCreated}; }

Sheet must_read_back(const Workbook& workbook, std::string_view name = {}) {
  const auto bytes = write_xlsx(workbook);
  EXPECT_TRUE(bytes);
  auto sheet = read_xlsx(*bytes, {}, name);
  EXPECT_TRUE(sheet) << sentence(sheet.error().code, sheet.error().parameters, Language::en)
                     << sheet.error().internal;
  return sheet ? *sheet : Sheet{};
}

TEST(Xlsx, OfAnyTextReadsBackAsItself) {
  const bool holds = rc::check([] {
    const auto sheet = any_sheet();
    const auto bytes = write_xlsx(workbook_of(text_sheet("Register", sheet)));
    RC_ASSERT(bytes);
    const auto again = read_xlsx(*bytes);
    RC_ASSERT(again);
    RC_ASSERT(again->header == sheet.header);
    RC_ASSERT(again->rows == sheet.rows);
    RC_ASSERT(again->notices.empty());
  });
  EXPECT_TRUE(holds);
}

TEST(Xlsx, KeepsNumbersDatesAndTruth) {
  const WorkbookSheet sheet{
      .name = "Register",
      .columns = {{.title = "a"}, {.title = "b"}, {.title = "c"}, {.title = "d"}, {.title = "e"}},
      .rows = {{std::int64_t{123}, 0.1, make_date(2026, 3, 1), true, "007"},
               {std::int64_t{-5'000'000'000}, 1e-5, make_date(1900, 3, 1), false, "=1+1"},
               {std::int64_t{9'007'199'254'740'993}, 1.0 / 0.0, make_date(1900, 2, 28), {}, "x"}}};
  EXPECT_EQ(must_read_back(workbook_of(sheet)).rows,
            (Rows{{"123", "0.1", "2026-03-01", "true", "007"},
                  {"-5000000000", "0.00001", "1900-03-01", "false", "=1+1"},
                  {"9007199254740993", "inf", "1900-02-28", "", "x"}}));
}

TEST(Xlsx, KeepsEveryDateAndEveryWholeNumber) {
  const bool holds = rc::check([] {
    const Date day{*rc::gen::inRange(-40'000, 84'006)};
    const auto number = *rc::gen::arbitrary<std::int64_t>();
    const auto bytes = write_xlsx(workbook_of({.name = "Register",
                                               .columns = {{.title = "a"}, {.title = "b"}},
                                               .rows = {{day, number}}}));
    RC_ASSERT(read_xlsx(*bytes)->rows == (Rows{{to_text(day), std::to_string(number)}}));
  });
  EXPECT_TRUE(holds);
}

TEST(Xlsx, HasTheFirstSheetUnlessAnotherIsNamed) {
  const Workbook workbook{{{.name = "Register", .columns = {{.title = "a"}}, .rows = {{"x"}}},
                           {.name = "Uitleg",
                            .columns = {{.title = "kolom", .width = 20, .wrap = true}},
                            .rows = {{"a is de naam"}},
                            .filter = false}},
                          kCreated};
  EXPECT_EQ(must_read_back(workbook).header.front(), "a");
  EXPECT_EQ(must_read_back(workbook, "Uitleg").rows, (Rows{{"a is de naam"}}));
  const auto error = read_xlsx(*write_xlsx(workbook), {}, "Blad3").error();
  EXPECT_EQ(sentence(error.code, error.parameters, Language::en),
            "There is no sheet Blad3. This file has: Register, Uitleg.");
}

TEST(Xlsx, OffersLongListsOfChoicesFromAHiddenSheet) {
  std::vector<std::string> many;
  for (int index = 0; index < 100; ++index) many.push_back("keuze, " + std::to_string(index));
  const auto bytes = write_xlsx(workbook_of({.name = "Register",
                                             .columns = {{.title = "fase", .choices = {"a", "b"}},
                                                         {.title = "doel", .choices = {"x, y"}},
                                                         {.title = "soort", .choices = many}},
                                             .rows = {{"a", "x, y", many[0]}}}));
  ASSERT_TRUE(bytes);
  EXPECT_EQ(read_xlsx(*bytes)->header, (std::vector<std::string>{"fase", "doel", "soort"}));
  const auto lists = read_xlsx(*bytes, {}, "lists");
  EXPECT_EQ(lists->header, (std::vector<std::string>{"x, y", "keuze, 0"}));
  EXPECT_EQ(lists->rows.size(), 99U);
}

TEST(Xlsx, MayBeFarSmallerThanItsText) {
  WorkbookSheet sheet{.name = "Register", .columns = {{.title = "a"}}};
  for (int row = 0; row < 1'000; ++row) sheet.rows.push_back({std::string(30'000, 'x')});
  const auto bytes = write_xlsx(workbook_of(std::move(sheet)));
  EXPECT_EQ(read_xlsx(*bytes).error().code, ErrorCode::file_unpacks_too_large);
  EXPECT_EQ(read_xlsx(*bytes, {.ratio = 2'000})->rows.size(), 1'000U);
}

TEST(Xlsx, IsTheSameBytesForTheSameWorkbook) {
  const auto workbook =
      workbook_of({.name = "Register", .columns = {{.title = "a"}}, .rows = {{"x"}, {1.5}}});
  EXPECT_EQ(*write_xlsx(workbook), *write_xlsx(workbook));
}

TEST(Xlsx, LeavesNoFilesBehind) {
  const auto count = [] {
    std::size_t files = 0;
    for (const auto& each :
         std::filesystem::directory_iterator(std::filesystem::path("/proc/self/fd")))
      files += each.exists() || !each.path().empty() ? 1U : 0U;
    return files;
  };
  const auto before = count();
  for (int round = 0; round < 20; ++round)
    ASSERT_TRUE(write_xlsx(
        workbook_of({.name = "Register", .columns = {{.title = "a"}}, .rows = {{"x"}}})));
  EXPECT_EQ(count(), before);
}

TEST(Xlsx, RefusesTextThatACellCannotHold) {
  const auto written = [](const std::string& text) {
    return write_xlsx(
        workbook_of({.name = "Register", .columns = {{.title = "a"}}, .rows = {{"x"}, {text}}}));
  };
  EXPECT_TRUE(written(std::string(32'767, 'x')));
  const auto error = written(std::string(32'768, 'x')).error();
  EXPECT_EQ(sentence(error.code, error.parameters, Language::en),
            "The text on sheet Register, row 3, column A is longer than 32767 characters. XLSX "
            "cannot hold that; choose CSV or JSON.");
}

TEST(Xlsx, RefusesMoreRowsThanASheetHolds) {
  WorkbookSheet sheet{.name = "Register", .columns = {{.title = "a"}}};
  sheet.rows.resize(1'048'576);
  EXPECT_EQ(write_xlsx(workbook_of(std::move(sheet))).error().code, ErrorCode::table_too_many_rows);
}

/// Files beyond a size cannot be written while this exists, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t most) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{most, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &now);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST(Xlsx, IsNeverHandedOutCutShortByAFullDisk) {
  WorkbookSheet sheet{.name = "Register", .columns = {{.title = "a"}}};
  for (int row = 0; row < 20'000; ++row) sheet.rows.push_back({"rij " + std::to_string(row)});
  const auto workbook = workbook_of(std::move(sheet));
  const auto whole = *write_xlsx(workbook);
  for (const rlim_t most : {rlim_t{1'000}, rlim_t{whole.size() + 10'000}, rlim_t{1'000'000}}) {
    const FullDisk disk(most);
    EXPECT_THROW((void)write_xlsx(workbook), std::runtime_error) << most;
  }
  EXPECT_EQ(*write_xlsx(workbook), whole);
}

TEST(Xlsx, ThrowsForASheetNameThatCannotBe) {
  for (const auto* name : {"", "a/b", "een naam van meer dan eenendertig tekens"})
    EXPECT_THROW((void)write_xlsx(workbook_of({.name = name})), std::invalid_argument) << name;
}

}  // namespace
}  // namespace regie::table
