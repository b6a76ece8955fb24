#pragma once

#include <boost/describe.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/enumeration.h"
#include "base/error.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

/// One declaration per wire type (BOOST_DESCRIBE_STRUCT, BOOST_DESCRIBE_ENUM) gives three things:
/// encode, strict decode with every field error, and the JSON Schema (schema.h).
///
/// An optional is null or absent; a list may be absent and is then empty; everything else is
/// required.
namespace regie::codec {

template <class T>
struct OptionalOf : std::false_type {};
template <class T>
struct OptionalOf<std::optional<T>> : std::true_type {
  using type = T;
};
template <class T>
struct VectorOf : std::false_type {};
template <class T>
struct VectorOf<std::vector<T>> : std::true_type {
  using type = T;
};

template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

/// Those of its bases come first.
template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_any_access |
                                                         boost::describe::mod_inherited>;

template <class T>
boost::json::value encode(const T& value) {
  if constexpr (std::is_same_v<T, Timestamp> || std::is_same_v<T, Date>) {
    return boost::json::value(regie::to_text(value));
  } else if constexpr (std::is_same_v<T, boost::json::value>) {
    return value;
  } else if constexpr (OptionalOf<T>::value) {
    return value ? encode(*value) : boost::json::value(nullptr);
  } else if constexpr (VectorOf<T>::value) {
    boost::json::array array;
    array.reserve(value.size());
    for (const auto& item : value) array.push_back(encode(item));
    return array;
  } else if constexpr (DescribedEnum<T>) {
    return boost::json::value(enum_text(value));
  } else if constexpr (Described<T>) {
    boost::json::object object;
    boost::mp11::mp_for_each<Members<T>>(
        [&](auto member) { object.emplace(member.name, encode(value.*member.pointer)); });
    return object;
  } else {
    return boost::json::value(value);
  }
}

/// Decodes one document and remembers everything that is wrong with it.
class Decoder {
 public:
  template <class T>
  void read(const boost::json::value& from, T& into) {
    if constexpr (OptionalOf<T>::value) {
      if (from.is_null())
        into.reset();
      else
        read(from, into.emplace());
    } else if constexpr (VectorOf<T>::value) {
      read_list(from, into);
    } else if constexpr (DescribedEnum<T>) {
      read_enum(from, into);
    } else if constexpr (Described<T>) {
      read_object(from, into);
    } else {
      read_scalar(from, into);
    }
  }

  std::vector<FieldError> take_errors() { return std::move(errors_); }

  void reject(ErrorCode code, std::map<std::string, std::string> parameters = {}) {
    errors_.push_back({pointer_, code, std::move(parameters)});
  }

 private:
  void read_scalar(const boost::json::value& from, std::string& into);
  void read_scalar(const boost::json::value& from, bool& into);
  void read_scalar(const boost::json::value& from, std::int64_t& into);
  void read_scalar(const boost::json::value& from, double& into);
  void read_scalar(const boost::json::value& from, Timestamp& into);
  void read_scalar(const boost::json::value& from, Date& into);
  void read_scalar(const boost::json::value& from, boost::json::value& into) { into = from; }

  template <class T>
  void read_enum(const boost::json::value& from, T& into) {
    const auto* text = from.if_string();
    const auto value = text != nullptr ? enum_from<T>(*text) : std::nullopt;
    if (value)
      into = *value;
    else
      reject(ErrorCode::unknown_value, {{"allowed", joined(enum_names<T>(), ", ")}});
  }

  template <class T>
  void read_list(const boost::json::value& from, std::vector<T>& into) {
    const auto* array = from.if_array();
    if (array == nullptr) return reject(ErrorCode::wrong_type, {{"expected", "array"}});
    into.resize(array->size());
    const auto length = pointer_.size();
    for (std::size_t index = 0; index < array->size(); ++index) {
      pointer_ += "/" + std::to_string(index);
      read((*array)[index], into[index]);
      pointer_.resize(length);
    }
  }

  template <class T>
  void read_object(const boost::json::value& from, T& into) {
    const auto* object = from.if_object();
    if (object == nullptr) return reject(ErrorCode::wrong_type, {{"expected", "object"}});
    const auto length = pointer_.size();
    std::size_t known = 0;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      using Field = std::remove_cvref_t<decltype(into.*member.pointer)>;
      pointer_ += "/";
      pointer_ += member.name;
      if (const auto* value = object->if_contains(member.name)) {
        ++known;
        read(*value, into.*member.pointer);
      } else if constexpr (!OptionalOf<Field>::value && !VectorOf<Field>::value) {
        reject(ErrorCode::missing_field);
      }
      pointer_.resize(length);
    });
    if (known == object->size()) return;
    for (const auto& [name, value] : *object) {
      bool found = false;
      boost::mp11::mp_for_each<Members<T>>(
          [&](auto member) { found = found || name == member.name; });
      if (found) continue;
      pointer_ += "/" + pointer_token(name);
      reject(ErrorCode::unknown_field);
      pointer_.resize(length);
    }
  }

  std::string pointer_;
  std::vector<FieldError> errors_;
};

/// Fails with invalid_request and the pointer of every field that is wrong.
template <class T>
Result<T> decode(const boost::json::value& from) {
  T into{};
  Decoder decoder;
  decoder.read(from, into);
  if (auto errors = decoder.take_errors(); !errors.empty())
    return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
  return into;
}

template <class T>
Result<T> decode_text(std::string_view text) {
  return decode<T>(TRY(parse_json(text)));
}

/// Appends a text as JSON, within quotation marks.
void append_quoted(std::string& json, std::string_view text);

/// Appends what `to_text(encode(value))` gives, without the tree in between.
template <class T>
void append(std::string& json, const T& value) {
  const auto among = [&json](char open, char close, auto each) {
    const auto start = json.size();
    json += open;
    each([&] {
      if (json.size() > start + 1) json += ',';
    });
    json += close;
  };
  if constexpr (std::is_same_v<T, Timestamp> || std::is_same_v<T, Date>) {
    append_quoted(json, regie::to_text(value));
  } else if constexpr (OptionalOf<T>::value) {
    value ? append(json, *value) : void(json += "null");
  } else if constexpr (VectorOf<T>::value) {
    among('[', ']', [&](auto separate) {
      for (const auto& item : value) separate(), append(json, item);
    });
  } else if constexpr (DescribedEnum<T>) {
    append_quoted(json, enum_text(value));
  } else if constexpr (Described<T>) {
    among('{', '}', [&](auto separate) {
      boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        separate();
        append_quoted(json, member.name);
        json += ':';
        append(json, value.*member.pointer);
      });
    });
  } else if constexpr (std::is_same_v<T, bool>) {
    json += value ? "true" : "false";
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    json += std::to_string(value);
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    append_quoted(json, value);
  } else {
    json += regie::to_text(boost::json::value(value));
  }
}

template <class T>
std::string encode_text(const T& value) {
  std::string json;
  append(json, value);
  return json;
}

}  // namespace regie::codec
