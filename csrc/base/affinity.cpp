#include <algorithm>
#include <set>
#include <thread>
#include <utility>

#include "base/cpu.h"

#if !defined(_WIN32)
#include <unistd.h>
#endif

#if defined(__linux__)
#include <sched.h>

#include <fstream>
#endif

namespace pyglm {
namespace {

#if defined(__linux__)
// Processors that this process may run on, by number.
std::vector<int> allowed_processors() {
  // The kernel may have more processors than cpu_set_t holds; then the call fails with a larger need.
  for (int capacity = CPU_SETSIZE; capacity <= 1 << 20; capacity *= 4) {
    cpu_set_t* set = CPU_ALLOC(capacity);
    const size_t size = CPU_ALLOC_SIZE(capacity);
    CPU_ZERO_S(size, set);
    std::vector<int> processors;
    const bool ok = sched_getaffinity(0, size, set) == 0;
    for (int i = 0; ok && i < capacity; ++i) {
      if (CPU_ISSET_S(i, size, set)) processors.push_back(i);
    }
    CPU_FREE(set);
    if (ok) return processors;
  }
  return {};
}

int read_topology(int processor, const char* file) {
  std::ifstream in("/sys/devices/system/cpu/cpu" + std::to_string(processor) + "/topology/" + file);
  int value = -1;
  in >> value;
  return in ? value : -1;
}
#endif

int hardware_threads() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

int affinity_cores() {
#if defined(__linux__)
  const int n = static_cast<int>(allowed_processors().size());
  if (n > 0) return n;
#endif
  return hardware_threads();
}

int physical_cores() {
#if defined(__linux__)
  std::set<std::pair<int, int>> cores;
  int unknown = 0;
  for (int processor : allowed_processors()) {
    const int core = read_topology(processor, "core_id");
    if (core < 0) {
      ++unknown;
    } else {
      cores.emplace(read_topology(processor, "physical_package_id"), core);
    }
  }
  const int n = static_cast<int>(cores.size()) + unknown;
  if (n > 0) return n;
#endif
  return hardware_threads();
}

long process_id() {
#if defined(_WIN32)
  return 0;
#else
  return static_cast<long>(getpid());
#endif
}

}  // namespace pyglm
