#include <array>

#include "validation/report_parts.h"

namespace regie::validation {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

Row measure_row(const ReportWriter& writer, const std::string& name, const Estimate& estimate) {
  return {name,
          estimate.value ? writer.number(*estimate.value, 3) : writer.estimate(estimate),
          writer.interval(estimate),
          writer.count(estimate.n),
          writer.count(estimate.events),
          writer.say_value("method", estimate.method),
          writer.say_value("verdict", estimate.verdict)};
}

Row measure_header(const ReportWriter& writer, double confidence) {
  return {writer.say("measure"),
          writer.say("value"),
          writer.say("interval", {{"level", writer.percent(confidence)}}),
          writer.say("n"),
          writer.say("events"),
          writer.say("method"),
          writer.say("verdict")};
}

Rows all_measures(const ReportWriter& writer, const Measures& measures) {
  Rows rows;
  const auto add = [&](std::string_view id, const Estimate& estimate) {
    rows.push_back(measure_row(writer, writer.name_of(id), estimate));
  };
  rows.push_back(measure_row(writer, writer.say("prevalence"), measures.prevalence));
  rows.push_back(measure_row(writer, writer.say("mean_score"), measures.mean_score));
  add("auroc", measures.auroc);
  add("auprc", measures.auprc);
  add("observed_expected", measures.observed_expected);
  add("calibration_in_the_large", measures.calibration_in_the_large);
  add("calibration_slope", measures.calibration_slope);
  add("calibration_intercept", measures.calibration_intercept);
  add("brier", measures.brier);
  add("scaled_brier", measures.scaled_brier);
  add("log_loss", measures.log_loss);
  add("expected_calibration_error", measures.expected_calibration_error);
  return rows;
}

Rows threshold_measures(const ReportWriter& writer, const ThresholdMeasures& at) {
  Rows rows;
  const auto add = [&](std::string_view id, const Estimate& estimate) {
    rows.push_back(measure_row(writer, writer.name_of(id), estimate));
  };
  add("sensitivity", at.sensitivity);
  add("specificity", at.specificity);
  add("positive_predictive_value", at.positive_predictive_value);
  add("negative_predictive_value", at.negative_predictive_value);
  add("number_needed_to_evaluate", at.number_needed_to_evaluate);
  add("alert_rate", at.alert_rate);
  add("net_benefit", at.net_benefit);
  add("interventions_avoided", at.interventions_avoided);
  return rows;
}

/// The report of one model; `suffix` tells its tables from another model's.
class ModelPart {
 public:
  ModelPart(ReportWriter& writer, const ValidationResult& result, std::size_t index)
      : writer_(writer),
        result_(result),
        model_(result.models[index]),
        index_(index),
        suffix_(model_suffix(result, model_.name)) {}

  void write() {
    writer_.heading(3, writer_.say("model", {{"model", model_.name}}));
    if (!model_.all.measures)
      return writer_.paragraph(writer_.say_value("verdict", model_.all.verdict));
    write_measures(*model_.all.measures);
    write_sample_size();
    write_pictures();
    write_groups();
    write_differences();
    write_periods();
  }

 private:
  std::string caption(std::string_view id, const Fillings& fillings = {}) const {
    return writer_.say(id, fillings) + suffix_;
  }

  void write_measures(const Measures& measures) {
    const auto header = measure_header(writer_, result_.run.confidence);
    writer_.table(caption("all_measures"), header, all_measures(writer_, measures),
                  "measures-" + std::to_string(index_));
    if (const auto& at = measures.at_threshold) {
      writer_.table(caption("threshold_measures", {{"threshold", writer_.percent(at->threshold)}}),
                    header, threshold_measures(writer_, *at));
      if (at->true_positives && at->false_positives && at->false_negatives && at->true_negatives)
        writer_.paragraph(writer_.say("confusion", {{"tp", writer_.count(at->true_positives)},
                                                    {"fp", writer_.count(at->false_positives)},
                                                    {"fn", writer_.count(at->false_negatives)},
                                                    {"tn", writer_.count(at->true_negatives)}}));
    }
    if (const auto& parts = measures.brier_parts)
      writer_.table(caption("brier_parts"), {writer_.say("measure"), writer_.say("value")},
                    {{writer_.say("reliability"), writer_.number(parts->reliability, 5)},
                     {writer_.say("resolution"), writer_.number(parts->resolution, 5)},
                     {writer_.say("uncertainty"), writer_.number(parts->uncertainty, 5)},
                     {writer_.say("within"), writer_.number(parts->within, 5)}});
    Rows compared;
    for (const auto& each : measures.for_comparison)
      compared.push_back({writer_.name_of(each.name), writer_.number(each.value, 3),
                          writer_.number(each.p, 3), each.reason.in(writer_.language())});
    writer_.table(
        caption("for_comparison"),
        {writer_.say("measure"), writer_.say("value"), writer_.say("p"), writer_.say("reason")},
        compared);
  }

