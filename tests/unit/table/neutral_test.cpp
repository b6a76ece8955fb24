#include "table/neutral.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/unit/table/any_sheet.h"

namespace regie::table {
namespace {

TEST(Neutralising, IsUndoneByReading) {
  const bool holds = rc::check([] {
    const auto text = *any_text();
    RC_ASSERT(original(neutralised(text)) == text);
  });
  EXPECT_TRUE(holds);
}

TEST(Neutralising, LeavesNoTextThatStartsAFormula) {
  for (const auto* text : {"=1+1",     "+31 6 1234", "-cmd|' /C calc'!A0",
                           "@SUM(A1)", "\tx",        "\r=1",
                           "\n=1",     "\uFF1D1",    "\uFF0B1",
                           "\uFF0D1",  "\uFF201",    "'=1",
                           "''=1",     "-",          "-1-2",
                           "-12a",     "-1,",        "-1e",
                           "--1",      "-.5"}) {
    EXPECT_EQ(neutralised(text), std::string("'") + text);
    EXPECT_EQ(original(neutralised(text)), text);
  }
}

TEST(Neutralising, LeavesOrdinaryTextAndNegativeNumbersAlone) {
  for (const auto* text : {"", "Hartcheck", "'s Gravenhage", "'", "''", "-12", "-1,5", "-1.50",
                           "-2e-3", "-1.5E+10", "1=1", " =1", "a@b.nl"}) {
    EXPECT_EQ(neutralised(text), text);
    EXPECT_EQ(original(text), text);
  }
}

TEST(Neutralising, ReadsWhatOthersNeutralised) {
  EXPECT_EQ(original("'=1+1"), "=1+1");
  EXPECT_EQ(original("'-12"), "-12");
  EXPECT_EQ(original("'tekst"), "'tekst");
}

}  // namespace
}  // namespace regie::table
