#include "kernels/avx2/avx2.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

std::int64_t sum_words(__m256i x) {
  alignas(32) std::int64_t words[4];
  _mm256_store_si256(reinterpret_cast<__m256i*>(words), x);
  std::uint64_t sum = 0;
  for (const std::int64_t word : words) sum += static_cast<std::uint64_t>(word);
  return static_cast<std::int64_t>(sum);
}

template <typename Step>
std::int64_t multiply_integers(std::int64_t n_iterations, Step step) {
  __m256i factor = _mm256_set1_epi8(1);
  __m256i sums[kLimitChains] = {};
  for (std::int64_t i = 0; i < n_iterations; ++i) {
    PYGLM_UNROLL
    for (int j = 0; j < kLimitChains; ++j) {
      make_opaque(factor);
      sums[j] = step(sums[j], factor);
    }
  }
  __m256i sum = sums[0];
  PYGLM_UNROLL
  for (int j = 1; j < kLimitChains; ++j) sum = _mm256_add_epi32(sum, sums[j]);
  return sum_words(sum);
}

}  // namespace

std::uint64_t read_plainly(const std::uint8_t* data, std::int64_t stride, int n_streams) {
  __m256i sums[8] = {};
  for (std::int64_t i = 0; i < stride; i += 256) {
    for (int stream = 0; stream < n_streams; ++stream) {
      const std::uint8_t* from = data + stream * stride + i;
      PYGLM_UNROLL
      for (int j = 0; j < 8; ++j) {
        if (j % 2 == 0) prefetch(from + 32 * j + 4096);
        sums[j] = _mm256_add_epi64(sums[j], load(from + 32 * j));
      }
    }
  }
  __m256i sum = sums[0];
  for (int j = 1; j < 8; ++j) sum = _mm256_add_epi64(sum, sums[j]);
  return static_cast<std::uint64_t>(sum_words(sum));
}

std::int64_t multiply_bytes(std::int64_t n_iterations) {
  return multiply_integers(
      n_iterations, [](__m256i sum, __m256i x) { return _mm256_add_epi16(sum, _mm256_maddubs_epi16(x, x)); });
}

std::int64_t multiply_words(std::int64_t n_iterations) {
  return multiply_integers(
      n_iterations, [](__m256i sum, __m256i x) { return _mm256_add_epi32(sum, _mm256_madd_epi16(x, x)); });
}

std::int64_t multiply_floats(std::int64_t n_iterations) {
  __m256 factor = _mm256_set1_ps(0.5f);
  __m256 sums[kLimitChains] = {};
  for (std::int64_t i = 0; i < n_iterations; ++i) {
    PYGLM_UNROLL
    for (int j = 0; j < kLimitChains; ++j) {
      make_opaque(factor);
      sums[j] = _mm256_fmadd_ps(sums[j], factor, factor);  // tends to 1
    }
  }
  __m256 sum = sums[0];
  PYGLM_UNROLL
  for (int j = 1; j < kLimitChains; ++j) sum = _mm256_add_ps(sum, sums[j]);
  return static_cast<std::int64_t>(sum_of_lanes(sum));
}

namespace {

const MultiplyLoop kMultiplyLoops[] = {
    {"vpmaddubsw+vpaddw", kLimitChains * 32, multiply_bytes},
    {"vpmaddwd+vpaddd", kLimitChains * 16, multiply_words},
    {"vfmadd", kLimitChains * 8, multiply_floats},
};

}  // namespace

const LimitTable kLimits = {read_plainly, kMultiplyLoops, 3};

}  // namespace pyglm::avx2
