// The machine's own speed, taken with plain loops: what kernels are judged by.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernels/kernels.h"

namespace pyglm {

// Bytes per second that n_threads read together from a buffer of size_bytes; the best of several passes of
// several plain loops.
// Choose a buffer far larger than the last-level cache.
double measure_read_bandwidth(const KernelTable& kernels, int n_threads, std::int64_t size_bytes);

struct MultiplyRate {
  std::string mix;  // the instructions, such as "vpmaddubsw+vpaddw"
  double multiply_adds_per_s;
};

// Multiply-adds per second of n_threads together, in registers alone, for each of the table's instruction
// mixes.
std::vector<MultiplyRate> measure_multiply_rates(const KernelTable& kernels, int n_threads);

}  // namespace pyglm
