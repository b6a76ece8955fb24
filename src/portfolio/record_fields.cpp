#include "portfolio/record_fields.h"

#include <algorithm>
#include <stdexcept>

#include "base/json_codec.h"

namespace regie::portfolio {
namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestText = 5'000;
constexpr std::size_t kMostItems = 200;
constexpr std::string_view kName = "/identity/name";

template <class T>
bool is_filled(const T& value) {
  if constexpr (codec::OptionalOf<T>::value)
    return value && is_filled(*value);
  else if constexpr (codec::VectorOf<T>::value || std::is_same_v<T, std::string>)
    return !value.empty();
  else if constexpr (std::is_same_v<T, Person>)
    return !value.name.empty();
  else if constexpr (DescribedEnum<T>)
    return enum_text(value) != "not_classified" && enum_text(value) != "not_assessed";
  else
    return true;
}

/// A place within a field, written out only for who wants to read it.
struct Place {
  const Place* around;
  std::string_view name;

  std::string text() const {
    return around == nullptr ? std::string(name) : around->text() + "/" + std::string(name);
  }
};

template <class T>
void check_size(const T& value, const Place& place, std::vector<FieldError>& errors) {
  if constexpr (codec::OptionalOf<T>::value) {
    if (value) check_size(*value, place, errors);
  } else if constexpr (std::is_same_v<T, std::string>) {
    const auto limit = place.around == nullptr && place.name == kName ? kLongestName : kLongestText;
    if (value.size() > limit && code_points(value) > limit)
      errors.push_back({place.text(), ErrorCode::too_long, {{"limit", std::to_string(limit)}}});
  } else if constexpr (codec::VectorOf<T>::value) {
    if (value.size() > kMostItems)
      errors.push_back(
          {place.text(), ErrorCode::too_many_items, {{"limit", std::to_string(kMostItems)}}});
    for (std::size_t index = 0; index < value.size(); ++index)
      check_size(value[index], {&place, std::to_string(index)}, errors);
  } else if constexpr (codec::Described<T>) {
    boost::mp11::mp_for_each<codec::Members<T>>([&](auto member) {
      check_size(value.*member.pointer, Place{&place, member.name}, errors);
    });
  }
}

/// As JSON; empty for what is absent, and for an empty text or list.
template <class T>
std::string shown(const T& value) {
  if constexpr (codec::OptionalOf<T>::value)
    return value ? shown(*value) : std::string();
  else if constexpr (codec::VectorOf<T>::value || std::is_same_v<T, std::string>)
    return value.empty() ? std::string() : codec::encode_text(value);
  else
    return codec::encode_text(value);
}

template <class T>
std::vector<JsonChange> changes(const T& before, const T& after) {
  // A person changes part by part.
  if constexpr (std::is_same_v<T, std::optional<Person>>)
    return json_changes(codec::encode(before), codec::encode(after));
  JsonChange change{"", shown(before), shown(after)};
  if (change.before == change.after) return {};
  return {std::move(change)};
}

/// The field that `get` takes from a record.
template <class Get>
RecordField make_field(std::string pointer, Get) {
  return {.pointer = std::move(pointer),
          .is_filled = [](const ApplicationRecord& record) { return is_filled(Get{}(record)); },
          .is_same = [](const ApplicationRecord& before,
                        const ApplicationRecord& after) { return Get{}(before) == Get{}(after); },
          .changes =
              [](const ApplicationRecord& before, const ApplicationRecord& after) {
                return changes(Get{}(before), Get{}(after));
              },
          .check_size =
              [](const ApplicationRecord& record, const std::string& pointer,
                 std::vector<FieldError>& errors) {
                check_size(Get{}(record), {nullptr, pointer}, errors);
              }};
}

std::vector<RecordField> make_fields() {
  std::vector<RecordField> fields;
  boost::mp11::mp_for_each<codec::Members<ApplicationRecord>>([&](auto section) {
    using Section =
        std::remove_cvref_t<decltype(std::declval<ApplicationRecord>().*section.pointer)>;
    const auto pointer = std::string("/") + section.name;
    if constexpr (codec::VectorOf<Section>::value)
      fields.push_back(make_field(pointer, [](const ApplicationRecord& record) -> const Section& {
        return record.*decltype(section)::pointer;
      }));
    else
      boost::mp11::mp_for_each<codec::Members<Section>>([&](auto member) {
        fields.push_back(make_field(
            pointer + "/" + member.name, [](const ApplicationRecord& record) -> const auto& {
              return record.*decltype(section)::pointer.*decltype(member)::pointer;
            }));
      });
  });
  return fields;
}

}  // namespace

const std::vector<RecordField>& record_fields() {
  static const auto kFields = make_fields();
  return kFields;
}

const RecordField& record_field(std::string_view pointer) {
  const auto found = std::ranges::find(record_fields(), pointer, &RecordField::pointer);
  if (found == record_fields().end())
    throw std::logic_error("no such field: " + std::string(pointer));
  return *found;
}

}  // namespace regie::portfolio
