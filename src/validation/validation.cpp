#include "validation/validation.h"

#include <algorithm>

#include "base/enumeration.h"
#include "validation/columns.h"
#include "validation/continuous.h"
#include "validation/engine.h"
#include "validation/rows.h"
#include "validation/warnings.h"

namespace regie::validation {
namespace {

Run begin_run(const Plan& plan, const RunOptions& options) {
  Run run{.engine_version = options.engine_version,
          .outcome_kind = plan.kind.value_or(OutcomeKind::binary),
          .repeats = plan.repeats.value_or(Repeats::all),
          .threshold = plan.threshold,
          .thresholds = thresholds_of(plan.thresholds.value_or(ThresholdRange{})),
          .bootstrap = plan.bootstrap.value_or(0),
          .seed = plan.seed.value_or(1),
          .minimum_events = plan.minimum_events.value_or(100),
          .minimum_persons = plan.minimum_persons.value_or(10),
          .plan = options.plan_used};
  run.columns = {.score = plan.score,
                 .outcome = plan.outcome.value_or(""),
                 .patient = plan.patient,
                 .time = plan.time,
                 .version = plan.version,
                 .model = plan.model,
                 .current_policy = plan.current_policy,
                 .lower = plan.lower,
                 .upper = plan.upper,
                 .horizon = plan.horizon,
                 .by = plan.by,
                 .dropped = plan.drop};
  return run;
}

void count_rows(const Table& table, Run& run) {
  run.files = table.files;
  for (const auto& file : table.files) run.rows += file.rows;
  run.rows_without_outcome = static_cast<std::int64_t>(table.rows.without_outcome);
  run.rows_without_score = static_cast<std::int64_t>(table.rows.without_score);
}

/// n, events and persons of the run are those of its first model.
Result<void> count_classes(Run& run, std::uint64_t persons, std::uint64_t events,
                           std::uint64_t non_events) {
  if (events == 0 || non_events == 0)
    return failure(
        {.code = ErrorCode::outcome_one_class, .parameters = {{"column", run.columns.outcome}}});
  run.n = static_cast<std::int64_t>(events + non_events);
  run.events = static_cast<std::int64_t>(events);
  run.persons = static_cast<std::int64_t>(persons);
  return {};
}

/// Rows with a column that names the model are a set for each of its values.
std::vector<Rows> by_model(const Plan& plan, Rows rows) {
  std::vector<Rows> sets;
  const auto column = std::ranges::find_if(
      rows.groups, [&](const auto& group) { return plan.model && group.name == *plan.model; });
  if (column == rows.groups.end()) {
    sets.push_back(std::move(rows));
    return sets;
  }
  const auto at = static_cast<std::size_t>(column - rows.groups.begin());
  for (std::size_t value = 0; value < column->values.size(); ++value)
    sets.push_back(rows_of_model(rows, at, static_cast<std::uint16_t>(value)));
  return sets;
}

/// Sums that would give away what all rows together may not show.
void hide_totals(ValidationResult& result) {
  const auto is_hidden = [](const ModelResult& model) {
    return model.all.verdict == Sufficiency::suppressed;
  };
  if (std::ranges::none_of(result.models, is_hidden)) return;
  result.run.n = result.run.events = result.run.persons = result.run.persons_repeated = 0;
  for (auto& file : result.run.files) file.rows = 0;
  result.run.rows = 0;
}

/// What only few people decide at the hospital's threshold, with all that follows from it.
void hide_at_threshold(std::optional<Measures>& measures) {
  if (!measures || !measures->at_threshold || measures->at_threshold->true_positives) return;
  suppress_small_cells(*measures->at_threshold);
  for (auto& each : measures->for_comparison)
    if (!each.p) each.value.reset();
}

void hide_at_threshold(ModelResult& model) {
  hide_at_threshold(model.all.measures);
  for (auto& group : model.groups) {
    hide_at_threshold(group.measures);
    if (!group.measures || !group.measures->at_threshold) continue;
    if (group.measures->at_threshold->true_positives) continue;
    std::erase_if(group.differences,
                  [](const auto& each) { return is_at_threshold(each.measure); });
  }
  for (auto& period : model.periods) hide_at_threshold(period.measures);
}

void finish(const Plan& plan, const Settings& settings, ValidationResult& result) {
  if (!result.models.empty()) {
    const auto& periods = result.models.front().periods;
    if (!periods.empty()) {
      result.run.first_period = periods.front().period;
      result.run.last_period = periods.back().period;
    }
  }
  for (auto& model : result.models) hide_at_threshold(model);
  result.criteria = answer(plan, settings, result.models);
  for (const auto& model : result.models) warn_of_model(model, result.run.warnings);
  hide_totals(result);
}

Result<void> measure_rows(const Plan& plan, Settings settings, const Rows& rows, bool keep_state,
                          Validated& into) {
  settings.minimum_rows = rows_that_hold(rows, settings.minimum_persons);
  const bool clustered = rows.person_count < rows.n && !rows.persons.empty();
  for (std::size_t model = 0; model < rows.models.size(); ++model) {
    const RowGroups groups(plan, rows, model);
    auto found = evaluate(groups, settings, into.result.suppressed);
    const bool wanted = plan.bootstrap ? *plan.bootstrap > 0 : clustered;
    if (wanted && found.all.measures) resample(groups, rows, settings, *found.all.measures);
    if (!rows.policy.empty() && found.all.figures)
      compare_policy(rows, model, settings, *found.all.figures);
    into.result.models.push_back(std::move(found));
    if (keep_state) into.state.models.push_back(state_of(groups, settings.threads));
  }
  for (std::size_t first = 0; first < rows.models.size(); ++first)
    for (auto second = first + 1; second < rows.models.size(); ++second)
      into.result.comparisons.push_back(compare_models(rows, first, second, settings));
  return {};
}

Result<Validated> validate_binary(const Plan& plan, Table& table, const RunOptions& options,
                                  Run run) {
  const auto settings = settings_of(plan, options.reading.threads);
  auto rows = TRY(make_rows(plan, table, settings.threads));
  const auto events = static_cast<std::uint64_t>(std::ranges::count_if(
      rows.models.front().keys, [](std::uint32_t key) { return (key & 1U) != 0; }));
  TRY(count_classes(run, rows.person_count, events, rows.n - events));
  run.event_value = rows.event_value;
  run.persons_repeated = static_cast<std::int64_t>(rows.repeated_persons);
  run.rows_beside_first = static_cast<std::int64_t>(rows.beside_choice);
  Validated made;
  made.result.run = std::move(run);
  warn_of_rows(rows, plan, made.result.run);
  for (const auto& set : by_model(plan, std::move(rows)))
    TRY(measure_rows(plan, settings, set, options.keep_state, made));
  const auto& header = made.result.run;
  const auto whole = [](std::int64_t value) { return static_cast<std::uint64_t>(value); };
  auto& state = made.state;
  state.outcome = header.columns.outcome;
  state.event_value = header.event_value.value_or("");
  state.by_person = plan.patient.has_value();
  state.repeats = enum_text(header.repeats);
  state.rows = whole(header.rows);
  state.rows_without_outcome = whole(header.rows_without_outcome);
  state.rows_without_score = whole(header.rows_without_score);
  state.rows_beside_first = whole(header.rows_beside_first);
  state.persons_repeated = whole(header.persons_repeated);
  finish(plan, settings, made.result);
  return made;
}

}  // namespace

Result<Validated> validate(const Plan& plan, const std::vector<std::string>& paths,
                           const RunOptions& options) {
  TRY(check(plan));
  auto table = TRY(read_tables(plan, paths, options.reading));
  auto run = begin_run(plan, options);
  count_rows(table, run);
  if (plan.kind != OutcomeKind::continuous) return validate_binary(plan, table, options, run);
  if (options.keep_state)
    return failure({.code = ErrorCode::not_in_state, .parameters = {{"option", "continuous"}}});
  Validated made;
  made.result.run = std::move(run);
  TRY(measure_continuous(plan, table, made.result));
  return made;
}

Result<ValidationResult> validate_states(const Plan& plan, std::vector<State> states,
                                         const std::vector<std::string>& names,
                                         const RunOptions& options) {
  if (plan.bootstrap.value_or(0) > 0)
    return failure({.code = ErrorCode::not_in_state, .parameters = {{"option", "--bootstrap"}}});
  State state = std::move(states.front());
  for (std::size_t other = 1; other < states.size(); ++other)
    TRY(merge(state, states[other], names[other]));
  auto settings = settings_of(plan, options.reading.threads);
  ValidationResult result;
  auto& run = result.run = begin_run(plan, options);
  run.merged_states = static_cast<std::int64_t>(states.size());
  run.columns.outcome = state.outcome;
  run.event_value = state.event_value;
  run.repeats = enum_from<Repeats>(state.repeats).value_or(Repeats::all);
  const auto whole = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  run.rows = whole(state.rows);
  run.rows_without_outcome = whole(state.rows_without_outcome);
  run.rows_without_score = whole(state.rows_without_score);
  run.rows_beside_first = whole(state.rows_beside_first);
  run.persons_repeated = whole(state.persons_repeated);
  run.columns.score.clear();
  for (const auto& model : state.models) {
    run.columns.score.push_back(model.name);
    const StateGroups groups(model);
    groups.visit_all([&](std::size_t, std::uint64_t persons, const auto& counts, std::size_t) {
      // Of parts it is not known who repeats: all rows beyond one each may be of a few.
      settings.minimum_rows = settings.minimum_persons + (counts.n() - persons);
      if (&model != &state.models.front()) return;
      run.n = whole(counts.n());
      run.events = whole(counts.events);
      run.persons = whole(persons);
    });
    if (run.events == 0 || run.events == run.n)
      return failure(
          {.code = ErrorCode::outcome_one_class, .parameters = {{"column", state.outcome}}});
    result.models.push_back(evaluate(groups, settings, result.suppressed));
  }
  finish(plan, settings, result);
  return result;
}

}  // namespace regie::validation
