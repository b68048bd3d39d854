// binary16 weights times float activations. y holds the sums over the blocks of 128 k so far.
#include "kernels/neon/neon.h"
#include "kernels/neon/parts.h"

namespace pyglm::neon {
namespace {

constexpr int kBlock = 128;  // k whose products are summed in registers before they go to y

// sums += w * x of k % 4 == K, for T tokens x N tiles; weights: 8 rows of the first tile at that k.
template <int K, int T, int N>
inline void add_k(const std::uint16_t* weights, std::int64_t tile_stride, const float32x4_t (&x)[T],
                  float32x4_t (&sums)[T][N][2]) {
  PYGLM_UNROLL
  for (int n = 0; n < N; ++n) {
    const float16x8_t w = vreinterpretq_f16_u16(vld1q_u16(weights + n * tile_stride));
    const float32x4_t low = vcvt_f32_f16(vget_low_f16(w)), high = vcvt_high_f32_f16(w);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      sums[t][n][0] = vfmaq_laneq_f32(sums[t][n][0], low, x[t], K);
      sums[t][n][1] = vfmaq_laneq_f32(sums[t][n][1], high, x[t], K);
    }
  }
}

// y of T tokens x N tiles takes in n_k products from k on.
template <int T, int N>
void multiply_block(const MatmulF16Args& args, std::int64_t token, std::int64_t tile, std::int64_t k,
                    int n_k) {
  const std::int64_t tile_stride = args.k * kRowTile;
  const std::uint16_t* weights = args.weights + tile * tile_stride + k * kRowTile;
  const float* values = args.x + token * args.k + k;
  float32x4_t sums[T][N][2];
  PYGLM_UNROLL
  for (int i = 0; i < T * N * 2; ++i) sums[i / (2 * N)][i / 2 % N][i % 2] = vdupq_n_f32(0.0f);
  for (int i = 0; i < n_k; i += 4, weights += 4 * kRowTile) {
    float32x4_t x[T];
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) x[t] = vld1q_f32(values + t * args.k + i);
    add_k<0, T, N>(weights, tile_stride, x, sums);
    add_k<1, T, N>(weights + kRowTile, tile_stride, x, sums);
    add_k<2, T, N>(weights + 2 * kRowTile, tile_stride, x, sums);
    add_k<3, T, N>(weights + 3 * kRowTile, tile_stride, x, sums);
  }
  PYGLM_UNROLL
  for (int i = 0; i < T * N * 2; ++i) {
    float* y = args.y + (token + i / (2 * N)) * args.y_stride + (tile + i / 2 % N) * kRowTile + i % 2 * 4;
    const float32x4_t before = k == 0 ? vdupq_n_f32(0.0f) : vld1q_f32(y);
    vst1q_f32(y, vaddq_f32(before, sums[i / (2 * N)][i / 2 % N][i % 2]));
  }
}

template <int T, int N>
void multiply(const MatmulF16Args& args, std::int64_t token, std::int64_t tile) {
  for (std::int64_t k = 0; k < args.k; k += kBlock) {
    multiply_block<T, N>(args, token, tile, k, static_cast<int>(min_of(kBlock, args.k - k)));
  }
}

template <int T, int N>
constexpr Part<MatmulF16Args> make_part() {
  return {multiply<T, N>, multiply<T, 1>, N};
}

constexpr Part<MatmulF16Args> kParts[] = {make_part<1, 4>(), make_part<2, 4>(), make_part<3, 2>(),
                                          make_part<4, 2>()};

}  // namespace

void matmul_f32_f16(const MatmulF16Args& args) {
  multiply_parts(args, args.k * kRowTile * 2, kParts);
}

}  // namespace pyglm::neon
