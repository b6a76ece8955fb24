#include "sector/benchmark.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <tuple>

#include "sector/difference.h"

namespace regie::sector {
namespace {

constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();

/// One cross-section: which group each organisation is in, by round.
struct Table {
  std::vector<std::size_t> dimensions;
  std::size_t first = 0;  ///< of its groups
  std::size_t groups = 1;

  std::size_t group_of(const SurveyRound& round, std::size_t organisation) const {
    std::size_t code = 0;
    for (std::size_t index = 0; index < dimensions.size(); ++index)
      code = code * sizes[index] + round.traits[dimensions[index]][organisation];
    return first + code;
  }
  std::vector<std::size_t> sizes;
};

/// What belongs to a question in a round while its figures are made.
struct Place {
  std::size_t question;
  std::size_t round;
};

class Maker {
 public:
  Maker(const Survey& survey, const Tables& crossed) : survey_(survey) {
    add_table({});
    for (std::size_t dimension = 0; dimension < survey.dimensions.size(); ++dimension)
      add_table({dimension});
    for (const auto& dimensions : crossed) add_table(dimensions);
    place_organisations();
  }

  Benchmark make() {
    for (std::size_t question = 0; question < survey_.questions.size(); ++question) {
      std::optional<std::size_t> before;
      earlier_.clear();
      for (std::size_t round = 0; round < survey_.rounds.size(); ++round) {
        const Place place{question, round};
        if (const auto fault = fault_of(place)) {
          result_.refusals.push_back({question, round, *fault});
          continue;
        }
        chosen_ = with_totals(place);
        add_figures(place, before);
        before = round;
        earlier_ = std::move(chosen_);
      }
    }
    return std::move(result_);
  }

 private:
  void add_table(std::vector<std::size_t> dimensions) {
    Table table{.dimensions = std::move(dimensions), .first = result_.groups.size()};
    for (const auto dimension : table.dimensions) {
      table.sizes.push_back(survey_.dimensions[dimension].values.size());
      table.groups *= table.sizes.back();
    }
    for (std::size_t code = 0; code < table.groups; ++code) {
      Group group(table.dimensions.size());
      for (auto index = group.size(), rest = code; index-- > 0; rest /= table.sizes[index])
        group[index] = {table.dimensions[index], rest % table.sizes[index]};
      result_.groups.push_back(std::move(group));
    }
    tables_.push_back(std::move(table));
  }

  void place_organisations() {
    for (const auto& round : survey_.rounds) {
      auto& members = members_.emplace_back(result_.groups.size(), Members(survey_.organisations));
      for (const auto& table : tables_) {
        auto& places = places_.emplace_back();
        for (std::size_t each = 0; each < survey_.organisations; ++each) {
          places.push_back(static_cast<std::uint32_t>(table.group_of(round, each)));
          members[places.back()].add(each);
        }
      }
    }
  }

  const Question& question(Place place) const { return survey_.questions[place.question]; }
  const Answers& answers(Place place) const {
    return survey_.rounds[place.round].answers[place.question];
  }

  std::optional<AnswersFault> fault_of(Place place) const {
    const auto& given = answers(place);
    const auto base = given.answered.count();
    if (!has_shares(question(place).kind)) {
      for (const auto& column : given.numbers)
        for (std::size_t each = 0; each < survey_.organisations; ++each) {
          const auto least = question(place).kind == QuestionKind::funnel ? 0 : -1e300;
          const auto ranked = question(place).kind == QuestionKind::rank;
          if (!given.answered.contains(each) || (ranked && std::isnan(column[each]))) continue;
          if (!std::isfinite(column[each]) || column[each] < (ranked ? 1 : least))
            return AnswersFault::number_impossible;
        }
      return std::nullopt;
    }
    std::size_t sum = 0;
    Members any(survey_.organisations);
    for (std::size_t option = 0; option < given.chosen.size(); ++option) {
      if (!question(place).options[option].of.empty()) continue;
      sum += given.chosen[option].count();
      any |= given.chosen[option];
    }
    if (any.common(given.answered) != any.count()) return AnswersFault::choice_without_answer;
    if (question(place).kind == QuestionKind::single && (sum != base || any.count() != base))
      return AnswersFault::parts_do_not_sum;
    return std::nullopt;
  }

