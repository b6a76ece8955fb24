#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace regie::http {

/// A fixed number of threads that take tasks from a bounded queue, first come first served.
class WorkerPool {
 public:
  using Task = std::move_only_function<void()>;

  /// `queue_limit`: how many tasks may wait while every thread is busy.
  explicit WorkerPool(std::size_t queue_limit) : queue_limit_(queue_limit) {}
  ~WorkerPool() { finish(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void start(std::size_t threads);

  /// Claims a place for one task; false when the queue is full. Every claim is followed by one
  /// submit(), which then cannot fail. Two steps, because a coroutine's handler that was handed
  /// over cannot be taken back.
  bool claim();
  void submit(Task task);

  /// Ends the threads after the tasks that they have in hand. Tasks that still wait are kept, and
  /// destroyed with the pool.
  void finish();

 private:
  void work();

  const std::size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> waiting_;
  std::size_t claimed_ = 0;  ///< places given out and not yet begun
  std::size_t free_ = 0;     ///< threads without a task
  bool finishing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace regie::http
