#include "cli/validation_summary.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/enumeration.h"

namespace regie::cli {
namespace {

using validation::Estimate;
using validation::Sufficiency;

std::string decimals(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3f", value);
  return text.data();
}

std::string shown(const Estimate& estimate, const Terminal& terminal) {
  if (!estimate.value) return std::string(terminal.say("niet te schatten", "not estimable"));
  auto text = decimals(*estimate.value);
  if (estimate.lower)
    text += " (" + decimals(*estimate.lower) + std::string(terminal.say(" tot ", " to ")) +
            decimals(*estimate.upper) + ")";
  return text;
}

/// Whether too many, too few or about as many events are predicted as there are.
std::string_view in_words(const Estimate& observed_expected, const Terminal& terminal) {
  if (!observed_expected.lower) return "";
  if (*observed_expected.lower > 1)
    return terminal.say("; het model schat de kans te laag", "; the model says too low a risk");
  if (*observed_expected.upper < 1)
    return terminal.say("; het model schat de kans te hoog", "; the model says too high a risk");
  return terminal.say("; geen bewijs voor te hoog of te laag", "; no proof of too high or too low");
}

std::string of_model(const validation::ModelResult& model, const Terminal& terminal) {
  auto text = model.name + "\n";
  if (!model.all.measures)
    return text + "  " +
           std::string(terminal.say("Te weinig personen om iets te tonen.\n",
                                    "Too few persons to show anything.\n"));
  const auto& measures = *model.all.measures;
  const auto line = [&](std::string_view name, const Estimate& estimate,
                        std::string_view more = "") {
    (text += "  ") += name;
    (text += ": ") += shown(estimate, terminal);
    (text += more) += "\n";
  };
  line("AUROC", measures.auroc);
  line(terminal.say("waargenomen/verwacht", "observed/expected"), measures.observed_expected,
       in_words(measures.observed_expected, terminal));
  line(terminal.say("helling", "slope"), measures.calibration_slope);
  if (measures.at_threshold) {
    line(terminal.say("netto nut bij de drempel", "net benefit at the threshold"),
         measures.at_threshold->net_benefit);
    line(terminal.say("sensitiviteit", "sensitivity"), measures.at_threshold->sensitivity);
  }
  if (model.all.verdict == Sufficiency::insufficient)
    text += std::string(
        terminal.say("  Oordeel: onvoldoende gegevens.\n", "  Verdict: insufficient data.\n"));
  for (const auto& group : model.groups)
    for (const auto& difference : group.differences)
      if (difference.stands_out) {
        text += "  " + group.name;
        text += terminal.say(" wijkt af van de rest: ", " differs from the rest: ");
        text += enum_text(difference.measure);
        text += " " + shown(difference.difference, terminal) + "\n";
      }
  return text;
}

}  // namespace

std::string summary_of(const validation::ValidationResult& result, const Terminal& terminal) {
  const auto& run = result.run;
  std::string text = std::to_string(run.n) + std::string(terminal.say(" rijen", " rows"));
  if (run.outcome_kind == validation::OutcomeKind::binary)
    text +=
        ", " + std::to_string(run.events) + std::string(terminal.say(" gebeurtenissen", " events"));
  text += "\n";
  for (const auto& model : result.models) text += of_model(model, terminal);
  for (const auto& each : result.continuous)
    if (each.verdict != Sufficiency::suppressed && each.n)
      text += each.model + (each.name.empty() ? "" : " " + each.name) + ": MAE " +
              shown(each.mean_absolute_error, terminal) +
              std::string(terminal.say(", afwijking ", ", bias ")) + shown(each.bias, terminal) +
              "\n";
  for (const auto& each : result.criteria) {
    text +=
        std::string(enum_text(each.measure)) + (each.group.empty() ? "" : " " + each.group) + ": ";
    text += each.answer == validation::CriterionOutcome::met ? terminal.say("gehaald", "met")
            : each.answer == validation::CriterionOutcome::not_met
                ? terminal.say("niet gehaald", "not met")
                : terminal.say("onvoldoende gegevens", "insufficient data");
    text += " (" + shown(each.found, terminal) + ")\n";
  }
  if (!result.suppressed.empty())
    text += std::to_string(result.suppressed.size()) +
            std::string(terminal.say(" groepen niet getoond: te klein.\n",
                                     " groups not shown: too small.\n"));
  for (const auto& warning : run.warnings)
    text +=
        std::string(terminal.say("Let op: ", "Note: ")) + warning.text.in(terminal.language) + "\n";
  return text;
}

}  // namespace regie::cli
