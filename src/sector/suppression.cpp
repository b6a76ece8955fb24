#include "sector/suppression.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <numeric>
#include <set>
#include <string_view>

#include "sector/published_space.h"

namespace regie::sector {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

/// FNV-1a, to see that an answer changed.
class Digest {
 public:
  void add(std::uint64_t value) {
    for (int byte = 0; byte < 8; ++byte, value >>= 8)
      state_ = (state_ ^ (value & 0xff)) * 0x100000001b3U;
  }
  std::string text() const {
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) digits += kDigits[state_ >> shift & 15];
    return digits;
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325U;
};

std::string bits_of(const Members& group, const std::vector<std::size_t>& places) {
  std::string text((places.size() + 3) / 4, '0');
  for (std::size_t first = 0; first < places.size(); first += 4) {
    std::size_t digit = 0;
    for (auto index = first; index < std::min(first + 4, places.size()); ++index)
      if (group.contains(places[index])) digit |= std::size_t{1} << (index - first);
    text[first / 4] = kDigits[digit];
  }
  return text;
}

/// One unknown number for each organisation, and what is published of it.
struct Key {
  std::int64_t year = 0;
  std::string question;
  std::optional<std::int64_t> earlier = {};
  auto operator<=>(const Key&) const = default;
};

class Judge {
 public:
  Judge(const Survey& survey, const Benchmark& benchmark, std::span<const PublishedTable> before,
        std::size_t least)
      : survey_(survey), benchmark_(benchmark), least_(least) {
    for (const auto& table : before)
      before_[{table.year, table.question, table.earlier}].push_back(&table);
    result_.visible.resize(benchmark.figures.size());
  }

  Suppressed run() {
    for (std::size_t round = 0; round < survey_.rounds.size(); ++round) judge_participants(round);
    for (std::size_t first = 0, next = 0; first < benchmark_.figures.size(); first = next) {
      const auto& head = benchmark_.figures[first];
      while (next < benchmark_.figures.size() &&
             benchmark_.figures[next].question == head.question &&
             benchmark_.figures[next].round == head.round)
        ++next;
      judge_figures(first, next);
    }
    for (std::size_t index = 0; index < benchmark_.figures.size(); ++index)
      if (result_.visible[index].figures) gather_pairs(index);
    for (const auto& [places, candidates] : pairs_) judge_pairs(places, candidates);
    remember();
    return std::move(result_);
  }

 private:
  struct Published {
    std::vector<Members> groups;
    std::size_t question = 0;
    std::size_t round = 0;
    std::optional<std::size_t> earlier = {};
  };
  struct Pair {
    std::size_t figures;
    Members members;
  };

  const std::string& question(std::size_t index) const { return survey_.questions[index].id; }

  std::string id(std::size_t place) const {
    return place < survey_.ids.size() ? survey_.ids[place] : std::to_string(place);
  }

  void digest_answer(Digest& digest, std::size_t question, std::size_t round,
                     std::size_t place) const {
    const auto& given = survey_.rounds[round].answers[question];
    for (const auto& chosen : given.chosen) digest.add(chosen.contains(place) ? 1 : 0);
    for (const auto& numbers : given.numbers)
      digest.add(std::bit_cast<std::uint64_t>(numbers[place]));
  }

  /// How an answer is known from one publication to the next.
  std::string answer_of(const Published& table, std::size_t place) const {
    Digest digest;
    if (table.question < survey_.questions.size()) {
      digest_answer(digest, table.question, table.round, place);
      if (table.earlier) digest_answer(digest, table.question, *table.earlier, place);
    }
    return id(place) + "#" + digest.text();
  }

  /// Which of these may be published beside what was, and then they are.
  std::vector<bool> judge(const Key& key, Published table, const std::vector<Members>& wished) {
    auto& published = published_.try_emplace(key, std::move(table)).first->second;
    std::vector<bool> allowed;
    const auto found = before_.find(key);
    if (found != before_.end()) {
      allowed = judge_beside(found->second, published, wished);
    } else {
      auto cached = cache_.find({published.groups, wished});
      if (cached == cache_.end())
        cached = cache_
                     .emplace(std::pair(published.groups, wished),
                              publishable(published.groups, wished, least_))
                     .first;
      allowed = cached->second;
    }
    for (std::size_t index = 0; index < wished.size(); ++index)
      if (allowed[index]) published.groups.push_back(wished[index]);
    return allowed;
  }

