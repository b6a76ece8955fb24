#include "law/reclassification.h"

#include <algorithm>

#include "base/text.h"

namespace regie::law {
namespace {

LocalizedText title_of(const DutyPlace& place) {
  return {place.duty->title.nl + " (" + place.act->short_name.nl + ")",
          place.duty->title.en + " (" + place.act->short_name.en + ")"};
}

LocalizedText words_of(const std::optional<Date>& day) {
  if (!day) return {"datum nog niet bekend", "date not settled"};
  return {to_text(*day), to_text(*day)};
}

LocalizedText words_of(const Edition& edition, const std::vector<std::string>& labels) {
  std::vector<std::string> nl;
  std::vector<std::string> en;
  for (const auto& label : labels) {
    const auto* name = edition.label_name(label);
    nl.push_back(name == nullptr ? label : name->nl);
    en.push_back(name == nullptr ? label : name->en);
  }
  return {joined(nl, "; "), joined(en, "; ")};
}

LocalizedText tree_differs(const Tree& before, const Tree& after) {
  const auto versions = before.version + " → " + after.version;
  return {"De vragen zijn anders: " + after.title.nl + " (" + versions + ").",
          "The questions differ: " + after.title.en + " (" + versions + ")."};
}

/// What differs about a duty that both have, most telling first; empty when nothing does.
LocalizedText difference(const Duty& before, const Duty& after) {
  if (before.from != after.from || before.until != after.until)
    return {"De datum is anders.", "The date differs."};
  if (before.when != after.when || before.applies_to != after.applies_to ||
      before.subject != after.subject || before.public_sector != after.public_sector)
    return {"Voor wie de plicht geldt, is anders.", "Whom the duty binds differs."};
  if (before.deadlines != after.deadlines) return {"Een termijn is anders.", "A term differs."};
  if (!before.same_as(after)) return {"De tekst is anders.", "The text differs."};
  return {};
}

/// Judges one application by two editions.
class Comparison {
 public:
  Comparison(const Reclassification& editions, const AnsweredApplication& each, bool public_body)
      : editions_(editions),
        before_(editions.before()),
        after_(editions.after()),
        public_body_(public_body) {
    const auto& record = each.application.record;
    labels_before_ = before_.labels(record, each.labels());
    auto again = each.labels();
    for (const auto& stored : each.answered) compare_answers(stored, again);
    labels_after_ = after_.labels(record, again);
  }

  std::vector<LawApplicationChange> take() {
    compare_labels();
    for (const auto& place : before_.duties()) compare_duty(place.duty->id);
    for (const auto& place : after_.duties())
      if (before_.duty(place.duty->id).duty == nullptr) compare_duty(place.duty->id);
    return std::move(changes_);
  }

 private:
  void compare_answers(const StoredClassification& stored, LabelsByTree& again) {
    const auto* was = before_.tree(stored.tree_id);
    const auto* is = after_.tree(stored.tree_id);
    if (was == nullptr || is == nullptr || !editions_.differs(stored.tree_id)) return;
    const auto answered = answer_again(*is, stored);
    again[stored.tree_id] = answered.classification.labels;
    const auto because = tree_differs(*was, *is);
    if (!answered.complete)
      changes_.push_back(
          {.kind = LawChangeKind::answers_needed, .what = is->title, .because = because});
    const auto* old = was->outcome(stored.outcome);
    const auto* next = is->outcome(answered.classification.outcome);
    if (old != nullptr && next != nullptr && (old->id != next->id || old->title != next->title))
      changes_.push_back({.kind = LawChangeKind::outcome_changed,
                          .what = is->title,
                          .before = old->title,
                          .after = next->title,
                          .because = because});
  }

  void compare_labels() {
    std::vector<std::string> gone;
    std::vector<std::string> come;
    std::ranges::set_difference(labels_before_, labels_after_, std::back_inserter(gone));
    std::ranges::set_difference(labels_after_, labels_before_, std::back_inserter(come));
    if (gone.empty() && come.empty()) return;
    LawApplicationChange change{
        .kind = LawChangeKind::labels_changed,
        .what = {"Labels van de wet", "Labels of the law"},
        .because = {"De vragen, of de regels voor het register, zijn anders.",
                    "The questions, or the rules for the register, differ."}};
    if (!gone.empty()) change.before = words_of(before_, gone);
    if (!come.empty()) change.after = words_of(after_, come);
    changes_.push_back(std::move(change));
  }

