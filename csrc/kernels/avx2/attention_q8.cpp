#include "kernels/avx2/attention_q8.h"

#include "kernels/avx2/avx2.h"

namespace pyglm::avx2 {
namespace {

struct WordProducts {
  static constexpr int kRows = 4;  // x 16 positions or dimensions: 8 sums, 2 loads, a broadcast and a product
  static inline __m256i add(__m256i sum, __m256i a, __m256i b) {
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(a, b));
    keep_order(sum);
    return sum;
  }
};

}  // namespace

void quantize_queries(const float* x, std::int64_t n_rows, int head_dim, float factor, std::int16_t* codes,
                      float* scales) {
  for (std::int64_t row = 0; row < n_rows; ++row, x += head_dim, codes += head_dim) {
    const float max = max_magnitude(x, head_dim);
    const __m256 inverse = _mm256_set1_ps(max > kLeast ? kCodes / max : 0.0f);
    for (int i = 0; i < head_dim; i += 8) {
      const __m256i wide = _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(x + i), inverse));
      const __m128i packed = _mm_packs_epi32(_mm256_castsi256_si128(wide), _mm256_extracti128_si256(wide, 1));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(codes + i), packed);
    }
    scales[row] = max / kCodes * factor;
  }
}

void attend_q8(const AttendQ8Args& args) {
  attend_q8_by<WordProducts>(args);
}

}  // namespace pyglm::avx2
