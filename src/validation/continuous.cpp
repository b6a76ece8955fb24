#include "validation/continuous.h"

#include <algorithm>
#include <map>
#include <set>

#include "statistics/continuous.h"
#include "validation/engine.h"
#include "validation/suppression.h"

namespace regie::validation {
namespace {

constexpr std::size_t kFewest = 3;
constexpr std::size_t kTenths = 10;

/// Rows of one group.
struct Part {
  std::vector<statistics::Prediction> predictions;
  std::set<std::uint64_t> persons;
};

struct PartOrder {
  bool operator()(const std::pair<std::size_t, std::string>& a,
                  const std::pair<std::size_t, std::string>& b) const {
    return a.first != b.first ? a.first < b.first : value_before(a.second, b.second);
  }
};
/// By column (0: all rows) and value.
using Parts = std::map<std::pair<std::size_t, std::string>, Part, PartOrder>;

Parts divide(const Table& table, const Plan& plan, std::size_t model, std::size_t columns) {
  Parts parts;
  const auto& rows = table.rows;
  for (std::size_t row = 0; row < rows.observed.size(); ++row) {
    const statistics::Prediction prediction{rows.scores[model].values[row], rows.observed[row],
                                            plan.lower ? rows.lower[row] : 0,
                                            plan.upper ? rows.upper[row] : 0};
    const auto add = [&](Part& part) {
      part.predictions.push_back(prediction);
      if (plan.patient) part.persons.insert(rows.patients[row]);
    };
    add(parts[{0, ""}]);
    for (std::size_t column = 0; column < columns; ++column) {
      const auto& coded = rows.groups[column];
      add(parts[{column + 1, coded.dictionary.values()[coded.codes[row]]}]);
    }
  }
  return parts;
}

void measure_part(std::vector<statistics::Prediction>& predictions, const Settings& settings,
                  bool with_bounds, ContinuousResult& into) {
  const auto n = predictions.size();
  into.n = static_cast<std::int64_t>(n);
  into.verdict = n < settings.minimum_events ? Sufficiency::insufficient : Sufficiency::sufficient;
  const auto made = [&](const statistics::Interval& interval, Method method) {
    return estimate(interval, method, n, 0, into.verdict);
  };
  if (n < kFewest) return;
  const auto found = statistics::measure_predictions(predictions);
  into.bias = made(found.bias, Method::student);
  into.mean_absolute_error = made(found.mean_absolute_error, Method::student);
  into.root_mean_squared_error = made(found.root_mean_squared_error, Method::student);
  if (found.r_squared) into.r_squared = made({*found.r_squared, 0, 0, 0}, Method::none);
  if (found.slope) into.calibration_slope = made(*found.slope, Method::student);
  if (found.intercept) into.calibration_intercept = made(*found.intercept, Method::student);
  for (std::size_t tenth = 0; tenth < kTenths && n >= kTenths * settings.minimum_persons; ++tenth) {
    std::vector<statistics::Prediction> piece(
        predictions.begin() + static_cast<std::ptrdiff_t>(tenth * n / kTenths),
        predictions.begin() + static_cast<std::ptrdiff_t>((tenth + 1) * n / kTenths));
    const auto line = statistics::measure_predictions(piece);
    double predicted = 0;
    for (const auto& each : piece) predicted += each.predicted / static_cast<double>(piece.size());
    into.calibration.push_back({predicted, predicted - line.bias.value, predicted - line.bias.upper,
                                predicted - line.bias.lower});
  }
  if (!with_bounds) return;
  const auto bounds = statistics::measure_bounds(predictions);
  into.interval_coverage = made(bounds.coverage, Method::wilson);
  into.interval_width = made(bounds.width, Method::student);
  into.pinball_loss = made({bounds.pinball_loss, 0, 0, 0}, Method::none);
}

void measure_model(const Plan& plan, const Table& table, std::size_t model,
                   ValidationResult& into) {
  const auto names = group_columns(plan);
  const auto settings = settings_of(plan, 1);
  auto parts = divide(table, plan, model, names.size());
  std::vector<GroupLabel> labels;
  std::vector<GroupSize> sizes;
  for (const auto& [key, part] : parts) {
    auto& label = labels.emplace_back();
    if (key.first > 0) label = {GroupKind::group, {names[key.first - 1]}, {key.second}};
    const auto persons = plan.patient ? part.persons.size() : part.predictions.size();
    sizes.push_back({persons, part.predictions.size(), part.predictions.size()});
  }
  into.run.n = static_cast<std::int64_t>(parts.begin()->second.predictions.size());
  into.run.persons = static_cast<std::int64_t>(sizes.front().persons);
  const auto reasons =
      suppressed_groups(labels, sizes, settings.minimum_persons, settings.minimum_rows);
  std::size_t index = 0;
  for (auto& [key, part] : parts) {
    ContinuousResult found{.model = plan.score[model], .name = labels[index].name()};
    if (plan.horizon && key.first > 0 && names[key.first - 1] == *plan.horizon)
      found.horizon = key.second;
    if (reasons[index].empty()) {
      measure_part(part.predictions, settings, plan.lower.has_value(), found);
    } else {
      found.verdict = Sufficiency::suppressed;
      into.suppressed.push_back({found.name, reasons[index]});
    }
    into.continuous.push_back(std::move(found));
    ++index;
  }
}

}  // namespace

Result<void> measure_continuous(const Plan& plan, Table& table, ValidationResult& into) {
  if (table.rows.observed.empty())
    return failure({.code = ErrorCode::prediction_file_empty,
                    .parameters = {{"file", table.files.front().name}}});
  for (std::size_t model = 0; model < plan.score.size(); ++model)
    measure_model(plan, table, model, into);
  return {};
}

}  // namespace regie::validation
