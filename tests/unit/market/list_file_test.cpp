#include "market/list_file.h"

#include <gtest/gtest.h>

#include "table/xlsx.h"

namespace regie::market {
namespace {

const Date kToday = make_date(2026, 11, 22);
const std::string kTheirs =
    "Date of Final Decision,Submission Number,Device,Company,Panel (lead),Primary Product Code\n";

std::vector<std::string> faults(const std::string& bytes) {
  const auto read = read_list(bytes, kToday);
  std::vector<std::string> texts;
  if (!read) return {std::string(entry(read.error().code).id)};
  for (const auto& fault : read->faults)
    texts.push_back(std::to_string(fault.row) + " " + fault.column + " " +
                    std::string(entry(fault.code).id));
  return texts;
}

TEST(ListFile, ReadsTheColumnsAndDatesOfTheFda) {
  const auto read =
      read_list(kTheirs +
                    "09/29/2025,K252054,SpineAR SNAP,\"Surgical  Theater, Inc. \",Neurology,SBF\n"
                    "7/4/1997,P140011/S008,PAPNET,Neuromedical,Pathology,MNM\n",
                kToday);
  ASSERT_TRUE(read);
  ASSERT_TRUE(read->faults.empty());
  ASSERT_EQ(read->entries.size(), 2U);
  EXPECT_EQ(read->entries[0], (Entry{"K252054", "SpineAR SNAP", "Surgical Theater, Inc.",
                                     "Neurology", "SBF", make_date(2025, 9, 29)}));
  EXPECT_EQ(read->entries[1].decided_on, make_date(1997, 7, 4));
  EXPECT_EQ(entry_id(read->entries[1].number), "P140011S008");
}

TEST(ListFile, ReadsOurColumnsInAnyOrderBesideOthers) {
  const auto read = read_list(
      "Company;Extra;DEVICE;panel;primary_product_code;submission_number;decision_date\n"
      "Quantib BV;x;Quantib Brain;Radiology;LLZ;DEN240012;2025-01-02\n",
      kToday);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->entries.size(), 1U);
  EXPECT_EQ(read->entries[0].company, "Quantib BV");
  EXPECT_EQ(read->entries[0].number, "DEN240012");
}

TEST(ListFile, ReadsAWorkbookWithRealDates) {
  const std::vector<table::Column> columns{
      {"Date of Final Decision"}, {"Submission Number"},   {"Device"}, {"Company"},
      {"Panel (lead)"},           {"Primary Product Code"}};
  const auto workbook =
      table::write_xlsx({.sheets = {{.name = "List",
                                     .columns = columns,
                                     .rows = {{make_date(2025, 9, 29), "K252054", "SpineAR",
                                               "Surgical", "Neurology", "SBF"}}}},
                         .created = {}});
  ASSERT_TRUE(workbook);
  const auto read = read_list(*workbook, kToday);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->entries.size(), 1U);
  EXPECT_EQ(read->entries[0].decided_on, make_date(2025, 9, 29));
}

TEST(ListFile, NamesEveryBadCell) {
  EXPECT_EQ(
      faults(kTheirs + "13/01/2025,K252054,A,B,C,SBF\n"
                       "02/30/2025,K25205,A,B,C,sbf\n"
                       "11/23/2026,252054,A,,C,SBFX\n"
                       "01/01/2025,K252055,,B,,ABC\n"
                       "01/01/2025,K252055,A,B,C,ABC\n"
                       "01/01/2025,K252056/X1,A,B,C,ABC,over\n"),
      (std::vector<std::string>{
          "2 Date of Final Decision not_a_decision_date",
          "3 Date of Final Decision not_a_decision_date",
          "3 Primary Product Code not_a_product_code", "4 Company missing_field",
          "4 Date of Final Decision date_in_future", "4 Submission Number not_a_submission_number",
          "4 Primary Product Code not_a_product_code", "5 Device missing_field",
          "5 Panel (lead) missing_field", "6 Submission Number entry_repeated", "7  row_too_long",
          "7 Submission Number not_a_submission_number"}));
}

TEST(ListFile, RefusesWhatIsNotTheList) {
  EXPECT_EQ(faults("Device,Company\nA,B\n"), (std::vector<std::string>{"columns_missing"}));
  const auto read = read_list("Device,Company\nA,B\n", kToday);
  EXPECT_EQ(read.error().parameters.at("columns"),
            "Date of Final Decision, Submission Number, Panel (lead), Primary Product Code");
  EXPECT_EQ(faults(kTheirs), (std::vector<std::string>{"table_empty"}));
  EXPECT_EQ(faults("%PDF-1.7\n"), (std::vector<std::string>{"file_kind_unsupported"}));
}

TEST(ListFile, TellsWhatIsNewChangedAndGone) {
  const Entry a{"K000001", "A", "X", "Radiology", "QIH", make_date(2024, 1, 1)};
  const Entry b{"K000002", "B", "X", "Radiology", "QIH", make_date(2024, 1, 2)};
  const Entry c{"K000003", "C", "X", "Radiology", "QIH", make_date(2024, 1, 3)};
  auto renamed = b;
  renamed.device = "B 2";
  const auto changes = compare({a, b}, {renamed, c});
  EXPECT_EQ(changes.added, std::vector<Entry>{c});
  EXPECT_EQ(changes.changed, std::vector<Entry>{renamed});
  EXPECT_EQ(changes.gone, std::vector<Entry>{a});
  EXPECT_EQ(changes.unchanged, 0);
  EXPECT_TRUE(compare({a, b}, {b, a}).empty());
  EXPECT_EQ(period_of({b, c, a}).from, a.decided_on);
  EXPECT_EQ(period_of({b, c, a}).until, c.decided_on);
}

}  // namespace
}  // namespace regie::market
