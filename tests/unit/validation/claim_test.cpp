#include <gtest/gtest.h>

#include "sample.h"
#include "validation/claim.h"
#include "validation/model_card.h"
#include "validation/small_cells.h"

namespace regie::validation::test {
namespace {

TEST(Claims, LieBelowWithinOrAboveWhatWeFound) {
  const auto compared = compare({{.measure = MeasureName::auroc, .value = 0.90},
                                 {.measure = MeasureName::auroc, .value = 0.75},
                                 {.measure = MeasureName::auroc, .value = 0.60},
                                 {.measure = MeasureName::mean_absolute_error, .value = 1.0}},
                                breast_cancer());
  EXPECT_EQ(compared[0].place, ClaimPlace::above);
  EXPECT_EQ(compared[1].place, ClaimPlace::within);
  EXPECT_EQ(compared[2].place, ClaimPlace::below);
  EXPECT_EQ(compared[3].place, ClaimPlace::unknown);
  EXPECT_FALSE(compared[3].found);
}

TEST(Claims, AboutAThresholdAreComparedAtTheHospitalsOwn) {
  const auto compared =
      compare({{.measure = MeasureName::sensitivity, .value = 0.99}}, breast_cancer());
  ASSERT_TRUE(compared[0].found);
  EXPECT_EQ(compared[0].place, ClaimPlace::above);
}

std::vector<std::string> pointers(const std::vector<FieldError>& errors) {
  std::vector<std::string> found;
  for (const auto& error : errors) found.push_back(error.pointer);
  return found;
}

TEST(SmallCells, AreNotThereInAResultOfOurs) {
  EXPECT_EQ(pointers(small_cells(breast_cancer(), "/result")), std::vector<std::string>{});
}

TEST(SmallCells, AreFoundWhereverTheyHide) {
  auto result = breast_cancer();
  auto& model = result.models[0];
  result.run.minimum_persons = 5;
  model.groups[0].n = 9;
  model.groups[1].events = *model.groups[1].n - 3;
  model.groups[2].n = std::nullopt;
  model.all.figures->histogram[1].events = 1;
  model.all.figures->thresholds[2].false_negatives = 2;
  model.periods.push_back({.period = "2026-03", .n = 40, .events = 4});
  const auto found = pointers(small_cells(result, "/result"));
  for (const auto* pointer :
       {"/result/run/minimum_persons", "/result/models/0/groups/0/n",
        "/result/models/0/groups/1/events", "/result/models/0/groups/2/measures",
        "/result/models/0/all/figures/histogram/1/events",
        "/result/models/0/all/figures/thresholds/2/false_negatives",
        "/result/models/0/periods/0/events"})
    EXPECT_NE(std::ranges::find(found, pointer), found.end()) << pointer;
}

TEST(ModelCard, HoldsThreeGroupsOfMetricsInTheOrderOfItsSchema) {
  const auto card =
      model_card(breast_cancer(), words(), {.name = "Borst & <kanker>", .version = "2.1"});
  std::size_t at = 0;
  for (const auto* part : {"<BasicInfo>",
                           "<ModelName>Borst &amp; &lt;kanker&gt;</ModelName>",
                           "<ReleaseInfo>",
                           "<ReleaseVersion>2.1</ReleaseVersion>",
                           "<ModelSummary>",
                           "<UsesAndDirections>",
                           "<Warnings>",
                           "<TrustIngredients>",
                           "<KeyMetrics>",
                           "<UsefulnessUsabilityEfficacy>",
                           "<MetricGoal>",
                           "<Results>",
                           "<Label>Discrimination (AUROC)</Label>",
                           "<Interpretation>",
                           "<TestType>",
                           "<TestingDataDescription>",
                           "<ValidationProcessAndJustification>",
                           "<FairnessEquity>",
                           "age_band=40-49",
                           "<SafetyReliability>",
                           "Observed to expected",
                           "<Resources>",
                           "<Bibliography>"}) {
    const auto found = card.find(part, at);
    EXPECT_NE(found, std::string::npos) << part;
    at = found == std::string::npos ? at : found;
  }
  EXPECT_NE(card.find("&quot;value&quot;:7.46"), std::string::npos);
}

TEST(ModelCard, SaysWhatAValidationDoesNotKnow) {
  const auto card = model_card({}, words(), {.name = "Leeg", .version = "1"});
  EXPECT_NE(card.find("<ValueJson>null</ValueJson>"), std::string::npos);
  EXPECT_NE(card.find("<ModelType>Not stated in the validation.</ModelType>"), std::string::npos);
}

}  // namespace
}  // namespace regie::validation::test
