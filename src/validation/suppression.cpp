#include "validation/suppression.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "validation/measures.h"

namespace regie::validation {
namespace {

using Key = std::tuple<GroupKind, std::vector<std::string>, std::vector<std::string>>;

/// Hides more along lines until nothing follows that may not be shown.
template <class Size>
class Suppressor {
 public:
  Suppressor(const std::vector<Size>& sizes, std::vector<std::string> reasons)
      : sizes_(sizes), reasons_(std::move(reasons)) {}

  std::vector<std::string> hide_along(const std::vector<Line>& lines, auto is_small) {
    for (bool more = true; more;) {
      more = false;
      for (const auto& line : lines) more = hide_in(line, is_small) || more;
    }
    return std::move(reasons_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// True when something more was hidden.
  bool hide_in(const Line& line, auto is_small) {
    if (!reasons_[line.sum].empty()) {
      bool more = false;
      for (const auto part : line.parts)
        if (reasons_[part].empty()) more = true, reasons_[part] = "complementary";
      return more;
    }
    Size hidden;
    std::size_t count = 0;
    std::size_t smallest = kNone;
    for (const auto part : line.parts) {
      if (reasons_[part].empty()) {
        if (smallest == kNone || rows_of(sizes_[part]) < rows_of(sizes_[smallest])) smallest = part;
        continue;
      }
      ++count;
      add(hidden, sizes_[part]);
    }
    if (count == 0 || smallest == kNone || (count > 1 && !is_small(hidden))) return false;
    reasons_[smallest] = "complementary";
    return true;
  }

  static std::uint64_t rows_of(const GroupSize& size) { return size.persons; }
  static std::uint64_t rows_of(const statistics::Confusion& cells) { return cells.n(); }
  static void add(GroupSize& to, const GroupSize& size) {
    to.persons += size.persons;
    to.events += size.events;
    to.non_events += size.non_events;
  }
  static void add(statistics::Confusion& to, const statistics::Confusion& cells) {
    to.true_positives += cells.true_positives;
    to.false_positives += cells.false_positives;
    to.false_negatives += cells.false_negatives;
    to.true_negatives += cells.true_negatives;
  }

  const std::vector<Size>& sizes_;
  std::vector<std::string> reasons_;
};

}  // namespace

std::vector<Line> lines_of(const std::vector<GroupLabel>& labels) {
  std::map<Key, std::size_t> single;
  for (std::size_t index = 0; index < labels.size(); ++index)
    if (labels[index].columns.size() == 1)
      single[{labels[index].kind, labels[index].columns, labels[index].values}] = index;
  std::map<Key, Line> lines;
  for (std::size_t index = 0; index < labels.size(); ++index) {
    const auto& [kind, columns, values] = labels[index];
    if (columns.size() == 1) lines[{kind, columns, {}}].parts.push_back(index);
    if (columns.size() != 2) continue;
    for (std::size_t at = 0; at < 2; ++at) {
      auto& line = lines[{kind, {columns[at], columns[1 - at]}, {values[at]}}];
      line.sum = single.at({kind, {columns[at]}, {values[at]}});
      line.parts.push_back(index);
    }
  }
  std::vector<Line> found;
  for (auto& [key, line] : lines) found.push_back(std::move(line));
  return found;
}

std::vector<std::string> suppressed_groups(const std::vector<GroupLabel>& labels,
                                           const std::vector<GroupSize>& sizes,
                                           std::uint64_t minimum, std::uint64_t minimum_rows) {
  const auto is_small = [&](const GroupSize& size) {
    return size.persons < minimum || std::min(size.events, size.non_events) < minimum_rows;
  };
  std::vector<std::string> reasons(sizes.size());
  for (std::size_t index = 0; index < sizes.size(); ++index)
    if (is_small(sizes[index]))
      reasons[index] = sizes[index].persons < minimum ? "persons" : "class";
  return Suppressor(sizes, std::move(reasons)).hide_along(lines_of(labels), is_small);
}

std::vector<bool> hidden_at_threshold(const std::vector<GroupLabel>& labels,
                                      const std::vector<std::string>& suppressed,
                                      const std::vector<statistics::Confusion>& cells,
                                      std::uint64_t minimum) {
  const auto is_small = [&](const auto& each) { return has_small_cell(each, minimum); };
  auto reasons = suppressed;
  for (std::size_t index = 0; index < cells.size(); ++index)
    if (reasons[index].empty() && is_small(cells[index])) reasons[index] = "class";
  reasons = Suppressor(cells, std::move(reasons)).hide_along(lines_of(labels), is_small);
  std::vector<bool> hidden;
  for (const auto& reason : reasons) hidden.push_back(!reason.empty());
  return hidden;
}

}  // namespace regie::validation
