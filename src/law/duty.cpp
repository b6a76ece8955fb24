#include "law/duty.h"

#include <algorithm>

#include "base/enumeration.h"

namespace regie::law {

Timestamp deadline_after(const DeadlineRule& rule, Timestamp moment) {
  constexpr std::int64_t kMicrosecondsPerHour = 3'600 * kMicrosecondsPerSecond;
  if (rule.hours) return {moment.microseconds + *rule.hours * kMicrosecondsPerHour};
  if (rule.days) return {moment.microseconds + *rule.days * kMicrosecondsPerDay};
  const auto day = day_of(moment);
  const auto within = moment.microseconds - start_of(day).microseconds;
  const auto last = add_months(day, static_cast<int>(rule.months.value_or(0)));
  return {start_of(last).microseconds + within};
}

bool Duty::binds(const LabelSet& labels, bool is_public_body) const {
  if (public_sector.value_or(false) && !is_public_body) return false;
  const auto has_role = [&](BoundRole role) {
    return role == BoundRole::hospital || labels.contains(enum_text(role));
  };
  return std::ranges::any_of(applies_to, has_role) && when.holds(labels);
}

std::optional<Date> Duty::starts(const LabelSet& labels) const {
  for (const auto& start : from)
    if (Condition{start.labels, {}, {}}.holds(labels)) return start.day;
  return std::nullopt;
}

bool Duty::same_as(const Duty& other) const {
  return article == other.article && title == other.title && text == other.text &&
         applies_to == other.applies_to && subject == other.subject && when == other.when &&
         from == other.from && until == other.until && deadlines == other.deadlines &&
         evidence == other.evidence && unsure == other.unsure &&
         public_sector == other.public_sector;
}

const Article* Act::article(std::string_view id) const {
  const auto found = std::ranges::find(articles, id, &Article::id);
  return found == articles.end() ? nullptr : &*found;
}

}  // namespace regie::law
