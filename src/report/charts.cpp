#include "report/charts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "report/html.h"

namespace regie::report {
namespace {

/// Of a drawing 100 wide.
std::string place(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                 std::clamp(value, 0.0, 100.0), std::chars_format::fixed, 2);
  return {digits.data(), end.ptr};
}

std::string rectangle(std::string_view css_class, double from, double width, int top, int height) {
  return "<rect class=\"" + std::string(css_class) + "\" x=\"" + place(from) + "\" y=\"" +
         std::to_string(top) + "\" width=\"" + place(width) + "\" height=\"" +
         std::to_string(height) + "\"/>";
}

std::string drawing(const std::string& inside) {
  return "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">" + inside +
         "</svg>";
}

std::string row(std::string_view name, const std::string& drawn, std::string_view shown) {
  return "<li class=\"row\"><b>" + escaped(name) + "</b>" + drawing(drawn) + "<span>" +
         escaped(shown) + "</span></li>\n";
}

std::string figure(std::string_view caption, const std::string& rows, const std::string& key) {
  return "<figure class=\"chart\"><figcaption>" + escaped(caption) + "</figcaption>\n<ul>\n" +
         rows + "</ul>\n" + key + "</figure>\n";
}

std::string key_line(std::string_view key) {
  return key.empty() ? "" : "<p class=\"key\">" + escaped(key) + "</p>\n";
}

/// The colours go from one end to the other, however many parts there are.
std::string colour(std::size_t part, std::size_t parts, bool reversed) {
  constexpr std::size_t kLast = 6;
  const auto at = reversed ? parts - 1 - part : part;
  return "s" + std::to_string(parts < 2 ? 0 : at * kLast / (parts - 1));
}

}  // namespace

std::string bars(std::string_view caption, const std::vector<Bar>& bars, double full,
                 std::string_view key) {
  std::string rows;
  for (const auto& each : bars) {
    auto drawn =
        rectangle("track", 0, 100, 0, 10) + rectangle("s0", 0, each.value / full * 100, 1, 8);
    if (each.mark) drawn += rectangle("mark", *each.mark / full * 100 - 0.3, 0.6, 0, 10);
    rows += row(each.name, drawn, each.shown);
  }
  return figure(caption, rows, key_line(key));
}

std::string stacks(std::string_view caption, const std::vector<std::string>& names,
                   const std::vector<Stack>& stacks, bool reversed) {
  std::string rows;
  for (const auto& each : stacks) {
    std::string drawn = rectangle("track", 0, 100, 0, 10);
    double from = 0;
    for (std::size_t part = 0; part < each.parts.size(); ++part) {
      // A gap keeps parts apart for who does not see their colours.
      const double width = std::max(0.0, each.parts[part] - 0.4);
      drawn += rectangle(colour(part, names.size(), reversed), from, width, 0, 10);
      from += each.parts[part];
    }
    rows += row(each.name, drawn, each.shown);
  }
  std::string key = "<ul class=\"key\">\n";
  for (std::size_t part = 0; part < names.size(); ++part)
    key += "<li>" + drawing(rectangle(colour(part, names.size(), reversed), 0, 100, 0, 10)) +
           escaped(names[part]) + "</li>\n";
  return figure(caption, rows, key + "</ul>\n");
}

std::string strips(std::string_view caption, const std::vector<Strip>& strips, double least,
                   double most, std::string_view key) {
  std::string rows;
  const auto at = [&](double value) { return (value - least) / (most - least) * 100; };
  for (const auto& each : strips)
    rows += row(each.name,
                rectangle("track", 0, 100, 0, 10) +
                    rectangle("s2", at(each.first_quartile),
                              at(each.third_quartile) - at(each.first_quartile), 2, 6) +
                    rectangle("mark", at(each.median) - 0.4, 0.8, 0, 10),
                each.shown);
  return figure(caption, rows, key_line(key));
}

}  // namespace regie::report
