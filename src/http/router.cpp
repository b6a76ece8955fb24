#include "http/router.h"

#include <array>
#include <map>
#include <stdexcept>

namespace regie::http {

namespace {

constexpr std::array kMethods{Method::get, Method::head, Method::post, Method::put, Method::del};

std::size_t index_of(Method method) { return static_cast<std::size_t>(method); }

/// Takes the first segment off `rest`, which begins with a slash.
std::string_view next_segment(std::string_view& rest) {
  rest.remove_prefix(1);
  const auto segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(segment.size());
  return segment;
}

/// Whether the segment is `{name}`; throws when braces stand anywhere else.
bool is_name(std::string_view segment, std::string_view pattern) {
  const bool braces = segment.find_first_of("{}") != std::string_view::npos;
  if (!braces) return false;
  const bool well_formed = segment.size() > 2 && segment.front() == '{' && segment.back() == '}' &&
                           segment.find_first_of("{}", 1) == segment.size() - 1;
  if (!well_formed) throw std::logic_error("malformed route pattern " + std::string(pattern));
  return true;
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> named;
  std::array<std::optional<std::size_t>, kMethods.size()> numbers;

  bool ends_here() const {
    for (const auto& number : numbers) {
      if (number) return true;
    }
    return false;
  }

  std::optional<std::size_t> number_for(Method method) const {
    if (const auto exact = numbers[index_of(method)]; exact || method != Method::head) return exact;
    return numbers[index_of(Method::get)];
  }

  /// The node where the path ends, its names' values appended to `values`; or null. Every node is
  /// visited at most once, so the work is bounded by the table, not by the path.
  const Node* descend(std::string_view rest, std::vector<std::string>& values) const {
    if (rest.empty()) return ends_here() ? this : nullptr;
    const auto segment = next_segment(rest);
    if (const auto literal = literals.find(segment); literal != literals.end()) {
      if (const auto* found = literal->second->descend(rest, values)) return found;
    }
    if (!named || segment.empty()) return nullptr;
    values.emplace_back(segment);
    if (const auto* found = named->descend(rest, values)) return found;
    values.pop_back();
    return nullptr;
  }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Method method, std::string_view pattern, std::size_t number) {
  if (!pattern.starts_with('/')) {
    throw std::logic_error("route pattern without leading slash: " + std::string(pattern));
  }
  auto* node = root_.get();
  for (auto rest = pattern; !rest.empty();) {
    const auto segment = next_segment(rest);
    auto& child = is_name(segment, pattern) ? node->named : node->literals[std::string(segment)];
    if (!child) child = std::make_unique<Node>();
    node = child.get();
  }
  auto& place = node->numbers[index_of(method)];
  if (place) {
    throw std::logic_error("route registered twice: " + std::string(to_text(method)) + " " +
                           std::string(pattern));
  }
  place = number;
}

Router::Match Router::find(Method method, std::string_view path) const {
  Match match;
  if (!path.starts_with('/')) return match;
  const auto* node = root_->descend(path, match.values);
  if (node == nullptr) return match;
  match.number = node->number_for(method);
  if (match.number) return match;
  match.values.clear();
  for (const auto allowed : kMethods) {
    if (node->number_for(allowed)) match.allowed.push_back(allowed);
  }
  return match;
}

}  // namespace regie::http
