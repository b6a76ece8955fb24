#include "sector/sendable.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/json.h"

namespace regie::sector {
namespace {

namespace json = boost::json;
using assessment::Item;
using assessment::ItemType;

bool is_local(const Item& item) { return std::ranges::find(item.tags, "local") != item.tags.end(); }

/// The questions of an instrument, and whether each is, or is within, a local part.
std::map<std::string, std::pair<const Item*, bool>> questions_of(
    const assessment::Instrument& instrument) {
  std::map<std::string, std::pair<const Item*, bool>> items;
  assessment::for_each_item(instrument, [&](const Item& item, const Item* parent, const auto&) {
    const bool within = parent != nullptr && items.at(parent->link_id).second;
    items[item.link_id] = {&item, within || is_local(item)};
  });
  std::erase_if(items, [](const auto& each) { return !is_question(*each.second.first); });
  return items;
}

/// Values of these types cannot hold a person.
bool can_leave(const Item& item) {
  return is_choice(item.type) || item.type == ItemType::boolean || item.type == ItemType::integer ||
         item.type == ItemType::decimal;
}

bool is_option(const Item& item, const json::value& value) {
  return value.is_string() && std::ranges::any_of(item.options, [&](const auto& option) {
           return option.value == std::string_view(value.get_string());
         });
}

bool fits(const Item& item, const json::value& value) {
  if (is_choice(item.type))
    return is_option(item, value) ||
           (item.type == ItemType::open_choice && value.is_string() && value.get_string().empty());
  if (item.type == ItemType::boolean) return value.is_bool();
  if (!value.is_int64() && (item.type == ItemType::integer || !value.is_double())) return false;
  const auto number = value.to_number<double>();
  return number >= item.minimum.value_or(number) && number <= item.maximum.value_or(number);
}

}  // namespace

Sendable sendable(const assessment::Assessment& assessment,
                  const assessment::Instrument& instrument) {
  const auto questions = questions_of(instrument);
  std::map<std::string, const assessment::Answer*> given;
  for (const auto& answer : assessment.answers)
    if (!answer.values.empty() && answer.instance == 0) given[answer.link_id] = &answer;
  std::set<std::string> asked;
  for (const auto& item : assessment.state.items) asked.insert(item.link_id);
  Sendable found;
  assessment::for_each_item(instrument, [&](const Item& item, const Item*, const auto&) {
    const auto answer = given.find(item.link_id);
    const auto question = questions.find(item.link_id);
    if (answer == given.end() || question == questions.end()) return;
    const auto stays = [&](StaysHome reason) { found.kept_home.push_back({item.link_id, reason}); };
    if (question->second.second) return stays(StaysHome::local);
    if (!asked.contains(item.link_id)) return stays(StaysHome::not_asked);
    if (!can_leave(item)) return stays(StaysHome::free_text);
    auto& sent = found.answers.emplace_back(item.link_id, answer->second->values);
    bool had_text = false;
    for (auto& value : sent.values) {
      if (item.type != ItemType::open_choice || is_option(item, value)) continue;
      value = "";
      had_text = true;
    }
    if (had_text) stays(StaysHome::free_text);
  });
  return found;
}

std::vector<FieldError> faults_of(const std::vector<ResponseAnswer>& answers,
                                  const assessment::Instrument& instrument) {
  const auto questions = questions_of(instrument);
  std::set<std::string> seen;
  std::vector<FieldError> faults;
  for (std::size_t index = 0; index < answers.size(); ++index) {
    const auto& answer = answers[index];
    const auto pointer = "/answers/" + std::to_string(index);
    const auto question = questions.find(answer.link_id);
    if (question == questions.end() || question->second.second ||
        !can_leave(*question->second.first)) {
      faults.push_back(
          {pointer + "/link_id", ErrorCode::not_in_catalog, {{"value", answer.link_id}}});
      continue;
    }
    const auto& item = *question->second.first;
    if (!seen.insert(answer.link_id).second)
      faults.push_back({pointer + "/link_id", ErrorCode::duplicate, {{"value", answer.link_id}}});
    if (answer.values.empty()) faults.push_back({pointer + "/values", ErrorCode::missing_field});
    if (!item.repeats && answer.values.size() > 1)
      faults.push_back({pointer + "/values", ErrorCode::too_many_items, {{"limit", "1"}}});
    for (std::size_t place = 0; place < answer.values.size(); ++place)
      if (!fits(item, answer.values[place]))
        faults.push_back({pointer + "/values/" + std::to_string(place),
                          ErrorCode::not_in_catalog,
                          {{"value", to_text(answer.values[place]).substr(0, 100)}}});
  }
  return faults;
}

}  // namespace regie::sector
