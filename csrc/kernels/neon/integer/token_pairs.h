// The products of several tokens with smmla, which multiplies 8 k of two tokens with 8 k of two rows: lanes
// (token 0, row 0), (0, 1), (1, 0), (1, 1). The sums are the integers that one token alone gets, and the
// float operations on them the same, so the results are the same bits.
#pragma once

#include "kernels/neon/integer/weights.h"

namespace pyglm::PYGLM_NEON_TABLE {
namespace {

constexpr int kRowPairs = kRowTile / 2;

// The tokens of pair p among T from token on; where T is odd the last pair is one token twice.
template <int T>
struct Tokens {
  std::int64_t token;
  std::int64_t even(int p) const { return token + 2 * p; }
  std::int64_t odd(int p) const { return token + (2 * p + 1 < T ? 2 * p + 1 : T - 1); }
};

// sums += codes * x of k 8c .. 8c + 7, for P pairs of tokens x N tiles.
template <typename Weights, int P, int N>
inline void add_codes_of_pairs(const std::uint8_t* codes, std::int64_t tile_bytes, int c,
                               const int8x16_t (&x)[P], int32x4_t (&sums)[N][P][kRowPairs]) {
  PYGLM_UNROLL
  for (int i = 0; i < N * 2; ++i) {
    const Codes w = Weights::load(codes + i / 2 * tile_bytes, c, i % 2);
    const int32x4_t first = vreinterpretq_s32_s8(w.first), second = vreinterpretq_s32_s8(w.second);
    const int8x16_t rows01 = vreinterpretq_s8_s32(vzip1q_s32(first, second));
    const int8x16_t rows23 = vreinterpretq_s8_s32(vzip2q_s32(first, second));
    PYGLM_UNROLL
    for (int p = 0; p < P; ++p) {
      int32x4_t* sum = &sums[i / 2][p][i % 2 * 2];
      sum[0] = vmmlaq_s32(sum[0], x[p], rows01);
      sum[1] = vmmlaq_s32(sum[1], x[p], rows23);
      neon::keep_order(sum[0]);
      neon::keep_order(sum[1]);
    }
  }
}

template <typename Weights, int T, int P, int N>
inline void start_sums(const std::int32_t* group_starts, std::int64_t n_groups, const Tokens<T>& tokens,
                       int32x4_t (&sums)[N][P][kRowPairs]) {
  PYGLM_UNROLL
  for (int p = 0; p < P; ++p) {
    const int even = Weights::start(group_starts[tokens.even(p) * n_groups]);
    const int odd = Weights::start(group_starts[tokens.odd(p) * n_groups]);
    const int32x4_t start = vcombine_s32(vdup_n_s32(even), vdup_n_s32(odd));
    PYGLM_UNROLL
    for (int i = 0; i < N * kRowPairs; ++i) sums[i / kRowPairs][p][i % kRowPairs] = start;
  }
}

// y[p] += sums[p] * scale * activation scale of one group and one tile.
template <int P>
inline void add_scaled(const Scales& scales, const float32x4_t (&x_scales)[P],
                       const int32x4_t (&sums)[P][kRowPairs], float32x4_t (&y)[P][kRowPairs]) {
  PYGLM_UNROLL
  for (int i = 0; i < kRowPairs; ++i) {
    const int32x4_t half = scales.halves[i / 2];
    const int32x2_t two = i % 2 == 0 ? vget_low_s32(half) : vget_high_s32(half);
    PYGLM_UNROLL
    for (int p = 0; p < P; ++p) {
      const float32x4_t scaled = vcvtq_f32_s32(vmulq_s32(sums[p][i], vcombine_s32(two, two)));
      y[p][i] = vfmaq_f32(y[p][i], scaled, x_scales[p]);
    }
  }
}

// y[n][p] += weights * x of one group.
template <typename Weights, int T, int P, int N>
inline void add_group_of_pairs(const MatmulQuantizedArgs& args, const Tokens<T>& tokens, std::int64_t tile,
                               std::int64_t group, float32x4_t (&y)[N][P][kRowPairs]) {
  const std::int64_t n_groups = args.k / kGroup, at = tile * n_groups + group;
  const std::uint8_t* codes = args.codes + at * Weights::kGroupBytes;
  const std::int8_t* values = args.x.values + group * kGroup;
  const float* scales = args.x.scales + group;
  int32x4_t sums[N][P][kRowPairs];
  start_sums<Weights>(args.x.group_starts + group, n_groups, tokens, sums);
  PYGLM_UNROLL
  for (int c = 0; c < kGroup / 8; ++c) {
    int8x16_t x[P];
    PYGLM_UNROLL
    for (int p = 0; p < P; ++p) {
      x[p] = vcombine_s8(vld1_s8(values + tokens.even(p) * args.k + 8 * c),
                         vld1_s8(values + tokens.odd(p) * args.k + 8 * c));
    }
    add_codes_of_pairs<Weights, P, N>(codes, n_groups * Weights::kGroupBytes, c, x, sums);
  }
  float32x4_t x_scales[P];
  PYGLM_UNROLL
  for (int p = 0; p < P; ++p) {
    x_scales[p] = vcombine_f32(vdup_n_f32(scales[tokens.even(p) * n_groups]),
                               vdup_n_f32(scales[tokens.odd(p) * n_groups]));
  }
  PYGLM_UNROLL
  for (int n = 0; n < N; ++n) {
    add_scaled(load_scales(args.scales + (at + n * n_groups) * kRowTile), x_scales, sums[n], y[n]);
  }
}

// All of K for T tokens x N tiles.
template <typename Weights, int T, int N>
void multiply_pairs(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile) {
  constexpr int P = (T + 1) / 2;
  const Tokens<T> tokens = {token};
  float32x4_t y[N][P][kRowPairs];
  PYGLM_UNROLL
  for (int i = 0; i < P * N * kRowPairs; ++i) {
    y[i / (P * kRowPairs)][i / kRowPairs % P][i % kRowPairs] = vdupq_n_f32(0.0f);
  }
  for (std::int64_t group = 0; group < args.k / kGroup; ++group) {
    add_group_of_pairs<Weights, T, P, N>(args, tokens, tile, group, y);
  }
  PYGLM_UNROLL
  for (int i = 0; i < P * N * 2; ++i) {
    const int p = i / (2 * N), n = i / 2 % N, half = i % 2;
    const std::int64_t row = (tile + n) * kRowTile + half * 4;
    const float32x4_t rows01 = y[n][p][2 * half], rows23 = y[n][p][2 * half + 1];
    const float32x4_t even = vcombine_f32(vget_low_f32(rows01), vget_low_f32(rows23));
    const float32x4_t odd = vcombine_f32(vget_high_f32(rows01), vget_high_f32(rows23));
    const float32x4_t row_scales = vld1q_f32(args.row_scales + row);
    vst1q_f32(args.y + tokens.even(p) * args.y_stride + row, vmulq_f32(even, row_scales));
    vst1q_f32(args.y + tokens.odd(p) * args.y_stride + row, vmulq_f32(odd, row_scales));
  }
}

}  // namespace
}  // namespace pyglm::PYGLM_NEON_TABLE
