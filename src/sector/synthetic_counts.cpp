#include "sector/synthetic_counts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace regie::sector {
namespace {

std::int64_t rounded(std::int64_t count, std::int64_t n) { return (200 * count + n) / (2 * n); }

/// Spreads a number evenly; the first get one more.
void spread(std::int64_t sum, const std::vector<std::size_t>& over,
            std::vector<std::optional<std::int64_t>>& counts) {
  const auto parts = static_cast<std::int64_t>(over.size());
  for (std::int64_t index = 0; index < parts; ++index)
    counts[over[static_cast<std::size_t>(index)]] = sum / parts + (index < sum % parts ? 1 : 0);
}

class Counts {
 public:
  Counts(const Question& question, const std::vector<PublishedFigure>& figures, std::int64_t n)
      : question_(question),
        n_(n),
        counts_(question.options.size()),
        loose_(question.options.size()) {
    for (const auto& figure : figures)
      if (figure.option) add_option(figure);
    for (const auto& figure : figures)
      if (figure.option) add_total(figure);
  }

  std::vector<std::optional<std::int64_t>> run() {
    if (question_.kind == QuestionKind::single) settle();
    return std::move(counts_);
  }

 private:
  std::int64_t count_of(const PublishedFigure& figure) const {
    return figure.kind() == FigureMeasure::count ? static_cast<std::int64_t>(figure.value)
                                                 : count_for(figure.value, n_);
  }

  bool cannot_be(const PublishedFigure& figure) const {
    return figure.kind() == FigureMeasure::share &&
           rounded(count_of(figure), n_) != static_cast<std::int64_t>(figure.value);
  }

  std::size_t place(std::string_view option) const {
    return static_cast<std::size_t>(
        std::ranges::find(question_.options, option, &QuestionOption::id) -
        question_.options.begin());
  }

  void add_option(const PublishedFigure& figure) {
    const auto option = place(*figure.option);
    if (!question_.options[option].of.empty()) return;
    counts_[option] = count_of(figure);
    loose_[option] = cannot_be(figure);
  }

  /// What a total has beyond its published parts, over the others.
  void add_total(const PublishedFigure& figure) {
    auto rest = count_of(figure);
    std::vector<std::size_t> open;
    for (const auto& part : question_.options[place(*figure.option)].of) {
      const auto option = place(part);
      if (counts_[option])
        rest -= *counts_[option];
      else
        open.push_back(option);
    }
    if (open.empty()) return;
    spread(std::max<std::int64_t>(rest, 0), open, counts_);
    for (const auto option : open) loose_[option] = cannot_be(figure);
  }

  void settle() {
    auto rest = n_;
    std::vector<std::size_t> open;
    std::vector<std::size_t> given;
    for (std::size_t option = 0; option < counts_.size(); ++option) {
      if (!question_.options[option].of.empty()) continue;
      if (counts_[option])
        rest -= *counts_[option], given.push_back(option);
      else
        open.push_back(option);
    }
    if (!open.empty()) {
      spread(std::max<std::int64_t>(rest, 0), open, counts_);
      rest = std::min<std::int64_t>(rest, 0);
    }
    std::ranges::stable_sort(given, [&](auto one, auto other) {
      return std::pair(loose_[one], *counts_[one]) > std::pair(loose_[other], *counts_[other]);
    });
    for (const auto option : given) {
      const auto taken = std::max(rest, -*counts_[option]);
      *counts_[option] += taken;
      rest -= taken;
    }
  }

  const Question& question_;
  std::int64_t n_;
  std::vector<std::optional<std::int64_t>> counts_;
  std::vector<bool> loose_;  ///< by option: its figure cannot be right at n
};

}  // namespace

std::vector<PublishedFigure> figures_of(const ReferenceQuestion& published, std::int64_t year) {
  std::int64_t last = 0;
  for (const auto& figure : published.figures)
    if (!figure.type)
      last = figure.year == year || last == year ? year : std::max(last, figure.year);
  std::vector<PublishedFigure> figures;
  for (const auto& figure : published.figures)
    if (!figure.type && figure.year == last) figures.push_back(figure);
  return figures;
}

std::int64_t count_for(double percent, std::int64_t n) {
  const auto exact = percent * static_cast<double>(n) / 100;
  const auto below = std::min(static_cast<std::int64_t>(exact), n);
  const auto above = std::min(below + 1, n);
  if (rounded(below, n) == static_cast<std::int64_t>(percent)) return below;
  if (rounded(above, n) == static_cast<std::int64_t>(percent)) return above;
  return exact - static_cast<double>(below) <= static_cast<double>(above) - exact ? below : above;
}

std::int64_t fitting_base(const std::vector<PublishedFigure>& figures, std::int64_t n) {
  constexpr std::int64_t kFewer = 5;
  const auto fitting = [&](std::int64_t base) {
    return std::ranges::count_if(figures, [&](const auto& figure) {
      return figure.kind() == FigureMeasure::share &&
             rounded(count_for(figure.value, base), base) ==
                 static_cast<std::int64_t>(figure.value);
    });
  };
  auto best = n;
  for (auto base = n - 1; base >= std::max<std::int64_t>(n - kFewer, 1); --base)
    if (fitting(base) > fitting(best)) best = base;
  return best;
}

std::vector<std::optional<std::int64_t>> counts_of(const Question& question,
                                                   const std::vector<PublishedFigure>& figures,
                                                   std::int64_t n) {
  return Counts(question, figures, n).run();
}

std::vector<std::int64_t> numbers_with_sum(std::int64_t n, std::int64_t sum, std::int64_t least,
                                           std::int64_t most, double bend) {
  std::vector<std::int64_t> numbers;
  for (std::int64_t index = 0; index < n; ++index) {
    const auto at = n > 1 ? static_cast<double>(index) / static_cast<double>(n - 1) : 0.5;
    numbers.push_back(least + static_cast<std::int64_t>(
                                  std::pow(at, bend) * static_cast<double>(most - least) + 0.5));
  }
  auto rest = sum - std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
  // The two ends stay while the others can take what is missing.
  for (const auto edge : {std::size_t{1}, std::size_t{0}})
    for (bool moved = true; rest != 0 && moved;) {
      moved = false;
      for (auto index = edge; index + edge < numbers.size() && rest != 0; ++index) {
        const auto step = rest > 0 ? 1 : -1;
        const auto next = numbers[index] + step;
        if (next < least || next > most) continue;
        numbers[index] = next;
        rest -= step;
        moved = true;
      }
    }
  std::ranges::sort(numbers);
  return numbers;
}

}  // namespace regie::sector
