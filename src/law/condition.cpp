#include "law/condition.h"

#include <algorithm>
#include <boost/json.hpp>

namespace regie::law {
namespace {

/// Nothing for a pointer that leads nowhere.
const boost::json::value* value_at(const boost::json::value& record, std::string_view pointer) {
  const auto* value = &record;
  while (value != nullptr && !pointer.empty()) {
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    const auto* object = value->if_object();
    value = object == nullptr ? nullptr : object->if_contains(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return value;
}

bool is_filled(const boost::json::value* value) {
  if (value == nullptr || value->is_null()) return false;
  if (const auto* text = value->if_string()) return !text->empty();
  if (const auto* list = value->if_array()) return !list->empty();
  return true;
}

bool is_among(const boost::json::value& value, const std::vector<std::string>& words) {
  if (const auto* list = value.if_array())
    return std::ranges::any_of(*list, [&](const auto& item) { return is_among(item, words); });
  if (const auto* truth = value.if_bool())
    return std::ranges::find(words, *truth ? "true" : "false") != words.end();
  const auto* text = value.if_string();
  return text != nullptr && std::ranges::find(words, std::string_view(*text)) != words.end();
}

}  // namespace

bool Condition::holds(const LabelSet& set) const {
  const auto there = [&](const std::string& label) { return set.contains(label); };
  return std::ranges::all_of(labels, there) && (any.empty() || std::ranges::any_of(any, there)) &&
         std::ranges::none_of(without, there);
}

bool RegisterTest::holds(const boost::json::value& record) const {
  const auto* value = value_at(record, pointer);
  if (filled && is_filled(value) != *filled) return false;
  return in.empty() || (value != nullptr && is_among(*value, in));
}

bool all_hold(const std::vector<RegisterTest>& tests, const boost::json::value& record) {
  return std::ranges::all_of(tests, [&](const RegisterTest& test) { return test.holds(record); });
}

}  // namespace regie::law
