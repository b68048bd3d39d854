#include "kernels/avx2/avx2.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

// Chains that run side by side: the latency of an FMA (4 or 5 cycles) at two a cycle.
constexpr int kChains = 10;

std::int64_t sum_words(__m256i x) {
  alignas(32) std::int64_t words[4];
  _mm256_store_si256(reinterpret_cast<__m256i*>(words), x);
  std::uint64_t sum = 0;
  for (const std::int64_t word : words) sum += static_cast<std::uint64_t>(word);
  return static_cast<std::int64_t>(sum);
}

std::uint64_t read(const std::uint8_t* data, std::int64_t size_bytes) {
  __m256i sums[8] = {};
  for (std::int64_t i = 0; i + 256 <= size_bytes; i += 256) {
    for (int j = 0; j < 8; ++j) {
      _mm_prefetch(reinterpret_cast<const char*>(data + i + 32 * j) + 4096, _MM_HINT_T0);
      sums[j] = _mm256_add_epi64(sums[j], load(data + i + 32 * j));
    }
  }
  __m256i sum = sums[0];
  for (int j = 1; j < 8; ++j) sum = _mm256_add_epi64(sum, sums[j]);
  return static_cast<std::uint64_t>(sum_words(sum));
}

// Hides a value from the optimiser, so that a product of constants is computed each time.
template <typename V>
inline void make_opaque(V& v) {
#if defined(__GNUC__)
  __asm__ volatile("" : "+x"(v));
#else
  static volatile V sink;
  sink = v;
  v = sink;
#endif
}

template <typename Step>
std::int64_t multiply_integers(std::int64_t n_iterations, Step step) {
  __m256i factor = _mm256_set1_epi8(1);
  __m256i sums[kChains] = {};
  for (std::int64_t i = 0; i < n_iterations; ++i) {
    PYGLM_UNROLL
    for (int j = 0; j < kChains; ++j) {
      make_opaque(factor);
      sums[j] = step(sums[j], factor);
    }
  }
  __m256i sum = sums[0];
  PYGLM_UNROLL
  for (int j = 1; j < kChains; ++j) sum = _mm256_add_epi32(sum, sums[j]);
  return sum_words(sum);
}

std::int64_t maddubs(std::int64_t n_iterations) {
  return multiply_integers(
      n_iterations, [](__m256i sum, __m256i x) { return _mm256_add_epi16(sum, _mm256_maddubs_epi16(x, x)); });
}

std::int64_t maddwd(std::int64_t n_iterations) {
  return multiply_integers(
      n_iterations, [](__m256i sum, __m256i x) { return _mm256_add_epi32(sum, _mm256_madd_epi16(x, x)); });
}

std::int64_t fma(std::int64_t n_iterations) {
  __m256 factor = _mm256_set1_ps(0.5f);
  __m256 sums[kChains] = {};
  for (std::int64_t i = 0; i < n_iterations; ++i) {
    PYGLM_UNROLL
    for (int j = 0; j < kChains; ++j) {
      make_opaque(factor);
      sums[j] = _mm256_fmadd_ps(sums[j], factor, factor);  // tends to 1
    }
  }
  __m256 sum = sums[0];
  PYGLM_UNROLL
  for (int j = 1; j < kChains; ++j) sum = _mm256_add_ps(sum, sums[j]);
  return static_cast<std::int64_t>(sum_of_lanes(sum));
}

const MultiplyLoop kMultiplyLoops[] = {
    {"vpmaddubsw+vpaddw", kChains * 32, maddubs},
    {"vpmaddwd+vpaddd", kChains * 16, maddwd},
    {"vfmadd", kChains * 8, fma},
};

}  // namespace

const LimitTable kLimits = {read, kMultiplyLoops, 3};

}  // namespace pyglm::avx2
