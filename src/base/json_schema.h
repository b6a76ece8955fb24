#pragma once

#include <boost/core/type_name.hpp>
#include <stdexcept>

#include "base/json_codec.h"

namespace regie::codec {

/// Collects the schema of every named type once (JSON Schema 2020-12, as OpenAPI 3.1 uses it).
class SchemaRegistry {
 public:
  /// The schema of a type: a reference for a named one, itself for the others.
  template <class T>
  boost::json::value schema_of() {
    if constexpr (std::is_same_v<T, std::string>) {
      return {{"type", "string"}};
    } else if constexpr (std::is_same_v<T, bool>) {
      return {{"type", "boolean"}};
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      return {{"type", "integer"}, {"format", "int64"}};
    } else if constexpr (std::is_same_v<T, double>) {
      return {{"type", "number"}};
    } else if constexpr (std::is_same_v<T, Timestamp>) {
      return {{"type", "string"}, {"format", "date-time"}};
    } else if constexpr (std::is_same_v<T, Date>) {
      return {{"type", "string"}, {"format", "date"}};
    } else if constexpr (std::is_same_v<T, boost::json::value>) {
      return boost::json::object{};
    } else if constexpr (VectorOf<T>::value) {
      return {{"type", "array"}, {"items", schema_of<typename VectorOf<T>::type>()}};
    } else if constexpr (OptionalOf<T>::value) {
      return nullable(schema_of<typename OptionalOf<T>::type>());
    } else {
      return named<T>();
    }
  }

  const boost::json::object& schemas() const { return schemas_; }

 private:
  static boost::json::value nullable(boost::json::value schema) {
    auto& object = schema.as_object();
    if (object.empty()) return schema;  // anything, so nothing too
    if (object.contains("$ref")) return {{"anyOf", boost::json::array{schema, {{"type", "null"}}}}};
    object["type"] = boost::json::array{object["type"], "null"};
    return schema;
  }

  template <class T>
  boost::json::value named() {
    const auto whole = boost::core::type_name<T>();
    const auto name =
        whole.substr(whole.rfind(':') == std::string::npos ? 0 : whole.rfind(':') + 1);
    const auto [known, added] = full_names_.emplace(name, whole);
    if (known->second != whole)
      throw std::logic_error("two wire types are called " + name + ": " + known->second + " and " +
                             whole);
    if (added) schemas_[name] = definition<T>();
    return {{"$ref", "#/components/schemas/" + name}};
  }

  template <class T>
  boost::json::value definition() {
    if constexpr (DescribedEnum<T>) {
      boost::json::array names;
      for (const auto& name : enum_names<T>()) names.emplace_back(name);
      return {{"type", "string"}, {"enum", names}};
    } else {
      boost::json::object properties;
      boost::json::array required;
      boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        using Field = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
        properties[member.name] = schema_of<Field>();
        if constexpr (!OptionalOf<Field>::value) required.emplace_back(member.name);
      });
      boost::json::object schema{{"type", "object"}, {"additionalProperties", false}};
      schema["properties"] = std::move(properties);
      if (!required.empty()) schema["required"] = std::move(required);
      return schema;
    }
  }

  boost::json::object schemas_;
  std::map<std::string, std::string> full_names_;
};

}  // namespace regie::codec