  /// The chosen options, with the totals filled in.
  std::vector<Members> with_totals(Place place) const {
    auto chosen = answers(place).chosen;
    const auto& options = question(place).options;
    for (std::size_t option = 0; option < chosen.size(); ++option) {
      if (options[option].of.empty()) continue;
      chosen[option] = Members(survey_.organisations);
      for (std::size_t part = 0; part < options.size(); ++part)
        if (std::ranges::find(options[option].of, options[part].id) != options[option].of.end())
          chosen[option] |= chosen[part];
    }
    return chosen;
  }

  void add_figures(Place place, std::optional<std::size_t> before) {
    const auto first = result_.figures.size();
    at_.assign(result_.groups.size(), kNone);
    for (std::size_t group = 0; group < result_.groups.size(); ++group) {
      GroupFigures figures{.question = place.question, .round = place.round, .group = group};
      figures.members = answers(place).answered & members_[place.round][group];
      figures.base = static_cast<std::int64_t>(figures.members.count());
      if (figures.base == 0) continue;
      if (has_shares(question(place).kind)) add_shares(place, before, figures);
      at_[group] = static_cast<std::uint32_t>(result_.figures.size());
      result_.figures.push_back(std::move(figures));
    }
    if (has_shares(question(place).kind)) return;
    for (std::size_t column = 0; column < answers(place).numbers.size(); ++column)
      add_spreads(place, before, column);
    if (question(place).kind != QuestionKind::funnel) return;
    for (auto index = first; index < result_.figures.size(); ++index)
      result_.figures[index].top_tenth = top_tenth(place, result_.figures[index]);
  }

  /// Nothing when the figures of the option do not compare, or there are none of before.
  const GroupFigures* comparable(Place place, std::optional<std::size_t> before, std::size_t option,
                                 std::size_t group) const {
    if (!before) return nullptr;
    const auto& asked = question(place);
    const auto id = option < asked.options.size() ? std::string_view(asked.options[option].id) : "";
    if (change_between(asked, id, survey_.rounds[*before].year, survey_.rounds[place.round].year))
      return nullptr;
    return result_.find(place.question, *before, group);
  }

  void add_shares(Place place, std::optional<std::size_t> before, GroupFigures& figures) const {
    for (std::size_t option = 0; option < chosen_.size(); ++option) {
      const auto count = static_cast<std::int64_t>(figures.members.common(chosen_[option]));
      const auto interval =
          statistics::wilson(static_cast<double>(count), static_cast<double>(figures.base));
      Share share{count, figures.base, 100 * interval.lower, 100 * interval.upper};
      if (const auto* earlier = comparable(place, before, option, figures.group)) {
        const auto both = earlier->members & figures.members;
        const auto& was = earlier->shares[option];
        const Pairs pairs{.both = both.common(chosen_[option], earlier_[option]),
                          .later = both.common(chosen_[option]),
                          .earlier = both.common(earlier_[option]),
                          .all = both.count()};
        const auto change = difference({was.count, was.base}, {count, figures.base}, pairs);
        share.change = Change{survey_.rounds[*before].year, 100 * change.value, 100 * change.lower,
                              100 * change.upper, static_cast<std::int64_t>(pairs.all)};
      }
      figures.shares.push_back(share);
    }
  }

