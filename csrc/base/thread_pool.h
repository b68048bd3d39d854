// A fixed set of threads that share one loop at a time.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace pyglm {

// Between the loops of one forward pass the workers spin, because waking a sleeping thread costs tens of
// microseconds and a pass has some 200 loops; after kSpinMicroseconds without work they sleep.
//
// run() is called by one thread at a time, which takes part in the work.
class ThreadPool {
 public:
  // n_threads counts the calling thread; 0 means the physical cores in the process's affinity mask.
  explicit ThreadPool(int n_threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  int n_threads() const { return static_cast<int>(workers_.size()) + 1; }

  // Calls task(i, thread) for every i in [0, n_items), in any order, on all threads; thread is in [0,
  // n_threads). Items are handed out one by one, so that a core that others slow down does less. When poll is
  // set, the calling thread calls it between items; if it throws, the remaining items are dropped and run()
  // throws that exception once all threads have stopped. Tasks must not throw.
  void run(std::int64_t n_items, const std::function<void(std::int64_t, int)>& task,
           const std::function<void()>& poll = nullptr);

 private:
  void work(int thread);
  bool wait_for_loop(std::uint64_t seen);
  void take_items(int thread, const std::function<void()>* poll);

  std::vector<std::thread> workers_;

  // The current loop. Written before generation_ is raised, read after.
  const std::function<void(std::int64_t, int)>* task_ = nullptr;
  std::int64_t n_items_ = 0;

  // Counters on cache lines of their own: the cores write them all the time.
  alignas(64) std::atomic<std::int64_t> next_item_{0};
  alignas(64) std::atomic<std::uint64_t> generation_{0};
  alignas(64) std::atomic<int> n_busy_{0};

  std::mutex mutex_;  // guards sleeping
  std::condition_variable wake_;
  int n_sleeping_ = 0;
  std::atomic<bool> stopping_{false};
};

}  // namespace pyglm
