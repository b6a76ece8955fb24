#include "validation/engine.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "statistics/bootstrap.h"
#include "statistics/sample_size.h"
#include "validation/differences.h"
#include "validation/figures.h"
#include "validation/parallel.h"
#include "validation/suppression.h"

namespace regie::validation {
namespace {

constexpr double kWantedRatio = 0.2;
constexpr double kWantedSlope = 0.2;
constexpr double kWantedAuroc = 0.1;
constexpr std::uint64_t kReplicates = 1000;

GroupResult shell(const GroupLabel& label, std::uint64_t persons,
                  const statistics::ScoreCounts& counts, const Settings& settings) {
  return {.name = label.name(),
          .columns = label.columns,
          .values = label.values,
          .n = static_cast<std::int64_t>(counts.n()),
          .events = static_cast<std::int64_t>(counts.events),
          .persons = static_cast<std::int64_t>(persons),
          .verdict = verdict_on(counts.events, counts.non_events, settings)};
}

std::optional<double> width_of(const Estimate& estimate) {
  if (!estimate.lower || !estimate.upper) return std::nullopt;
  return *estimate.upper - *estimate.lower;
}

std::vector<SampleSize> sample_sizes(const Measures& measures) {
  std::vector<SampleSize> sizes;
  const double prevalence = measures.prevalence.value.value_or(0);
  if (prevalence <= 0 || prevalence >= 1) return sizes;
  const auto add = [&](MeasureName measure, double wanted, const Estimate& estimate,
                       std::optional<double> rows) {
    SampleSize size{
        .measure = measure, .wanted_width = wanted, .achieved_width = width_of(estimate)};
    if (rows && std::isfinite(*rows) && *rows < 1e15) {
      size.needed_n = static_cast<std::int64_t>(*rows);
      size.needed_events = static_cast<std::int64_t>(std::ceil(*rows * prevalence));
    }
    sizes.push_back(size);
  };
  if (measures.auroc.value)
    add(MeasureName::auroc, kWantedAuroc, measures.auroc,
        statistics::rows_for_auroc(*measures.auroc.value, prevalence, kWantedAuroc));
  add(MeasureName::observed_expected, kWantedRatio, measures.observed_expected,
      statistics::rows_for_observed_expected(prevalence, kWantedRatio));
  if (measures.calibration_slope.standard_error)
    add(MeasureName::calibration_slope, kWantedSlope, measures.calibration_slope,
        statistics::rows_for_slope(*measures.calibration_slope.standard_error,
                                   static_cast<double>(measures.calibration_slope.n),
                                   kWantedSlope));
  return sizes;
}

void hide(GroupResult& group) {
  group.n = group.events = group.persons = std::nullopt;
  group.verdict = Sufficiency::suppressed;
  group.measures.reset();
  group.figures.reset();
  group.differences.clear();
}

PeriodResult as_period(GroupResult&& group) {
  return {.period = group.name,
          .n = group.n,
          .events = group.events,
          .verdict = group.verdict,
          .measures = std::move(group.measures)};
}

/// All groups measured, with what decides which of their numbers are shown. By place in the labels.
struct Counted {
  std::vector<std::uint32_t> cuts;  ///< that are safe for all rows, the most important first
  std::vector<GroupResult> groups;
  std::vector<GroupSize> sizes;
  std::vector<Part> parts;
  std::vector<statistics::Confusion> at_threshold;
};

Counted count_groups(const GroupSource& source, const Settings& settings) {
  const auto& labels = source.labels();
  Counted counted;
  counted.groups.resize(labels.size());
  counted.sizes.resize(labels.size());
  counted.parts.resize(labels.size());
  counted.at_threshold.resize(labels.size());
  std::vector<Scratch> rooms(settings.threads);
  std::optional<statistics::WithoutGroup> without;
  Found found_all;
  const auto take = [&](std::size_t index, std::uint64_t persons, const auto& counts,
                        std::size_t thread, Found& found) -> GroupResult& {
    counted.sizes[index] = {persons, counts.events, counts.non_events};
    auto& group = counted.groups[index] = shell(labels[index], persons, counts, settings);
    group.measures = measure(counts, settings, rooms[thread], found);
    counted.at_threshold[index] = found.confusion.value_or(statistics::Confusion{});
    counted.parts[index] = part_of(counts, counted.cuts);
    return group;
  };
  source.visit_all([&](std::size_t index, std::uint64_t persons, const auto& counts, std::size_t) {
    const auto wanted = wanted_cuts(counts, settings);
    const auto safe = safe_cuts(wanted, {part_of(counts, wanted)}, settings.minimum_rows);
    for (std::size_t cut = 0; cut < wanted.size(); ++cut)
      if (safe[cut]) counted.cuts.push_back(wanted[cut]);
    auto& all = take(index, persons, counts, 0, found_all);
    all.figures = Figures{.calibration = calibration_curve(counts, true)};
    if (labels.size() > 1) without.emplace(counts);
  });
  source.visit_groups(settings.threads, [&](std::size_t index, std::uint64_t persons,
                                            const auto& counts, std::size_t thread) {
    Found found;
    auto& group = take(index, persons, counts, thread, found);
    if (labels[index].kind == GroupKind::period) return;
    if (counts.n() < counted.parts[0].all.n())
      group.differences = differences(*without, found_all, counts, found, group.verdict);
    if (group.columns.size() == 1)
      group.figures = Figures{.calibration = calibration_curve(counts, false)};
  });
  return counted;
}

void hide_at_threshold(const std::vector<GroupLabel>& labels,
                       const std::vector<std::string>& reasons, const Settings& settings,
                       Counted& counted) {
  if (!settings.threshold) return;
  const auto hidden =
      hidden_at_threshold(labels, reasons, counted.at_threshold, settings.minimum_rows);
  for (std::size_t index = 0; index < labels.size(); ++index)
    if (hidden[index]) hide_counts(*counted.groups[index].measures->at_threshold);
}

/// Groups that divide all rows by the same columns: what is shown of each at a cut adds up, with
/// what is hidden, to what is shown elsewhere.
struct Division {
  std::vector<std::size_t> shown;
  std::vector<Part> parts;  ///< of those, and of what is hidden in each line
};

std::vector<Division> divisions_of(const std::vector<GroupLabel>& labels,
                                   const std::vector<std::string>& reasons,
                                   const std::vector<Part>& parts) {
  std::map<std::pair<GroupKind, std::vector<std::string>>, Division> divisions;
  for (const auto& line : lines_of(labels)) {
    const auto& first = labels[line.parts.front()];
    auto& division = divisions[{first.kind, first.columns}];
    auto hidden = parts[line.sum];
    for (const auto index : line.parts)
      if (reasons[index].empty()) take_away(hidden, parts[index]);
    if (hidden.all.n() > 0) division.parts.push_back(std::move(hidden));
  }
  for (std::size_t index = 1; index < labels.size(); ++index) {
    if (!reasons[index].empty()) continue;
    auto& division = divisions[{labels[index].kind, labels[index].columns}];
    division.shown.push_back(index);
    division.parts.push_back(parts[index]);
  }
  std::vector<Division> found;
  for (auto& [key, division] : divisions) found.push_back(std::move(division));
  return found;
}

/// Puts in what is counted between two scores: at cuts that are safe for all groups beside each
/// other, so that none follows from the others. When they are not at the hospital's threshold, at
/// which some may be shown, then at no cut.
void draw(const GroupSource& source, const std::vector<std::string>& reasons,
          const Settings& settings, Counted& counted) {
  const auto& table = source.table();
  const auto& cuts = counted.cuts;
  const auto put = [&](std::size_t index, const std::vector<bool>& safe) {
    auto& group = counted.groups[index];
    const auto rows = safe_rows(cuts, safe, counted.parts[index]);
    group.measures->calibration_bins = calibration_bins(rows);
    if (!group.figures) return;
    auto curve = std::move(group.figures->calibration);
    group.figures = figures(rows, table, settings, index == 0);
    group.figures->calibration = std::move(curve);
  };
  put(0, std::vector<bool>(cuts.size(), true));
  const auto threshold = table.position_of(settings.threshold.value_or(0));
  const bool is_inside = threshold > 0 && threshold < table.size();
  for (const auto& division : divisions_of(source.labels(), reasons, counted.parts)) {
    auto safe = safe_cuts(cuts, division.parts, settings.minimum_rows);
    const auto at = std::ranges::find(cuts, threshold) - cuts.begin();
    if (is_inside && (at == std::ssize(cuts) || !safe[static_cast<std::size_t>(at)]))
      safe.assign(cuts.size(), false);
    for (const auto index : division.shown) put(index, safe);
  }
}

}  // namespace

Settings settings_of(const Plan& plan, std::size_t threads) {
  Settings settings{
      .threshold = plan.threshold,
      .thresholds = thresholds_of(plan.thresholds.value_or(ThresholdRange{})),
      .minimum_events = static_cast<std::uint64_t>(plan.minimum_events.value_or(100)),
      .minimum_persons = static_cast<std::uint64_t>(plan.minimum_persons.value_or(10)),
      .minimum_rows = static_cast<std::uint64_t>(plan.minimum_persons.value_or(10)),
      .bootstrap = static_cast<std::uint64_t>(plan.bootstrap.value_or(0)),
      .seed = static_cast<std::uint64_t>(plan.seed.value_or(1)),
      .for_comparison = plan.for_comparison.value_or(false),
      .threads = std::max<std::size_t>(threads, 1)};
  return settings;
}

ModelResult evaluate(const GroupSource& source, const Settings& settings,
                     std::vector<Suppression>& suppressed) {
  const auto& labels = source.labels();
  auto counted = count_groups(source, settings);
  auto& groups = counted.groups;
  const auto reasons =
      suppressed_groups(labels, counted.sizes, settings.minimum_persons, settings.minimum_rows);
  hide_at_threshold(labels, reasons, settings, counted);
  draw(source, reasons, settings, counted);
  ModelResult model{.name = source.model()};
  for (std::size_t index = 0; index < groups.size(); ++index) {
    if (!reasons[index].empty()) {
      hide(groups[index]);
      suppressed.push_back({groups[index].name, reasons[index]});
    }
    if (index == 0) continue;
    if (labels[index].kind == GroupKind::period)
      model.periods.push_back(as_period(std::move(groups[index])));
    else
      model.groups.push_back(std::move(groups[index]));
  }
  model.all = std::move(groups[0]);
  if (model.all.measures) model.sample_size = sample_sizes(*model.all.measures);
  weigh_together(model.groups);
  return model;
}

void resample(const RowGroups& groups, const Rows& rows, const Settings& settings,
              Measures& measures) {
  const bool clustered = rows.person_count < rows.n && !rows.persons.empty();
  std::vector<std::uint32_t> keys;
  std::vector<std::uint32_t> persons;
  groups.sorted_rows(keys, persons);
  if (!clustered) persons.clear();
  statistics::Drawn drawn{.table = &groups.table(),
                          .keys = keys,
                          .persons = persons,
                          .person_count = static_cast<std::uint32_t>(rows.person_count)};
  drawn.threshold_position = groups.table().position_of(settings.threshold.value_or(0.5));
  const auto count = settings.bootstrap > 0 ? settings.bootstrap : kReplicates;
  std::vector<statistics::Replicate> replicates(count);
  std::vector<std::vector<std::uint8_t>> rooms(settings.threads);
  in_parallel(count, settings.threads, [&](std::size_t index, std::size_t thread) {
    replicates[index] = statistics::draw(drawn, settings.seed, index, rooms[thread]);
  });
  const auto put = [&](Estimate& estimate, auto value_of) {
    if (!estimate.value) return;
    std::vector<double> values;
    for (const auto& replicate : replicates) values.push_back(value_of(replicate));
    if (std::ranges::count_if(values, [](double value) { return std::isfinite(value); }) < 2)
      return;
    const auto interval = statistics::percentile_interval(*estimate.value, std::move(values));
    estimate.lower = interval.lower;
    estimate.upper = interval.upper;
    estimate.standard_error = interval.standard_error;
    estimate.method = clustered ? Method::cluster_bootstrap : Method::bootstrap;
  };
  using statistics::Replicate;
  put(measures.auroc, [](const Replicate& each) { return each.auroc; });
  put(measures.auprc, [](const Replicate& each) { return each.average_precision; });
  put(measures.observed_expected, [](const Replicate& each) { return each.observed_expected; });
  put(measures.brier, [](const Replicate& each) { return each.brier; });
  const auto ratio = [](std::uint64_t part, std::uint64_t of) {
    return static_cast<double>(part) / static_cast<double>(of);
  };
  put(measures.prevalence, [&](const Replicate& each) { return ratio(each.events, each.n); });
  if (!measures.at_threshold) return;
  auto& at = *measures.at_threshold;
  put(at.sensitivity, [&](const Replicate& e) { return ratio(e.true_positives, e.events); });
  put(at.specificity,
      [&](const Replicate& e) { return 1 - ratio(e.false_positives, e.n - e.events); });
  put(at.positive_predictive_value, [&](const Replicate& e) {
    return ratio(e.true_positives, e.true_positives + e.false_positives);
  });
  put(at.negative_predictive_value, [&](const Replicate& e) {
    return 1 - ratio(e.events - e.true_positives, e.n - e.true_positives - e.false_positives);
  });
  put(at.alert_rate,
      [&](const Replicate& e) { return ratio(e.true_positives + e.false_positives, e.n); });
  put(at.number_needed_to_evaluate, [&](const Replicate& e) {
    return ratio(e.true_positives + e.false_positives, e.true_positives);
  });
  const double odds = at.threshold / (1 - at.threshold);
  put(at.net_benefit, [&](const Replicate& e) {
    return ratio(e.true_positives, e.n) - odds * ratio(e.false_positives, e.n);
  });
}

}  // namespace regie::validation
