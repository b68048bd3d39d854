#include "base/thread_pool.h"

#include <chrono>

#include "base/cpu.h"

#if defined(__x86_64__) || defined(_M_X64)
#include <immintrin.h>
#endif

namespace pyglm {
namespace {

// Longer than the gap between two loops of a pass and than the sampling between two passes, so that the
// workers stay awake through a reply; short enough to cost nothing when the user reads.
constexpr int kSpinMicroseconds = 2000;
constexpr int kSpinsPerClockRead = 64;

void pause() {
#if defined(__x86_64__) || defined(_M_X64)
  _mm_pause();
#elif defined(__aarch64__) && !defined(_MSC_VER)
  __asm__ volatile("yield");
#endif
}

}  // namespace

ThreadPool::ThreadPool(int n_threads) {
  if (n_threads <= 0) n_threads = physical_cores();
  for (int i = 1; i < n_threads; ++i) workers_.emplace_back([this, i] { work(i); });
}

ThreadPool::~ThreadPool() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::run(std::int64_t n_items, const std::function<void(std::int64_t, int)>& task,
                     const std::function<void()>& poll) {
  if (n_items <= 0) return;
  const std::function<void()>* poll_or_null = poll ? &poll : nullptr;
  task_ = &task;
  n_items_ = n_items;
  next_item_.store(0, std::memory_order_relaxed);
  const bool alone = workers_.empty() || n_items == 1;
  if (!alone) {
    n_busy_.store(static_cast<int>(workers_.size()), std::memory_order_relaxed);
    bool sleepers;
    {
      // Under the mutex, so that a worker cannot fall asleep between its last look at generation_ and its
      // wait.
      std::lock_guard<std::mutex> lock(mutex_);
      generation_.fetch_add(1, std::memory_order_release);
      sleepers = n_sleeping_ > 0;
    }
    if (sleepers) wake_.notify_all();
  }
  std::exception_ptr failure;
  try {
    take_items(0, poll_or_null);
  } catch (...) {
    failure = std::current_exception();
    next_item_.store(n_items_, std::memory_order_relaxed);
  }
  while (!alone && n_busy_.load(std::memory_order_acquire) != 0) pause();
  if (failure) std::rethrow_exception(failure);
}

void ThreadPool::take_items(int thread, const std::function<void()>* poll) {
  for (;;) {
    const std::int64_t item = next_item_.fetch_add(1, std::memory_order_relaxed);
    if (item >= n_items_) return;
    (*task_)(item, thread);
    if (poll != nullptr) (*poll)();
  }
}

void ThreadPool::work(int thread) {
  std::uint64_t seen = 0;
  while (wait_for_loop(seen)) {
    ++seen;
    take_items(thread, nullptr);
    n_busy_.fetch_sub(1, std::memory_order_release);
  }
}

// Waits until a loop after number seen begins; false when the pool ends.
bool ThreadPool::wait_for_loop(std::uint64_t seen) {
  using Clock = std::chrono::steady_clock;
  const auto give_up = Clock::now() + std::chrono::microseconds(kSpinMicroseconds);
  do {
    for (int i = 0; i < kSpinsPerClockRead; ++i) {
      if (generation_.load(std::memory_order_acquire) != seen) return true;
      pause();
    }
    if (stopping_.load(std::memory_order_relaxed)) return false;
  } while (Clock::now() < give_up);
  std::unique_lock<std::mutex> lock(mutex_);
  ++n_sleeping_;
  wake_.wait(lock, [&] { return stopping_ || generation_.load(std::memory_order_relaxed) != seen; });
  --n_sleeping_;
  return !stopping_;
}

}  // namespace pyglm
