#include "sector/report_question.h"

#include <algorithm>
#include <cmath>

namespace regie::sector {
namespace {

using Row = std::vector<std::string>;

std::string whole_percent(const ReportContext& context, std::int64_t rounded) {
  return context.writer.percent(static_cast<double>(rounded) / 100);
}

std::string change_text(const ReportContext& context, const std::optional<ChangeFigure>& change,
                        int decimals) {
  if (!change) return context.writer.number(std::nullopt, 0);
  const auto sign = change->points > 0 ? "+" : "";
  return sign + context.writer.number(change->points, decimals) + " (" +
         context.writer.range(change->lower, change->upper, decimals) + "), " +
         context.say(change->more_than_chance ? "real" : "chance");
}

/// As the monitor printed it of everybody.
std::string printed(const ReportContext& context, const YearResult& year,
                    const std::optional<std::string>& option, FigureMeasure measure) {
  for (const auto& each : year.published)
    if (each.option == option && !each.type && each.kind() == measure)
      return measure == FigureMeasure::share
                 ? context.writer.percent(each.value / 100)
                 : context.writer.number(each.value, each.value == std::floor(each.value) ? 0 : 1);
  return context.writer.number(std::nullopt, 0);
}

std::vector<const YearResult*> shown_years(const QuestionResult& question) {
  std::vector<const YearResult*> years;
  for (const auto& each : question.years)
    if (whole_of(question, each.year) != nullptr) years.push_back(&each);
  return years;
}

std::optional<std::int64_t> compared_year(const ShownGroup& now) {
  for (const auto& each : now.shares)
    if (each.change) return each.change->from_year;
  for (const auto& each : now.spreads)
    if (each.change) return each.change->from_year;
  return std::nullopt;
}

Row header_of(const ReportContext& context, const QuestionResult& question, const ShownGroup& now) {
  Row header{context.say("answer")};
  for (const auto* year : shown_years(question))
    header.push_back(std::to_string(year->year) +
                     " (n = " + context.writer.count(whole_of(question, year->year)->base) + ")");
  header.push_back(context.say("interval"));
  if (const auto before = compared_year(now))
    header.push_back(context.say("points", {{"year", std::to_string(*before)}}));
  header.push_back(context.say("printed", {{"year", std::to_string(context.year)}}));
  return header;
}

void write_shares(const ReportContext& context, const QuestionResult& question,
                  const ShownGroup& now) {
  std::vector<Row> rows;
  for (const auto& option : question.question.options) {
    const auto* share = share_of(now, option.id);
    if (share == nullptr) continue;
    Row row{context.in(option.name)};
    for (const auto* year : shown_years(question)) {
      const auto* then = share_of(*whole_of(question, year->year), option.id);
      row.push_back(then == nullptr ? context.writer.number(std::nullopt, 0)
                                    : whole_percent(context, then->rounded) + " (" +
                                          context.writer.count(then->count) + ")");
    }
    row.push_back(context.writer.range(share->lower, share->upper, 0) + "%");
    if (compared_year(now)) row.push_back(change_text(context, share->change, 0));
    row.push_back(
        printed(context, *year_of(question, context.year), option.id, FigureMeasure::share));
    rows.push_back(std::move(row));
  }
  context.writer.table(context.say("table", {{"question", name_of(context, question.question)}}),
                       header_of(context, question, now), rows);
}

void write_spreads(const ReportContext& context, const QuestionResult& question,
                   const ShownGroup& now) {
  Row header{context.say("answer"),    context.say("mean_head"), context.say("median"),
             context.say("quartiles"), context.say("spread"),    context.say("n")};
  const auto before = compared_year(now);
  if (before) header.push_back(context.say("points", {{"year", std::to_string(*before)}}));
  header.push_back(context.say("printed", {{"year", std::to_string(context.year)}}));
  const auto& top = now.top_tenth;
  if (top) header.push_back(context.say("leaders", {{"n", context.writer.count(top->n)}}));
  std::vector<Row> rows;
  for (std::size_t index = 0; index < now.spreads.size(); ++index) {
    const auto& each = now.spreads[index];
    const auto* option = find_option(question.question, each.option.value_or(""));
    Row row{option == nullptr ? context.say("all") : context.in(option->name),
            context.writer.number(each.mean, 1),
            context.writer.number(each.median, 1),
            context.writer.range(each.first_quartile, each.third_quartile, 1),
            context.writer.number(each.standard_deviation, 1),
            context.writer.count(now.base)};
    if (before) row.push_back(change_text(context, each.change, 1));
    row.push_back(
        printed(context, *year_of(question, context.year), each.option, FigureMeasure::mean));
    if (top)
      row.push_back(index < top->means.size() ? context.writer.number(top->means[index], 1)
                                              : context.writer.number(std::nullopt, 0));
    rows.push_back(std::move(row));
  }
  context.writer.table(context.say("table", {{"question", name_of(context, question.question)}}),
                       header, rows);
  if (top)
    context.writer.paragraph(context.say("leaders", {{"n", context.writer.count(top->n)}}) + ": " +
                             context.say("total") + " " + context.writer.number(top->total, 1) +
                             ".");
}

/// The answers of the groups of one dimension beside each other.
void write_groups(const ReportContext& context, const QuestionResult& question,
                  std::string_view dimension, std::string_view caption) {
  std::vector<const ShownGroup*> groups;
  for (const auto& each : year_of(question, context.year)->groups)
    if (each.traits.size() == 1 && each.traits.front().dimension == dimension)
      groups.push_back(&each);
  if (groups.empty()) return;
  Row header{context.say("answer")};
  for (const auto* group : groups)
    header.push_back(name_of(context, group->traits.front()) +
                     (group->base ? " (n = " + context.writer.count(group->base) + ")" : ""));
  const auto cell = [&](const ShownGroup& group, const std::optional<std::string>& option) {
    if (group.suppressed) return context.say("hidden_cell");
    if (option)
      if (const auto* share = share_of(group, *option))
        return whole_percent(context, share->rounded);
    for (const auto& spread : group.spreads)
      if (spread.option == option) return context.writer.number(spread.mean, 1);
    return context.writer.number(std::nullopt, 0);
  };
  std::vector<Row> rows;
  const auto add = [&](const std::string& name, const std::optional<std::string>& option) {
    Row row{name};
    for (const auto* group : groups) row.push_back(cell(*group, option));
    rows.push_back(std::move(row));
  };
  if (question.question.options.empty()) add(context.say("mean_head"), std::nullopt);
  for (const auto& option : question.question.options) add(context.in(option.name), option.id);
  context.writer.table(context.say(caption, {{"question", name_of(context, question.question)}}),
                       header, rows);
}

void write_notes(const ReportContext& context, const QuestionResult& question) {
  std::vector<std::string> notes;
  for (const auto& change : question.question.changes)
    notes.push_back(std::to_string(change.year) + ": " + context.in(change.note));
  for (const auto& note : question.footnotes) notes.push_back(context.in(note.text));
  if (notes.empty()) return;
  context.writer.paragraph(context.say("notes") + ":");
  context.writer.list(notes);
}

}  // namespace

const QuestionResult* find_question(const PublicationContent& content, std::string_view id) {
  const auto found = std::ranges::find_if(
      content.questions, [&](const QuestionResult& each) { return each.question.id == id; });
  return found == content.questions.end() ? nullptr : &*found;
}

const YearResult* year_of(const QuestionResult& question, std::int64_t year) {
  const auto found = std::ranges::find(question.years, year, &YearResult::year);
  return found == question.years.end() ? nullptr : &*found;
}

const ShownGroup* whole_of(const QuestionResult& question, std::int64_t year) {
  const auto* found = year_of(question, year);
  if (found == nullptr) return nullptr;
  const auto whole = std::ranges::find_if(
      found->groups, [](const ShownGroup& each) { return each.traits.empty(); });
  return whole == found->groups.end() || whole->suppressed ? nullptr : &*whole;
}

const ShareFigure* share_of(const ShownGroup& group, std::string_view option) {
  const auto found = std::ranges::find(group.shares, option, &ShareFigure::option);
  return found == group.shares.end() ? nullptr : &*found;
}

std::string name_of(const ReportContext& context, const GroupTrait& trait) {
  const auto* known = context.outline.find("trait_" + trait.value);
  return known == nullptr ? trait.value : context.in(*known);
}

std::string name_of(const ReportContext& context, const Question& question) {
  for (const auto& section : context.outline.sections())
    for (const auto& each : section.questions)
      if (each.id == question.id && each.name) return context.in(*each.name);
  return context.in(question.text);
}

std::string reason_for_none(const ReportContext& context, const QuestionResult& question) {
  const auto* now = year_of(question, context.year);
  if (now == nullptr || (now->groups.empty() && !now->refused)) return context.say("not_asked");
  if (now->refused) return context.say("refused");
  if (whole_of(question, context.year) == nullptr)
    return context.say("hidden", {{"least", context.writer.count(context.content.least)}});
  return {};
}

void write_figures(const ReportContext& context, const QuestionResult& question) {
  const auto* now = whole_of(question, context.year);
  if (now == nullptr) return;
  has_shares(question.question.kind) ? write_shares(context, question, *now)
                                     : write_spreads(context, question, *now);
  write_groups(context, question, "type", "by_group");
  write_groups(context, question, "ambition", "by_ambition");
  write_notes(context, question);
}

}  // namespace regie::sector
