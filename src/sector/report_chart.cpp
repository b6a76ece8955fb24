#include <algorithm>

#include "report/charts.h"
#include "sector/report_question.h"

namespace regie::sector {
namespace {

std::string caption(const ReportContext& context, std::string_view text) {
  return context.say(text, {{"year", std::to_string(context.year)}});
}

std::string percent(const ReportContext& context, const ShareFigure& share) {
  return context.writer.percent(static_cast<double>(share.rounded) / 100);
}

std::string percent_of(const ReportContext& context, const ShareFigure& share, std::int64_t base) {
  return context.say("of_base", {{"percent", percent(context, share)},
                                 {"count", context.writer.count(share.count)},
                                 {"base", context.writer.count(base)}});
}

/// Those that can be chosen: totals of several would count twice.
std::vector<const QuestionOption*> parts_of(const Question& question) {
  std::vector<const QuestionOption*> parts;
  for (const auto& option : question.options)
    if (option.of.empty()) parts.push_back(&option);
  return parts;
}

report::Stack stack_of(const std::string& name, const ShownGroup& group,
                       const std::vector<const QuestionOption*>& parts) {
  report::Stack stack{.name = name, .parts = {}, .shown = {}};
  for (const auto* part : parts) {
    const auto* share = share_of(group, part->id);
    stack.parts.push_back(share == nullptr ? 0 : share->percent);
  }
  return stack;
}

std::vector<std::string> names_of(const ReportContext& context,
                                  const std::vector<const QuestionOption*>& parts) {
  std::vector<std::string> names;
  for (const auto* part : parts) names.push_back(context.in(part->name));
  return names;
}

void write_stacks(const ReportContext& context, const QuestionResult& question, bool reversed) {
  const auto parts = parts_of(question.question);
  std::vector<report::Stack> stacks;
  for (const auto& each : question.years) {
    const auto* group = whole_of(question, each.year);
    if (group == nullptr) continue;
    auto& stack = stacks.emplace_back(stack_of(std::to_string(each.year), *group, parts));
    stack.shown = "n = " + context.writer.count(group->base);
  }
  context.writer.raw(
      report::stacks(context.say("years_chart"), names_of(context, parts), stacks, reversed));
}

void write_bars(const ReportContext& context, const QuestionResult& question,
                const ShownGroup& now) {
  const ShownGroup* before = nullptr;
  std::int64_t earlier = 0;
  for (const auto& each : question.years)
    if (const auto* group = whole_of(question, each.year); group && each.year < context.year) {
      before = group;
      earlier = each.year;
    }
  auto shares = now.shares;
  std::ranges::stable_sort(shares, std::greater{}, &ShareFigure::count);
  std::vector<report::Bar> bars;
  for (const auto& each : shares) {
    const auto* option = find_option(question.question, each.option);
    const auto* old = before == nullptr ? nullptr : share_of(*before, each.option);
    const bool compares =
        option != nullptr && old != nullptr &&
        change_between(question.question, each.option, earlier, context.year) == nullptr;
    bars.push_back({.name = option == nullptr ? each.option : context.in(option->name),
                    .value = each.percent,
                    .shown = percent_of(context, each, now.base.value_or(0)),
                    .mark = compares ? std::optional(old->percent) : std::nullopt});
  }
  const bool marked =
      std::ranges::any_of(bars, [](const auto& bar) { return bar.mark.has_value(); });
  context.writer.raw(
      report::bars(caption(context, "share_chart"), bars, 100,
                   marked ? context.say("before_key", {{"year", std::to_string(earlier)}}) : ""));
}

/// A funnel, or places: a mean for each option.
void write_means(const ReportContext& context, const QuestionResult& question,
                 const ShownGroup& now) {
  std::vector<report::Bar> bars;
  double full = 0;
  for (const auto& each : now.spreads) {
    const auto* option = find_option(question.question, each.option.value_or(""));
    full = std::max(full, each.mean);
    bars.push_back({.name = option == nullptr ? each.option.value_or("") : context.in(option->name),
                    .value = each.mean,
                    .shown = context.say("mean", {{"mean", context.writer.number(each.mean, 1)}}),
                    .mark = {}});
  }
  context.writer.raw(report::bars(caption(context, "mean_chart"), bars, full > 0 ? full : 1));
}

void write_strips(const ReportContext& context, const QuestionResult& question) {
  std::vector<report::Strip> strips;
  const auto* now = year_of(question, context.year);
  double most = 100;
  for (const auto& group : now->groups) {
    if (group.suppressed || group.spreads.empty() || group.traits.size() > 1) continue;
    if (!group.traits.empty() && group.traits.front().dimension != "type") continue;
    const auto& spread = group.spreads.front();
    most = std::max(most, spread.third_quartile);
    const auto name =
        group.traits.empty() ? context.say("all") : name_of(context, group.traits.front());
    strips.push_back(
        {.name = name + ", n = " + context.writer.count(group.base),
         .first_quartile = spread.first_quartile,
         .median = spread.median,
         .third_quartile = spread.third_quartile,
         .shown = context.say(
             "mean_range",
             {{"mean", context.writer.number(spread.mean, 0)},
              {"range", context.writer.range(spread.first_quartile, spread.third_quartile, 0)}})});
  }
  context.writer.raw(
      report::strips(caption(context, "types_chart"), strips, 0, most, context.say("strip_key")));
}

}  // namespace

void write_chart(const ReportContext& context, const QuestionResult& question, bool reversed) {
  const auto* now = whole_of(question, context.year);
  if (now == nullptr) return;
  switch (question.question.kind) {
    case QuestionKind::single:
      return write_stacks(context, question, reversed);
    case QuestionKind::multiple:
      return write_bars(context, question, *now);
    case QuestionKind::scale:
    case QuestionKind::number:
      return write_strips(context, question);
    case QuestionKind::funnel:
    case QuestionKind::rank:
      return write_means(context, question, *now);
  }
}

void write_together(const ReportContext& context, const ReportSection& section) {
  std::vector<report::Stack> stacks;
  std::vector<std::string> names;
  for (const auto& each : section.questions) {
    const auto* question = find_question(context.content, each.id);
    const auto* group = question == nullptr ? nullptr : whole_of(*question, context.year);
    if (group == nullptr || question->question.kind != QuestionKind::single) continue;
    const auto parts = parts_of(question->question);
    if (names.empty()) names = names_of(context, parts);
    if (names.size() != parts.size()) continue;
    auto& stack = stacks.emplace_back(
        stack_of(context.in(each.name.value_or(question->question.text)), *group, parts));
    stack.shown = "n = " + context.writer.count(group->base);
  }
  if (stacks.empty()) return;
  context.writer.raw(report::stacks(caption(context, "share_chart"), names, stacks,
                                    section.reversed.value_or(false)));
}

}  // namespace regie::sector
