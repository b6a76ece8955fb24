#include "validation/state.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "validation/parallel.h"

namespace regie::validation {
namespace {

Error differ(const std::string& file, const std::string& reason) {
  return {.code = ErrorCode::states_differ, .parameters = {{"file", file}, {"reason", reason}}};
}

/// Both lists of rising scores as one.
std::vector<double> joined_scores(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> joined;
  joined.reserve(a.size() + b.size());
  std::ranges::set_union(a, b, std::back_inserter(joined));
  return joined;
}

void move_positions(StateModel& model, const std::vector<double>& scores) {
  std::vector<std::uint32_t> places;
  places.reserve(model.scores.size());
  for (const double score : model.scores)
    places.push_back(
        static_cast<std::uint32_t>(std::ranges::lower_bound(scores, score) - scores.begin()));
  for (auto& group : model.groups)
    for (auto& count : group.counts) count.position = places[count.position];
  model.scores = scores;
}

/// False when a count would pass 2^32.
bool add_counts(std::vector<statistics::ScoreCount>& into,
                const std::vector<statistics::ScoreCount>& other) {
  std::vector<statistics::ScoreCount> sum;
  sum.reserve(into.size() + other.size());
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  auto a = into.begin();
  auto b = other.begin();
  while (a != into.end() || b != other.end()) {
    if (b == other.end() || (a != into.end() && a->position < b->position)) {
      sum.push_back(*a++);
    } else if (a == into.end() || b->position < a->position) {
      sum.push_back(*b++);
    } else {
      if (std::uint64_t{a->events} + b->events > kMost ||
          std::uint64_t{a->non_events} + b->non_events > kMost)
        return false;
      sum.push_back({a->position, a->events + b->events, a->non_events + b->non_events});
      ++a, ++b;
    }
  }
  into = std::move(sum);
  return true;
}

Result<void> merge_model(StateModel& into, StateModel other, const std::string& file) {
  const auto scores = joined_scores(into.scores, other.scores);
  move_positions(into, scores);
  move_positions(other, scores);
  for (auto& group : other.groups) {
    const auto same = std::ranges::find(into.groups, group.label, &StateGroup::label);
    if (same == into.groups.end()) {
      into.groups.push_back(std::move(group));
      continue;
    }
    same->persons += group.persons;
    if (!add_counts(same->counts, group.counts)) return failure(differ(file, "2^32"));
  }
  // As one run over all rows would list them: by columns as they first came, then by value.
  std::vector<std::pair<GroupKind, std::vector<std::string>>> views;
  const auto view_of = [&](const GroupLabel& label) {
    return std::ranges::find(views, std::pair(label.kind, label.columns)) - views.begin();
  };
  for (const auto& group : into.groups)
    if (view_of(group.label) == std::ssize(views))
      views.emplace_back(group.label.kind, group.label.columns);
  std::ranges::sort(into.groups, [&](const StateGroup& a, const StateGroup& b) {
    const auto x = view_of(a.label);
    const auto y = view_of(b.label);
    if (x != y) return x < y;
    return std::ranges::lexicographical_compare(a.label.values, b.label.values, value_before);
  });
  return {};
}

}  // namespace

Result<void> merge(State& into, const State& other, const std::string& file) {
  if (into.outcome != other.outcome) return failure(differ(file, "outcome"));
  if (into.event_value != other.event_value) return failure(differ(file, "event"));
  if (into.repeats != other.repeats || into.by_person != other.by_person)
    return failure(differ(file, "patient"));
  const auto names = [](const State& state) {
    std::vector<std::string> found;
    for (const auto& model : state.models) found.push_back(model.name);
    return found;
  };
  if (names(into) != names(other)) return failure(differ(file, "score"));
  const auto columns = [](const StateModel& model) {
    std::vector<std::pair<GroupKind, std::vector<std::string>>> found;
    for (const auto& group : model.groups)
      if (std::ranges::count(found, std::pair(group.label.kind, group.label.columns)) == 0)
        found.emplace_back(group.label.kind, group.label.columns);
    return found;
  };
  for (std::size_t model = 0; model < into.models.size(); ++model) {
    if (columns(into.models[model]) != columns(other.models[model]))
      return failure(differ(file, "by"));
    TRY(merge_model(into.models[model], other.models[model], file));
  }
  into.rows += other.rows;
  into.rows_without_outcome += other.rows_without_outcome;
  into.rows_without_score += other.rows_without_score;
  into.rows_beside_first += other.rows_beside_first;
  into.persons_repeated += other.persons_repeated;
  return {};
}

StateGroups::StateGroups(const StateModel& model) : model_(model), table_(model.scores) {
  for (const auto& group : model.groups) labels_.push_back(group.label);
}

void StateGroups::visit_all(const Work& work) const {
  const auto& all = model_.groups.front();
  work(0, all.persons, statistics::ScoreCounts(table_, all.counts), 0);
}

void StateGroups::visit_groups(std::size_t threads, const Work& work) const {
  in_parallel(model_.groups.size() - 1, threads, [&](std::size_t index, std::size_t thread) {
    const auto& group = model_.groups[index + 1];
    work(index + 1, group.persons, statistics::ScoreCounts(table_, group.counts), thread);
  });
}

StateModel state_of(const GroupSource& source, std::size_t threads) {
  StateModel model{.name = source.model()};
  model.scores.assign(source.table().scores().begin(), source.table().scores().end());
  model.groups.resize(source.labels().size());
  const auto keep = [&](std::size_t index, std::uint64_t persons, const auto& counts, std::size_t) {
    model.groups[index] = {
        source.labels()[index], persons, {counts.counts.begin(), counts.counts.end()}};
  };
  source.visit_all(keep);
  source.visit_groups(threads, keep);
  return model;
}

}  // namespace regie::validation
