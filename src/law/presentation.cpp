#include "law/presentation.h"

#include <algorithm>

namespace regie::law {
namespace {

LawArticle article_of(const Act& act, const Article& article) {
  return {.act = act.id,
          .act_name = act.short_name,
          .id = article.id,
          .title = article.title,
          .summary = article.summary,
          .address = article.address ? article.address : act.source.address};
}

/// From `act:article`.
std::vector<LawArticle> articles_of(const Edition& edition, const std::vector<std::string>& names) {
  std::vector<LawArticle> articles;
  for (const auto& name : names) {
    const auto colon = name.find(':');
    for (const auto& act : edition.acts())
      if (act.id == name.substr(0, colon))
        if (const auto* article = act.article(name.substr(colon + 1)))
          articles.push_back(article_of(act, *article));
  }
  return articles;
}

/// The first review that comes after the day on which the duty was met.
std::optional<Date> review_after(const Duty& duty, Date met_on) {
  std::optional<Date> next;
  for (const auto& rule : duty.deadlines) {
    if (rule.kind != DeadlineKind::review) continue;
    const auto day = day_of(deadline_after(rule, start_of(met_on)));
    if (!next || day < *next) next = day;
  }
  return next;
}

}  // namespace

LawEdition shown(const Edition& edition) {
  return {edition.id(), edition.version(), edition.checked_on()};
}

LawTree shown(const Tree& tree) {
  return {tree.id, tree.version, tree.title, tree.explanation, tree.source, tree.checked_on};
}

LawOutcome shown(const Edition& edition, const Outcome& outcome) {
  return {.id = outcome.id,
          .title = outcome.title,
          .text = outcome.text,
          .unsure = outcome.unsure,
          .articles = articles_of(edition, outcome.articles)};
}

LawQuestion shown(const Edition& edition, const Node& node, const boost::json::value& record) {
  LawQuestion question{.id = node.id,
                       .question = node.question,
                       .explanation = node.explanation,
                       .several = node.several.value_or(false),
                       .articles = articles_of(edition, node.articles),
                       .suggested = suggested(node, record)};
  for (const auto& answer : node.answers)
    question.answers.push_back(
        {answer.id, answer.text, answer.explanation, answer.alone.value_or(false), answer.unsure});
  return question;
}

LawDutyText shown(const DutyPlace& place) {
  const auto& [act, duty] = place;
  return {.id = duty->id,
          .article = article_of(*act, *act->article(duty->article)),
          .title = duty->title,
          .text = duty->text,
          .applies_to = duty->applies_to,
          .subject = duty->subject,
          .until = duty->until,
          .deadlines = duty->deadlines,
          .evidence_hint = duty->evidence,
          .unsure = duty->unsure ? duty->unsure : act->unsure,
          .public_sector = duty->public_sector.value_or(false),
          .source = duty->source.value_or(act->source),
          .checked_on = duty->checked_on.value_or(act->checked_on)};
}

LawAct shown(const Act& act) {
  LawAct view{.id = act.id,
              .version = act.version,
              .name = act.name,
              .short_name = act.short_name,
              .reference = act.reference,
              .source = act.source,
              .checked_on = act.checked_on,
              .unsure = act.unsure};
  for (const auto& article : act.articles) view.articles.push_back(article_of(act, article));
  for (const auto& duty : act.duties) view.duties.push_back(shown(DutyPlace{&act, &duty}));
  return view;
}

std::vector<LawLabel> shown(const Edition& edition, const LabelSet& labels) {
  std::vector<LawLabel> list;
  for (const auto& label : labels)
    if (const auto* name = edition.label_name(label)) list.push_back({label, *name});
  return list;
}

std::vector<LawStep> steps(const Tree& tree, const std::vector<Answered>& path) {
  std::vector<LawStep> list;
  for (const auto& answered : path) {
    const auto* node = tree.node(answered.node);
    if (node == nullptr) continue;
    auto& step = list.emplace_back();
    step.node = node->id;
    step.question = node->question;
    for (const auto& id : answered.answers)
      if (const auto* answer = node->find(id)) {
        step.answers.push_back(id);
        step.texts.push_back(answer->text);
        if (answer->unsure) step.unsure.push_back(*answer->unsure);
      }
  }
  return list;
}

LawDuty shown(const DutyPlace& place, const LabelSet& labels, const StoredDuty* stored,
              Date today) {
  LawDuty view;
  static_cast<LawDutyText&>(view) = shown(place);
  view.starts_on = place.duty->starts(labels);
  view.in_force =
      view.starts_on && *view.starts_on <= today && (!view.until || today <= *view.until);
  bool review_due = false;
  if (stored != nullptr) {
    view.version = stored->version;
    view.state = stored->state;
    view.met_on = stored->met_on;
    view.met_by = stored->met_by;
    view.note = stored->note;
    view.evidence = stored->evidence;
    view.recorded_at = stored->recorded_at;
    view.recorded_by = stored->recorded_by;
    if (stored->state == DutyState::met && stored->met_on)
      view.next_review_on = review_after(*place.duty, *stored->met_on);
    review_due = view.next_review_on && *view.next_review_on <= today;
  }
  const bool settled = view.state == DutyState::met || view.state == DutyState::not_applicable;
  view.late = view.in_force && (!settled || review_due);
  return view;
}

}  // namespace regie::law
