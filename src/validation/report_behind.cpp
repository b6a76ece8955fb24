#include "validation/report_parts.h"

namespace regie::validation {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

void write_curve(ReportWriter& writer, const std::string& caption,
                 const std::vector<CurvePoint>& curve) {
  Rows rows;
  for (const auto& point : curve)
    rows.push_back({writer.number(point.predicted, 4), writer.number(point.observed, 4),
                    writer.number(point.lower, 4), writer.number(point.upper, 4)});
  writer.table(
      caption,
      {writer.say("predicted"), writer.say("observed"), writer.say("lower"), writer.say("upper")},
      rows);
}

void write_bins(ReportWriter& writer, const std::string& suffix, const Measures& measures) {
  Rows rows;
  for (const auto& bin : measures.calibration_bins)
    rows.push_back({writer.number(bin.predicted, 4), writer.number(bin.observed, 4),
                    writer.number(bin.lower, 4), writer.number(bin.upper, 4), writer.count(bin.n),
                    writer.count(bin.events)});
  writer.table(writer.say("behind_bins") + suffix,
               {writer.say("predicted"), writer.say("observed"), writer.say("lower"),
                writer.say("upper"), writer.say("n"), writer.say("events")},
               rows);
}

void write_scores(ReportWriter& writer, const std::string& suffix, const Figures& figures) {
  Rows histogram;
  for (const auto& bin : figures.histogram)
    histogram.push_back({writer.number(bin.from, 3), writer.number(bin.to, 3),
                         writer.count(bin.events), writer.count(bin.non_events)});
  writer.table(
      writer.say("behind_histogram") + suffix,
      {writer.say("from"), writer.say("to"), writer.say("events"), writer.say("non_events")},
      histogram);
  Rows roc;
  for (const auto& point : figures.roc)
    roc.push_back({writer.number(point.threshold, 4), writer.number(point.false_positive_rate, 4),
                   writer.number(point.sensitivity, 4)});
  writer.table(
      writer.say("behind_roc") + suffix,
      {writer.say("threshold"), writer.say("false_positive_rate"), writer.name_of("sensitivity")},
      roc);
}

void write_decision(ReportWriter& writer, const std::string& suffix, const Figures& figures) {
  Rows rows;
  for (const auto& point : figures.decision)
    rows.push_back({writer.percent(point.threshold), writer.estimate(point.model, 4),
                    writer.number(point.treat_all, 4), writer.estimate(point.gain, 4),
                    writer.number(point.current_policy, 4)});
  writer.table(writer.say("behind_decision") + suffix,
               {writer.say("threshold"), writer.name_of("net_benefit"), writer.say("treat_all"),
                writer.say("gain"), writer.say("current_policy")},
               rows);
}

void write_thresholds(ReportWriter& writer, const std::string& suffix, const Figures& figures) {
  Rows rows;
  for (const auto& at : figures.thresholds)
    rows.push_back({writer.percent(at.threshold), writer.estimate(at.sensitivity),
                    writer.estimate(at.specificity), writer.estimate(at.positive_predictive_value),
                    writer.estimate(at.negative_predictive_value),
                    writer.estimate(at.number_needed_to_evaluate, 1),
                    writer.estimate(at.alert_rate)});
  Row header = {writer.say("threshold")};
  for (const auto* id : {"sensitivity", "specificity", "positive_predictive_value",
                         "negative_predictive_value", "number_needed_to_evaluate", "alert_rate"})
    header.push_back(writer.name_of(id));
  writer.table(writer.say("behind_thresholds") + suffix, header, rows);
}

}  // namespace

void write_behind_pictures(ReportWriter& writer, const ValidationResult& result) {
  writer.raw("<section>\n");
  writer.heading(2, writer.say("behind"));
  for (const auto& model : result.models) {
    const auto suffix = model_suffix(result, model.name);
    if (const auto& figures = model.all.figures) {
      write_curve(writer, writer.say("behind_calibration") + suffix, figures->calibration);
      if (model.all.measures) write_bins(writer, suffix, *model.all.measures);
      write_scores(writer, suffix, *figures);
      write_decision(writer, suffix, *figures);
      write_thresholds(writer, suffix, *figures);
    }
  }
  for (const auto& each : result.continuous)
    write_curve(writer,
                writer.say("behind_calibration") + ": " +
                    (each.name.empty() ? writer.say("all_rows") : each.name) +
                    model_suffix(result, each.model),
                each.calibration);
  writer.raw("</section>\n");
}

namespace {

void write_run(ReportWriter& writer, const Run& run) {
  Rows rows;
  const auto add = [&](std::string_view id, const std::string& value) {
    if (!value.empty()) rows.push_back({writer.say(id), value});
  };
  add("engine", run.engine_version);
  for (const auto& file : run.files) {
    add("file", file.name);
    rows.push_back({writer.say("file_hash", {{"file", file.name}}), file.sha256});
  }
  if (run.merged_states > 0) add("merged_states", writer.count(run.merged_states));
  if (run.plan) {
    add("plan", run.plan->name);
    add("plan_hash", run.plan->sha256);
    add("agreed_on", run.plan->agreed_on.value_or(""));
    add("agreed_by", run.plan->agreed_by.value_or(""));
  }
  const auto& columns = run.columns;
  add("columns_score", joined(columns.score, ", "));
  add("columns_outcome", columns.outcome);
  add("event_value", run.event_value.value_or(""));
  add("columns_patient", columns.patient.value_or(""));
  add("columns_time", columns.time.value_or(""));
  add("columns_by", joined(columns.by, ", "));
  add("columns_dropped", joined(columns.dropped, ", "));
  if (columns.patient) add("repeats", writer.say_value("repeats", run.repeats));
  if (run.bootstrap > 0)
    add("bootstrap", writer.say("bootstrap_runs", {{"count", writer.count(run.bootstrap)},
                                                   {"seed", std::to_string(run.seed)}}));
  add("minimum_events", writer.count(run.minimum_events));
  add("minimum_persons", writer.count(run.minimum_persons));
  writer.table(writer.say("how"), {writer.say("item"), writer.say("value")}, rows, "how");
}

}  // namespace

void write_how(ReportWriter& writer, const ValidationResult& result) {
  writer.raw("<section>\n");
  writer.heading(2, writer.say("how"));
  write_run(writer, result.run);
  writer.heading(2, writer.say("sources"));
  writer.raw("<dl>\n");
  for (const auto& measure : writer.words().measures()) {
    const auto language = writer.language();
    writer.raw("<dt>" + escaped(measure.name.in(language)) + "</dt>\n<dd>" +
               escaped(measure.meaning.in(language)) + " <cite>" + escaped(measure.source.title) +
               ", " + escaped(measure.source.publisher) + "</cite>");
    if (measure.source.address) writer.raw(" " + escaped(*measure.source.address));
    writer.raw("</dd>\n");
  }
  writer.raw("</dl>\n</section>\n");
}

}  // namespace regie::validation
