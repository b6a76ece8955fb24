#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/instrument.h"
#include "assessment/views.h"

/// What readers and writers of FHIR JSON in this room share. For .cpp files only.
namespace regie::assessment::fhir {

namespace json = boost::json;

inline constexpr std::string_view kItemExtension = "urn:regie:item";
inline constexpr std::string_view kInstrumentExtension = "urn:regie:instrument";
inline constexpr std::string_view kAnswerExtension = "urn:regie:answer";
inline constexpr std::string_view kTranslation =
    "http://hl7.org/fhir/StructureDefinition/translation";
inline constexpr std::string_view kMinimum = "http://hl7.org/fhir/StructureDefinition/minValue";
inline constexpr std::string_view kMaximum = "http://hl7.org/fhir/StructureDefinition/maxValue";
inline constexpr std::string_view kUnit =
    "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
inline constexpr std::string_view kUnitOption =
    "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";
inline constexpr std::string_view kItemWeight =
    "http://hl7.org/fhir/StructureDefinition/itemWeight";
inline constexpr std::string_view kOrdinalValue =
    "http://hl7.org/fhir/StructureDefinition/ordinalValue";

/// A member that is a text; empty when there is none.
inline std::string text_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string() : std::string(*text);
}

inline const json::array* list_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_array();
}

inline const json::object* object_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_object();
}

/// The first extension with this address; nothing when there is none.
inline const json::object* extension(const json::object& element, std::string_view url) {
  if (const auto* all = list_in(element, "extension"))
    for (const auto& each : *all)
      if (const auto* object = each.if_object();
          object != nullptr && text_in(*object, "url") == url)
        return object;
  return nullptr;
}

/// The member that begins with `prefix`, as value[x] and answer[x] do: its whole name and its
/// value.
struct Choice {
  std::string name;
  const json::value* value = nullptr;
};
inline Choice choice_in(const json::object& object, std::string_view prefix) {
  for (const auto& [name, value] : object)
    if (std::string_view(name).starts_with(prefix) && name.size() > prefix.size())
      return {std::string(name), &value};
  return {};
}

inline json::object extension_of(std::string_view url, const char* type, json::value value) {
  json::object made;
  made["url"] = url;
  made[type] = std::move(value);
  return made;
}

/// Adds to the extensions of an element.
inline void extend(json::object& element, json::object made) {
  auto& all = element["extension"];
  if (!all.is_array()) all = json::array{};
  all.as_array().push_back(std::move(made));
}

/// A value of an option or answer as the engine has it: the code of a coding, the number of a
/// quantity, the address of a file, else the value itself. Null when it has none.
json::value plain_value(std::string_view name, const json::value& value);

}  // namespace regie::assessment::fhir
