#include "sector/publication.h"

#include <algorithm>
#include <cmath>

#include "base/json_codec.h"
#include "sector/benchmark.h"
#include "sector/difference.h"

namespace regie::sector {
namespace {

double to_decimals(double value, double scale) { return std::round(value * scale) / scale; }

ChangeFigure change_figure(const Change& change, double scale) {
  return {change.from_year, to_decimals(change.points, scale), to_decimals(change.lower, scale),
          to_decimals(change.upper, scale), change.more_than_chance()};
}

LocalizedText method_text() {
  return {
      "Percentages gaan over de organisaties die antwoord gaven. "
      "Het interval van 95% is dat van Wilson. "
      "Een verschil staat in procentpunten, met het interval van Newcombe. "
      "Bij gemiddelden is dat Student's t. Kleine groepen zijn verborgen.",
      "Percentages are of the organisations that answered. "
      "The 95% interval is Wilson's. "
      "A change is in percentage points, with Newcombe's interval. "
      "For means that is Student's t. Small groups are hidden."};
}

/// Lays the figures of a benchmark out, as far as they are visible.
class Maker {
 public:
  Maker(const Survey& survey, const Benchmark& benchmark, const Suppressed& suppressed,
        const Reference& reference)
      : survey_(survey), benchmark_(benchmark), suppressed_(suppressed), reference_(reference) {}

  std::vector<QuestionResult> questions() const {
    std::vector<QuestionResult> all;
    for (std::size_t index = 0; index < survey_.questions.size(); ++index) {
      QuestionResult result{survey_.questions[index], {}, {}};
      const auto* published = reference_.find(result.question.id);
      for (const auto* footnote : reference_.footnotes_of(result.question.id))
        result.footnotes.push_back(*footnote);
      for (std::size_t round = 0; round < survey_.rounds.size(); ++round)
        result.years.push_back(year(index, round));
      if (published != nullptr) add_published(*published, result.years);
      all.push_back(std::move(result));
    }
    return all;
  }

 private:
  YearResult year(std::size_t question, std::size_t round) const {
    YearResult result{survey_.rounds[round].year, {}, {}, {}, {}};
    for (const auto& refusal : benchmark_.refusals)
      if (refusal.question == question && refusal.round == round) result.refused = refusal.fault;
    if (result.refused) return result;
    for (std::size_t group = 0; group < benchmark_.groups.size(); ++group) {
      auto figures = group_result(question, round, group);
      if (!figures.suppressed || figures.traits.size() < 2)
        result.groups.push_back(std::move(figures));
    }
    return result;
  }

  const Visible* visible(const GroupFigures* figures) const {
    return figures == nullptr
               ? nullptr
               : &suppressed_
                      .visible[static_cast<std::size_t>(figures - benchmark_.figures.data())];
  }

  ShownGroup group_result(std::size_t question, std::size_t round, std::size_t group) const {
    ShownGroup result;
    for (const auto& trait : benchmark_.groups[group]) {
      const auto& dimension = survey_.dimensions[trait.dimension];
      result.traits.push_back({dimension.id, dimension.values[trait.value]});
    }
    const auto* figures = benchmark_.find(question, round, group);
    const auto* shown = visible(figures);
    if (shown == nullptr || !shown->figures) return result;
    result.suppressed = false;
    result.n = suppressed_.participants[round][group];
    result.base = figures->base;
    add_shares(*figures, shown->pairs, result);
    add_spreads(*figures, shown->pairs, result);
    if (shown->top_tenth) {
      const auto& top = *figures->top_tenth;
      result.top_tenth = TopTenthFigure{top.n, {}, to_decimals(top.total, 100)};
      for (const auto mean : top.means) result.top_tenth->means.push_back(to_decimals(mean, 100));
    }
    return result;
  }

  /// The same group in the round that a change is from; null when that is hidden.
  const GroupFigures* before(const GroupFigures& figures, const Change& change) const {
    const auto round = std::ranges::find(survey_.rounds, change.from_year, &SurveyRound::year);
    const auto* earlier = benchmark_.find(
        figures.question, static_cast<std::size_t>(round - survey_.rounds.begin()), figures.group);
    const auto* shown = visible(earlier);
    return shown != nullptr && shown->figures ? earlier : nullptr;
  }

  const std::string& option(const GroupFigures& figures, std::size_t index) const {
    return survey_.questions[figures.question].options[index].id;
  }

  void add_shares(const GroupFigures& figures, bool pairs, ShownGroup& result) const {
    for (std::size_t index = 0; index < figures.shares.size(); ++index) {
      const auto& share = figures.shares[index];
      ShareFigure figure{option(figures, index),
                         share.count,
                         to_decimals(share.percent(), 10),
                         share.rounded(),
                         to_decimals(share.lower, 10),
                         to_decimals(share.upper, 10),
                         {}};
      if (const auto* earlier = share.change ? before(figures, *share.change) : nullptr) {
        auto change = *share.change;
        if (!pairs) {
          const auto& was = earlier->shares[index];
          const auto apart = difference({was.count, was.base}, {share.count, share.base}, {});
          change.lower = 100 * apart.lower;
          change.upper = 100 * apart.upper;
        }
        figure.change = change_figure(change, 10);
      }
      result.shares.push_back(std::move(figure));
    }
  }

