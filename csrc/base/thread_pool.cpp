#include "base/thread_pool.h"

#include <chrono>
#include <exception>
#include <string>
#include <system_error>
#include <utility>

#include "base/cpu.h"
#include "base/error.h"

#if defined(__x86_64__) || defined(_M_X64)
#include <immintrin.h>
#endif

namespace pyglm {
namespace {

// Longer than the gap between two loops of a pass and than the sampling between two passes, so that the
// workers stay awake through a reply; short enough to cost nothing while the user reads.
constexpr auto kSpinTime = std::chrono::milliseconds(2);
// Some 20 to 40 microseconds, the usual wait within a pass; afterwards each look lets other threads run
// first, which matters where there are more threads than cores.
constexpr int kEagerSpins = 500;

// More than any machine's cores; a slip of the finger must not take all of the system's threads.
constexpr int kMaxThreads = 1024;

void pause() {
#if defined(__x86_64__) || defined(_M_X64)
  _mm_pause();
#elif defined(__aarch64__) && !defined(_MSC_VER)
  __asm__ volatile("yield");
#endif
}

}  // namespace

ThreadPool::ThreadPool(int n_threads) : process_(process_id()), workers_(std::make_unique<Workers>()) {
  if (n_threads <= 0) n_threads = physical_cores();
  if (n_threads > kMaxThreads) {
    throw ArgumentError("at most " + std::to_string(kMaxThreads) + " threads are possible, found " +
                        std::to_string(n_threads));
  }
  n_threads_ = n_threads;
  parts_ = std::make_unique<Part[]>(static_cast<std::size_t>(n_threads));
  try {
    for (int i = 1; i < n_threads; ++i) workers_->threads.emplace_back([this, i] { work(i); });
  } catch (const std::system_error& e) {
    const std::size_t n_started = workers_->threads.size() + 1;
    stop();
    throw Error("the system gave " + std::to_string(n_started) + " of " + std::to_string(n_threads) +
                " threads: " + e.what() + "; ask for fewer threads");
  }
}

ThreadPool::~ThreadPool() {
  if (process_id() == process_) {
    stop();
  } else {
    // Python's garbage collector may come here in a forked process. There are no threads to join, and
    // destroying a condition variable would wait for them: their memory stays.
    static_cast<void>(workers_.release());
  }
}

void ThreadPool::stop() {
  {
    std::lock_guard<std::mutex> lock(workers_->mutex);
    stopping_ = true;
  }
  workers_->wake.notify_all();
  for (std::thread& thread : workers_->threads) thread.join();
}

void ThreadPool::run(std::int64_t n_items, const std::function<void(std::int64_t, int)>& task,
                     const std::function<void()>& poll) {
  if (n_items <= 0) return;
  if (n_items == 1 || n_threads_ == 1 || process_id() != process_) {
    for (std::int64_t i = 0; i < n_items; ++i) {
      task(i, 0);
      if (poll) poll();
    }
    return;
  }
  task_ = &task;
  n_unfinished_.store(n_items, std::memory_order_relaxed);
  const auto n = static_cast<std::uint64_t>(n_items), n_parts = static_cast<std::uint64_t>(n_threads());
  for (std::uint64_t i = 0; i < n_parts; ++i) parts_[i].set(n * i / n_parts, n * (i + 1) / n_parts);
  // Sequentially consistent, as is a worker's count of itself among the sleepers before its last look at
  // round_: one of the two sees the other.
  round_.fetch_add(1);
  if (n_sleeping_.load() > 0) {
    std::lock_guard<std::mutex> lock(workers_->mutex);
    workers_->wake.notify_all();
  }
  std::exception_ptr failure;
  try {
    while (take_item(0)) {
      if (poll) poll();
    }
  } catch (...) {
    failure = std::current_exception();
    std::int64_t item;
    for (int i = 0; i < n_threads(); ++i) {
      while (parts_[static_cast<std::size_t>(i)].take(false, &item)) n_unfinished_.fetch_sub(1);
    }
  }
  wait_until_done();
  if (failure) std::rethrow_exception(failure);
}

// Takes the first or the last item; false when none is left.
bool ThreadPool::Part::take(bool first, std::int64_t* item) {
  std::uint64_t both = begin_end.load(std::memory_order_relaxed), rest;
  do {
    const std::uint64_t begin = both >> 32, end = both & 0xffffffffu;
    if (begin == end) return false;
    *item = static_cast<std::int64_t>(first ? begin : end - 1);
    rest = first ? (begin + 1) << 32 | end : begin << 32 | (end - 1);
  } while (
      !begin_end.compare_exchange_weak(both, rest, std::memory_order_acquire, std::memory_order_relaxed));
  return true;
}

// Takes and does one item; false when none is left.
bool ThreadPool::take_item(int thread) {
  std::int64_t item;
  const int n = n_threads();
  for (int i = 0; i < n; ++i) {
    if (!parts_[static_cast<std::size_t>((thread + i) % n)].take(i == 0, &item)) continue;
    (*task_)(item, thread);
    n_unfinished_.fetch_sub(1, std::memory_order_release);
    return true;
  }
  return false;
}

void ThreadPool::wait_until_done() {
  for (int spins = 0; n_unfinished_.load(std::memory_order_acquire) != 0; ++spins) {
    if (spins < kEagerSpins) {
      pause();
    } else {
      std::this_thread::yield();
    }
  }
}

void ThreadPool::work(int thread) {
  std::uint32_t seen = 0;
  while (wait_for_round(&seen)) {
    while (take_item(thread)) {
    }
  }
}

// Waits until a loop begins that is not the one seen last; false when the pool ends.
bool ThreadPool::wait_for_round(std::uint32_t* seen) {
  using Clock = std::chrono::steady_clock;
  const auto is_new = [&] {
    const std::uint32_t round = round_.load(), last = std::exchange(*seen, round);
    return round != last;
  };
  for (int i = 0; i < kEagerSpins; ++i) {
    if (is_new()) return true;
    pause();
  }
  const auto give_up = Clock::now() + kSpinTime;
  while (Clock::now() < give_up) {
    for (int i = 0; i < 16; ++i) {
      if (is_new()) return true;
      std::this_thread::yield();
    }
    if (stopping_.load(std::memory_order_relaxed)) return false;
  }
  std::unique_lock<std::mutex> lock(workers_->mutex);
  n_sleeping_.fetch_add(1);
  bool found = false;
  workers_->wake.wait(lock, [&] { return (found = is_new()) || stopping_; });
  n_sleeping_.fetch_sub(1);
  return found;
}

}  // namespace pyglm
