#include "portfolio/exchange.h"

#include <algorithm>
#include <stdexcept>

#include "base/json_codec.h"
#include "portfolio/cell_text.h"

namespace regie::portfolio {
namespace {

enum class CellKind { text, word, whole, amount, day };

/// What writing and reading one cell, or one part of a line, needs to know.
struct Manner {
  const Vocabulary& vocabulary;
  const WordList* words;
  const content::Field& field;
  bool is_amount;
  bool grouped;
};

template <class T>
concept Structured = codec::Described<T> && !std::is_same_v<T, Person>;

// Writing. Absent and empty give an empty text.

std::string written(const std::string& text, const Manner& manner) {
  return manner.words != nullptr && !text.empty() ? manner.words->shown(text) : text;
}
std::string written(bool truth, const Manner& manner) {
  return manner.words->shown(truth ? "true" : "false");
}
std::string written(std::int64_t number, const Manner& manner) {
  return manner.is_amount ? cell::amount_text(number, manner.vocabulary.language())
                          : std::to_string(number);
}
std::string written(Date day, const Manner&) { return to_text(day); }
std::string written(const Person& person, const Manner& manner) {
  return manner.vocabulary.person(person);
}
template <DescribedEnum T>
std::string written(T value, const Manner& manner) {
  return manner.words->shown(std::string(enum_text(value)));
}
template <class T>
std::string written(const std::optional<T>& value, const Manner& manner) {
  return value ? written(*value, manner) : std::string();
}

template <class T>
std::optional<std::string> written_part(const T& value, const Manner& manner) {
  if constexpr (codec::OptionalOf<T>::value)
    return value ? std::optional(written(*value, manner)) : std::nullopt;
  else
    return written(value, manner);
}

/// The manner of a part: that of the field with the part's own words.
Manner of_part(const Manner& manner, std::size_t index) {
  auto part = manner;
  part.words = index < manner.field.parts.size()
                   ? manner.vocabulary.list(manner.field.parts[index].labels)
                   : nullptr;
  return part;
}

template <Structured T>
std::string written_line(const T& item, const Manner& manner) {
  std::vector<std::optional<std::string>> parts;
  boost::mp11::mp_for_each<codec::Members<T>>([&](auto member) {
    parts.push_back(written_part(item.*member.pointer, of_part(manner, parts.size())));
  });
  return cell::join_parts(parts);
}

template <class T>
std::string written(const std::vector<T>& items, const Manner& manner) {
  std::vector<std::string> texts;
  for (const auto& item : items)
    if constexpr (Structured<T>)
      texts.push_back(written_line(item, manner));
    else
      texts.push_back(written(item, manner));
  if constexpr (Structured<T>) return joined(texts, "\n");
  return cell::join_list(texts);
}

// Reading. The text is never empty, save for a part that was written as empty.

using Fault = std::optional<CellFault>;

Fault understood(const std::string& text, std::string& into, const Manner& manner) {
  if (manner.words != nullptr) return manner.words->find(text, into);
  into = text;
  return std::nullopt;
}
Fault understood(const std::string& text, bool& into, const Manner& manner) {
  std::string id;
  const auto fault = manner.words->find(text, id);
  into = id == "true";
  return fault;
}
Fault understood(const std::string& text, std::int64_t& into, const Manner& manner) {
  const auto number = manner.is_amount ? cell::parse_amount(text, manner.grouped)
                                       : cell::parse_whole(text, manner.grouped);
  if (!number)
    return CellFault{manner.is_amount ? ErrorCode::not_an_amount : ErrorCode::not_a_number};
  into = *number;
  return std::nullopt;
}
Fault understood(const std::string& text, Date& into, const Manner&) {
  const auto day = cell::parse_day(text);
  if (!day) return CellFault{ErrorCode::not_a_date};
  into = *day;
  return std::nullopt;
}
Fault understood(const std::string& text, Person& into, const Manner& manner) {
  return manner.vocabulary.find_person(text, into);
}
template <DescribedEnum T>
Fault understood(const std::string& text, T& into, const Manner& manner) {
  std::string id;
  if (auto fault = manner.words->find(text, id)) return fault;
  const auto value = enum_from<T>(id);
  if (!value) return CellFault{ErrorCode::not_in_catalog, {{"value", text}}};
  into = *value;
  return std::nullopt;
}
template <class T>
Fault understood(const std::string& text, std::optional<T>& into, const Manner& manner) {
  return understood(text, into.emplace(), manner);
}

template <Structured T>
Fault understood(const std::string& line, T& into, const Manner& manner) {
  const auto parts = cell::split_parts(line);
  std::size_t count = 0;
  Fault fault;
  boost::mp11::mp_for_each<codec::Members<T>>([&](auto member) {
    if (!fault && count < parts.size() && parts[count])
      fault = understood(*parts[count], into.*member.pointer, of_part(manner, count));
    ++count;
  });
  if (!fault && parts.size() > count)
    return CellFault{ErrorCode::too_many_parts, {{"limit", std::to_string(count)}}};
  return fault;
}

template <class T>
Fault understood(const std::string& text, std::vector<T>& into, const Manner& manner) {
  into.clear();
  for (const auto& item : Structured<T> ? cell::split_lines(text) : cell::split_list(text))
    if (auto fault = understood(item, into.emplace_back(), manner)) return fault;
  return std::nullopt;
}

/// How to reach one field of a row.
struct Access {
  std::string pointer;
  CellKind kind;
  std::string (*write)(const RegisterRow&, const Manner&);
  Fault (*read)(RegisterRow&, const std::string&, const Manner&);
};

template <class T>
CellKind kind_of(std::string_view name) {
  if constexpr (codec::OptionalOf<T>::value)
    return kind_of<typename codec::OptionalOf<T>::type>(name);
  if constexpr (std::is_same_v<T, Date>) return CellKind::day;
  if constexpr (std::is_same_v<T, std::int64_t>)
    return name.ends_with("_cents") ? CellKind::amount : CellKind::whole;
  if constexpr (DescribedEnum<T> || std::is_same_v<T, bool> || std::is_same_v<T, std::string>)
    return CellKind::word;
  return CellKind::text;
}

/// Every field: those of the row itself, and below a section of the record its members.
std::vector<Access> make_accesses() {
  std::vector<Access> list;
  boost::mp11::mp_for_each<codec::Members<RegisterRow>>([&](auto own) {
    using Own = std::remove_cvref_t<decltype(std::declval<RegisterRow>().*own.pointer)>;
    if constexpr (!std::is_same_v<Own, ApplicationRecord>)
      list.push_back({std::string("/") + own.name, kind_of<Own>(own.name),
                      [](const RegisterRow& row, const Manner& manner) {
                        return written(row.*decltype(own)::pointer, manner);
                      },
                      [](RegisterRow& row, const std::string& text, const Manner& manner) {
                        return understood(text, row.*decltype(own)::pointer, manner);
                      }});
  });
  boost::mp11::mp_for_each<codec::Members<ApplicationRecord>>([&](auto section) {
    using Section =
        std::remove_cvref_t<decltype(std::declval<ApplicationRecord>().*section.pointer)>;
    const std::string pointer = std::string("/") + section.name;
    if constexpr (codec::VectorOf<Section>::value)
      list.push_back({pointer, CellKind::text,
                      [](const RegisterRow& row, const Manner& manner) {
                        return written(row.record.*decltype(section)::pointer, manner);
                      },
                      [](RegisterRow& row, const std::string& text, const Manner& manner) {
                        return understood(text, row.record.*decltype(section)::pointer, manner);
                      }});
    else
      boost::mp11::mp_for_each<codec::Members<Section>>([&](auto member) {
        using Field = std::remove_cvref_t<decltype(std::declval<Section>().*member.pointer)>;
        list.push_back(
            {pointer + "/" + member.name, kind_of<Field>(member.name),
             [](const RegisterRow& row, const Manner& manner) {
               return written(row.record.*decltype(section)::pointer.*decltype(member)::pointer,
                              manner);
             },
             [](RegisterRow& row, const std::string& text, const Manner& manner) {
               return understood(
                   text, row.record.*decltype(section)::pointer.*decltype(member)::pointer, manner);
             }});
      });
  });
  return list;
}

const std::vector<Access>& accesses() {
  static const auto kAccesses = make_accesses();
  return kAccesses;
}

}  // namespace

std::vector<std::string> row_pointers() {
  std::vector<std::string> pointers;
  for (const auto& access : accesses()) pointers.push_back(access.pointer);
  return pointers;
}

Exchange::Exchange(const content::Library& library, Vocabulary vocabulary)
    : library_(library), vocabulary_(std::move(vocabulary)) {
  for (const auto& field : library_.fields()) {
    const auto found = std::ranges::find(accesses(), field.pointer, &Access::pointer);
    if (found == accesses().end()) throw std::logic_error("no such field: " + field.pointer);
    accesses_.push_back(static_cast<std::size_t>(found - accesses().begin()));
    words_.push_back(vocabulary_.list(field.labels));
  }
}

std::optional<std::size_t> Exchange::field(std::string_view pointer) const {
  const auto found = std::ranges::find(fields(), pointer, &content::Field::pointer);
  if (found == fields().end()) return std::nullopt;
  return static_cast<std::size_t>(found - fields().begin());
}

std::optional<std::size_t> Exchange::field_around(std::string_view pointer) const {
  for (; !pointer.empty(); pointer = pointer.substr(0, pointer.rfind('/')))
    if (const auto found = field(pointer)) return found;
  return std::nullopt;
}

std::optional<std::size_t> Exchange::field_called(const std::string& name) const {
  const auto wanted = folded(trimmed(name));
  for (std::size_t index = 0; index < fields().size(); ++index)
    if (const auto& field = fields()[index]; wanted == field.pointer ||
                                             wanted == folded(field.name.nl) ||
                                             wanted == folded(field.name.en))
      return index;
  return std::nullopt;
}

std::string Exchange::cell(const RegisterRow& row, std::size_t field) const {
  const auto& access = accesses()[accesses_.at(field)];
  return access.write(
      row, {vocabulary_, words_[field], fields()[field], access.kind == CellKind::amount, false});
}

table::Cell Exchange::typed_cell(const RegisterRow& row, std::size_t field) const {
  const auto text = cell(row, field);
  if (text.empty()) return {};
  switch (accesses()[accesses_.at(field)].kind) {
    case CellKind::day:
      return parse_date(text).value();
    case CellKind::whole:
      return cell::parse_whole(text, false).value();
    case CellKind::amount:
      return static_cast<double>(cell::parse_amount(text, false).value()) / 100;
    default:
      return text;
  }
}

std::optional<CellFault> Exchange::read(RegisterRow& row, std::size_t field,
                                        const std::string& text, bool grouped) const {
  const auto& access = accesses()[accesses_.at(field)];
  return access.read(
      row, text,
      {vocabulary_, words_[field], fields()[field], access.kind == CellKind::amount, grouped});
}

std::vector<std::string> Exchange::choices(std::size_t field) const {
  const auto* words = vocabulary_.list(fields()[field].labels);
  if (words == nullptr || accesses()[accesses_.at(field)].kind != CellKind::word) return {};
  std::vector<std::string> texts;
  for (const auto& id : words->ids()) texts.push_back(words->shown(id));
  return texts;
}

}  // namespace regie::portfolio