  void write_sample_size() {
    Rows rows;
    for (const auto& size : model_.sample_size)
      rows.push_back({writer_.name_of(enum_text(size.measure)),
                      writer_.number(size.wanted_width, 2), writer_.number(size.achieved_width, 2),
                      writer_.count(size.needed_n), writer_.count(size.needed_events)});
    writer_.table(
        caption("sample_size"),
        {writer_.say("measure"), writer_.say("wanted_width"), writer_.say("achieved_width"),
         writer_.say("needed_n"), writer_.say("needed_events")},
        rows);
  }

  void write_pictures() {
    writer_.heading(4, writer_.say("pictures") + suffix_);
    const auto place = [&](std::string_view kind) {
      // The script puts the picture in the place of this sentence.
      writer_.raw("<figure class=\"plot\"><div data-plot=\"" + std::string(kind) +
                  "\" data-model=\"" + std::to_string(index_) + "\"><p>" +
                  escaped(writer_.say("no_script")) + "</p></div></figure>\n");
    };
    if (model_.all.figures)
      for (const auto* kind : {"calibration", "roc", "decision", "risk"}) place(kind);
    if (!model_.groups.empty())
      for (const auto* kind : {"forest-auroc", "forest-observed_expected"}) place(kind);
    if (!model_.periods.empty())
      for (const auto* kind : {"months-auroc", "months-observed_expected"}) place(kind);
  }

  /// The measures by which groups and months are compared.
  Row measures_in_short(const std::optional<Measures>& measures) const {
    if (!measures) return Row(5, "–");
    Row row = {writer_.estimate(measures->auroc), writer_.estimate(measures->observed_expected),
               writer_.estimate(measures->calibration_slope), writer_.estimate(measures->brier)};
    row.push_back(measures->at_threshold ? writer_.estimate(measures->at_threshold->net_benefit)
                                         : "–");
    return row;
  }

  Row short_header() const {
    Row header;
    for (const auto* id :
         {"auroc", "observed_expected", "calibration_slope", "brier", "net_benefit"})
      header.push_back(writer_.name_of(id));
    return header;
  }

  void write_groups() {
    Rows rows;
    for (const auto& group : model_.groups) {
      Row row = {group.name, writer_.count(group.n), writer_.count(group.events),
                 writer_.count(group.persons)};
      for (auto& cell : measures_in_short(group.measures)) row.push_back(std::move(cell));
      row.push_back(writer_.say_value("verdict", group.verdict));
      rows.push_back(std::move(row));
    }
    Row header = {writer_.say("group"), writer_.say("n"), writer_.say("events"),
                  writer_.say("persons")};
    for (auto& title : short_header()) header.push_back(std::move(title));
    header.push_back(writer_.say("verdict"));
    writer_.table(caption("group_measures"), header, rows, "groups-" + std::to_string(index_));
  }

  void write_differences() {
    Rows rows;
    for (const auto& group : model_.groups)
      for (const auto& each : group.differences)
        rows.push_back({group.name, writer_.name_of(enum_text(each.measure)),
                        writer_.estimate(each.difference), writer_.number(each.p, 4),
                        writer_.number(each.p_adjusted, 4),
                        writer_.say(each.stands_out ? "yes" : "no"),
                        writer_.estimate(each.shrunken)});
    if (rows.empty()) return;
    writer_.table(
        caption("group_differences"),
        {writer_.say("group"), writer_.say("measure"), writer_.say("difference"), writer_.say("p"),
         writer_.say("p_adjusted"), writer_.say("stands_out"), writer_.say("shrunken")},
        rows);
    writer_.paragraph(writer_.say("differences_note"));
  }

