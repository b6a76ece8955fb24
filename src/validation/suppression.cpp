#include "validation/suppression.h"

#include <algorithm>
#include <map>
#include <utility>

namespace regie::validation {
namespace {

using Key = std::pair<std::vector<std::string>, std::vector<std::string>>;

/// Groups that together make another one, their sum.
struct Line {
  std::size_t sum = 0;
  std::vector<std::size_t> parts;
};

std::vector<Line> lines_of(const std::vector<GroupLabel>& labels) {
  std::map<Key, std::size_t> single;
  for (std::size_t index = 0; index < labels.size(); ++index)
    if (labels[index].columns.size() == 1)
      single[{labels[index].columns, labels[index].values}] = index;
  std::map<Key, Line> lines;
  for (std::size_t index = 0; index < labels.size(); ++index) {
    const auto& [kind, columns, values] = labels[index];
    if (columns.size() == 1) lines[{columns, {}}].parts.push_back(index);
    if (columns.size() != 2) continue;
    for (std::size_t at = 0; at < 2; ++at) {
      auto& line = lines[{{columns[at], columns[1 - at]}, {values[at]}}];
      line.sum = single.at({{columns[at]}, {values[at]}});
      line.parts.push_back(index);
    }
  }
  std::vector<Line> found;
  for (auto& [key, line] : lines) found.push_back(std::move(line));
  return found;
}

bool is_small(const GroupSize& size, std::uint64_t minimum) {
  return std::min({size.persons, size.events, size.non_events}) < minimum;
}

class Suppressor {
 public:
  Suppressor(const std::vector<GroupSize>& sizes, std::uint64_t minimum)
      : sizes_(sizes), minimum_(minimum), reasons_(sizes.size()) {
    for (std::size_t index = 0; index < sizes.size(); ++index)
      if (is_small(sizes[index], minimum))
        reasons_[index] = sizes[index].persons < minimum ? "persons" : "class";
  }

  /// True when something more was hidden.
  bool hide_along(const Line& line) {
    if (!reasons_[line.sum].empty()) {
      bool more = false;
      for (const auto part : line.parts)
        if (reasons_[part].empty()) more = true, reasons_[part] = "complementary";
      return more;
    }
    GroupSize hidden;
    std::size_t count = 0;
    std::size_t smallest = kNone;
    for (const auto part : line.parts) {
      if (reasons_[part].empty()) {
        if (smallest == kNone || sizes_[part].persons < sizes_[smallest].persons) smallest = part;
        continue;
      }
      ++count;
      hidden.persons += sizes_[part].persons;
      hidden.events += sizes_[part].events;
      hidden.non_events += sizes_[part].non_events;
    }
    if (count == 0 || smallest == kNone || (count > 1 && !is_small(hidden, minimum_))) return false;
    reasons_[smallest] = "complementary";
    return true;
  }

  std::vector<std::string> take() { return std::move(reasons_); }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  const std::vector<GroupSize>& sizes_;
  std::uint64_t minimum_;
  std::vector<std::string> reasons_;
};

}  // namespace

std::vector<std::string> suppressed_groups(const std::vector<GroupLabel>& labels,
                                           const std::vector<GroupSize>& sizes,
                                           std::uint64_t minimum) {
  const auto lines = lines_of(labels);
  Suppressor suppressor(sizes, minimum);
  for (bool more = true; more;) {
    more = false;
    for (const auto& line : lines) more = suppressor.hide_along(line) || more;
  }
  return suppressor.take();
}

}  // namespace regie::validation