  /// The same where something was published earlier, in which other answers can be.
  std::vector<bool> judge_beside(const std::vector<const PublishedTable*>& tables,
                                 const Published& published,
                                 const std::vector<Members>& wished) const {
    std::map<std::string, std::size_t, std::less<>> answers;
    std::map<std::string, std::uint32_t, std::less<>> organisations;
    std::vector<std::uint32_t> owners;
    const auto place_of = [&](const std::string& answer) {
      const auto [found, is_new] = answers.try_emplace(answer, answers.size());
      if (is_new)
        owners.push_back(organisations
                             .try_emplace(answer.substr(0, answer.rfind('#')),
                                          static_cast<std::uint32_t>(organisations.size()))
                             .first->second);
      return found->second;
    };
    std::vector<std::vector<std::size_t>> before;
    for (const auto* table : tables)
      for (const auto& group : table->groups) {
        auto& places = before.emplace_back();
        for (std::size_t index = 0; index < table->answers.size(); ++index) {
          const auto digit = index / 4 < group.size() ? kDigits.find(group[index / 4]) : 0;
          if (digit != kDigits.npos && (digit >> index % 4 & 1) != 0)
            places.push_back(place_of(table->answers[index]));
        }
      }
    std::vector<std::size_t> now;
    for (std::size_t each = 0; each < survey_.organisations; ++each)
      now.push_back(place_of(answer_of(published, each)));
    std::vector<Members> known;
    for (const auto& places : before) {
      auto& group = known.emplace_back(answers.size());
      for (const auto place : places) group.add(place);
    }
    const auto moved = [&](const Members& from) {
      Members group(answers.size());
      for (std::size_t each = 0; each < survey_.organisations; ++each)
        if (from.contains(each)) group.add(now[each]);
      return group;
    };
    for (const auto& group : published.groups) known.push_back(moved(group));
    std::vector<Members> groups;
    for (const auto& group : wished) groups.push_back(moved(group));
    owners.resize(Members(answers.size()).size());
    return publishable(known, groups, least_, owners);
  }

  /// Groups of this round whose taking part may be shown.
  void judge_participants(std::size_t round) {
    const auto& held = survey_.rounds[round];
    Members all(survey_.organisations);
    for (const auto& answers : held.answers) all |= answers.answered;
    std::vector<Members> members;
    for (const auto& group : benchmark_.groups) {
      Members in(survey_.organisations);
      for (std::size_t each = 0; each < survey_.organisations; ++each)
        if (all.contains(each) && std::ranges::all_of(group, [&](const Trait& trait) {
              return held.traits[trait.dimension][each] == trait.value;
            }))
          in.add(each);
      members.push_back(std::move(in));
    }
    std::vector<std::size_t> sizes;
    for (const auto& group : members) sizes.push_back(group.count());
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, [&](auto one, auto other) {
      return std::pair(benchmark_.groups[one].size(), sizes[other]) <
             std::pair(benchmark_.groups[other].size(), sizes[one]);
    });
    std::vector<Members> wished;
    for (const auto each : order) wished.push_back(members[each]);
    const auto allowed =
        judge({held.year, ""}, {.question = survey_.questions.size(), .round = round}, wished);
    auto& ranks = ranks_.emplace_back(members.size(), kHidden);
    auto& participants = result_.participants.emplace_back(members.size());
    for (std::size_t index = 0; index < order.size(); ++index) {
      if (!allowed[index]) continue;
      ranks[order[index]] = index;
      participants[order[index]] = static_cast<std::int64_t>(sizes[order[index]]);
    }
  }

  /// The figures of one question in one round.
  void judge_figures(std::size_t first, std::size_t next) {
    const auto& head = benchmark_.figures[first];
    const auto& ranks = ranks_[head.round];
    std::vector<std::size_t> order;
    for (auto index = first; index < next; ++index)
      if (ranks[benchmark_.figures[index].group] != kHidden) order.push_back(index);
    std::ranges::sort(order, {}, [&](auto each) { return ranks[benchmark_.figures[each].group]; });
    std::vector<Members> wished;
    for (const auto each : order) wished.push_back(benchmark_.figures[each].members);
    const auto groups = order.size();
    for (const auto each : std::vector(order))
      if (benchmark_.figures[each].top_tenth) {
        order.push_back(each);
        wished.push_back(benchmark_.figures[each].top_tenth->members);
      }
    const auto allowed = judge({survey_.rounds[head.round].year, question(head.question)},
                               {.question = head.question, .round = head.round}, wished);
    for (std::size_t index = 0; index < order.size(); ++index) {
      auto& visible = result_.visible[order[index]];
      (index < groups ? visible.figures : visible.top_tenth) = allowed[index];
    }
    for (auto index = first; index < next; ++index)
      if (!result_.visible[index].figures) result_.visible[index].top_tenth = false;
  }

