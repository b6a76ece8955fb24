#include <algorithm>
#include <cmath>

#include "validation/report_parts.h"
#include "validation/small_cells.h"

namespace regie::validation {
namespace {

std::int64_t answered(const ValidationResult& result, CriterionOutcome answer) {
  return std::ranges::count(result.criteria, answer, &CriterionAnswer::answer);
}

/// On how many decimals a bound was written down, as far as three.
int decimals_of(double value) {
  int decimals = 0;
  for (double scaled = value; decimals < 3 && std::fabs(scaled - std::round(scaled)) > 1e-9;
       scaled = value * std::pow(10.0, ++decimals)) {
  }
  return decimals;
}

std::string bounds(const ReportWriter& writer, const CriterionAnswer& criterion) {
  const auto shown = [&](double value) { return writer.number(value, decimals_of(value)); };
  if (criterion.at_least && criterion.at_most)
    return writer.say("between",
                      {{"least", shown(*criterion.at_least)}, {"most", shown(*criterion.at_most)}});
  if (criterion.at_least) return writer.say("at_least", {{"value", shown(*criterion.at_least)}});
  return writer.say("at_most", {{"value", shown(criterion.at_most.value_or(0))}});
}

std::string described(const ReportWriter& writer, const ValidationResult& result,
                      const CriterionAnswer& criterion) {
  auto text = writer.name_of(enum_text(criterion.measure)) + " " + bounds(writer, criterion);
  if (criterion.threshold)
    text +=
        " " + writer.say("at_threshold_of", {{"threshold", writer.percent(*criterion.threshold)}});
  if (!criterion.group.empty()) text += " " + writer.say("in_group", {{"group", criterion.group}});
  if (criterion.whole_interval) text += ", " + writer.say("whole_interval");
  return text + model_suffix(result, criterion.model);
}

void write_conclusion(ReportWriter& writer, const ValidationResult& result) {
  if (result.criteria.empty()) return writer.paragraph(writer.say("criteria_none"), "conclusion");
  const auto met = answered(result, CriterionOutcome::met);
  const auto total = static_cast<std::int64_t>(result.criteria.size());
  if (met == total)
    return writer.paragraph(writer.say("criteria_all_met", {{"count", writer.count(total)}}),
                            "conclusion met");
  writer.paragraph(
      writer.say(
          "criteria_mixed",
          {{"met", writer.count(met)},
           {"not_met", writer.count(answered(result, CriterionOutcome::not_met))},
           {"insufficient", writer.count(answered(result, CriterionOutcome::insufficient))}}),
      "conclusion not-met");
}

void write_subject(ReportWriter& writer, const ValidationResult& result) {
  const auto& run = result.run;
  writer.heading(3, writer.say("what_tested"));
  std::vector<std::string> lines;
  std::vector<std::string> models = run.columns.score;
  if (!result.models.empty()) {
    models.clear();
    for (const auto& model : result.models) models.push_back(model.name);
  }
  lines.push_back(
      writer.say("subject", {{"model", joined(models, ", ")}, {"outcome", run.columns.outcome}}));
  if (run.outcome_kind == OutcomeKind::binary)
    lines.push_back(writer.say(
        "on_whom", {{"n", writer.count(run.n)},
                    {"persons", writer.count(run.persons)},
                    {"events", writer.count(run.events)},
                    {"share", writer.percent(run.n == 0 ? 0
                                                        : static_cast<double>(run.events) /
                                                              static_cast<double>(run.n))}}));
  else
    lines.push_back(writer.say("on_whom_continuous", {{"n", writer.count(run.n)},
                                                      {"persons", writer.count(run.persons)}}));
  if (run.first_period && run.last_period)
    lines.push_back(
        writer.say("period", {{"first", *run.first_period}, {"last", *run.last_period}}));
  for (const auto& [id, rows] : {std::pair{"without_outcome", run.rows_without_outcome},
                                 {"without_score", run.rows_without_score},
                                 {"beside_first", run.rows_beside_first}})
    if (rows > 0) lines.push_back(writer.say(id, {{"rows", writer.count(rows)}}));
  writer.list(lines);
}

void write_answers(ReportWriter& writer, const ValidationResult& result) {
  if (result.criteria.empty()) return;
  writer.heading(3, writer.say("answers"));
  std::vector<std::vector<std::string>> rows;
  for (const auto& criterion : result.criteria)
    rows.push_back({described(writer, result, criterion), writer.estimate(criterion.found),
                    writer.say_value("answer", criterion.answer)});
  writer.table(writer.say("answers"),
               {writer.say("criterion"), writer.say("found"), writer.say("answer")}, rows,
               "answers");
}

/// Whether the interval of O:E lies on one side of 1.
std::string calibration_sentence(const Estimate& observed_expected) {
  if (observed_expected.lower.value_or(0) > 1) return "say_low";
  if (observed_expected.upper.value_or(2) < 1) return "say_high";
  return "say_right";
}

/// Whether the model's gain on both simple policies has an interval on one side of nothing.
std::string benefit_sentence(const Estimate& gain) {
  if (gain.lower.value_or(-1) > 0) return "say_benefit";
  if (gain.value.value_or(0) <= 0) return "say_no_benefit";
  return "say_maybe_benefit";
}

void say_threshold(ReportWriter& writer, const ModelResult& model,
                   std::vector<std::string>& lines) {
  const auto& at = model.all.measures->at_threshold;
  if (!at) return;
  if (at->alert_rate.value && at->positive_predictive_value.value)
    lines.push_back(writer.say(
        "say_alerts", {{"alerts", writer.number(*at->alert_rate.value * 100, 0)},
                       {"right", writer.number(*at->positive_predictive_value.value * 100, 0)}}));
  if (!model.all.figures) return;
  const auto& decision = model.all.figures->decision;
  const auto found = std::ranges::find(decision, at->threshold, &DecisionPoint::threshold);
  if (found != decision.end() && found->gain.value)
    lines.push_back(
        writer.say(benefit_sentence(found->gain), {{"threshold", writer.percent(at->threshold)}}));
}

std::vector<std::string> standing_out(const ModelResult& model) {
  std::vector<std::string> names;
  for (const auto& group : model.groups)
    if (std::ranges::any_of(group.differences, &GroupDifference::stands_out))
      names.push_back(group.name);
  return names;
}

void say_groups(ReportWriter& writer, const ModelResult& model, std::vector<std::string>& lines) {
  constexpr std::size_t kNamed = 5;
  if (model.groups.empty()) return;
  auto names = standing_out(model);
  const auto total = static_cast<std::int64_t>(names.size());
  if (names.empty()) return lines.push_back(writer.say("say_no_groups"));
  if (names.size() > kNamed) {
    names.resize(kNamed);
    names.emplace_back("…");
  }
  lines.push_back(writer.say(total == 1 ? "say_group" : "say_groups",
                             {{"count", writer.count(total)}, {"groups", joined(names, ", ")}}));
}

/// Rounded; a result from outside may hold any number.
std::int64_t whole(double value) { return std::llround(std::clamp(value, -1e15, 1e15)); }

std::vector<std::string> meaning_of(ReportWriter& writer, const ModelResult& model) {
  std::vector<std::string> lines;
  const auto& all = model.all;
  if (!all.measures) return lines;
  const auto& measures = *all.measures;
  if (all.verdict == Sufficiency::insufficient && all.n && all.events)
    lines.push_back(writer.say("say_insufficient",
                               {{"events", writer.count(*all.events)},
                                {"others", writer.count(without_event(*all.n, *all.events))}}));
  if (measures.auroc.value)
    lines.push_back(
        writer.say("say_auroc", {{"pairs", writer.number(*measures.auroc.value * 100, 0)}}));
  if (measures.observed_expected.value && measures.mean_score.value && all.n && all.events)
    lines.push_back(writer.say(calibration_sentence(measures.observed_expected),
                               {{"expected", writer.count(whole(*measures.mean_score.value *
                                                                static_cast<double>(*all.n)))},
                                {"events", writer.count(*all.events)}}));
  say_threshold(writer, model, lines);
  say_groups(writer, model, lines);
  return lines;
}

void write_meaning(ReportWriter& writer, const ValidationResult& result) {
  writer.heading(3, writer.say("meaning"));
  for (const auto& model : result.models) {
    if (result.models.size() > 1) writer.heading(4, writer.say("model", {{"model", model.name}}));
    writer.list(meaning_of(writer, model));
  }
  std::vector<std::string> lines;
  for (const auto& amount : result.continuous)
    if (amount.name.empty() && amount.mean_absolute_error.value)
      lines.push_back(writer.say("say_error",
                                 {{"error", writer.number(*amount.mean_absolute_error.value, 2)}}) +
                      (result.continuous.size() > 1 ? " (" + amount.model + ")" : ""));
  writer.list(lines);
}

bool is_calibration(MeasureName measure) {
  return measure == MeasureName::observed_expected ||
         measure == MeasureName::calibration_in_the_large ||
         measure == MeasureName::calibration_slope || measure == MeasureName::calibration_intercept;
}

std::string more_needed(const ReportWriter& writer, const ValidationResult& result) {
  std::int64_t needed = 0;
  for (const auto& model : result.models)
    for (const auto& size : model.sample_size) needed = std::max(needed, size.needed_n.value_or(0));
  return needed == 0 ? writer.say("advise_more_unknown")
                     : writer.say("advise_more", {{"needed", writer.count(needed)}});
}

void write_advice(ReportWriter& writer, const ValidationResult& result) {
  writer.heading(3, writer.say("what_now"));
  std::vector<std::string> lines;
  const auto not_met = answered(result, CriterionOutcome::not_met);
  const auto unjudged = answered(result, CriterionOutcome::insufficient);
  if (result.criteria.empty()) lines.push_back(writer.say("advise_agree"));
  if (not_met > 0) lines.push_back(writer.say("advise_not_met"));
  if (std::ranges::any_of(result.criteria, [](const CriterionAnswer& criterion) {
        return criterion.answer == CriterionOutcome::not_met && is_calibration(criterion.measure);
      }))
    lines.push_back(writer.say("advise_recalibrate"));
  if (unjudged > 0) lines.push_back(more_needed(writer, result));
  if (!result.criteria.empty() && not_met == 0 && unjudged == 0)
    lines.push_back(writer.say("advise_met"));
  if (std::ranges::any_of(result.models,
                          [](const ModelResult& model) { return !standing_out(model).empty(); }))
    lines.push_back(writer.say("advise_groups"));
  writer.list(lines);
}

}  // namespace

std::string model_suffix(const ValidationResult& result, std::string_view model) {
  const auto models = std::max(result.models.size(), result.run.columns.score.size());
  return models < 2 || model.empty() ? "" : " (" + std::string(model) + ")";
}

void write_front_page(ReportWriter& writer, const ValidationResult& result) {
  writer.raw("<section class=\"front\">\n");
  writer.heading(2, writer.say("for_board"));
  write_conclusion(writer, result);
  write_subject(writer, result);
  write_answers(writer, result);
  write_meaning(writer, result);
  write_advice(writer, result);
  if (!result.run.warnings.empty()) {
    writer.heading(3, writer.say("warnings"));
    std::vector<std::string> lines;
    for (const auto& warning : result.run.warnings)
      lines.push_back(warning.text.in(writer.language()));
    writer.list(lines);
  }
  writer.raw("</section>\n");
}

}  // namespace regie::validation
