// A fixed set of threads that share one loop at a time.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace pyglm {

// Between the loops of one forward pass the workers spin, because waking a sleeping thread costs tens of
// microseconds and a pass has some 200 loops; after a while without work they sleep.
//
// A loop ends when its items are done, whoever did them: a worker that the system does not let run is not
// waited for. run() is called by one thread at a time, which takes part in the work. In a forked process,
// which has no workers, the calling thread does it all.
class ThreadPool {
 public:
  // n_threads counts the calling thread; 0 means the physical cores in the process's affinity mask.
  // Throws ArgumentError above 1024, Error when the system has no more threads to give.
  explicit ThreadPool(int n_threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  int n_threads() const { return n_threads_; }

  // Calls task(i, thread) for every i in [0, n_items), n_items below 2^32, on all threads; thread is in [0,
  // n_threads). Each thread has a part of the items and does them in order, so that what it reads next lies
  // behind what it read last; one that is done takes items from the ends of the others' parts, so that a core
  // that other programs slow down does less. When poll is set, the calling thread calls it between items; if
  // it throws, the remaining items are dropped and run() throws that exception once the items in work are
  // done. Tasks must not throw.
  void run(std::int64_t n_items, const std::function<void(std::int64_t, int)>& task,
           const std::function<void()>& poll = nullptr);

 private:
  // Items [begin, end) that nobody has taken, in one word: the owner takes the first, others the last. On a
  // cache line of its own, since the cores write it all the time.
  struct alignas(64) Part {
    std::atomic<std::uint64_t> begin_end{0};

    void set(std::uint64_t begin, std::uint64_t end) {
      begin_end.store(begin << 32 | end, std::memory_order_release);
    }
    bool take(bool first, std::int64_t* item);
  };

  void stop();
  void work(int thread);
  bool wait_for_round(std::uint32_t* seen);
  bool take_item(int thread);
  void wait_until_done();

  // What a forked process must not touch: it has the memory of these, but not the threads.
  struct Workers {
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::condition_variable wake;
  };

  int n_threads_ = 1;
  long process_;  // that started the workers
  std::unique_ptr<Workers> workers_;
  std::unique_ptr<Part[]> parts_;  // one for each thread

  // The current loop's: written while nothing is left in the parts, read by those who took an item and have
  // not finished it.
  const std::function<void(std::int64_t, int)>* task_ = nullptr;

  alignas(64) std::atomic<std::int64_t> n_unfinished_{0};  // items that are not done
  alignas(64) std::atomic<std::uint32_t> round_{0};        // loops begun

  alignas(64) std::atomic<int> n_sleeping_{0};
  std::atomic<bool> stopping_{false};
};

}  // namespace pyglm
