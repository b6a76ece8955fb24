#include "validation/model_card.h"

#include <algorithm>

#include "base/json_codec.h"
#include "validation/claim.h"
#include "validation/report_writer.h"

namespace regie::validation {
namespace {

constexpr std::string_view kNamespace = "https://mc.chai.org/v0.2/schema.xsd";

/// One result of a key metric, under the name that people know it by.
struct CardResult {
  std::string label;
  Estimate found;
};

class Card {
 public:
  Card(const ValidationResult& result, const Words& words, const CardSubject& subject)
      : result_(result), subject_(subject), writer_(words, Language::en) {}

  std::string text() {
    xml_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<AppliedModelCard xmlns=\"" +
           std::string(kNamespace) + "\">\n";
    write_subject();
    open("KeyMetrics");
    write_metric("UsefulnessUsabilityEfficacy", "card_goal_useful", useful(), meaning("auroc"));
    write_metric("FairnessEquity", "card_goal_fair", fair(), groups_sentence());
    write_metric("SafetyReliability", "card_goal_safe", safe(), meaning("observed_expected"));
    close("KeyMetrics");
    open("Resources");
    unknown({"PeerReviewedPublications", "PatientConsentOrDisclosure"});
    close("Resources");
    element("Bibliography", "");
    close("AppliedModelCard");
    return std::move(xml_);
  }

 private:
  void open(std::string_view name) { xml_.append("<").append(name).append(">\n"); }
  void close(std::string_view name) { xml_.append("</").append(name).append(">\n"); }
  void element(std::string_view name, std::string_view text) {
    xml_.append("<").append(name).append(">").append(escaped(text));
    xml_.append("</").append(name).append(">\n");
  }
  void unknown(const std::vector<std::string_view>& names) {
    for (const auto name : names) element(name, writer_.say("card_unknown"));
  }

  void write_subject() {
    open("BasicInfo");
    element("ModelName", subject_.name);
    unknown({"ModelDeveloper", "DeveloperContact"});
    close("BasicInfo");
    open("ReleaseInfo");
    element("ReleaseStage", writer_.say("card_stage"));
    unknown({"ReleaseDate"});
    element("ReleaseVersion", subject_.version);
    unknown({"GlobalAvailability"});
    close("ReleaseInfo");
    open("ModelSummary");
    element("Summary", data_sentence());
    element("Keywords", "");
    close("ModelSummary");
    open("UsesAndDirections");
    unknown({"IntendedUseAndWorkflow", "PrimaryIntendedUsers", "HowToUse",
             "TargetedPatientPopulation", "CautionedOutOfScopeSettings"});
    close("UsesAndDirections");
    open("Warnings");
    std::vector<std::string> warnings;
    for (const auto& warning : result_.run.warnings) warnings.push_back(warning.text.en);
    element("KnownRisksAndLimitations",
            warnings.empty() ? writer_.say("card_unknown") : joined(warnings, " "));
    element("KnownBiasesOrEthicalConsiderations", groups_sentence());
    unknown({"ClinicalRiskLevel"});
    close("Warnings");
    open("TrustIngredients");
    open("AISystemFacts");
    element("OutcomesAndOutputs", result_.run.columns.outcome);
    unknown({"ModelType", "InputDataSource", "OutputAndInputDataTypes",
             "DevelopmentDataCharacterization", "BiasMitigationApproaches", "OngoingMaintenance"});
    close("AISystemFacts");
    open("TransparencyInformation");
    unknown({"FundingSource", "StakeholdersConsulted"});
    close("TransparencyInformation");
    close("TrustIngredients");
  }

  std::vector<CardResult> all_rows(const std::vector<MeasureName>& measures) const {
    std::vector<CardResult> results;
    for (const auto measure : measures)
      if (auto found = found_in(result_, measure))
        results.push_back({writer_.name_of(enum_text(measure)), *found});
    return results;
  }

  std::vector<CardResult> useful() const {
    return all_rows({MeasureName::auroc, MeasureName::auprc, MeasureName::net_benefit,
                     MeasureName::sensitivity, MeasureName::specificity,
                     MeasureName::positive_predictive_value, MeasureName::number_needed_to_evaluate,
                     MeasureName::mean_absolute_error, MeasureName::r_squared});
  }

  std::vector<CardResult> safe() const {
    return all_rows({MeasureName::observed_expected, MeasureName::calibration_in_the_large,
                     MeasureName::calibration_slope, MeasureName::calibration_intercept,
                     MeasureName::brier, MeasureName::expected_calibration_error, MeasureName::bias,
                     MeasureName::interval_coverage});
  }

  std::vector<CardResult> fair() const {
    std::vector<CardResult> results;
    if (result_.models.empty()) return results;
    for (const auto& group : result_.models.front().groups) {
      if (group.columns.size() != 1 || !group.measures) continue;
      results.push_back({writer_.name_of("auroc") + ", " + group.name, group.measures->auroc});
      results.push_back({writer_.name_of("observed_expected") + ", " + group.name,
                         group.measures->observed_expected});
    }
    return results;
  }

  std::string meaning(std::string_view measure) const {
    const auto* text = writer_.words().measure(measure);
    return text == nullptr ? writer_.say("card_unknown") : text->meaning.en;
  }

  std::string groups_sentence() const {
    if (result_.models.empty() || result_.models.front().groups.empty())
      return writer_.say("card_unknown");
    const auto& groups = result_.models.front().groups;
    const auto different = std::ranges::count_if(groups, [](const GroupResult& group) {
      return std::ranges::any_of(group.differences, &GroupDifference::stands_out);
    });
    return writer_.say("card_interpret_groups",
                       {{"count", writer_.count(static_cast<std::int64_t>(groups.size()))},
                        {"different", writer_.count(static_cast<std::int64_t>(different))}});
  }

  std::string data_sentence() const {
    const auto& run = result_.run;
    return writer_.say("card_data", {{"n", writer_.count(run.n)},
                                     {"persons", writer_.count(run.persons)},
                                     {"events", writer_.count(run.events)},
                                     {"outcome", run.columns.outcome}});
  }

  std::string process_sentence() const {
    const auto& run = result_.run;
    auto text = writer_.say("card_process", {{"version", run.engine_version},
                                             {"level", writer_.percent(run.confidence)}});
    if (run.plan)
      text += " " + writer_.say("card_process_plan",
                                {{"plan", run.plan->name}, {"hash", run.plan->sha256}});
    return text;
  }

  void write_metric(std::string_view name, std::string_view goal,
                    const std::vector<CardResult>& results, const std::string& interpretation) {
    open(name);
    element("MetricGoal", writer_.say(goal));
    open("Results");
    // The schema wants one at least.
    if (results.empty()) write_result(writer_.say("card_unknown"), "null");
    for (const auto& [label, found] : results) write_result(label, codec::encode_text(found));
    close("Results");
    element("Interpretation", interpretation);
    element("TestType", writer_.say("card_test_type"));
    element("TestingDataDescription", data_sentence());
    element("ValidationProcessAndJustification", process_sentence());
    close(name);
  }

  void write_result(std::string_view label, std::string_view json) {
    open("MetricResult");
    element("Label", label);
    element("ValueJson", json);
    close("MetricResult");
  }

  const ValidationResult& result_;
  const CardSubject& subject_;
  ReportWriter writer_;
  std::string xml_;
};

}  // namespace

std::string model_card(const ValidationResult& result, const Words& words,
                       const CardSubject& subject) {
  return Card(result, words, subject).text();
}

}  // namespace regie::validation
