// Small vector helpers of the AVX2 files; every file has its own copy (anonymous namespace, see avx2.h).
#pragma once

#include <immintrin.h>

#include <cstdint>
#include <cstring>

// Before a loop over an array of vectors: unrolled early, the array lives in registers. GCC otherwise keeps a
// copy of it on the stack that every pass of an outer loop writes.
#if defined(__GNUC__)
#define PYGLM_UNROLL _Pragma("GCC unroll 16")
#else
#define PYGLM_UNROLL
#endif

namespace pyglm::avx2 {
namespace {

[[maybe_unused]] inline std::int64_t min_of(std::int64_t a, std::int64_t b) {
  return a < b ? a : b;
}

// Tokens that a step over n_left of them takes. 3 tokens x 4 tiles fill the registers: 12 sums, 3 broadcasts
// and one weight; 1 token alone would wait for its own sums, so 4 are taken as 2 and 2.
[[maybe_unused]] inline int step_tokens(int n_left) {
  return n_left == 4 ? 2 : n_left < 3 ? n_left : 3;
}

// Lanes 0 .. n-1 set, n at most 8.
[[maybe_unused]] inline __m256i first_lanes(std::int64_t n) {
  const __m256i index = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(n)), index);
}

[[maybe_unused]] inline __m256i load(const void* p) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(p));
}

[[maybe_unused]] inline void store(void* p, __m256i x) {
  _mm256_storeu_si256(static_cast<__m256i*>(p), x);
}

[[maybe_unused]] inline void prefetch(const void* p) {
  _mm_prefetch(static_cast<const char*>(p), _MM_HINT_T0);
}

// Asks for n_bytes of each of n_rows rows: what the next step over tokens reads. Rows are far apart, and the
// processor's own prefetchers know nothing of where the next one begins.
[[maybe_unused]] inline void prefetch_rows(const void* p, std::int64_t stride_bytes, int n_rows,
                                           std::int64_t n_bytes) {
  for (int row = 0; row < n_rows; ++row) {
    const auto* from = static_cast<const std::uint8_t*>(p) + row * stride_bytes;
    for (std::int64_t i = 0; i < n_bytes; i += 64) prefetch(from + i);
  }
}

// 4 bytes at p in every 32-bit lane.
[[maybe_unused]] inline __m256i broadcast_4(const void* p) {
  int bits;
  std::memcpy(&bits, p, sizeof bits);
  return _mm256_set1_epi32(bits);
}

// Costs no instruction. Stops GCC from regrouping a chain of integer sums: it would compute all products
// first and spill most of them to the stack.
[[maybe_unused]] inline void keep_order([[maybe_unused]] __m256i& x) {
#if defined(__GNUC__)
  __asm__("" : "+x"(x));
#endif
}

// Hides a value from the optimiser, so that a product of constants is computed each time.
template <typename V>
[[maybe_unused]] inline void make_opaque(V& v) {
#if defined(__GNUC__)
  __asm__ volatile("" : "+x"(v));
#else
  V* volatile unknown = &v;
  v = *unknown;
#endif
}

// ((0+4)+(2+6)) + ((1+5)+(3+7)): a fixed order.
[[maybe_unused]] inline float sum_of_lanes(__m256 x) {
  const __m128 four = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
  const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

// Largest lane; which of two NaNs comes out is not said.
[[maybe_unused]] inline float max_of_lanes(__m256 x) {
  const __m128 four = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
  const __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

// Largest lane of numbers >= 0, which compare like their bits; NaN of either sign is above all.
[[maybe_unused]] inline float max_of_bits(__m256i x) {
  __m128i four = _mm_max_epu32(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
  four = _mm_max_epu32(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(1, 0, 3, 2)));
  four = _mm_max_epu32(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(2, 3, 0, 1)));
  return _mm_cvtss_f32(_mm_castsi128_ps(four));
}

// Largest |x|, n a multiple of 8; a NaN is above all.
[[maybe_unused]] inline float max_magnitude(const float* x, int n) {
  const __m256i magnitude = _mm256_set1_epi32(0x7fffffff);
  __m256i largest = _mm256_setzero_si256();
  for (int i = 0; i < n; i += 8) {
    largest = _mm256_max_epu32(largest, _mm256_and_si256(load(x + i), magnitude));
  }
  return max_of_bits(largest);
}

// 2^n for n in -126..127.
[[maybe_unused]] inline __m256 power_of_two(__m256i n) {
  return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_add_epi32(n, _mm256_set1_epi32(127)), 23));
}

// e^x = 2^n * fraction, x = n ln 2 + r, |r| <= ln(2) / 2.
struct ExpParts {
  __m256 n;         // whole
  __m256 fraction;  // e^r = 1 + r + r^2 P(r) with P the polynomial of degree 4 that minimises the largest
                    // relative error of e^r (3.7e-9, by Lawson's iteration): 0.7 .. 1.42
};

[[maybe_unused]] inline ExpParts exp_parts(__m256 x) {
  const __m256 n = _mm256_round_ps(_mm256_mul_ps(x, _mm256_set1_ps(1.44269504f)),
                                   _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  __m256 r = _mm256_fnmadd_ps(n, _mm256_set1_ps(0.693145751953125f), x);  // exact: 15 bits of ln 2
  r = _mm256_fnmadd_ps(n, _mm256_set1_ps(1.428606765330187e-06f), r);

  __m256 p = _mm256_set1_ps(0x1.6a23cep-10f);
  p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(0x1.123a2p-7f));
  p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(0x1.5558f2p-5f));
  p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(0x1.555492p-3f));
  p = _mm256_fmadd_ps(p, r, _mm256_set1_ps(0x1.fffffcp-2f));
  p = _mm256_fmadd_ps(_mm256_mul_ps(r, r), p, r);
  p = _mm256_add_ps(p, _mm256_set1_ps(1.0f));
  return {n, p};
}

// e^x within 1.5 ulp; 0 below -87.33 (results would be subnormal), infinity above 88.72, NaN for NaN.
// 2^n is applied in halves, since n may be 128.
[[maybe_unused]] inline __m256 exp(__m256 x) {
  const __m256 lowest = _mm256_set1_ps(-87.33f), highest = _mm256_set1_ps(89.0f);
  const __m256 is_tiny = _mm256_cmp_ps(x, lowest, _CMP_LT_OQ);
  const __m256 clamped =
      _mm256_max_ps(lowest, _mm256_min_ps(highest, x));  // NaN stays: the second operand wins
  const ExpParts parts = exp_parts(clamped);

  const __m256i exponent = _mm256_cvtps_epi32(parts.n);
  const __m256i half = _mm256_srai_epi32(exponent, 1);
  __m256 p = _mm256_mul_ps(parts.fraction, power_of_two(half));
  p = _mm256_mul_ps(p, power_of_two(_mm256_sub_epi32(exponent, half)));
  return _mm256_andnot_ps(is_tiny, p);
}

}  // namespace
}  // namespace pyglm::avx2
