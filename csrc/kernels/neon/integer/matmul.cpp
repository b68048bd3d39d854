// int4 and int8 weights times int8 activations, some tokens and tiles of 8 rows at a time. Sums over a
// group of 32 k are exact in int32 (at most 128 * 127 * 127 * 32 = 6.6e7, scale included) and taken in by the
// same float operations in order of k, so that a token's result does not depend on the tokens beside it.
#include "kernels/neon/integer/integer.h"
#include "kernels/neon/integer/sums.h"
#include "kernels/neon/parts.h"
#if defined(PYGLM_NEON_I8MM)
#include "kernels/neon/integer/token_pairs.h"
#endif

namespace pyglm::PYGLM_NEON_TABLE {
namespace {

// sums += codes * x of k 8C .. 8C + 7, for T tokens x N tiles; codes: the first tile's group.
template <int C, typename Weights, int T, int N>
inline void add_codes(const std::uint8_t* codes, std::int64_t tile_bytes, const Values (&x)[T],
                      Sums<Weights> (&sums)[T][N][2]) {
  PYGLM_UNROLL
  for (int i = 0; i < N * 2; ++i) {
    const Codes w = Weights::load(codes + i / 2 * tile_bytes, C, i % 2);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) sums[t][i / 2][i % 2].template add<C>(w, x[t]);
  }
}

// y[t][n] += weights * x of one group, for T tokens x N tiles.
template <typename Weights, int T, int N>
inline void add_group(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile,
                      std::int64_t group, float32x4_t (&y)[T][N][2]) {
  const std::int64_t n_groups = args.k / kGroup, at = tile * n_groups + group;
  const std::int64_t first = token * n_groups + group;
  const std::uint8_t* codes = args.codes + at * Weights::kGroupBytes;
  const std::int64_t tile_bytes = n_groups * Weights::kGroupBytes;
  Sums<Weights> sums[T][N][2];
  Values x[T];
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) {
    const std::int8_t* values = args.x.values + (token + t) * args.k + group * kGroup;
    x[t] = {vld1q_s8(values), vld1q_s8(values + 16)};
  }
  add_codes<0, Weights, T, N>(codes, tile_bytes, x, sums);
  add_codes<1, Weights, T, N>(codes, tile_bytes, x, sums);
  add_codes<2, Weights, T, N>(codes, tile_bytes, x, sums);
  add_codes<3, Weights, T, N>(codes, tile_bytes, x, sums);
  PYGLM_UNROLL
  for (int n = 0; n < N; ++n) {
    const Scales scales = load_scales(args.scales + (at + n * n_groups) * kRowTile);
    PYGLM_UNROLL
    for (int i = 0; i < T * 2; ++i) {
      const int t = i / 2, half = i % 2;
      const int start = Weights::start(args.x.group_starts[first + t * n_groups]);
      const int32x4_t sum = vaddq_s32(sums[t][n][half].totals(), vdupq_n_s32(start));
      const float32x4_t scaled = vcvtq_f32_s32(vmulq_s32(sum, scales.halves[half]));
      y[t][n][half] = vfmaq_n_f32(y[t][n][half], scaled, args.x.scales[first + t * n_groups]);
    }
  }
}

// All of K for T tokens x N tiles.
template <typename Weights, int T, int N>
void multiply(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile) {
  float32x4_t y[T][N][2];
  PYGLM_UNROLL
  for (int i = 0; i < T * N * 2; ++i) y[i / (2 * N)][i / 2 % N][i % 2] = vdupq_n_f32(0.0f);
  for (std::int64_t group = 0; group < args.k / kGroup; ++group) {
    add_group<Weights, T, N>(args, token, tile, group, y);
  }
  PYGLM_UNROLL
  for (int i = 0; i < T * N * 2; ++i) {
    const std::int64_t row = (tile + i / 2 % N) * kRowTile + i % 2 * 4;
    const float32x4_t scaled = vmulq_f32(y[i / (2 * N)][i / 2 % N][i % 2], vld1q_f32(args.row_scales + row));
    vst1q_f32(args.y + (token + i / (2 * N)) * args.y_stride + row, scaled);
  }
}

template <typename Weights, int T, int N>
constexpr neon::Part<MatmulQuantizedArgs> make_part() {
  return {multiply<Weights, T, N>, multiply<Weights, T, 1>, N};
}

#if defined(PYGLM_NEON_I8MM)
template <typename Weights, int T, int N>
constexpr neon::Part<MatmulQuantizedArgs> make_pairs() {
  return {multiply_pairs<Weights, T, N>, multiply_pairs<Weights, T, 1>, N};
}

template <typename Weights>
constexpr neon::Part<MatmulQuantizedArgs> kParts[] = {
    make_part<Weights, 1, 4>(),  make_pairs<Weights, 2, 2>(), make_pairs<Weights, 3, 1>(),
    make_pairs<Weights, 4, 1>(), make_pairs<Weights, 5, 1>(), make_pairs<Weights, 6, 1>(),
    make_pairs<Weights, 7, 1>(), make_pairs<Weights, 8, 1>()};
#else
template <typename Weights>
constexpr neon::Part<MatmulQuantizedArgs> kParts[] = {make_part<Weights, 1, 4>(), make_part<Weights, 2, 2>(),
                                                      make_part<Weights, 3, 1>(), make_part<Weights, 4, 1>()};
#endif

}  // namespace

void matmul_q8_q4(const MatmulQuantizedArgs& args) {
  neon::multiply_parts(args, args.k * kRowTile / 2, kParts<Int4>);
}

void matmul_q8_q8(const MatmulQuantizedArgs& args) {
  neon::multiply_parts(args, args.k * kRowTile, kParts<Int8>);
}

}  // namespace pyglm::PYGLM_NEON_TABLE
