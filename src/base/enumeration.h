#pragma once

#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Enumerators and their texts, which are equal: in JSON, in the database and in YAML.
namespace regie {

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <DescribedEnum T>
std::string_view enum_text(T value) {
  return boost::describe::enum_to_string(value, "");
}

template <DescribedEnum T>
std::optional<T> enum_from(std::string_view text) {
  std::optional<T> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto each) {
    if (text == each.name) found = each.value;
  });
  return found;
}

template <DescribedEnum T>
std::vector<std::string> enum_names() {
  std::vector<std::string> names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
      [&](auto each) { names.emplace_back(each.name); });
  return names;
}

}  // namespace regie
