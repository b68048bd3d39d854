// vpmaddubsw multiplies bytes and adds pairs in int16, one vpmaddwd applies the scales and widens. A lane of
// 16 values never overflows: codes 0..15 start at -8 * sum(x), so that what has been added and what is still
// to come are at most 8 * 127 a value, 16256 in all; signed codes times x + 128 start at -128 * sum(code), at
// most 128 * 8 a value, 16384.
#include "kernels/avx2/matmul_q4.h"

#include "kernels/avx2/avx2.h"

namespace pyglm::avx2 {
namespace {

struct Dot {
  static __m256i start_for_codes(std::int32_t start) { return _mm256_set1_epi32(start); }
  static __m256i start_for_biased(__m256i sum) {
    return _mm256_sub_epi16(_mm256_setzero_si256(), _mm256_slli_epi16(sum, 7));
  }
  static void add(__m256i& sum, __m256i u, __m256i s) {
    sum = _mm256_add_epi16(sum, _mm256_maddubs_epi16(u, s));
    keep_order(sum);
  }
  static __m256i load_scales(const std::int8_t* p) { return load_scale_pairs(p); }
  static __m256 scaled(__m256i sum, __m256i scales) {
    return _mm256_cvtepi32_ps(_mm256_madd_epi16(sum, scales));
  }
};

}  // namespace

int token_tile(int n_tokens) {
  return tile_of(n_tokens);
}

void matmul_q8_q4(const MatmulQuantizedArgs& args) {
  matmul_q4<Dot>(args);
}

}  // namespace pyglm::avx2
