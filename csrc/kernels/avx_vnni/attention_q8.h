// Attention over the int8 cache with vpdpwssd, which multiplies pairs of int16 and adds them to an int32: one
// instruction where AVX2 needs two, and the same integers. Each table that includes it has its own copy
// (anonymous namespace).
#pragma once

#include "kernels/avx2/attention_q8.h"

namespace pyglm::avx2 {
namespace {

struct WordDot {
  // x 16 positions or dimensions: 8 sums in 16 registers, 16 where there are 32, since the latency of
  // vpdpwssd wants 10 under way.
#if defined(__AVX512VNNI__) && defined(__AVX512VL__)
  static constexpr int kRows = 8;
#else
  static constexpr int kRows = 4;
#endif

  static inline __m256i add(__m256i sum, __m256i a, __m256i b) {
#if defined(__AVX512VNNI__) && defined(__AVX512VL__)
    return _mm256_dpwssd_epi32(sum, a, b);
#else
    return _mm256_dpwssd_avx_epi32(sum, a, b);
#endif
  }
};

}  // namespace
}  // namespace pyglm::avx2
