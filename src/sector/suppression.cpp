#include "sector/suppression.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "sector/published_space.h"

namespace regie::sector {
namespace {

/// Groups as rows over the classes of organisations that no group tells apart.
struct Rows {
  std::vector<std::size_t> weights;  ///< organisations of each class
  std::vector<std::vector<std::uint64_t>> rows;
};

Rows rows_of(std::span<const Members> before, std::span<const Members> wished) {
  std::vector<const Members*> groups;
  for (const auto& each : before) groups.push_back(&each);
  for (const auto& each : wished) groups.push_back(&each);
  std::size_t organisations = 0;
  for (const auto* group : groups) organisations = std::max(organisations, group->size());
  std::map<std::vector<bool>, std::size_t> classes;
  for (std::size_t each = 0; each < organisations; ++each) {
    std::vector<bool> in(groups.size());
    for (std::size_t group = 0; group < groups.size(); ++group)
      in[group] = groups[group]->contains(each);
    ++classes[in];
  }
  classes.erase(std::vector<bool>(groups.size()));
  Rows rows{.rows = std::vector<std::vector<std::uint64_t>>(groups.size())};
  for (const auto& [in, count] : classes) {
    rows.weights.push_back(count);
    for (std::size_t group = 0; group < groups.size(); ++group)
      rows.rows[group].push_back(in[group] ? 1 : 0);
  }
  return rows;
}

/// One thing that could be shown of a question in a round.
struct Candidate {
  std::size_t figures = 0;
  bool top_tenth = false;
};

}  // namespace

std::vector<bool> publishable(std::span<const Members> before, std::span<const Members> wished,
                              std::size_t least) {
  const auto rows = rows_of(before, wished);
  PublishedSpace space(rows.weights, least);
  for (std::size_t index = 0; index < before.size(); ++index) space.add(rows.rows[index]);
  std::vector<std::size_t> sizes;
  for (const auto& group : wished) sizes.push_back(group.count());
  std::vector<std::size_t> order(wished.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::ranges::greater(), [&](auto each) { return sizes[each]; });
  std::vector<bool> allowed(wished.size());
  for (const auto each : order)
    allowed[each] = sizes[each] >= least && space.admit(rows.rows[before.size() + each]);
  return allowed;
}

std::vector<Visible> visible(const Survey& survey, const Benchmark& benchmark,
                             std::span<const PublishedGroup> before, std::size_t least) {
  std::vector<Visible> shown(benchmark.figures.size());
  std::map<std::pair<std::vector<Members>, std::vector<Members>>, std::vector<bool>> known;
  for (std::size_t first = 0, next = 0; first < shown.size(); first = next) {
    const auto& head = benchmark.figures[first];
    std::vector<Candidate> candidates;
    std::pair<std::vector<Members>, std::vector<Members>> groups;
    for (; next < shown.size() && benchmark.figures[next].question == head.question &&
           benchmark.figures[next].round == head.round;
         ++next) {
      const auto& figures = benchmark.figures[next];
      candidates.push_back({next, false});
      groups.second.push_back(figures.members);
      if (!figures.top_tenth) continue;
      candidates.push_back({next, true});
      groups.second.push_back(figures.top_tenth->members);
    }
    for (const auto& each : before)
      if (each.question == survey.questions[head.question].id &&
          each.year == survey.rounds[head.round].year)
        groups.first.push_back(each.members);
    auto found = known.find(groups);
    if (found == known.end()) {
      auto allowed = publishable(groups.first, groups.second, least);
      found = known.emplace(std::move(groups), std::move(allowed)).first;
    }
    for (std::size_t index = 0; index < candidates.size(); ++index) {
      auto& each = shown[candidates[index].figures];
      (candidates[index].top_tenth ? each.top_tenth : each.figures) = found->second[index];
    }
  }
  return shown;
}

std::vector<PublishedGroup> published(const Survey& survey, const Benchmark& benchmark,
                                      std::span<const Visible> shown) {
  std::vector<PublishedGroup> groups;
  for (std::size_t index = 0; index < shown.size(); ++index) {
    const auto& figures = benchmark.figures[index];
    const auto& id = survey.questions[figures.question].id;
    const auto year = survey.rounds[figures.round].year;
    if (shown[index].figures) groups.push_back({id, year, figures.members});
    if (shown[index].top_tenth) groups.push_back({id, year, figures.top_tenth->members});
  }
  return groups;
}

}  // namespace regie::sector
