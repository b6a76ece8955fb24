#include "validation/report_html.h"

#include "base/json_codec.h"
#include "validation/report_parts.h"

namespace regie::validation {
namespace {

/// What the pictures need: without the tables of thresholds, and of groups the numbers that are
/// compared alone.
std::string picture_numbers(const ValidationResult& result) {
  boost::json::array models;
  const auto in_short = [](const std::optional<Measures>& measures) -> boost::json::value {
    if (!measures) return nullptr;
    return boost::json::object{{"auroc", codec::encode(measures->auroc)},
                               {"observed_expected", codec::encode(measures->observed_expected)}};
  };
  for (const auto& model : result.models) {
    boost::json::object all{{"measures", in_short(model.all.measures)}, {"figures", nullptr}};
    if (const auto& figures = model.all.figures)
      all["figures"] = boost::json::object{{"calibration", codec::encode(figures->calibration)},
                                           {"histogram", codec::encode(figures->histogram)},
                                           {"roc", codec::encode(figures->roc)},
                                           {"decision", codec::encode(figures->decision)}};
    boost::json::array groups;
    for (const auto& group : model.groups)
      if (group.columns.size() == 1)
        groups.push_back({{"name", group.name}, {"measures", in_short(group.measures)}});
    boost::json::array periods;
    for (const auto& period : model.periods)
      periods.push_back({{"period", period.period}, {"measures", in_short(period.measures)}});
    models.push_back(
        {{"all", std::move(all)}, {"groups", std::move(groups)}, {"periods", std::move(periods)}});
  }
  return to_text(boost::json::object{{"threshold", codec::encode(result.run.threshold)},
                                     {"models", std::move(models)}});
}

}  // namespace

std::string report_html(const ValidationResult& result, const Words& words, std::string_view script,
                        Language language) {
  ReportWriter writer(words, language);
  write_front_page(writer, result);
  write_numbers(writer, result);
  write_behind_pictures(writer, result);
  write_how(writer, result);
  return report::page(language, {.title = writer.say("title"),
                                 .skip = writer.say("skip"),
                                 .body = writer.take(),
                                 .footer = "Regie " + result.run.engine_version,
                                 .numbers = picture_numbers(result),
                                 .script = script});
}

}  // namespace regie::validation
