#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

namespace regie::http {

// Private to src/http.

/// How much memory all request bodies together may take: many large ones at once must not be able
/// to use up the machine.
class BodyBudget {
 public:
  explicit BodyBudget(std::size_t most) : most_(most) {}

  /// A part of the budget, given back when it is destroyed.
  class Share {
   public:
    Share(BodyBudget& budget, std::size_t bytes) : budget_(&budget), bytes_(bytes) {}
    Share(Share&& other) noexcept : budget_(other.budget_), bytes_(other.bytes_) {
      other.bytes_ = 0;
    }
    Share& operator=(Share&& other) noexcept {
      std::swap(budget_, other.budget_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~Share() { budget_->taken_ -= bytes_; }

   private:
    BodyBudget* budget_;
    std::size_t bytes_;
  };

  /// Nothing when there is not so much left. From any thread.
  std::optional<Share> take(std::size_t bytes) {
    if (taken_.fetch_add(bytes) + bytes <= most_) return Share(*this, bytes);
    taken_ -= bytes;
    return std::nullopt;
  }

 private:
  const std::size_t most_;
  std::atomic<std::size_t> taken_ = 0;
};

}  // namespace regie::http