  void add_spreads(Place place, std::optional<std::size_t> before, std::size_t column) {
    const auto& numbers = answers(place).numbers[column];
    std::vector<std::pair<double, std::uint32_t>> sorted;
    for (std::uint32_t each = 0; each < survey_.organisations; ++each)
      if (answers(place).answered.contains(each) && !std::isnan(numbers[each]))
        sorted.emplace_back(numbers[each], each);
    std::ranges::sort(sorted);
    std::vector<std::vector<double>> values(result_.groups.size());
    for (std::size_t table = 0; table < tables_.size(); ++table)
      for (const auto& [value, each] : sorted)
        values[places_[place.round * tables_.size() + table][each]].push_back(value);
    const auto pairs = before ? pairs_of(place, *before, column) : std::vector<PairSums>();
    for (std::size_t group = 0; group < values.size(); ++group) {
      if (at_[group] == kNone) continue;
      auto& figures = result_.figures[at_[group]];
      auto spread = values[group].empty() ? Spread{.n = 0} : spread_of(values[group]);
      const auto* earlier = comparable(place, before, column, group);
      if (earlier != nullptr && earlier->spreads.size() > column)
        spread.change = change_of_mean(earlier->spreads[column], spread, pairs[group],
                                       survey_.rounds[*before].year);
      figures.spreads.push_back(spread);
    }
  }

  /// Sums over the organisations that are in the same group in both rounds, by group.
  std::vector<PairSums> pairs_of(Place place, std::size_t before, std::size_t column) const {
    const Place then{place.question, before};
    std::vector<PairSums> sums(result_.groups.size());
    for (std::size_t each = 0; each < survey_.organisations; ++each) {
      if (!answers(place).answered.contains(each) || !answers(then).answered.contains(each))
        continue;
      const auto later = answers(place).numbers[column][each];
      const auto earlier = answers(then).numbers[column][each];
      if (std::isnan(later) || std::isnan(earlier)) continue;
      for (std::size_t table = 0; table < tables_.size(); ++table) {
        const auto group = places_[place.round * tables_.size() + table][each];
        if (group == places_[before * tables_.size() + table][each])
          sums[group].add(earlier, later);
      }
    }
    return sums;
  }

  TopTenth top_tenth(Place place, const GroupFigures& figures) const {
    const auto& numbers = answers(place).numbers;
    std::vector<std::pair<double, std::size_t>> sums;
    for (std::size_t each = 0; each < survey_.organisations; ++each) {
      if (!figures.members.contains(each)) continue;
      double sum = 0;
      for (const auto& column : numbers) sum += column[each];
      sums.emplace_back(-sum, each);
    }
    const auto n = (sums.size() + 9) / 10;
    std::ranges::partial_sort(sums, sums.begin() + static_cast<std::ptrdiff_t>(n));
    TopTenth top{.members = Members(survey_.organisations),
                 .n = static_cast<std::int64_t>(n),
                 .means = std::vector<double>(numbers.size())};
    for (std::size_t index = 0; index < n; ++index) {
      const auto each = sums[index].second;
      top.members.add(each);
      top.total -= sums[index].first / static_cast<double>(n);
      for (std::size_t column = 0; column < numbers.size(); ++column)
        top.means[column] += numbers[column][each] / static_cast<double>(n);
    }
    return top;
  }

  const Survey& survey_;
  std::vector<Table> tables_;
  std::vector<std::vector<Members>> members_;       ///< by round and group
  std::vector<std::vector<std::uint32_t>> places_;  ///< by round and table: each one's group
  std::vector<Members> chosen_;
  std::vector<Members> earlier_;
  std::vector<std::uint32_t> at_;  ///< by group: where its figures of now are
  Benchmark result_;
};

}  // namespace

const GroupFigures* Benchmark::find(std::size_t question, std::size_t round,
                                    std::size_t group) const {
  const auto key = [](const GroupFigures& each) {
    return std::tuple(each.question, each.round, each.group);
  };
  const auto found = std::ranges::lower_bound(figures, std::tuple(question, round, group), {}, key);
  const auto there = found != figures.end() && key(*found) == std::tuple(question, round, group);
  return there ? &*found : nullptr;
}

Benchmark benchmark(const Survey& survey, const Tables& crossed) {
  return Maker(survey, crossed).make();
}

}  // namespace regie::sector
