// int8 weights times int8 activations, some tiles of 8 rows and up to 8 tokens at a time. Sums over a group
// of 32 k are exact in int32 (at most 128 * 127 * 127 * 32 = 6.6e7) and taken in by the same float operations
// in order of k, so that a token's result does not depend on the tokens beside it.
//
// |w| is the unsigned operand of vpmaddubsw and w's sign moves to x, so a pair is at most 2 * 128 * 127 =
// 32512; vpmaddwd applies the scales at once, since two pairs would not fit int16. Three multiplies and an
// addition for 32 multiply-adds, no setting up: a panel of w * scale in int16, which needs two and two, was
// not faster (docs/kernels.md).
#include "kernels/avx2/avx2.h"
#include "kernels/avx2/few_tokens.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

struct Group {
  static constexpr int kCodeBytes = 256;

  // y[t][n] += codes * scale * x of one group, for T tokens x N tiles.
  template <int W, int T, int N>
  static inline void add(const GroupAt& at, __m256 (&y)[T][N]) {
    __m256i scales[N], sums[T][N];
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) scales[n] = load_scale_pairs(at.scales + n * at.scale_stride);
    PYGLM_UNROLL
    for (int i = 0; i < T * N; ++i) sums[i / N][i % N] = _mm256_setzero_si256();
    PYGLM_UNROLL
    for (int c = 0; c < 8; ++c) {
      PYGLM_UNROLL
      for (int n = 0; n < N; ++n) {
        const std::uint8_t* codes = at.codes + n * at.code_stride + 32 * c;
        if (c % 2 == 0) prefetch_codes(codes, at);
        const __m256i w = load(codes);
        const __m256i magnitude = _mm256_abs_epi8(w);
        PYGLM_UNROLL
        for (int t = 0; t < T; ++t) {
          const __m256i v = _mm256_sign_epi8(broadcast_4(at.values + t * kGroup + 4 * c), w);
          const __m256i products = _mm256_madd_epi16(_mm256_maddubs_epi16(magnitude, v), scales[n]);
          sums[t][n] = _mm256_add_epi32(sums[t][n], products);
          keep_order(sums[t][n]);
        }
      }
    }
    PYGLM_UNROLL
    for (int i = 0; i < T * N; ++i) {
      const __m256 x_scale = _mm256_set1_ps(at.x_scales[i / N]);
      y[i / N][i % N] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[i / N][i % N]), x_scale, y[i / N][i % N]);
    }
  }
};

}  // namespace

void matmul_q8_q8(const MatmulQuantizedArgs& args) {
  multiply_few_tokens<Group>(args);
}

}  // namespace pyglm::avx2
