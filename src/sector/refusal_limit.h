#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "base/time.h"

namespace regie::sector {

/// Counts what was refused from each network address, so that nobody fills the audit trail. Only
/// refusals count: whoever sends what is right is never stopped.
class RefusalLimit {
 public:
  static constexpr std::int64_t kPerMinute = 30;

  /// Whether this address had its refusals of this minute.
  bool is_reached(const std::string& origin, Timestamp now) {
    const std::scoped_lock lock(mutex_);
    turn(now);
    const auto found = refused_.find(origin);
    return found != refused_.end() && found->second >= kPerMinute;
  }

  void count(const std::string& origin, Timestamp now) {
    const std::scoped_lock lock(mutex_);
    turn(now);
    if (refused_.size() < kMostAddresses || refused_.contains(origin)) ++refused_[origin];
  }

 private:
  static constexpr std::size_t kMostAddresses = 10'000;

  void turn(Timestamp now) {
    const auto minute = now.microseconds / (60 * kMicrosecondsPerSecond);
    if (minute == minute_) return;
    minute_ = minute;
    refused_.clear();
  }

  std::mutex mutex_;
  std::int64_t minute_ = 0;
  std::map<std::string, std::int64_t> refused_;
};

}  // namespace regie::sector
