#pragma once

#include <string>
#include <vector>

#include "portfolio/register_index.h"

namespace regie::portfolio {

/// Whether an application asks for this attention.
bool asks_for(Attention attention, const IndexedApplication& application, bool overlapping,
              const AttentionLimits& limits);

/// What a query lets through.
class RegisterFilter {
 public:
  /// Query and limits outlive the filter.
  RegisterFilter(const ApplicationQuery& query, const AttentionLimits& limits);
  /// Words of the search, folded, that must all occur in the searched text.
  const std::vector<std::string>& words() const { return words_; }
  /// All but the words.
  bool holds(const IndexedApplication& application, bool overlapping) const;

 private:
  const ApplicationQuery& query_;
  const AttentionLimits& limits_;
  std::vector<std::string> technologies_;
  std::vector<std::string> domains_;
  std::vector<std::string> words_;
};

/// In which order a query wants its finds.
class RegisterOrder {
 public:
  static const std::size_t kOrders;
  explicit RegisterOrder(const ApplicationQuery& query)
      : key_(query.sort.value_or(SortKey::name)),
        down_(query.direction == SortDirection::descending) {}
  /// Different for each order, from 0 on, and below kOrders.
  std::size_t number() const { return 2 * static_cast<std::size_t>(key_) + (down_ ? 1 : 0); }
  bool less(const IndexedApplication& a, const IndexedApplication& b) const;

 private:
  SortKey key_;
  bool down_;
};

}  // namespace regie::portfolio
