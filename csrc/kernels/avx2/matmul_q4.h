// int4 weights times int8 activations, for every x86 table: Dot is how its processor multiplies bytes. Both
// ways below give the same sums over a group of 32 k, exact in int32, and take them in by the same float
// operations in order of k, so that a token's result does not depend on how many lie beside it, nor on Dot.
//
// Few tokens (memory-bound): codes u = 0..15 are the unsigned bytes of a product as they lie. Sums start at
// -8 * (the group's activations), which turns u into u - 8 at no cost.
//
// Many tokens (bound by the multipliers): a panel of 32 rows x 512 k is unpacked to signed bytes in L1 and
// the roles change: activations are the unsigned bytes (x + 128, one broadcast for four tiles), weights the
// signed ones, in memory. Sums start at -128 * (the group's codes).
//
// A file that includes this has a copy of its own (anonymous namespace, see avx2.h) and defines, in a struct
// Dot,
//   start_for_codes(start): the start of a sum for codes 0..15, from QuantizedRows::group_starts
//   start_for_biased(sum):  the start for activations + 128, from the sum of products of the codes with 1
//   add(sum, u, s):         sum += u * s, unsigned times signed bytes
//   load_scales(p):         the scales of 8 rows in the form that scaled() takes
//   scaled(sum, scales):    the group's sum of each row times its scale, rounded to float once
#pragma once

#include "kernels/avx2/few_tokens.h"
#include "kernels/avx2/vector.h"
#include "kernels/kernels.h"

namespace pyglm::avx2 {
namespace {

constexpr int kQ4GroupBytes = 128;

// Below this many tokens the weights are not worth unpacking into a panel (measured: docs/kernels.md).
constexpr int kPanelTokens = 16;
static_assert(kPanelTokens > kMostFew, "a panel meets token tiles of kManyTile");

// ---- few tokens ----

template <typename Dot>
struct Q4Group {
  static constexpr int kCodeBytes = kQ4GroupBytes;

  // y[t][n] += (codes - 8) * scale * x of one group, for T tokens x N tiles.
  template <int W, int T, int N>
  static inline void add(const GroupAt& at, __m256 (&y)[T][N]) {
    __m256i sums[T][N];
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      const __m256i start = Dot::start_for_codes(at.starts[t]);
      PYGLM_UNROLL
      for (int n = 0; n < N; ++n) sums[t][n] = start;
    }
    PYGLM_UNROLL
    for (int c = 0; c < 4; ++c) add_codes<T, N>(at, c, sums);
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const std::int8_t* group_scales = at.scales + n * at.scale_stride;
      prefetch(group_scales + kScalePrefetchBytes);
      const __m256i scales = Dot::load_scales(group_scales);
      PYGLM_UNROLL
      for (int t = 0; t < T; ++t) {
        const __m256 x_scale = _mm256_set1_ps(at.x_scales[t]);
        y[t][n] = _mm256_fmadd_ps(Dot::scaled(sums[t][n], scales), x_scale, y[t][n]);
      }
    }
  }

 private:
  // The c-th 32 bytes of codes of N tiles, 8 k of T tokens.
  template <int T, int N>
  static inline void add_codes(const GroupAt& at, int c, __m256i (&sums)[T][N]) {
    const __m256i low_bits = _mm256_set1_epi8(15);
    __m256i low[N], high[N];
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const std::uint8_t* codes = at.codes + n * at.code_stride + 32 * c;
      if (c % 2 == 0) prefetch_codes(codes, at);
      const __m256i two = load(codes);
      low[n] = _mm256_and_si256(two, low_bits);
      high[n] = _mm256_and_si256(_mm256_srli_epi16(two, 4), low_bits);
    }
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      const std::int8_t* x = at.values + t * kGroup + 8 * c;
      PYGLM_UNROLL
      for (int n = 0; n < N; ++n) {
        Dot::add(sums[t][n], low[n], broadcast_4(x));
        Dot::add(sums[t][n], high[n], broadcast_4(x + 4));
      }
    }
  }
};

// ---- many tokens ----

constexpr int kPanelTiles = 4;
constexpr int kPanelGroups = 16;

struct Panel {
  alignas(64) std::int8_t codes[kPanelGroups * 8][kPanelTiles][32];  // [4 k][tile][row, k]: -8..7
  alignas(64) std::uint8_t starts[kPanelGroups][kPanelTiles][32];    // Dot::start_for_biased
  alignas(64) std::uint8_t scales[kPanelGroups][kPanelTiles][32];    // Dot::load_scales
};

struct PanelRange {
  std::int64_t tile;   // first tile
  std::int64_t group;  // first group
  int n_groups;
};

// codes: the 128 bytes of one group of one tile.
template <typename Dot>
inline void unpack_group(const std::uint8_t* codes, int group, int tile, Panel& panel) {
  const __m256i low_bits = _mm256_set1_epi8(15), eight = _mm256_set1_epi8(8), ones = _mm256_set1_epi8(1);
  __m256i sum = _mm256_setzero_si256();
  PYGLM_UNROLL
  for (int c = 0; c < 4; ++c) {
    const __m256i two = load(codes + 32 * c);
    const __m256i low = _mm256_sub_epi8(_mm256_and_si256(two, low_bits), eight);
    const __m256i high = _mm256_sub_epi8(_mm256_and_si256(_mm256_srli_epi16(two, 4), low_bits), eight);
    store(panel.codes[group * 8 + 2 * c][tile], low);
    store(panel.codes[group * 8 + 2 * c + 1][tile], high);
    Dot::add(sum, ones, low);
    Dot::add(sum, ones, high);
  }
  store(panel.starts[group][tile], Dot::start_for_biased(sum));
}

