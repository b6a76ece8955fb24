#include "table/neutral.h"

namespace regie::table {
namespace {

constexpr std::string_view kStarters = "=+-@\t\r\n";
/// = + - @ in full width (U+FF1D, U+FF0B, U+FF0D, U+FF20), which some spreadsheets take for the
/// same.
constexpr std::string_view kWideStarters[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                              "\xEF\xBC\xA0"};

bool starts_formula(std::string_view text) {
  if (text.empty()) return false;
  if (kStarters.contains(text.front())) return true;
  for (const auto starter : kWideStarters)
    if (text.starts_with(starter)) return true;
  return false;
}

std::string_view without_digits(std::string_view text) {
  const auto end = text.find_first_not_of("0123456789");
  return end == std::string_view::npos ? std::string_view() : text.substr(end);
}

bool is_negative_number(std::string_view text) {
  if (!text.starts_with('-')) return false;
  text.remove_prefix(1);
  auto rest = without_digits(text);
  if (rest.size() == text.size()) return false;
  if (rest.starts_with('.') || rest.starts_with(',')) {
    const auto decimals = rest.substr(1);
    rest = without_digits(decimals);
    if (rest.size() == decimals.size()) return false;
  }
  if (rest.starts_with('e') || rest.starts_with('E')) {
    auto exponent = rest.substr(1);
    if (exponent.starts_with('-') || exponent.starts_with('+')) exponent.remove_prefix(1);
    rest = without_digits(exponent);
    if (rest.size() == exponent.size()) return false;
  }
  return rest.empty();
}

std::string_view without_apostrophes(std::string_view text) {
  const auto end = text.find_first_not_of('\'');
  return end == std::string_view::npos ? std::string_view() : text.substr(end);
}

}  // namespace

bool is_charged(std::string_view text) {
  return starts_formula(without_apostrophes(text)) && !is_negative_number(text);
}

std::string neutralised(std::string_view text) {
  return is_charged(text) ? "'" + std::string(text) : std::string(text);
}

std::string_view original(std::string_view text) {
  if (text.starts_with('\'') && starts_formula(without_apostrophes(text))) text.remove_prefix(1);
  return text;
}

}  // namespace regie::table
