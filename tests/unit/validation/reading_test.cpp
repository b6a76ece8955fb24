#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>

#include "tests/unit/validation/run.h"
#include "validation/cells.h"
#include "validation/csv_scan.h"

namespace regie::validation {
namespace {

const std::string kHeader = "score,outcome\n";

TEST(Reading, RefusesWhatIsMissingOrTwice) {
  EXPECT_EQ(refusal("score,uitkomst\n0.5,1\n"), "prediction_column_missing column outcome");
  EXPECT_EQ(refusal("score,outcome,score\n0.5,1,0.2\n"), "prediction_column_repeated column score");
  EXPECT_EQ(refusal(""), "prediction_file_empty");
  EXPECT_EQ(refusal(kHeader), "prediction_file_empty");
  EXPECT_EQ(refusal(kHeader + "0.5,\n"), "prediction_file_empty");
  const auto made = validate(score_and_outcome(), {"/nowhere/predictions.csv"}, on_threads(1));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::file_unusable);
}

TEST(Reading, NamesTheRowAndColumnOfABadCell) {
  EXPECT_EQ(refusal(kHeader + "0.5,1\n1.2,0\n"), "prediction_out_of_range row 3 column score");
  EXPECT_EQ(refusal(kHeader + "0.5,1\n-0.1,0\n"), "prediction_out_of_range row 3 column score");
  EXPECT_EQ(refusal(kHeader + "NaN,1\n"), "prediction_not_a_number row 2 column score");
  EXPECT_EQ(refusal(kHeader + "inf,1\n"), "prediction_not_a_number row 2 column score");
  EXPECT_EQ(refusal(kHeader + "0.5,1\n0.4,0\n0.3,2\n"), "outcome_third_value row 4 column outcome");
  EXPECT_EQ(refusal(kHeader + "0.5,1\n0.4\n"), "prediction_cells_differ row 3");
  EXPECT_EQ(refusal(kHeader + "0.5,1\n0.4,0,9\n"), "prediction_cells_differ row 3");
  EXPECT_EQ(refusal(kHeader + "0.5,1\n\"0.4,0\n"), "prediction_quote_unclosed row 3");
  EXPECT_EQ(refusal(kHeader + "0.5,1\n0.4,1\n"), "outcome_one_class column outcome");
  EXPECT_EQ(refusal(kHeader + "0.5,dead\n0.4,alive\n"), "outcome_event_unnamed column outcome");
}

TEST(Reading, RefusesALineThatDoesNotEnd) {
  EXPECT_EQ(refusal(kHeader + "0.5,1\n" + std::string(3'000'000, '1') + "\n"),
            "prediction_line_too_long row 3");
  EXPECT_EQ(refusal(std::string(3'000'000, 'x')), "prediction_line_too_long row 1");
}

TEST(Reading, RefusesMoreValuesThanGroupsHave) {
  std::string csv = "score,outcome,id\n";
  for (int row = 0; row < 10'002; ++row) csv += "0.5,1,x" + std::to_string(row) + "\n";
  auto plan = score_and_outcome();
  plan.by = {"id"};
  EXPECT_EQ(refusal(csv, plan), "group_too_many_values row 10002 column id");
}

TEST(Reading, CountsRowsWithoutOutcomeOrScore) {
  std::string csv = kHeader + "0.4,\n0.3,NA\n,1\n";
  for (int row = 0; row < 30; ++row) csv += row % 2 == 0 ? "0.5,1\n" : "0.2,0\n";
  const auto result = must_validate(csv, score_and_outcome());
  EXPECT_EQ(result.run.rows, 33);
  EXPECT_EQ(result.run.n, 30);
  EXPECT_EQ(result.run.rows_without_outcome, 2);
  EXPECT_EQ(result.run.rows_without_score, 1);
  ASSERT_FALSE(result.run.warnings.empty());
  EXPECT_EQ(result.run.warnings.front().code, "rows_without_outcome");
}

TEST(Reading, FindsTheSameRowsInAnyDialect) {
  const auto expected = must_validate(invented(300), score_and_outcome()).models;
  auto semicolons = invented(300);
  for (char& c : semicolons)
    if (c == '.') c = 'x';
  std::ranges::replace(semicolons, ',', ';');
  std::ranges::replace(semicolons, 'x', ',');
  auto carriage = "\xef\xbb\xbf" + invented(300);
  for (std::size_t at = 0; (at = carriage.find('\n', at)) != std::string::npos; at += 2)
    carriage.insert(at, 1, '\r');
  auto quoted = invented(300);
  for (std::size_t at = 0; (at = quoted.find(",F,", at)) != std::string::npos; at += 5)
    quoted.replace(at, 3, ",\"F\n,\",");
  auto unended = invented(300);
  unended.pop_back();
  for (const auto& csv : {semicolons, carriage, quoted, unended}) {
    const auto found = must_validate(csv, score_and_outcome()).models;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].all.measures->auroc.value, expected[0].all.measures->auroc.value);
    EXPECT_EQ(found[0].all.n, 300);
  }
}

