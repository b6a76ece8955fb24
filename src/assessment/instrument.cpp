#include "assessment/instrument.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/json_codec.h"

namespace regie::assessment {
namespace {

using Visit = std::function<void(const Item&, const Item*, const std::string&)>;

void visit_items(const std::vector<Item>& items, const Item* parent, const std::string& pointer,
                 const Visit& visit) {
  for (std::size_t index = 0; index < items.size(); ++index) {
    const auto place = pointer + "/items/" + std::to_string(index);
    visit(items[index], parent, place);
    visit_items(items[index].items, &items[index], place, visit);
  }
}

/// The part before the first point, which leaves `version`.
std::string_view next_part(std::string_view& version) {
  const auto end = std::min(version.find('.'), version.size());
  const auto part = version.substr(0, end);
  version.remove_prefix(std::min(end + 1, version.size()));
  return part;
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return number;
}

}  // namespace

bool is_question(const Item& item) {
  return item.type != ItemType::group && item.type != ItemType::display;
}

bool is_number(ItemType type) {
  return type == ItemType::integer || type == ItemType::decimal || type == ItemType::quantity;
}

bool is_choice(ItemType type) { return type == ItemType::choice || type == ItemType::open_choice; }

void for_each_item(const Instrument& instrument, const Visit& visit) {
  visit_items(instrument.items, nullptr, "", visit);
}

const Item* find_item(const Instrument& instrument, std::string_view link_id) {
  const Item* found = nullptr;
  for_each_item(instrument, [&](const Item& item, const Item*, const std::string&) {
    if (item.link_id == link_id) found = &item;
  });
  return found;
}

std::optional<double> weight_of(const Item& item, const boost::json::value& value) {
  const auto* text = value.if_string();
  if (text == nullptr) return std::nullopt;
  const auto option = std::ranges::find(item.options, std::string_view(*text), &Option::value);
  return option == item.options.end() ? std::nullopt : option->weight;
}

int compare_versions(std::string_view one, std::string_view other) {
  while (!one.empty() || !other.empty()) {
    const auto a = next_part(one);
    const auto b = next_part(other);
    const auto number = number_of(a);
    const auto other_number = number_of(b);
    if (number && other_number) {
      if (*number != *other_number) return *number < *other_number ? -1 : 1;
    } else if (a != b) {
      return a < b ? -1 : 1;
    }
  }
  return 0;
}

std::string to_document(const Instrument& instrument) { return codec::encode_text(instrument); }

Instrument from_document(std::string_view document) {
  auto instrument = codec::decode_text<Instrument>(document);
  if (!instrument) throw std::runtime_error("a stored instrument cannot be read");
  return *std::move(instrument);
}

}  // namespace regie::assessment