  std::optional<std::int64_t> from_year(const GroupFigures& figures) const {
    for (const auto& share : figures.shares)
      if (share.change) return share.change->from_year;
    for (const auto& spread : figures.spreads)
      if (spread.change) return spread.change->from_year;
    return std::nullopt;
  }

  /// Organisations that a change takes along because they answered twice.
  void gather_pairs(std::size_t index) {
    const auto& figures = benchmark_.figures[index];
    const auto year = from_year(figures);
    if (!year) return;
    const auto round = static_cast<std::size_t>(
        std::ranges::find(survey_.rounds, *year, &SurveyRound::year) - survey_.rounds.begin());
    const auto* earlier = benchmark_.find(figures.question, round, figures.group);
    const auto place = static_cast<std::size_t>(earlier - benchmark_.figures.data());
    if (!result_.visible[place].figures) return;
    pairs_[{figures.question, round, figures.round}].push_back(
        {index, earlier->members & figures.members});
  }

  /// They are in sums of either year, and in that of their two answers together.
  void judge_pairs(const std::array<std::size_t, 3>& places, std::vector<Pair> candidates) {
    const auto [asked, earlier, later] = places;
    const auto years = std::pair(survey_.rounds[earlier].year, survey_.rounds[later].year);
    const auto keep = [&](const Key& key, Published table) {
      std::vector<Members> wished;
      for (const auto& each : candidates) wished.push_back(each.members);
      const auto allowed = judge(key, std::move(table), wished);
      std::vector<Pair> kept;
      for (std::size_t index = 0; index < allowed.size(); ++index)
        if (allowed[index]) kept.push_back(candidates[index]);
      candidates = std::move(kept);
    };
    keep({years.first, question(asked)}, {.question = asked, .round = earlier});
    keep({years.second, question(asked)}, {.question = asked, .round = later});
    keep({years.second, question(asked), years.first},
         {.question = asked, .round = later, .earlier = earlier});
    for (const auto& each : candidates) result_.visible[each.figures].pairs = true;
  }

  void remember() {
    for (const auto& [key, published] : published_) {
      Members any(survey_.organisations);
      for (const auto& group : published.groups) any |= group;
      PublishedTable table{key.year, key.question, key.earlier, {}, {}};
      std::vector<std::size_t> places;
      for (std::size_t each = 0; each < survey_.organisations; ++each)
        if (any.contains(each)) places.push_back(each);
      for (const auto place : places) table.answers.push_back(answer_of(published, place));
      const std::set<Members> distinct(published.groups.begin(), published.groups.end());
      for (const auto& group : distinct) table.groups.push_back(bits_of(group, places));
      if (!table.groups.empty()) result_.tables.push_back(std::move(table));
    }
  }

  static constexpr auto kHidden = static_cast<std::size_t>(-1);

  const Survey& survey_;
  const Benchmark& benchmark_;
  std::size_t least_;
  std::map<Key, std::vector<const PublishedTable*>> before_;
  std::map<Key, Published> published_;
  std::vector<std::vector<std::size_t>> ranks_;  ///< by round and group: its turn, or kHidden
  std::map<std::array<std::size_t, 3>, std::vector<Pair>> pairs_;
  std::map<std::pair<std::vector<Members>, std::vector<Members>>, std::vector<bool>> cache_;
  Suppressed result_;
};

}  // namespace

std::vector<bool> publishable(std::span<const Members> before, std::span<const Members> wished,
                              std::size_t least, std::span<const std::uint32_t> owners) {
  std::vector<Members> groups(before.begin(), before.end());
  groups.insert(groups.end(), wished.begin(), wished.end());
  PublishedSpace space(groups, owners, least);
  for (std::size_t index = 0; index < before.size(); ++index) space.add(index);
  std::vector<bool> allowed;
  for (std::size_t index = 0; index < wished.size(); ++index)
    allowed.push_back(space.admit(before.size() + index));
  return allowed;
}

Suppressed suppress(const Survey& survey, const Benchmark& benchmark,
                    std::span<const PublishedTable> before, std::size_t least) {
  return Judge(survey, benchmark, before, least).run();
}

}  // namespace regie::sector
