#include "http/worker_pool.h"

namespace regie::http {

void WorkerPool::start(std::size_t threads) {
  const std::lock_guard lock(mutex_);
  free_ = threads;
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkerPool::claim() {
  const std::lock_guard lock(mutex_);
  if (finishing_ || claimed_ >= queue_limit_ + free_) return false;
  ++claimed_;
  return true;
}

void WorkerPool::submit(Task task) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(task));
  }
  wake_.notify_one();
}

void WorkerPool::finish() {
  {
    const std::lock_guard lock(mutex_);
    finishing_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return finishing_ || !waiting_.empty(); });
    if (finishing_) return;
    auto task = std::move(waiting_.front());
    waiting_.pop_front();
    --claimed_;
    --free_;
    lock.unlock();
    task();
    // What the task holds is let go before the thread counts as free again.
    task = nullptr;
    lock.lock();
    ++free_;
  }
}

}  // namespace regie::http
