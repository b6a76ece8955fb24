#include "assessment/carry_over.h"

#include <algorithm>

namespace regie::assessment {
namespace {

std::string group_around(const Form& form, const std::string& link_id) {
  const auto* group = form.repeating_group(link_id);
  return group == nullptr ? "" : group->link_id;
}

bool fits(const Form& from, const Form& to, const Answer& answer) {
  const auto* item = to.item(answer.link_id);
  if (item == nullptr || !is_question(*item)) return false;
  if (group_around(from, answer.link_id) != group_around(to, answer.link_id)) return false;
  const AnswerChange change{.link_id = answer.link_id,
                            .instance = answer.instance,
                            .values = answer.values,
                            .not_applicable = answer.not_applicable,
                            .maturity = answer.maturity,
                            .on_agenda = {},
                            .overruled = {}};
  return check_answer(*item, change).empty();
}

}  // namespace

CarryOver carry_over(const Form& from, const Form& to, const std::vector<Answer>& answers,
                     const std::vector<Instance>& instances) {
  CarryOver result;
  for (const auto& instance : instances) {
    const auto* group = to.item(instance.link_id);
    if (group == nullptr || group->type != ItemType::group || !group->repeats ||
        group_around(from, instance.link_id) != group_around(to, instance.link_id))
      result.groups_gone.push_back(&instance);
  }
  for (const auto& answer : answers)
    (fits(from, to, answer) ? result.stay : result.set_aside).push_back(&answer);
  for_each_item(to.instrument(), [&](const Item& item, const Item*, const std::string&) {
    if (is_question(item) && from.item(item.link_id) == nullptr) result.added.push_back(&item);
  });
  return result;
}

}  // namespace regie::assessment
