#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace regie::validation {

/// Does work(index, thread) for every index below `count`, in rising order, on so many threads (at
/// least one; the caller's is one of them). The first exception is thrown again at the end.
inline void in_parallel(std::size_t count, std::size_t threads,
                        const std::function<void(std::size_t, std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failed;
  std::mutex guard;
  const auto loop = [&](std::size_t thread) {
    try {
      for (auto index = next++; index < count; index = next++) work(index, thread);
    } catch (...) {
      next = count;
      const std::scoped_lock lock(guard);
      if (!failed) failed = std::current_exception();
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t thread = 1; thread < std::min(threads, count); ++thread)
    others.emplace_back(loop, thread);
  loop(0);
  others.clear();
  if (failed) std::rethrow_exception(failed);
}

}  // namespace regie::validation