template <typename Dot>
void unpack_panel(const MatmulQuantizedArgs& args, const PanelRange& range, int n_tiles, Panel& panel) {
  const std::int64_t n_groups = args.k / kGroup;
  for (int tile = 0; tile < n_tiles; ++tile) {
    for (int group = 0; group < range.n_groups; ++group) {
      const std::int64_t at = (range.tile + tile) * n_groups + range.group + group;
      unpack_group<Dot>(args.codes + at * kQ4GroupBytes, group, tile, panel);
      store(panel.scales[group][tile], Dot::load_scales(args.scales + at * kRowTile));
    }
  }
}

// y[t][n] += codes * scale * x of one group for T tokens x N tiles; x: the first token's biased values.
template <typename Dot, int T, int N>
inline void add_panel_group(const Panel& panel, int group, const std::uint8_t* x, const float* x_scales,
                            __m256 (&y)[T][N]) {
  __m256i sums[T][N];
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) sums[i / N][i % N] = load(panel.starts[group][i % N]);
  PYGLM_UNROLL
  for (int c = 0; c < 8; ++c) {
    __m256i v[T];
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) v[t] = broadcast_4(x + t * kGroup + 4 * c);
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const __m256i w = load(panel.codes[group * 8 + c][n]);
      PYGLM_UNROLL
      for (int t = 0; t < T; ++t) Dot::add(sums[t][n], v[t], w);
    }
  }
  PYGLM_UNROLL
  for (int n = 0; n < N; ++n) {
    const __m256i scales = load(panel.scales[group][n]);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      const __m256 x_scale = _mm256_set1_ps(x_scales[t]);
      y[t][n] = _mm256_fmadd_ps(Dot::scaled(sums[t][n], scales), x_scale, y[t][n]);
    }
  }
}

// y of T tokens x N tiles takes in the panel.
template <typename Dot, int T, int N>
void multiply_panel(const MatmulQuantizedArgs& args, const Panel& panel, const PanelRange& range,
                    std::int64_t token) {
  const std::int64_t n_groups = args.k / kGroup;
  float* out = args.y + token * args.y_stride + range.tile * kRowTile;
  __m256 y[T][N];
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) {
    const float* before = out + i / N * args.y_stride + i % N * kRowTile;
    y[i / N][i % N] = range.group == 0 ? _mm256_setzero_ps() : _mm256_loadu_ps(before);
  }
  const std::int64_t first = first_group(token, n_groups, kManyTile) + range.group * kManyTile;
  const std::uint8_t* x = args.x.biased + first * kGroup;
  const float* x_scales = args.x.scales + first;
  for (int group = 0; group < range.n_groups; ++group) {
    add_panel_group<Dot, T, N>(panel, group, x, x_scales, y);
    x += kManyTile * kGroup;
    x_scales += kManyTile;
  }
  const bool is_last = range.group + range.n_groups == n_groups;
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) {
    __m256 sum = y[i / N][i % N];
    if (is_last) sum = _mm256_mul_ps(sum, _mm256_loadu_ps(args.row_scales + (range.tile + i % N) * kRowTile));
    _mm256_storeu_ps(out + i / N * args.y_stride + i % N * kRowTile, sum);
  }
}

template <typename Dot, int N>
void multiply_many(const MatmulQuantizedArgs& args, std::int64_t tile) {
  const std::int64_t n_groups = args.k / kGroup;
  Panel panel;
  for (std::int64_t group = 0; group < n_groups; group += kPanelGroups) {
    const PanelRange range = {tile, group, static_cast<int>(min_of(kPanelGroups, n_groups - group))};
    unpack_panel<Dot>(args, range, N, panel);
    for (int token = 0, step = 0; token < args.n_tokens; token += step) {
      const int tile_end = static_cast<int>(min_of(token / kManyTile * kManyTile + kManyTile, args.n_tokens));
      step = step_tokens(tile_end - token);
      if (step == 3) multiply_panel<Dot, 3, N>(args, panel, range, token);
      if (step == 2) multiply_panel<Dot, 2, N>(args, panel, range, token);
      if (step == 1) multiply_panel<Dot, 1, N>(args, panel, range, token);
    }
  }
}

template <typename Dot>
void matmul_q4(const MatmulQuantizedArgs& args) {
  if (args.n_tokens < kPanelTokens) {
    multiply_few_tokens<Q4Group<Dot>>(args);
    return;
  }
  std::int64_t tile = args.tile_begin;
  for (; tile + kPanelTiles <= args.tile_end; tile += kPanelTiles)
    multiply_many<Dot, kPanelTiles>(args, tile);
  for (; tile < args.tile_end; ++tile) multiply_many<Dot, 1>(args, tile);
}

}  // namespace
}  // namespace pyglm::avx2
