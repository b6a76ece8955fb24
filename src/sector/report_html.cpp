#include "sector/report_html.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "report/charts.h"
#include "sector/report_question.h"

namespace regie::sector {
namespace {

constexpr std::size_t kMostChanges = 12;

std::optional<std::int64_t> participants(const PublicationContent& content, std::int64_t year) {
  std::optional<std::int64_t> most;
  for (const auto& question : content.questions)
    if (const auto* group = whole_of(question, year); group && group->n)
      most = std::max(most.value_or(0), *group->n);
  return most;
}

/// A question and one of its answers.
std::string answered_as(const ReportContext& context, const Question& question,
                        const std::string& answer) {
  const auto name = name_of(context, question);
  return name + (name.ends_with('?') || name.ends_with('.') ? " " : ": ") + answer;
}

/// As people write it: 25-11-2026, or 2026-11-25.
std::string day_text(Language language, Timestamp at) {
  const auto day = to_text(day_of(at));
  return language == Language::en
             ? day
             : day.substr(8, 2) + "-" + day.substr(5, 2) + "-" + day.substr(0, 4);
}

void write_highlights(const ReportContext& context) {
  std::vector<report::Bar> bars;
  for (const auto& [id, option] : context.outline.highlights()) {
    const auto* question = find_question(context.content, id);
    const auto* group = question == nullptr ? nullptr : whole_of(*question, context.year);
    const auto* share = group == nullptr ? nullptr : share_of(*group, option);
    const auto* name = share == nullptr ? nullptr : find_option(question->question, option);
    if (name == nullptr) continue;
    bars.push_back(
        {.name = answered_as(context, question->question, context.in(name->name)),
         .value = share->percent,
         .shown = context.say(
             "of_base",
             {{"percent", context.writer.percent(static_cast<double>(share->rounded) / 100)},
              {"count", context.writer.count(share->count)},
              {"base", context.writer.count(group->base)}}),
         .mark = {}});
  }
  if (!bars.empty()) context.writer.raw(report::bars(context.say("highlights"), bars, 100));
}

/// What changed most among what chance does not explain.
void write_changes(const ReportContext& context) {
  struct Found {
    const QuestionResult* question;
    const ShareFigure* share;
  };
  std::vector<Found> found;
  for (const auto& question : context.content.questions)
    if (const auto* group = whole_of(question, context.year))
      for (const auto& share : group->shares)
        if (share.change && share.change->more_than_chance) found.push_back({&question, &share});
  context.writer.heading(3, context.say("changed"));
  if (found.empty()) return context.writer.paragraph(context.say("nothing_changed"));
  std::ranges::stable_sort(found, std::greater{},
                           [](const Found& each) { return std::abs(each.share->change->points); });
  if (found.size() > kMostChanges) found.resize(kMostChanges);
  std::vector<std::string> lines;
  for (const auto& [question, share] : found) {
    const auto& change = *share->change;
    const auto* option = find_option(question->question, share->option);
    lines.push_back(context.say(
        "change",
        {{"answer", answered_as(context, question->question,
                                option == nullptr ? share->option : context.in(option->name))},
         {"from", context.writer.percent(std::round(share->percent - change.points) / 100)},
         {"to", context.writer.percent(static_cast<double>(share->rounded) / 100)},
         {"points", (change.points > 0 ? "+" : "") + context.writer.number(change.points, 0)},
         {"range", context.writer.range(change.lower, change.upper, 0)}}));
  }
  context.writer.list(lines);
}

void write_question(const ReportContext& context, const QuestionResult& question,
                    const ReportSection* section) {
  const auto reason = reason_for_none(context, question);
  const bool together = section != nullptr && section->together.value_or(false);
  context.writer.heading(3, name_of(context, question.question));
  if (!reason.empty()) return context.writer.paragraph(reason);
  const auto* now = whole_of(question, context.year);
  context.writer.paragraph(context.say("answered", {{"base", context.writer.count(now->base)},
                                                    {"n", context.writer.count(now->n)}}));
  if (!together)
    write_chart(context, question, section != nullptr && section->reversed.value_or(false));
  write_figures(context, question);
}

/// A section of which the round asked nothing is left out.
std::vector<const ReportSection*> asked_sections(const ReportContext& context) {
  std::vector<const ReportSection*> asked;
  for (const auto& section : context.outline.sections())
    if (std::ranges::any_of(section.questions, [&](const ReportedQuestion& each) {
          return find_question(context.content, each.id) != nullptr;
        }))
      asked.push_back(&section);
  return asked;
}

void write_contents(const ReportContext& context,
                    const std::vector<const ReportSection*>& sections) {
  auto& writer = context.writer;
  writer.raw("<nav aria-label=\"" + report::escaped(context.say("contents")) + "\">\n<ol>\n");
  for (const auto* section : sections)
    writer.raw("<li><a href=\"#" + report::escaped(section->id) + "\">" +
               report::escaped(context.in(section->title)) + "</a></li>\n");
  writer.raw("</ol>\n</nav>\n");
}

void write_section(const ReportContext& context, const ReportSection& section,
                   std::set<std::string>& written) {
  context.writer.heading(2, context.in(section.title), section.id);
  context.writer.paragraph(context.in(section.text));
  if (section.together.value_or(false)) write_together(context, section);
  for (const auto& each : section.questions)
    if (const auto* question = find_question(context.content, each.id)) {
      write_question(context, *question, &section);
      written.insert(each.id);
    }
}

void write_method(const ReportContext& context) {
  const auto& content = context.content;
  context.writer.heading(2, context.say("method"), "method");
  context.writer.paragraph(context.in(content.method));
  context.writer.paragraph(
      context.say("suppression", {{"least", context.writer.count(content.least)}}));
  context.writer.paragraph(context.say("source", {{"source", content.source}}));
  context.writer.paragraph(context.say("licence", {{"licence", content.licence}}));
  std::vector<std::string> notes;
  for (const auto& note : content.footnotes) notes.push_back(context.in(note.text));
  context.writer.list(notes);
}

}  // namespace

std::string report_html(const RoundPublication& publication, const ReportOutline& outline,
                        const std::string& publisher, Language language) {
  report::HtmlWriter writer(language);
  const ReportContext context{writer, outline, publication.content, publication.year};
  writer.paragraph(context.say(
      "made", {{"who", publisher}, {"day", day_text(language, publication.published_at)}}));
  const auto sections = asked_sections(context);
  writer.heading(2, context.say("summary"), "summary");
  if (const auto n = participants(publication.content, publication.year))
    writer.paragraph(context.say(
        "took_part", {{"n", writer.count(*n)}, {"year", std::to_string(publication.year)}}));
  write_highlights(context);
  write_changes(context);
  write_contents(context, sections);
  std::set<std::string> written;
  for (const auto* section : sections) write_section(context, *section, written);
  bool first = true;
  for (const auto& question : publication.content.questions) {
    if (written.contains(question.question.id)) continue;
    if (std::exchange(first, false)) writer.heading(2, context.say("other"), "other");
    write_question(context, question, nullptr);
  }
  write_method(context);
  return report::page(language, {.title = publication.title,
                                 .skip = context.say("skip"),
                                 .body = writer.take(),
                                 .footer = context.say("footer")});
}

}  // namespace regie::sector