  void compare_duty(const std::string& id) {
    const auto was = before_.duty(id);
    const auto is = after_.duty(id);
    const auto binds = [&](const DutyPlace& place, const LabelSet& labels) {
      return place.duty != nullptr && place.duty->subject == DutySubject::application &&
             place.duty->binds(labels, public_body_);
    };
    const bool bound = binds(was, labels_before_);
    const bool now = binds(is, labels_after_);
    if (!bound && !now) return;
    if (bound && now) {
      const auto from = was.duty->starts(labels_before_);
      const auto to = is.duty->starts(labels_after_);
      if (from != to)
        changes_.push_back({.kind = LawChangeKind::start_changed,
                            .what = title_of(is),
                            .before = words_of(from),
                            .after = words_of(to),
                            .because = reason(was, is)});
      return;
    }
    if (now)
      changes_.push_back({.kind = LawChangeKind::duty_added,
                          .what = title_of(is),
                          .after = words_of(is.duty->starts(labels_after_)),
                          .because = reason(was, is)});
    else
      changes_.push_back({.kind = LawChangeKind::duty_removed,
                          .what = title_of(was),
                          .before = words_of(was.duty->starts(labels_before_)),
                          .because = reason(was, is)});
  }

  static LocalizedText reason(const DutyPlace& was, const DutyPlace& is) {
    if (was.duty == nullptr) return {"Deze plicht is nieuw.", "This duty is new."};
    if (is.duty == nullptr) return {"Deze plicht is vervallen.", "This duty is gone."};
    auto text = difference(*was.duty, *is.duty);
    if (text.nl.empty()) text = {"De labels zijn anders.", "The labels differ."};
    return text;
  }

  const Reclassification& editions_;
  const Edition& before_;
  const Edition& after_;
  bool public_body_;
  LabelSet labels_before_;
  LabelSet labels_after_;
  std::vector<LawApplicationChange> changes_;
};

}  // namespace

LabelsByTree AnsweredApplication::labels() const {
  LabelsByTree labels;
  for (const auto& each : answered) labels[each.tree_id] = each.labels;
  return labels;
}

Reanswered answer_again(const Tree& tree, const StoredClassification& before) {
  std::vector<Answered> kept;
  for (const auto& step : before.answers) {
    const auto* node = tree.node(step.node);
    if (node == nullptr) continue;
    auto answers = step.answers;
    std::erase_if(answers, [&](const std::string& id) { return node->find(id) == nullptr; });
    if (!answers.empty()) kept.push_back({step.node, std::move(answers)});
  }
  Reanswered again{.classification = before};
  auto walked = walk(tree, kept);
  again.complete = walked && walked->outcome != nullptr;
  if (!again.complete) return again;
  again.classification.outcome = walked->outcome->id;
  again.classification.labels = std::move(walked->labels);
  again.classification.answers = std::move(walked->path);
  again.classification.tree_version = tree.version;
  return again;
}

Reclassification::Reclassification(const Edition& before, const Edition& after)
    : before_(before), after_(after) {
  const LocalizedText added{"Dit is nieuw.", "This is new."};
  const LocalizedText removed{"Dit is vervallen.", "This is gone."};
  const auto add = [&](ContentChangeKind kind, const std::string& id, LocalizedText title,
                       LocalizedText because) {
    content_.push_back({kind, id, std::move(title), std::move(because)});
  };
  for (const auto& tree : after.trees()) {
    const auto* was = before.tree(tree.id);
    if (was != nullptr && *was == tree) continue;
    trees_.insert(tree.id);
    if (was == nullptr)
      add(ContentChangeKind::added, tree.id, tree.title, added);
    else
      add(ContentChangeKind::changed, tree.id, tree.title, tree_differs(*was, tree));
  }
  for (const auto& tree : before.trees())
    if (after.tree(tree.id) == nullptr)
      add(ContentChangeKind::removed, tree.id, tree.title, removed);
  for (const auto& place : after.duties())
    if (const auto was = before.duty(place.duty->id); was.duty == nullptr)
      add(ContentChangeKind::added, place.duty->id, title_of(place), added);
    else if (!was.duty->same_as(*place.duty))
      add(ContentChangeKind::changed, place.duty->id, title_of(place),
          difference(*was.duty, *place.duty));
  for (const auto& place : before.duties())
    if (after.duty(place.duty->id).duty == nullptr)
      add(ContentChangeKind::removed, place.duty->id, title_of(place), removed);
}

std::vector<LawApplicationChange> Reclassification::changes(const AnsweredApplication& each,
                                                            bool public_body) const {
  return Comparison(*this, each, public_body).take();
}

}  // namespace regie::law
