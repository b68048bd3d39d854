// Products with int4 and int8 weights by vpdpbusd, which multiplies unsigned with signed bytes and adds four
// products to an int32: one instruction where AVX2 needs two (int4) or three (int8). Sums are the same
// integers as with AVX2, times the same scales, and are rounded once: the same bits.
//
// Included by the tables that have vpdpbusd in one of its encodings; each has its own copy (anonymous
// namespace).
#pragma once

#include "kernels/avx2/matmul_q4.h"

namespace pyglm::avx2 {
namespace {

// sum += u * s, unsigned times signed bytes, four to an int32.
inline void add_dot(__m256i& sum, __m256i u, __m256i s) {
#if defined(__AVX512VNNI__) && defined(__AVX512VL__)
  sum = _mm256_dpbusd_epi32(sum, u, s);
#else
  sum = _mm256_dpbusd_avx_epi32(sum, u, s);
#endif
}

struct Dot {
  static __m256i start_for_codes(std::int32_t start) {  // both halves of a lane
    return _mm256_madd_epi16(_mm256_set1_epi32(start), _mm256_set1_epi16(1));
  }
  static __m256i start_for_biased(__m256i sum) {
    return _mm256_sub_epi32(_mm256_setzero_si256(), _mm256_slli_epi32(sum, 7));
  }
  static void add(__m256i& sum, __m256i u, __m256i s) { add_dot(sum, u, s); }
  static __m256i load_scales(const std::int8_t* p) {  // as floats
    const __m256i wide = _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p)));
    return _mm256_castps_si256(_mm256_cvtepi32_ps(wide));
  }
  // Both factors are integers below 2^24 (32 * 128 * 127), so the product is rounded once.
  static __m256 scaled(__m256i sum, __m256i scales) {
    return _mm256_mul_ps(_mm256_cvtepi32_ps(sum), _mm256_castsi256_ps(scales));
  }
};

// int8 weights: activations + 128 are the unsigned bytes; what that adds, 128 * sum(w), is summed once for
// all tokens.
struct Q8Group {
  static constexpr int kCodeBytes = 256;

  // y[t][n] += codes * scale * x of one group, for T tokens x N tiles.
  template <int W, int T, int N>
  static inline void add(const GroupAt& at, __m256 (&y)[T][N]) {
    const __m256i bias = _mm256_set1_epi8(-128);  // 128 as unsigned
    __m256i sums[T][N], added[N];
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) added[n] = _mm256_setzero_si256();
    PYGLM_UNROLL
    for (int i = 0; i < T * N; ++i) sums[i / N][i % N] = _mm256_setzero_si256();
    PYGLM_UNROLL
    for (int c = 0; c < 8; ++c) {
      PYGLM_UNROLL
      for (int n = 0; n < N; ++n) {
        const std::uint8_t* codes = at.codes + n * at.code_stride + 32 * c;
        if (c % 2 == 0) prefetch_codes(codes, at);
        const __m256i w = load(codes);
        add_dot(added[n], bias, w);
        PYGLM_UNROLL
        for (int t = 0; t < T; ++t) add_dot(sums[t][n], broadcast_4(at.biased + t * kGroup + 4 * c), w);
      }
    }
    PYGLM_UNROLL
    for (int i = 0; i < T * N; ++i) {
      const __m256i scales = Dot::load_scales(at.scales + i % N * at.scale_stride);
      const __m256 x_scale = _mm256_set1_ps(at.x_scales[i / N]);
      const __m256i sum = _mm256_sub_epi32(sums[i / N][i % N], added[i % N]);
      y[i / N][i % N] = _mm256_fmadd_ps(Dot::scaled(sum, scales), x_scale, y[i / N][i % N]);
    }
  }
};

}  // namespace
}  // namespace pyglm::avx2
