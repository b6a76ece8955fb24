#include "assessment/value.h"

#include <algorithm>

#include "base/json.h"
#include "evidence/link.h"

namespace regie::assessment {
namespace {

namespace json = boost::json;

constexpr std::int64_t kLongestLine = 500;
constexpr std::int64_t kLongestText = 20'000;
constexpr double kLargestNumber = 1e15;

std::optional<std::string_view> text_of(const json::value& value) {
  const auto* text = value.if_string();
  return text == nullptr ? std::nullopt : std::optional<std::string_view>(*text);
}

bool is_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

FieldError wrong_type(std::string pointer, const char* expected) {
  return {std::move(pointer), ErrorCode::wrong_type, {{"expected", expected}}};
}

std::string plain(double number) { return to_text(json::value(number)); }

std::optional<FieldError> check_number(const Item& question, const json::value& value,
                                       std::string pointer) {
  const auto number = number_of(value);
  if (!number) return wrong_type(std::move(pointer), "number");
  if (question.type == ItemType::integer && !value.is_int64())
    return wrong_type(std::move(pointer), "integer");
  const auto least = question.minimum.value_or(-kLargestNumber);
  const auto most = question.maximum.value_or(kLargestNumber);
  if (*number >= least && *number <= most) return std::nullopt;
  const auto shown = [&](double limit) {
    return question.type == ItemType::integer ? std::to_string(static_cast<std::int64_t>(limit))
                                              : plain(limit);
  };
  return FieldError{std::move(pointer),
                    ErrorCode::out_of_range,
                    {{"minimum", shown(least)}, {"maximum", shown(most)}}};
}

std::optional<FieldError> check_text(const Item& question, std::string_view text,
                                     std::string pointer) {
  if (trimmed(text).empty()) return FieldError{std::move(pointer), ErrorCode::missing_field};
  const auto limit =
      question.max_length.value_or(question.type == ItemType::text ? kLongestText : kLongestLine);
  if (static_cast<std::int64_t>(code_points(text)) > limit)
    return FieldError{std::move(pointer), ErrorCode::too_long, {{"limit", std::to_string(limit)}}};
  return std::nullopt;
}

bool is_option(const Item& question, std::string_view text) {
  return std::ranges::find(question.options, text, &Option::value) != question.options.end();
}

/// -1, 0 or 1; nothing when the two have no order.
std::optional<int> order_of(const Item& question, const json::value& given,
                            const json::value& wanted) {
  const auto sign = [](const auto& a, const auto& b) { return a < b ? -1 : (b < a ? 1 : 0); };
  const auto number = number_of(given);
  const auto other = number_of(wanted);
  if (number && other) return sign(*number, *other);
  const auto text = text_of(given);
  const auto other_text = text_of(wanted);
  if (!text || !other_text) return std::nullopt;
  if (is_choice(question.type)) {
    const auto weight = weight_of(question, given);
    const auto other_weight = weight_of(question, wanted);
    return weight && other_weight ? std::optional(sign(*weight, *other_weight)) : std::nullopt;
  }
  return sign(*text, *other_text);
}

bool holds(int order, Comparison comparison) {
  switch (comparison) {
    case Comparison::greater:
      return order > 0;
    case Comparison::less:
      return order < 0;
    case Comparison::greater_or_equal:
      return order >= 0;
    case Comparison::less_or_equal:
      return order <= 0;
    case Comparison::equal:
      return order == 0;
    case Comparison::not_equal:
      return order != 0;
    case Comparison::exists:
      return false;
  }
  return false;
}

}  // namespace

std::optional<double> number_of(const json::value& value) {
  if (value.is_int64()) return static_cast<double>(value.get_int64());
  if (value.is_uint64()) return static_cast<double>(value.get_uint64());
  if (value.is_double()) return value.get_double();
  return std::nullopt;
}

bool same_value(const json::value& one, const json::value& other) {
  const auto number = number_of(one);
  const auto other_number = number_of(other);
  return number && other_number ? *number == *other_number : one == other;
}

bool compares(const Item& question, const json::value& given, Comparison comparison,
              const json::value& wanted) {
  if (comparison == Comparison::equal) return same_value(given, wanted);
  if (comparison == Comparison::not_equal) return !same_value(given, wanted);
  const auto order = order_of(question, given, wanted);
  return order && holds(*order, comparison);
}

bool compares(double given, Comparison comparison, double wanted) {
  return holds(given < wanted ? -1 : (wanted < given ? 1 : 0), comparison);
}

std::optional<FieldError> check_value(const Item& question, const json::value& value,
                                      std::string pointer) {
  if (question.type == ItemType::boolean)
    return value.is_bool() ? std::nullopt
                           : std::optional(wrong_type(std::move(pointer), "boolean"));
  if (is_number(question.type)) return check_number(question, value, std::move(pointer));
  const auto text = text_of(value);
  if (!text) return wrong_type(std::move(pointer), "string");
  switch (question.type) {
    case ItemType::choice:
      if (is_option(question, *text)) return std::nullopt;
      return FieldError{std::move(pointer),
                        ErrorCode::not_in_catalog,
                        {{"value", std::string(text->substr(0, 50))}}};
    case ItemType::open_choice:
      if (is_option(question, *text)) return std::nullopt;
      return check_text(question, *text, std::move(pointer));
    case ItemType::date:
      if (parse_date(*text)) return std::nullopt;
      return FieldError{std::move(pointer), ErrorCode::not_a_date};
    case ItemType::url:
      if (!is_address(*text)) return FieldError{std::move(pointer), ErrorCode::not_a_link};
      return check_text(question, *text, std::move(pointer));
    case ItemType::attachment:
      if (!is_address(*text) && !evidence::file_of(*text))
        return FieldError{std::move(pointer), ErrorCode::not_a_link};
      return check_text(question, *text, std::move(pointer));
    default:
      return check_text(question, *text, std::move(pointer));
  }
}

}  // namespace regie::assessment
