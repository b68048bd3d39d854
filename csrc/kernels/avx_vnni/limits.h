// The limit loop of the tables that have vpdpbusd (kernels/limits.h).
#pragma once

#include "kernels/avx2/avx2.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

// step(sum, x): one vpdpbusd of x with itself, on registers of type V.
template <typename V, typename Step>
std::int64_t multiply_dots(std::int64_t n_iterations, V factor, Step step) {
  V sums[kLimitChains] = {};
  for (std::int64_t i = 0; i < n_iterations; ++i) {
    PYGLM_UNROLL
    for (int j = 0; j < kLimitChains; ++j) {
      make_opaque(factor);
      sums[j] = step(sums[j], factor);
    }
  }
  std::int64_t sum = 0;
  PYGLM_UNROLL
  for (int j = 0; j < kLimitChains; ++j) {
    std::int32_t first;
    std::memcpy(&first, &sums[j], sizeof first);
    sum += first;
  }
  return sum;
}

}  // namespace
}  // namespace pyglm::avx2
