#include <cmath>
#include <string>

#include "base/enumeration.h"
#include "sector/publication.h"
#include "table/csv.h"

namespace regie::sector {
namespace {

std::string number(double value) {
  auto text = std::to_string(std::round(value * 100) / 100);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}

/// One row: what every row of a group shares, and then its number.
struct Row {
  std::string option = {};
  std::string measure = {};
  std::string value = {};
  std::string count = {};
  std::string rounded = {};
  std::string lower = {};
  std::string upper = {};
  std::optional<ChangeFigure> change = {};
};

class Writer {
 public:
  Writer(const PublicationContent& content, Language language)
      : content_(content), language_(language) {
    sheet_.header = {"year",
                     "question",
                     "question_text",
                     "series",
                     "group",
                     "option",
                     "option_text",
                     "n",
                     "base",
                     "measure",
                     "value",
                     "unit",
                     "count",
                     "rounded",
                     "lower_95",
                     "upper_95",
                     "change",
                     "change_lower_95",
                     "change_upper_95",
                     "change_from",
                     "more_than_chance",
                     "suppressed",
                     "method",
                     "licence"};
  }

  table::Sheet sheet() {
    for (const auto& result : content_.questions)
      for (const auto& year : result.years) {
        question_ = &result.question;
        year_ = year.year;
        for (const auto& group : year.groups) add_group(group);
        for (const auto& figure : year.published) add_published(year, figure);
      }
    return std::move(sheet_);
  }

 private:
  void add_group(const ShownGroup& group) {
    if (group.suppressed) return add(group, {});
    for (const auto& share : group.shares)
      add(group,
          {share.option, "share", number(share.percent), std::to_string(share.count),
           std::to_string(share.rounded), number(share.lower), number(share.upper), share.change});
    for (const auto& spread : group.spreads) {
      const auto option = spread.option.value_or("");
      add(group, {.option = option,
                  .measure = "mean",
                  .value = number(spread.mean),
                  .change = spread.change});
      add(group, {option, "first_quartile", number(spread.first_quartile)});
      add(group, {option, "median", number(spread.median)});
      add(group, {option, "third_quartile", number(spread.third_quartile)});
      add(group, {option, "standard_deviation", number(spread.standard_deviation)});
    }
    if (!group.top_tenth) return;
    for (std::size_t index = 0; index < group.top_tenth->means.size(); ++index)
      add(group,
          {question_->options[index].id, "top_tenth_mean", number(group.top_tenth->means[index])});
  }

  void add(const ShownGroup& group, const Row& row) {
    std::string name;
    for (const auto& trait : group.traits)
      name += (name.empty() ? "" : "; ") + trait.dimension + "=" + trait.value;
    const auto is_share = row.measure == "share";
    const auto& change = row.change;
    sheet_.rows.push_back({std::to_string(year_),
                           question_->id,
                           question_->text.in(language_),
                           "round",
                           name.empty() ? "all" : name,
                           row.option,
                           option_text(row.option),
                           number(group.n),
                           number(group.base),
                           row.measure,
                           row.value,
                           row.value.empty() ? ""
                           : is_share        ? "percent"
                                             : "number",
                           row.count,
                           row.rounded,
                           row.lower,
                           row.upper,
                           change ? number(change->points) : "",
                           change ? number(change->lower) : "",
                           change ? number(change->upper) : "",
                           change ? std::to_string(change->from_year) : "",
                           change ? (change->more_than_chance ? "yes" : "no") : "",
                           group.suppressed ? "yes" : "no",
                           content_.method.in(language_),
                           content_.licence});
  }

  /// As printed: without an interval, and with its own source as method.
  void add_published(const YearResult& year, const PublishedFigure& figure) {
    const auto option = figure.option.value_or("");
    const auto is_share = figure.kind() == FigureMeasure::share;
    auto source = content_.source + " (" + std::string(enum_text(figure.basis)) + ")";
    if (figure.press) source += " " + *figure.press;
    std::vector<std::string> row(sheet_.header.size());
    row[0] = std::to_string(year.year);
    row[1] = question_->id;
    row[2] = question_->text.in(language_);
    row[3] = "published";
    row[4] = figure.type ? "type=" + *figure.type : "all";
    row[5] = option;
    row[6] = option_text(option);
    row[8] = number(year.published_base);
    row[9] = enum_text(figure.kind());
    row[10] = number(figure.value);
    row[11] = is_share ? "percent" : "number";
    row[21] = "no";
    row[22] = std::move(source);
    sheet_.rows.push_back(std::move(row));
  }

  std::string option_text(const std::string& option) const {
    const auto* found = find_option(*question_, option);
    return found == nullptr ? "" : found->name.in(language_);
  }

  const PublicationContent& content_;
  Language language_;
  table::Sheet sheet_;
  const Question* question_ = nullptr;
  std::int64_t year_ = 0;
};

}  // namespace

std::string Publication::csv(Language language) const {
  return table::write_csv(Writer(content_, language).sheet());
}

}  // namespace regie::sector