  void write_periods() {
    Rows rows;
    for (const auto& period : model_.periods) {
      Row row = {period.period, writer_.count(period.n), writer_.count(period.events)};
      for (auto& cell : measures_in_short(period.measures)) row.push_back(std::move(cell));
      row.push_back(writer_.say_value("verdict", period.verdict));
      rows.push_back(std::move(row));
    }
    Row header = {writer_.say("month"), writer_.say("n"), writer_.say("events")};
    for (auto& title : short_header()) header.push_back(std::move(title));
    header.push_back(writer_.say("verdict"));
    writer_.table(caption("months"), header, rows, "months-" + std::to_string(index_));
  }

  ReportWriter& writer_;
  const ValidationResult& result_;
  const ModelResult& model_;
  std::size_t index_;
  std::string suffix_;
};

void write_comparisons(ReportWriter& writer, const ValidationResult& result) {
  Rows rows;
  const auto add = [&](const ModelComparison& pair, std::string_view what, const Estimate& found,
                       const std::optional<double>& p) {
    rows.push_back({writer.say("compared", {{"first", pair.first}, {"second", pair.second}}),
                    writer.say(what), writer.estimate(found, 4), writer.number(p, 4)});
  };
  for (const auto& pair : result.comparisons) {
    add(pair, "auroc_difference", pair.auroc_difference, pair.p);
    add(pair, "brier_difference", pair.brier_difference, std::nullopt);
    if (pair.net_benefit_difference)
      add(pair, "net_benefit_difference", *pair.net_benefit_difference, std::nullopt);
  }
  writer.table(
      writer.say("comparisons"),
      {writer.say("comparisons"), writer.say("measure"), writer.say("value"), writer.say("p")},
      rows);
}

void write_continuous(ReportWriter& writer, const ValidationResult& result) {
  Rows rows;
  const auto maybe = [&](const std::optional<Estimate>& estimate) {
    return estimate ? writer.estimate(*estimate) : std::string("–");
  };
  for (const auto& each : result.continuous)
    rows.push_back({(each.name.empty() ? writer.say("all_rows") : each.name) +
                        model_suffix(result, each.model),
                    writer.count(each.n), writer.estimate(each.bias),
                    writer.estimate(each.mean_absolute_error),
                    writer.estimate(each.root_mean_squared_error), writer.estimate(each.r_squared),
                    writer.estimate(each.calibration_slope),
                    writer.estimate(each.calibration_intercept), maybe(each.interval_coverage),
                    maybe(each.interval_width), maybe(each.pinball_loss),
                    writer.say_value("verdict", each.verdict)});
  Row header = {writer.say("group"), writer.say("n")};
  for (const auto* id :
       {"bias", "mean_absolute_error", "root_mean_squared_error", "r_squared", "calibration_slope",
        "calibration_intercept", "interval_coverage", "interval_width", "pinball_loss"})
    header.push_back(writer.name_of(id));
  header.push_back(writer.say("verdict"));
  writer.table(writer.say("continuous"), header, rows, "continuous");
}

/// A reason that we do not know, of a later engine, is shown as it is.
std::string why_suppressed(const ReportWriter& writer, const std::string& reason) {
  for (const std::string_view known : {"persons", "class", "complementary"})
    if (reason == known) return writer.say("suppressed_" + reason);
  return reason;
}

void write_suppressed(ReportWriter& writer, const ValidationResult& result) {
  if (result.suppressed.empty()) return;
  Rows rows;
  for (const auto& each : result.suppressed)
    rows.push_back({each.group, why_suppressed(writer, each.reason)});
  writer.table(writer.say("suppressed"), {writer.say("group"), writer.say("reason")}, rows);
  writer.paragraph(writer.say("suppressed_note"));
}

}  // namespace

void write_numbers(ReportWriter& writer, const ValidationResult& result) {
  writer.raw("<section class=\"numbers\">\n");
  writer.heading(2, writer.say("numbers"));
  for (std::size_t index = 0; index < result.models.size(); ++index)
    ModelPart(writer, result, index).write();
  write_comparisons(writer, result);
  write_continuous(writer, result);
  write_suppressed(writer, result);
  writer.raw("</section>\n");
}

}  // namespace regie::validation