  /// An option that not all of the base gave a number for is about fewer, which nobody judged.
  void add_spreads(const GroupFigures& figures, bool pairs, ShownGroup& result) const {
    for (std::size_t index = 0; index < figures.spreads.size(); ++index) {
      const auto& spread = figures.spreads[index];
      if (spread.n != figures.base) continue;
      SpreadFigure figure{{},
                          to_decimals(spread.mean, 100),
                          to_decimals(spread.first_quartile, 100),
                          to_decimals(spread.median, 100),
                          to_decimals(spread.third_quartile, 100),
                          to_decimals(spread.standard_deviation, 100),
                          {}};
      if (!survey_.questions[figures.question].options.empty())
        figure.option = option(figures, index);
      const auto* earlier = spread.change ? before(figures, *spread.change) : nullptr;
      if (earlier != nullptr && earlier->spreads[index].n == earlier->base) {
        const auto change =
            pairs ? spread.change
                  : change_of_mean(earlier->spreads[index], spread, {}, spread.change->from_year);
        if (change) figure.change = change_figure(*change, 100);
      }
      result.spreads.push_back(std::move(figure));
    }
  }

  void add_published(const ReferenceQuestion& published, std::vector<YearResult>& years) const {
    const auto at = [&](std::int64_t year) -> YearResult& {
      auto found = std::ranges::find(years, year, &YearResult::year);
      if (found != years.end()) return *found;
      found = std::ranges::lower_bound(years, year, {}, &YearResult::year);
      return *years.insert(found, {year, {}, {}, {}, {}});
    };
    for (const auto& base : published.bases) at(base.year).published_base = base.n;
    for (const auto& figure : published.figures) at(figure.year).published.push_back(figure);
  }

  const Survey& survey_;
  const Benchmark& benchmark_;
  const Suppressed& suppressed_;
  const Reference& reference_;
};

/// Whether figures are of the question: every share with its option and a base, and no others.
bool fits(const ShownGroup& group, const Question& question) {
  if (group.suppressed)
    return !group.n && !group.base && group.shares.empty() && group.spreads.empty() &&
           !group.top_tenth;
  if (!group.base || *group.base < 1) return false;
  const auto options = question.options.size();
  if (group.shares.size() != (has_shares(question.kind) ? options : 0)) return false;
  for (std::size_t option = 0; option < group.shares.size(); ++option) {
    const auto& share = group.shares[option];
    if (share.option != question.options[option].id || share.count < 0 || share.count > *group.base)
      return false;
  }
  if (has_shares(question.kind) && !group.spreads.empty()) return false;
  const auto is_known = [&](const SpreadFigure& spread) {
    return spread.option ? find_option(question, *spread.option) != nullptr : options == 0;
  };
  return std::ranges::all_of(group.spreads, is_known) &&
         (!group.top_tenth || group.top_tenth->means.size() == options);
}

Tables tables_of(const Survey& survey, const std::vector<std::vector<std::string>>& crossed) {
  Tables tables;
  for (const auto& names : crossed) {
    auto& table = tables.emplace_back();
    for (const auto& name : names) {
      const auto found = std::ranges::find(survey.dimensions, name, &Dimension::id);
      if (found != survey.dimensions.end())
        table.push_back(static_cast<std::size_t>(found - survey.dimensions.begin()));
    }
    if (table.size() != names.size() || table.size() < 2) tables.pop_back();
  }
  return tables;
}

}  // namespace

Result<Publication> Publication::read(const boost::json::value& json) {
  auto content = TRY(codec::decode<PublicationContent>(json));
  std::vector<FieldError> errors;
  for (std::size_t question = 0; question < content.questions.size(); ++question)
    for (std::size_t year = 0; year < content.questions[question].years.size(); ++year) {
      const auto& [asked, years, footnotes] = content.questions[question];
      const auto& groups = years[year].groups;
      for (std::size_t group = 0; group < groups.size(); ++group)
        if (!fits(groups[group], asked))
          errors.push_back({"/questions/" + std::to_string(question) + "/years/" +
                                std::to_string(year) + "/groups/" + std::to_string(group),
                            ErrorCode::unknown_reference});
    }
  if (errors.empty()) return Publication(std::move(content));
  return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
}

boost::json::value Publication::json() const { return codec::encode(content_); }

Published publish(const Survey& survey, const Reference& reference,
                  std::span<const PublishedTable> before, const PublicationSettings& settings) {
  const auto least = std::max(settings.least, static_cast<std::int64_t>(kLeastOrganisations));
  const auto figures = benchmark(survey, tables_of(survey, settings.crossed));
  auto suppressed = suppress(survey, figures, before, static_cast<std::size_t>(least));
  PublicationContent content{
      .least = least,
      .licence = settings.licence,
      .source = reference.instrument().empty()
                    ? ""
                    : reference.source().publisher + ": " + reference.source().title,
      .method = method_text(),
      .questions = Maker(survey, figures, suppressed, reference).questions(),
      .refused = {},
      .footnotes = {}};
  for (const auto& refusal : figures.refusals)
    content.refused.push_back(
        {survey.questions[refusal.question].id, survey.rounds[refusal.round].year, refusal.fault});
  for (const auto& footnote : reference.footnotes())
    if (footnote.questions.empty()) content.footnotes.push_back(footnote);
  return {Publication(std::move(content)), std::move(suppressed.tables)};
}

}  // namespace regie::sector
