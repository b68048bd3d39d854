// int8 weights times int8 activations, a tile of 8 rows and up to 8 tokens at a time. Block sums are exact in
// int32 (at most 128 * 128 * 127 * 127 = 2.6e8) and each token's are added in order of k, so that its result
// does not depend on the tokens beside it.
//
// |w| is the unsigned operand of vpmaddubsw and w's sign moves to x, so a pair is at most 2 * 128 * 127 =
// 32512; vpmaddwd applies the scales at once, since two pairs would not fit int16. Three multiplies and an
// addition for 32 multiply-adds, no setting up: a panel of w * scale in int16, which needs two and two, was
// not faster (docs/kernels.md).
#include "kernels/avx2/avx2.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

constexpr int kGroupBytes = 256;
constexpr int kBlockGroups = kActivationBlock / kGroup;

// The scales of 8 rows, each in both int16 of its 32-bit lane.
__m256i load_scales(const std::int8_t* scales) {
  const __m256i wide = _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(scales)));
  return _mm256_or_si256(_mm256_slli_epi32(wide, 16), _mm256_and_si256(wide, _mm256_set1_epi32(0xffff)));
}

// sums[t] += codes * scale * x of one group, for T tokens.
template <int T>
inline void add_group(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile,
                      std::int64_t group, __m256i (&sums)[T]) {
  const std::int64_t at = tile * (args.k / kGroup) + group;
  const std::uint8_t* codes = args.codes + at * kGroupBytes;
  const std::int8_t* x = args.x.values + token * args.k + group * kGroup;
  const __m256i scales = load_scales(args.scales + at * kRowTile);
  for (int c = 0; c < 8; ++c) {
    const __m256i w = load(codes + 32 * c);
    const __m256i magnitude = _mm256_abs_epi8(w);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      const __m256i v = _mm256_sign_epi8(broadcast_4(x + t * args.k + 4 * c), w);
      sums[t] = _mm256_add_epi32(sums[t], _mm256_madd_epi16(_mm256_maddubs_epi16(magnitude, v), scales));
      keep_order(sums[t]);
    }
  }
}

// One tile, T tokens from token on, all of K.
template <int T>
void multiply_tile(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile) {
  const std::int64_t n_groups = args.k / kGroup;
  const std::int64_t n_blocks = (n_groups + kBlockGroups - 1) / kBlockGroups;
  __m256 y[T];
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) y[t] = _mm256_setzero_ps();
  for (std::int64_t block = 0; block < n_blocks; ++block) {
    __m256i sums[T];
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) sums[t] = _mm256_setzero_si256();
    const std::int64_t end = min_of((block + 1) * kBlockGroups, n_groups);
    for (std::int64_t group = block * kBlockGroups; group < end; ++group)
      add_group<T>(args, token, tile, group, sums);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      const __m256 scale = _mm256_set1_ps(args.x.scales[(token + t) * n_blocks + block]);
      y[t] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[t]), scale, y[t]);
    }
  }
  const __m256 row_scales = _mm256_loadu_ps(args.row_scales + tile * kRowTile);
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) {
    _mm256_storeu_ps(args.y + (token + t) * args.y_stride + tile * kRowTile, _mm256_mul_ps(y[t], row_scales));
  }
}

using MultiplyTile = void (*)(const MatmulQuantizedArgs&, std::int64_t token, std::int64_t tile);
constexpr int kMostTokens = 8;
constexpr MultiplyTile kMultiplyTile[kMostTokens] = {multiply_tile<1>, multiply_tile<2>, multiply_tile<3>,
                                                     multiply_tile<4>, multiply_tile<5>, multiply_tile<6>,
                                                     multiply_tile<7>, multiply_tile<8>};

// Tiles whose codes stay in a level-2 cache of 512 KB while one part of the tokens after the other passes
// over them.
constexpr std::int64_t kCachedBytes = 192 << 10;

}  // namespace

void matmul_q8_q8(const MatmulQuantizedArgs& args) {
  const std::int64_t tile_bytes = args.k / kGroup * kGroupBytes;
  const std::int64_t step = tile_bytes < kCachedBytes ? kCachedBytes / tile_bytes : 1;
  for (std::int64_t begin = args.tile_begin; begin < args.tile_end; begin += step) {
    const std::int64_t end = min_of(begin + step, args.tile_end);
    for (int token = 0; token < args.n_tokens; token += kMostTokens) {
      const MultiplyTile multiply = kMultiplyTile[min_of(kMostTokens, args.n_tokens - token) - 1];
      for (std::int64_t tile = begin; tile < end; ++tile) multiply(args, token, tile);
    }
  }
}

}  // namespace pyglm::avx2