std::string gzipped(const std::string& bytes) {
  std::string packed(bytes.size() + 1000, '\0');
  z_stream state{};
  ::deflateInit2(&state, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  state.next_out = reinterpret_cast<Bytef*>(packed.data());
  state.avail_out = static_cast<uInt>(packed.size());
  ::deflate(&state, Z_FINISH);
  packed.resize(state.total_out);
  ::deflateEnd(&state);
  return packed;
}

TEST(Reading, UnpacksGzipAndZstdAndSeesThatTheyEndEarly) {
  const auto csv = invented(20'000);
  const auto expected = must_validate(csv, score_and_outcome());
  std::string zstd(::ZSTD_compressBound(csv.size()), '\0');
  zstd.resize(::ZSTD_compress(zstd.data(), zstd.size(), csv.data(), csv.size(), 3));
  for (const auto& packed :
       {gzipped(csv), gzipped(csv.substr(0, 5'000)) + gzipped(csv.substr(5'000)), zstd}) {
    const auto found = must_validate(packed, score_and_outcome());
    ASSERT_EQ(found.models.size(), 1U);
    EXPECT_EQ(found.models[0].all.measures->auroc.value,
              expected.models[0].all.measures->auroc.value);
    EXPECT_EQ(found.run.rows, 20'000);
    EXPECT_EQ(refusal(packed.substr(0, packed.size() / 2)), "prediction_file_damaged");
  }
}

TEST(Reading, DividesALargeFileWithoutLosingARow) {
  // Some twenty megabytes, so that pieces begin within rows; and with line breaks between marks.
  std::string csv = "note,score,outcome\n";
  for (int row = 0; row < 150'000; ++row)
    csv += std::string(100 + row % 37, 'n') + ",0." + std::to_string(100 + row % 900) + "," +
           (row % 7 == 0 ? "1" : "0") + "\n";
  const auto one = must_validate(csv, score_and_outcome(), 1);
  const auto two = must_validate(csv, score_and_outcome(), 2);
  EXPECT_EQ(one.run.rows, 150'000);
  EXPECT_EQ(result_as_json(one), result_as_json(two));
  std::string broken = "note,score,outcome\n";
  for (int row = 0; row < 150'000; ++row)
    broken += "\"" + std::string(100 + row % 37, '\n') + "\",0." + std::to_string(100 + row % 900) +
              "," + (row % 7 == 0 ? "1" : "0") + "\n";
  const auto quoted = must_validate(broken, score_and_outcome(), 2);
  EXPECT_EQ(quoted.run.rows, 150'000);
  EXPECT_EQ(quoted.models[0].all.measures->auroc.value, one.models[0].all.measures->auroc.value);
}

TEST(Reading, StopsAtPersonalDataThatNobodyNamed) {
  const auto with = [](const std::string& column, const std::vector<std::string>& values) {
    std::string csv = "score,outcome," + column + "\n";
    for (int row = 0; row < 40; ++row)
      csv += "0." + std::to_string(10 + row) + "," + (row % 2 == 0 ? "1" : "0") + "," +
             values[static_cast<std::size_t>(row) % values.size()] + "\n";
    return csv;
  };
  // Invented numbers that pass the eleven test.
  const std::vector<std::string> numbers{"111222333", "123456782", "000000012"};
  const std::string found = "personal_data_found column ";
  EXPECT_EQ(refusal(with("id", numbers)), found + "id");
  EXPECT_EQ(refusal(with("contact", {"a@b.example", "c@d.example"})), found + "contact");
  EXPECT_EQ(refusal(with("geboortedatum", {"1950-02-03"})), found + "geboortedatum");
  EXPECT_EQ(refusal(with("d", {"1931-02-03", "1999-12-01"})), found + "d");
  EXPECT_EQ(refusal(with("achternaam", {"Jansen", "De Vries"})), found + "achternaam");
  EXPECT_EQ(refusal(with("moment", {"2025-02-03", "2025-12-01"})), "");
  EXPECT_EQ(refusal(with("ward", {"Ward West", "Ward East"})), "");
  auto plan = score_and_outcome();
  plan.patient = "id";
  EXPECT_EQ(refusal(with("id", numbers), plan), "");
  plan = score_and_outcome();
  plan.drop = {"id"};
  EXPECT_EQ(refusal(with("id", numbers), plan), "");
  plan = score_and_outcome();
  plan.by = {"id"};
  EXPECT_EQ(refusal(with("id", numbers), plan), found + "id");
}

TEST(Cells, ScoresAreTheNearestDouble) {
  for (const auto* text : {"0.15", "0.123456789", "1", "0", "1.0", "0.000001", "0.3"}) {
    ScoreCell cell;
    ASSERT_EQ(read_score(text, false, cell), CellFault::none);
    ASSERT_TRUE(cell.is_decimal);
    EXPECT_EQ(cell.billionths / 1e9, std::stod(text)) << text;
  }
  ScoreCell cell;
  EXPECT_EQ(read_score("1e-3", false, cell), CellFault::none);
  EXPECT_EQ(cell.value, 1e-3);
  EXPECT_EQ(read_score("0.12345678901234", false, cell), CellFault::none);
  EXPECT_FALSE(cell.is_decimal);
  EXPECT_EQ(read_score("0,5", false, cell), CellFault::not_a_number);
  EXPECT_EQ(read_score("0,5", true, cell), CellFault::none);
  EXPECT_EQ(read_score("1.000001", false, cell), CellFault::out_of_range);
}

TEST(Cells, MomentsRiseWithTime) {
  EXPECT_LT(read_moment("2025-03-04 09:30")->order, read_moment("2025-03-04T09:31:00Z")->order);
  EXPECT_EQ(read_moment("04-03-2025")->order, read_moment("2025-03-04")->order);
  EXPECT_EQ(period_of(*read_moment("2025-03-04T09:31:00Z")), "2025-03");
  EXPECT_EQ(period_of(*read_moment("7")), "7");
  EXPECT_FALSE(read_moment("2025-13-04"));
  EXPECT_FALSE(read_moment("gisteren"));
}

}  // namespace
}  // namespace regie::validation
