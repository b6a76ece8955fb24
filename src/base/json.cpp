#include "base/json.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <set>

#include "base/json_codec.h"

namespace regie {
namespace {

namespace json = boost::json;

bool is_empty(const json::value* value) {
  if (value == nullptr || value->is_null()) return true;
  if (value->is_array()) return value->get_array().empty();
  if (value->is_string()) return value->get_string().empty();
  return false;
}

std::string leaf_text(const json::value* value) {
  return is_empty(value) ? std::string() : to_text(*value);
}

void collect(const json::value* before, const json::value* after, const std::string& pointer,
             std::vector<JsonChange>& changes) {
  const bool nested =
      (before != nullptr && before->is_object()) || (after != nullptr && after->is_object());
  if (!nested) {
    auto left = leaf_text(before);
    auto right = leaf_text(after);
    if (left != right) changes.push_back({pointer, std::move(left), std::move(right)});
    return;
  }
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const auto* side : {before, after})
    if (side != nullptr && side->is_object())
      for (const auto& [name, value] : side->get_object())
        if (seen.insert(std::string(name)).second) names.emplace_back(name);
  const auto member = [](const json::value* side, const std::string& name) -> const json::value* {
    return side != nullptr && side->is_object() ? side->get_object().if_contains(name) : nullptr;
  };
  for (const auto& name : names)
    collect(member(before, name), member(after, name), pointer + "/" + pointer_token(name),
            changes);
}

void append_canonical(std::string& text, const json::value& value) {
  if (const auto* object = value.if_object()) {
    std::vector<const json::key_value_pair*> members;
    for (const auto& member : *object) members.push_back(&member);
    std::ranges::sort(members, {},
                      [](const auto* member) { return std::string_view(member->key()); });
    text += '{';
    for (const auto* member : members) {
      if (member != members.front()) text += ',';
      codec::append_quoted(text, member->key());
      text += ':';
      append_canonical(text, member->value());
    }
    text += '}';
  } else if (const auto* array = value.if_array()) {
    text += '[';
    for (std::size_t index = 0; index < array->size(); ++index) {
      if (index > 0) text += ',';
      append_canonical(text, (*array)[index]);
    }
    text += ']';
  } else if (const auto* string = value.if_string()) {
    codec::append_quoted(text, *string);
  } else {
    text += to_text(value);
  }
}

}  // namespace

Result<json::value> parse_json(std::string_view text) {
  json::stream_parser parser;
  json::error_code error;
  const auto used = parser.write_some(text.data(), text.size(), error);
  if (!error && used < text.size()) error = json::make_error_code(json::error::extra_data);
  if (!error) parser.finish(error);
  if (error)
    return failure({.code = ErrorCode::malformed_json,
                    .parameters = {{"position", std::to_string(used + 1)}},
                    .internal = error.message()});
  return parser.release();
}

std::string to_text(const json::value& value) { return json::serialize(value); }

std::string canonical(const json::value& value) {
  std::string text;
  append_canonical(text, value);
  return text;
}

json::value at_pointer(std::string_view pointer, json::value value) {
  while (!pointer.empty()) {
    const auto last = pointer.rfind('/');
    value = json::object{{pointer.substr(last + 1), std::move(value)}};
    pointer = pointer.substr(0, last);
  }
  return value;
}

std::vector<JsonChange> json_changes(const json::value& before, const json::value& after) {
  std::vector<JsonChange> changes;
  collect(&before, &after, "", changes);
  return changes;
}

std::string changes_as_json(const std::vector<JsonChange>& changes) {
  json::object document;
  const auto side = [](const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
  };
  for (const auto& change : changes)
    document[change.pointer] = json::array{side(change.before), side(change.after)};
  return json::serialize(document);
}

json::value merged(json::value under, const json::value& over) {
  if (!under.is_object() || !over.is_object()) return over;
  auto& object = under.get_object();
  for (const auto& [name, value] : over.get_object()) {
    auto& slot = object[name];
    slot = merged(std::move(slot), value);
  }
  return under;
}

std::string pointer_token(std::string_view name) {
  std::string token;
  for (const char c : name) {
    if (c == '~')
      token += "~0";
    else if (c == '/')
      token += "~1";
    else
      token += c;
  }
  return token;
}

}  // namespace regie
