#include "validation/warnings.h"

#include <algorithm>

namespace regie::validation {

void warn_of_rows(const Rows& rows, const Plan& plan, Run& run) {
  const auto add = [&](const char* code, std::string nl, std::string en) {
    run.warnings.push_back({code, {std::move(nl), std::move(en)}});
  };
  const auto number = [](auto count) { return std::to_string(count); };
  if (run.rows_without_outcome > 0)
    add("rows_without_outcome",
        number(run.rows_without_outcome) + " rijen hebben geen uitkomst. Zij tellen niet mee.",
        number(run.rows_without_outcome) + " rows have no outcome. They are left out.");
  if (run.rows_without_score > 0)
    add("rows_without_score",
        number(run.rows_without_score) + " rijen hebben geen score. Zij tellen niet mee.",
        number(run.rows_without_score) + " rows have no score. They are left out.");
  if (rows.repeated_persons > 0 && run.repeats == Repeats::all) {
    const bool handled = plan.bootstrap.value_or(1) > 0;
    add("repeated_patients",
        number(rows.repeated_persons) + " patiënten hebben meer dan één voorspelling. " +
            (handled ? "De marges van het totaal houden daar rekening mee, die van groepen niet."
                     : "Alle marges zijn daardoor te smal."),
        number(rows.repeated_persons) + " patients have more than one prediction. " +
            (handled ? "The intervals over all rows allow for that, those of groups do not."
                     : "All intervals are too narrow for that."));
  }
  const auto at_bounds = std::ranges::any_of(rows.models, [](const auto& model) {
    const auto scores = model.table.scores();
    return !scores.empty() && (scores.front() == 0 || scores.back() == 1);
  });
  if (at_bounds)
    add("scores_at_bounds",
        "Sommige scores zijn precies 0 of 1. Voor de helling tellen zij als bijna 0 of 1.",
        "Some scores are exactly 0 or 1. For the slope they count as almost 0 or 1.");
  if (!plan.threshold)
    add("no_threshold", "Er is geen drempel gekozen. Het nut bij uw drempel is dus niet berekend.",
        "No threshold was chosen. So the benefit at your threshold was not computed.");
}

void warn_of_model(const ModelResult& model, std::vector<Warning>& warnings) {
  if (model.all.verdict == Sufficiency::insufficient)
    warnings.push_back({"insufficient",
                        {"Te weinig gebeurtenissen om " + model.name + " te beoordelen.",
                         "Too few events to judge " + model.name + "."}});
}

}  // namespace regie::validation
