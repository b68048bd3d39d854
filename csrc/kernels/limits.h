// What the machine can do at most, measured by plain loops in one thread: the yardsticks beside which kernels
// are judged. The caller runs the loops in as many threads as it wants and takes the time.
#pragma once

#include <cstdint>

namespace pyglm {

// Independent multiplies and adds in registers, with no loads.
struct MultiplyLoop {
  const char* name;  // the instruction mix, such as "vpmaddubsw+vpaddw"
  std::int64_t multiply_adds_per_iteration;
  std::int64_t (*run)(std::int64_t n_iterations);  // the result depends on every multiply
};

struct LimitTable {
  // Sum of the 64-bit words of data (modulo 2^64): as fast a read as plain loads allow. Parts of stride
  // bytes, a multiple of 256, are read side by side, n_streams of them, as kernels do with several row tiles.
  std::uint64_t (*read)(const std::uint8_t* data, std::int64_t stride, int n_streams);
  const MultiplyLoop* multiply;  // [n_multiply]: the fastest one of integers first, floats last
  int n_multiply;
};

}  // namespace pyglm
