#include <gtest/gtest.h>

#include "sample.h"
#include "validation/report_html.h"
#include "validation/report_writer.h"

namespace regie::validation::test {
namespace {

std::string report(const ValidationResult& result, Language language = Language::nl) {
  return report_html(result, words(), "draw()", language);
}

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Report, AnswersEachCriterionInWordsOnItsFirstPage) {
  const auto html = report(breast_cancer());
  const auto first_page = html.substr(0, html.find("class=\"numbers\""));
  EXPECT_NE(first_page.find("Afspraken vooraf: 2 gehaald, 1 niet gehaald, 0 niet te beoordelen."),
            std::string::npos);
  EXPECT_NE(first_page.find("Onderscheid (AUROC) minstens 0,7, met het hele interval"),
            std::string::npos);
  EXPECT_NE(first_page.find("0,746 (0,705 tot 0,788)</td><td>gehaald"), std::string::npos);
  EXPECT_NE(first_page.find("In 75 van de 100 keer"), std::string::npos);
  EXPECT_NE(first_page.find("Het schat het risico te laag."), std::string::npos);
  EXPECT_NE(first_page.find("Vraag of het model opnieuw kan worden geijkt"), std::string::npos);
}

TEST(Report, SpeaksEnglishToo) {
  const auto html = report(breast_cancer(), Language::en);
  EXPECT_NE(html.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_NE(html.find("0.746 (0.705 to 0.788)"), std::string::npos);
  EXPECT_EQ(html.find("Afspra"), std::string::npos);
}

TEST(Report, GivesTheSameBytesForTheSameResult) {
  EXPECT_EQ(report(breast_cancer()), report(breast_cancer()));
}

TEST(Report, HoldsEveryNumberWithoutItsScript) {
  const auto result = breast_cancer();
  auto html = report(result);
  html.resize(html.find("<script"));
  const ReportWriter writer(words(), Language::nl);
  const auto& all = result.models[0].all;
  for (const auto& point : all.figures->roc)
    EXPECT_NE(html.find(">" + writer.number(point.sensitivity, 4) + "<"), std::string::npos);
  for (const auto& point : all.figures->decision)
    EXPECT_NE(html.find(writer.estimate(point.model, 4)), std::string::npos);
  for (const auto& group : result.models[0].groups) {
    if (!group.measures) continue;
    EXPECT_NE(html.find(writer.estimate(group.measures->observed_expected)), std::string::npos);
  }
}

TEST(Report, EscapesWhatComesFromData) {
  auto result = breast_cancer();
  const std::string evil = "<img src=x onerror=alert(1)>\"'&</script>";
  result.run.files[0].name = evil;
  result.run.columns.outcome = evil;
  result.models[0].name = evil;
  result.models[0].groups[0].name = evil;
  result.criteria[0].group = evil;
  result.run.plan->agreed_by = evil;
  const auto html = report(result);
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_EQ(times(html, "</script>"), 2U);
  EXPECT_NE(html.find("&lt;img src=x onerror=alert(1)&gt;"), std::string::npos);
}

TEST(Report, AllowsItsOwnScriptAndStyleAlone) {
  const auto html = report(breast_cancer());
  EXPECT_NE(html.find("default-src 'none'; script-src 'sha256-"), std::string::npos);
  EXPECT_EQ(html.find("unsafe-inline"), std::string::npos);
  EXPECT_EQ(html.find("src=\"http"), std::string::npos);
  EXPECT_EQ(html.find(" style=\""), std::string::npos);
}

TEST(Report, GivesNoVerdictWithoutCriteria) {
  auto result = breast_cancer();
  result.criteria.clear();
  const auto html = report(result);
  EXPECT_NE(html.find("Vooraf zijn geen afspraken gemaakt."), std::string::npos);
  EXPECT_NE(html.find("Leg eerst vast wat goed genoeg is."), std::string::npos);
}

TEST(Report, SaysHowManyMoreAreNeededWhenThereAreTooFew) {
  auto result = breast_cancer();
  for (auto& criterion : result.criteria) criterion.answer = CriterionOutcome::insufficient;
  EXPECT_NE(report(result).find("Ongeveer 3.586 voorspellingen zijn genoeg."), std::string::npos);
}

TEST(Report, NamesAGroupThatIsLeftOutWithoutItsNumbers) {
  const auto html = report(breast_cancer());
  EXPECT_NE(html.find("<th scope=\"row\">age_band=70+</th><td>te weinig mensen met of zonder"),
            std::string::npos);
}

TEST(Report, ShowsPredictedAmounts) {
  ValidationResult result;
  result.run.outcome_kind = OutcomeKind::continuous;
  result.run.columns.outcome = "wachtend";
  result.continuous.push_back({.model = "drukte", .n = 400});
  result.continuous[0].mean_absolute_error = {.value = 3.25, .lower = 3.0, .upper = 3.5, .n = 400};
  EXPECT_NE(report(result).find("De voorspelling zit er gemiddeld 3,25 naast."), std::string::npos);
}

TEST(Report, HasAScriptThatCannotEndItself) {
  ASSERT_EQ(report_files().size(), 1U);
  EXPECT_EQ(report_files()[0].text().find("</script"), std::string_view::npos);
}

TEST(ReportNumbers, AreWrittenAsTheReaderDoes) {
  const ReportWriter nl(words(), Language::nl);
  const ReportWriter en(words(), Language::en);
  EXPECT_EQ(nl.number(-0.0004, 3), "0,000");
  EXPECT_EQ(nl.number(-1.5, 2), "−1,50");
  EXPECT_EQ(en.count(std::int64_t{1'234'567}), "1,234,567");
  EXPECT_EQ(nl.count(std::int64_t{-100}), "-100");
  EXPECT_EQ(nl.percent(0.125), "12,5%");
  EXPECT_EQ(en.percent(0.3), "30%");
}

TEST(Words, ExplainEveryMeasure) {
  for (const auto& name : enum_names<MeasureName>())
    EXPECT_NE(words().measure(name), nullptr) << name;
}

}  // namespace
}  // namespace regie::validation::test
