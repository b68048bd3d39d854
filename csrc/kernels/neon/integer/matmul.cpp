// int4 and int8 weights times int8 activations, up to 4 tokens and 4 tiles of 8 rows at a time. Sums over a
// group of 32 k are exact in int32 (at most 128 * 127 * 127 * 32 = 6.6e7, scale included) and taken in by the
// same float operations in order of k, so that a token's result does not depend on the tokens beside it.
#include "kernels/neon/integer/integer.h"
#include "kernels/neon/integer/sums.h"
#include "kernels/neon/parts.h"

namespace pyglm::PYGLM_NEON_TABLE {
namespace {

static_assert(kActivationBlock == kGroup, "each group of weights meets one activation scale");

// How a group of 8 rows lies in memory (kernels/layout.h). half: rows 0-3 or 4-7.
struct Int4 {
  static constexpr int kGroupBytes = 128;
  static constexpr int kZero = 8;  // the code that stands for 0; its share is taken off the sums
  using Sums = NibbleSums;

  static Codes load(const std::uint8_t* group, int c, int half) {
    const uint8x16_t two = vld1q_u8(group + 32 * c + 16 * half);
    return {vreinterpretq_s8_u8(vandq_u8(two, vdupq_n_u8(15))), vreinterpretq_s8_u8(vshrq_n_u8(two, 4))};
  }
};

struct Int8 {
  static constexpr int kGroupBytes = 256;
  static constexpr int kZero = 0;
  using Sums = PYGLM_NEON_TABLE::Sums;

  static Codes load(const std::uint8_t* group, int c, int half) {
    const uint8_t* first = group + 64 * c + 16 * half;
    return {vreinterpretq_s8_u8(vld1q_u8(first)), vreinterpretq_s8_u8(vld1q_u8(first + 32))};
  }
};

// sums += codes * x of k 8C .. 8C + 7, for T tokens x N tiles; codes: the first tile's group.
template <int C, typename Weights, int T, int N>
inline void add_codes(const std::uint8_t* codes, std::int64_t tile_bytes, const Values (&x)[T],
                      typename Weights::Sums (&sums)[T][N][2]) {
  PYGLM_UNROLL
  for (int i = 0; i < N * 2; ++i) {
    const Codes w = Weights::load(codes + i / 2 * tile_bytes, C, i % 2);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) sums[t][i / 2][i % 2].template add<C>(w, x[t]);
  }
}

// Sum of a group's activations (QuantizedRows).
inline int sum_of_group(std::int32_t group_sums) {
  return static_cast<std::int16_t>(group_sums & 0xffff) + (group_sums >> 16);
}

// y[t][n] += (codes - zero) * scale * x of one group, for T tokens x N tiles.
template <typename Weights, int T, int N>
inline void add_group(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile,
                      std::int64_t group, float32x4_t (&y)[T][N][2]) {
  const std::int64_t n_groups = args.k / kGroup, at = tile * n_groups + group,
                     first = token * n_groups + group;
  const std::uint8_t* codes = args.codes + at * Weights::kGroupBytes;
  const std::int64_t tile_bytes = n_groups * Weights::kGroupBytes;
  typename Weights::Sums sums[T][N][2];
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
    const int16x8_t scales = vmovl_s8(vld1_s8(args.scales + (at + n * n_groups) * kRowTile));
    const int32x4_t halves[2] = {vmovl_s16(vget_low_s16(scales)), vmovl_high_s16(scales)};
    PYGLM_UNROLL
    for (int i = 0; i < T * 2; ++i) {
      const int t = i / 2, half = i % 2;
      const int zero_share = Weights::kZero * sum_of_group(args.x.group_sums[first + t * n_groups]);
      const int32x4_t sum = vsubq_s32(sums[t][n][half].totals(), vdupq_n_s32(zero_share));
      const float32x4_t scaled = vcvtq_f32_s32(vmulq_s32(sum, halves[half]));
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

template <typename Weights>
constexpr neon::Part<MatmulQuantizedArgs> kParts[neon::kMostTokens] = {
    make_part<Weights, 1, 4>(), make_part<Weights, 2, 2>(), make_part<Weights, 3, 1>(),
    make_part<Weights, 4, 1>()};

}  // namespace

void matmul_q8_q4(const MatmulQuantizedArgs& args) {
  neon::multiply_parts(args, args.k * kRowTile / 2, kParts<Int4>);
}

void matmul_q8_q8(const MatmulQuantizedArgs& args) {
  neon::multiply_parts(args, args.k * kRowTile, kParts<Int8>);
}

}  // namespace pyglm::PYGLM_NEON_TABLE
