#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Charts of a report as HTML: rows of which name and value are text, and the drawing between them
/// repeats what the text says. They need no script, and shrink to a phone and a page.
namespace regie::report {

struct Bar {
  std::string name;
  double value = 0;
  std::string shown;           ///< the value in words
  std::optional<double> mark;  ///< a line, such as the value of the year before
};

/// From 0 to `full`, which is above 0.
std::string bars(std::string_view caption, const std::vector<Bar>& bars, double full,
                 std::string_view key = {});

struct Stack {
  std::string name;
  std::vector<double> parts;  ///< of a whole of 100
  std::string shown;
};

/// One bar for each; `names` are those of the parts. `reversed`: the last part takes the first
/// colour.
std::string stacks(std::string_view caption, const std::vector<std::string>& names,
                   const std::vector<Stack>& stacks, bool reversed);

struct Strip {
  std::string name;
  double first_quartile = 0;
  double median = 0;
  double third_quartile = 0;
  std::string shown;
};

/// From `least` to `most`.
std::string strips(std::string_view caption, const std::vector<Strip>& strips, double least,
                   double most, std::string_view key);

}  // namespace regie::report
