#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "assessment/instrument.h"

/// What readers and writers of FHIR share about an item. For .cpp files only.
namespace regie::assessment::fhir {

/// What Regie adds to an item, in its own extension.
struct OwnItemPart {
  std::optional<LocalizedText> text;
  std::optional<LocalizedText> help;
  std::vector<Option> options;
  std::vector<Prefill> prefill;
  std::vector<std::string> facts;
  std::vector<std::string> tags;
  bool maturity = false;
};
BOOST_DESCRIBE_STRUCT(OwnItemPart, (), (text, help, options, prefill, facts, tags, maturity))

/// What R4 calls the kind of an item.
inline std::string type_of(ItemType type) {
  switch (type) {
    case ItemType::open_choice:
      return "open-choice";
    case ItemType::choice:
      return "choice";
    default:
      return std::string(boost::describe::enum_to_string(type, "string"));
  }
}

/// The x of value[x] for an answer.
inline std::string value_type(ItemType type) {
  switch (type) {
    case ItemType::boolean:
      return "Boolean";
    case ItemType::choice:
    case ItemType::open_choice:
      return "Coding";
    case ItemType::integer:
      return "Integer";
    case ItemType::decimal:
      return "Decimal";
    case ItemType::date:
      return "Date";
    case ItemType::url:
      return "Uri";
    case ItemType::quantity:
      return "Quantity";
    case ItemType::attachment:
      return "Attachment";
    default:
      return "String";
  }
}

/// The x of answer[x] in a condition, which knows fewer kinds.
inline std::string answer_type(ItemType type) {
  if (type == ItemType::url || type == ItemType::attachment) return "String";
  return value_type(type);
}

/// A value of the engine in the shape of value[x].
inline boost::json::value shaped(const Item& item, const boost::json::value& value) {
  boost::json::object made;
  switch (item.type) {
    case ItemType::choice:
    case ItemType::open_choice:
      made["code"] = value;
      for (const auto& option : item.options)
        if (value == boost::json::value(option.value)) made["display"] = option.text.nl;
      return made;
    case ItemType::quantity:
      made["value"] = value;
      if (item.unit) {
        made["system"] = "http://unitsofmeasure.org";
        made["code"] = item.unit->code;
        made["unit"] = item.unit->text.nl;
      }
      return made;
    case ItemType::attachment:
      made["url"] = value;
      return made;
    default:
      return value;
  }
}

}  // namespace regie::assessment::fhir
