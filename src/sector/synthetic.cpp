#include "sector/synthetic.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>

#include "sector/responses.h"
#include "sector/synthetic_counts.h"

namespace regie::sector {
namespace {

namespace json = boost::json;
using assessment::Item;

constexpr std::string_view kTypeQuestion = "q01-type";

/// What the hub calls a type, what the monitor does, and how many there are and take part: in all,
/// then by round from the newest back.
struct Kind {
  std::string_view trait;
  std::string_view option;
  std::array<std::size_t, 4> hospitals;
};
constexpr std::array kKinds{Kind{"general", "algemeen", {30, 22, 20, 19}},
                            Kind{"top_clinical", "topklinisch", {29, 26, 22, 20}},
                            Kind{"university", "universitair", {7, 4, 3, 3}},
                            Kind{"categorical", "categoraal", {5, 0, 1, 1}}};

/// Mixes a name and a number (FNV-1a and splitmix64), so that every question has its own order.
std::uint64_t mixed(std::string_view name, std::uint64_t number) {
  std::uint64_t state = 0xcbf29ce484222325U;
  for (const auto letter : name)
    state = (state ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
  state += (number + 1) * 0x9e3779b97f4a7c15U;
  state = (state ^ state >> 30) * 0xbf58476d1ce4e5b9U;
  state = (state ^ state >> 27) * 0x94d049bb133111ebU;
  return state ^ state >> 31;
}

std::vector<SyntheticHospital> hospitals() {
  constexpr std::array ambitions{"leader", "fast_follower", "follower"};
  constexpr std::array regions{"noord", "oost", "zuid", "west"};
  constexpr std::array sizes{"small", "medium", "large"};
  std::vector<SyntheticHospital> all;
  for (const auto& kind : kKinds)
    for (std::size_t index = 0; index < kind.hospitals[0]; ++index) {
      const auto number = std::to_string(all.size() + 1);
      const auto name = std::string(number.size() < 2 ? "0" : "") + number;
      all.push_back(
          {"synthetic-" + name,
           "Verzonnen ziekenhuis " + name,
           {std::string(kind.trait), ambitions[mixed("ambition", all.size()) % 3],
            regions[mixed("region", all.size()) % 4], sizes[mixed("size", all.size()) % 3]}});
    }
  return all;
}

/// Some of each type; the years share most of them.
std::vector<std::size_t> taking_part(std::size_t years_back) {
  std::vector<std::size_t> places;
  std::size_t first = 0;
  for (const auto& kind : kKinds) {
    const auto some = kind.hospitals[std::min<std::size_t>(years_back + 1, 3)];
    for (std::size_t index = 0; index < some; ++index)
      places.push_back(first + (index + 2 * years_back) % kind.hospitals[0]);
    first += kind.hospitals[0];
  }
  return places;
}

class RoundMaker {
 public:
  RoundMaker(const assessment::Form& form, const Reference& reference,
             const std::vector<SyntheticHospital>& hospitals, std::vector<std::size_t> places,
             std::int64_t year)
      : form_(form),
        reference_(reference),
        hospitals_(hospitals),
        places_(std::move(places)),
        year_(year),
        questions_(counted_questions(form, reference)) {}

  std::vector<Response> run() {
    for (const auto& score : form_.instrument().scores) add_score(score);
    for (const auto& question : questions_) {
      const auto* item = form_.item(question.id);
      if (item == nullptr || is_score(question.id) || is_given(question.id)) continue;
      if (question.id == kTypeQuestion)
        add_types();
      else if (question.kind == QuestionKind::funnel)
        add_funnel(question, *item);
      else if (has_shares(question.kind))
        add_choices(question, *item);
      else
        add_numbers(question, *item);
    }
    std::vector<Response> responses;
    for (const auto place : places_) {
      Response response{hospitals_[place].id, year_, hospitals_[place].traits, {}};
      add_answers(form_.instrument().items, given_[place], response.answers);
      responses.push_back(std::move(response));
    }
    return responses;
  }

 private:
  using Given = std::map<std::string, std::vector<json::value>, std::less<>>;

  bool is_score(std::string_view id) const {
    return std::ranges::find(form_.instrument().scores, id, &assessment::Score::id) !=
           form_.instrument().scores.end();
  }

  bool is_given(std::string_view id) const {
    return std::ranges::any_of(given_, [&](const auto& each) { return each.second.contains(id); });
  }

  static void add_answers(const std::vector<Item>& items, const Given& given,
                          std::vector<ResponseAnswer>& answers) {
    for (const auto& item : items) {
      if (const auto found = given.find(item.link_id); found != given.end())
        answers.push_back({item.link_id, found->second});
      add_answers(item.items, given, answers);
    }
  }

  std::vector<PublishedFigure> figures(std::string_view question) const {
    const auto* published = reference_.find(question);
    return published == nullptr ? std::vector<PublishedFigure>() : figures_of(*published, year_);
  }

  /// In the question's own order.
  std::vector<std::size_t> ordered(std::string_view question,
                                   std::vector<std::size_t> places) const {
    std::ranges::sort(places, {}, [&](auto place) { return mixed(question, place); });
    return places;
  }

  /// Whoever is asked it, and no more than the published base, or than its figures ask for.
  std::vector<std::size_t> answering(std::string_view question, const Item& item) const {
    auto places = places_;
    if (!item.enable_when.empty())
      std::erase_if(places, [&](auto place) { return !is_asked(place, item); });
    places = ordered(question, std::move(places));
    const auto* published = reference_.find(question);
    if (published == nullptr || places.empty()) return places;
    const auto all = static_cast<std::int64_t>(places.size());
    const auto base = published->base(year_).value_or(fitting_base(figures(question), all));
    places.resize(static_cast<std::size_t>(std::min(all, base)));
    return places;
  }

  bool is_asked(std::size_t place, const Item& item) const {
    std::vector<assessment::Given> given;
    if (const auto found = given_.find(place); found != given_.end())
      for (const auto& [id, values] : found->second)
        given.push_back({.link_id = id, .values = values});
    return std::ranges::any_of(form_.evaluate(given, {}).items,
                               [&](const auto& asked) { return asked.item == &item; });
  }

  void give(std::size_t place, const std::string& question, json::value value) {
    given_[place][question].push_back(std::move(value));
  }

  void add_types() {
    for (const auto place : places_)
      for (const auto& kind : kKinds)
        if (kind.trait == hospitals_[place].traits.type)
          give(place, std::string(kTypeQuestion), json::string(kind.option));
  }

  void add_choices(const Question& question, const Item& item) {
    const auto places = answering(question.id, item);
    if (places.empty()) return;
    auto counts =
        counts_of(question, figures(question.id), static_cast<std::int64_t>(places.size()));
    if (question.kind == QuestionKind::multiple) fill(question, places.size(), counts);
    std::size_t next = 0;
    for (std::size_t option = 0; option < counts.size(); ++option)
      for (std::int64_t each = 0; each < counts[option].value_or(0); ++each)
        give(places[next++ % places.size()], question.id,
             json::string(question.options[option].id));
  }

  /// Options that nothing was published of take what is needed to give everybody as many as in the
  /// last year: two when nothing was published at all. One open option is only for who has none.
  void fill(const Question& question, std::size_t n,
            std::vector<std::optional<std::int64_t>>& counts) const {
    std::vector<std::size_t> open;
    std::int64_t sum = 0;
    for (std::size_t option = 0; option < counts.size(); ++option)
      if (counts[option])
        sum += *counts[option];
      else if (question.options[option].of.empty())
        open.push_back(option);
    const auto all = static_cast<std::int64_t>(n);
    if (open.empty() || (open.size() == 1 && sum >= all)) return;
    double percent = 0;
    if (const auto* published = reference_.find(question.id))
      for (const auto& figure : figures_of(*published, reference_.rounds().back().year))
        if (find_option(question, *figure.option)->of.empty()) percent += figure.value;
    const auto each = sum == 0 ? 2
                               : std::max<std::int64_t>((sum + all - 1) / all,
                                                        std::llround(std::ceil(percent / 100)));
    auto rest = each * all - sum;
    const auto parts = static_cast<std::int64_t>(open.size());
    for (std::int64_t index = 0; index < parts; ++index) {
      const auto part = std::min(rest / (parts - index), all);
      counts[open[static_cast<std::size_t>(index)]] = part;
      rest -= part;
    }
  }

  static double value_of(const std::vector<PublishedFigure>& figures, FigureMeasure measure,
                         double otherwise) {
    for (const auto& figure : figures)
      if (figure.kind() == measure) return figure.value;
    return otherwise;
  }

  /// Numbers with the published mean between the published ends.
  void add_spread(const std::vector<std::size_t>& places, const std::string& question,
                  const std::vector<PublishedFigure>& figures, double most) {
    if (places.empty()) return;
    const auto n = static_cast<double>(places.size());
    const auto least = value_of(figures, FigureMeasure::minimum, 0);
    most = value_of(figures, FigureMeasure::maximum, most);
    const auto mean = value_of(figures, FigureMeasure::mean, (least + most) / 2);
    const auto bend = (most - least) / std::max(mean - least, 0.5) - 1;
    const auto numbers = numbers_with_sum(static_cast<std::int64_t>(places.size()),
                                          std::llround(mean * n), static_cast<std::int64_t>(least),
                                          static_cast<std::int64_t>(most), std::max(bend, 0.01));
    for (std::size_t index = 0; index < places.size(); ++index)
      give(places[index], question, numbers[index]);
  }

  void add_numbers(const Question& question, const Item& item) {
    auto places = answering(question.id, item);
    const auto most = item.maximum.value_or(100);
    const auto* published = reference_.find(question.id);
    for (const auto& kind : kKinds) {
      std::vector<PublishedFigure> of_type;
      if (published != nullptr)
        for (const auto& figure : published->figures)
          if (figure.type == kind.option && figure.year == year_) of_type.push_back(figure);
      if (of_type.empty()) continue;
      const auto others = std::ranges::stable_partition(
          places, [&](auto place) { return hospitals_[place].traits.type == kind.trait; });
      const std::vector<std::size_t> these(places.begin(), others.begin());
      add_spread(these, question.id, of_type, most);
      places.erase(places.begin(), others.begin());
    }
    add_spread(places, question.id, figures(question.id), most);
  }

  /// Who has many of one has many of the others, so that there is a top.
  void add_funnel(const Question& question, const Item& group) {
    const auto places = answering(question.id, group);
    for (const auto& part : group.items) {
      auto means = figures(question.id);
      std::erase_if(means, [&](const auto& figure) { return figure.option != part.tags.front(); });
      add_spread(places, part.link_id, means,
                 std::ceil(3 * value_of(means, FigureMeasure::mean, 2)));
    }
  }

  /// Questions of which a score counts some answers: so many organisations with so many of them.
  void add_score(const assessment::Score& score) {
    const auto asked = std::ranges::find(questions_, score.id, &Question::id);
    const auto published = figures(score.id);
    if (score.measure != assessment::Measure::count || published.empty()) return;
    const auto n = static_cast<std::int64_t>(places_.size());
    const auto counts = counts_of(*asked, published, n);
    const auto places = ordered(score.id, places_);
    std::vector<std::int64_t> left;  // answers that count, by place
    for (std::size_t option = 0; option < counts.size(); ++option)
      left.insert(
          left.end(), static_cast<std::size_t>(counts[option].value_or(0)),
          std::stoll(asked->options[option].id.substr(asked->options[option].id.find('-') + 1)));
    const auto parts = form_.questions_of(score);
    const auto wanted = wanted_of(score, parts, std::accumulate(left.begin(), left.end(), 0LL));
    for (std::size_t part = 0; part < parts.size(); ++part) {
      std::vector<std::size_t> order(places.size());
      std::iota(order.begin(), order.end(), 0U);
      std::ranges::sort(order, {}, [&](auto each) {
        return std::pair(-left[each], mixed(parts[part]->link_id, places[each]));
      });
      std::vector<std::size_t> others;
      for (std::size_t index = 0; index < order.size(); ++index) {
        const auto each = order[index];
        if (static_cast<std::int64_t>(index) >= wanted[part] || left[each] == 0) {
          others.push_back(places[each]);
          continue;
        }
        --left[each];
        give(places[each], parts[part]->link_id, score.where[index % 3 == 2 ? 1 : 0]);
      }
      add_others(*parts[part], score, ordered(parts[part]->link_id, others));
    }
  }

  /// How many organisations give an answer that counts, by part: as published, and the others
  /// alike.
  std::vector<std::int64_t> wanted_of(const assessment::Score& score,
                                      const std::vector<const Item*>& parts,
                                      std::int64_t sum) const {
    std::vector<std::int64_t> wanted(parts.size(), -1);
    for (std::size_t part = 0; part < parts.size(); ++part)
      for (const auto& figure : figures(parts[part]->link_id)) {
        const auto& question = reference_.find(parts[part]->link_id)->question;
        const auto* option = find_option(question, figure.option.value_or(""));
        if (option == nullptr || option->of.size() != score.where.size()) continue;
        wanted[part] = count_for(figure.value, static_cast<std::int64_t>(places_.size()));
        sum -= wanted[part];
      }
    auto open = std::ranges::count(wanted, -1);
    for (auto& each : wanted)
      if (each < 0) {
        each = std::max<std::int64_t>(sum / open--, 0);
        sum -= each;
      }
    return wanted;
  }

  /// The published share of an answer that does not count; the rest gives the next.
  void add_others(const Item& item, const assessment::Score& score,
                  const std::vector<std::size_t>& places) {
    const auto n = static_cast<std::int64_t>(places_.size());
    std::vector<std::pair<std::string, std::int64_t>> options;
    for (const auto& option : item.options) {
      if (std::ranges::find(score.where, json::value(option.value)) != score.where.end()) continue;
      std::int64_t count = static_cast<std::int64_t>(places.size()) / 2;
      for (const auto& figure : figures(item.link_id))
        if (figure.option == option.value) count = count_for(figure.value, n);
      options.emplace_back(option.value, count);
    }
    std::size_t next = 0;
    for (std::size_t option = 0; option < options.size(); ++option)
      for (std::int64_t each = 0;
           next < places.size() && (each < options[option].second || option + 1 == options.size());
           ++each)
        give(places[next++], item.link_id, json::string(options[option].first));
  }

  const assessment::Form& form_;
  const Reference& reference_;
  const std::vector<SyntheticHospital>& hospitals_;
  std::vector<std::size_t> places_;
  std::int64_t year_;
  std::vector<Question> questions_;
  std::map<std::size_t, Given> given_;  ///< by hospital
};

}  // namespace

SyntheticMonitor synthetic_monitor(const assessment::Form& form, const Reference& reference) {
  SyntheticMonitor monitor{hospitals(), {}};
  const auto& rounds = reference.rounds();
  for (std::size_t index = 0; index < rounds.size(); ++index) {
    RoundMaker maker(form, reference, monitor.hospitals, taking_part(rounds.size() - 1 - index),
                     rounds[index].year);
    std::ranges::move(maker.run(), std::back_inserter(monitor.responses));
  }
  return monitor;
}

std::vector<Departure> departures(const Survey& survey, const Benchmark& benchmark,
                                  const Reference& reference, std::int64_t year) {
  std::vector<Departure> all;
  const auto round = static_cast<std::size_t>(
      std::ranges::find(survey.rounds, year, &SurveyRound::year) - survey.rounds.begin());
  const auto group_of = [&](const std::optional<std::string>& type) -> std::size_t {
    for (std::size_t group = 1; type && group < benchmark.groups.size(); ++group)
      for (const auto& kind : kKinds) {
        const auto& trait = benchmark.groups[group].front();
        const auto& dimension = survey.dimensions[trait.dimension];
        if (kind.option == *type && dimension.id == "type" &&
            dimension.values[trait.value] == kind.trait && benchmark.groups[group].size() == 1)
          return group;
      }
    return 0;
  };
  for (std::size_t index = 0; index < survey.questions.size(); ++index) {
    const auto& question = survey.questions[index];
    const auto* published = reference.find(question.id);
    if (published == nullptr) continue;
    for (const auto& figure : published->figures) {
      if (figure.year != year) continue;
      const auto* ours = benchmark.find(index, round, group_of(figure.type));
      if (ours == nullptr) continue;
      const auto option = static_cast<std::size_t>(
          std::ranges::find(question.options, figure.option.value_or(""), &QuestionOption::id) -
          question.options.begin());
      std::optional<double> value;
      switch (figure.kind()) {
        case FigureMeasure::share:
          value = static_cast<double>(ours->shares[option].rounded());
          break;
        case FigureMeasure::count:
          value = static_cast<double>(ours->shares[option].count);
          break;
        case FigureMeasure::mean:
          value = ours->spreads[figure.option ? option : 0].mean;
          break;
        case FigureMeasure::first_quartile:
          value = ours->spreads.front().first_quartile;
          break;
        case FigureMeasure::third_quartile:
          value = ours->spreads.front().third_quartile;
          break;
        case FigureMeasure::minimum:
        case FigureMeasure::maximum:
          break;  // no figures of our own
      }
      const auto base = figure.type ? std::nullopt : published->base(year);
      if (value && std::round(*value) == figure.value && base.value_or(ours->base) == ours->base)
        continue;
      if (value)
        all.push_back({question.id, figure.option, figure.type, figure.kind(), figure.value, *value,
                       base, ours->base});
    }
  }
  return all;
}

}  // namespace regie::sector
