// int4 weights times many tokens on 512-bit registers. The panel is the one of avx2/matmul_q4.h: two tiles
// lie side by side in it, so a register holds 16 rows. 6 tokens x 2 pairs of tiles: 12 sums, 12 results, 6
// broadcasts and 2 weights fill the 32 registers. The same integers and the same float operations for each
// row as with 256 bits.
#pragma once

#include "kernels/avx_vnni/matmul.h"

namespace pyglm::avx2 {
namespace {

constexpr int kPairs = kPanelTiles / 2;
constexpr int kPairRows = 2 * kRowTile;

// y[t][p] += codes * scale * x of one group for T tokens; x: the first token's biased values.
template <int T>
inline void add_group_of_pairs(const Panel& panel, int group, const std::uint8_t* x, const float* x_scales,
                               __m512 (&y)[T][kPairs]) {
  __m512i sums[T][kPairs];
  PYGLM_UNROLL
  for (int i = 0; i < T * kPairs; ++i) {
    sums[i / kPairs][i % kPairs] = _mm512_load_si512(panel.starts[group][2 * (i % kPairs)]);
  }
  PYGLM_UNROLL
  for (int c = 0; c < 8; ++c) {
    __m512i w[kPairs];
    PYGLM_UNROLL
    for (int p = 0; p < kPairs; ++p) w[p] = _mm512_load_si512(panel.codes[group * 8 + c][2 * p]);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      std::int32_t four;
      std::memcpy(&four, x + t * kGroup + 4 * c, sizeof four);
      const __m512i v = _mm512_set1_epi32(four);
      PYGLM_UNROLL
      for (int p = 0; p < kPairs; ++p) sums[t][p] = _mm512_dpbusd_epi32(sums[t][p], v, w[p]);
    }
  }
  PYGLM_UNROLL
  for (int i = 0; i < T * kPairs; ++i) {
    const __m512 scales = _mm512_load_ps(panel.scales[group][2 * (i % kPairs)]);
    // The masked form of the conversion, all lanes set: GCC 12 warns of the plain one.
    const __m512 whole = _mm512_maskz_cvtepi32_ps(0xffff, sums[i / kPairs][i % kPairs]);
    const __m512 scaled = _mm512_mul_ps(whole, scales);
    __m512& sum = y[i / kPairs][i % kPairs];
    sum = _mm512_fmadd_ps(scaled, _mm512_set1_ps(x_scales[i / kPairs]), sum);
  }
}

// y of T tokens x 4 tiles takes in the panel.
template <int T>
void multiply_pairs(const MatmulQuantizedArgs& args, const Panel& panel, const PanelRange& range,
                    std::int64_t token) {
  const std::int64_t n_groups = args.k / kGroup;
  float* out = args.y + token * args.y_stride + range.tile * kRowTile;
  __m512 y[T][kPairs];
  PYGLM_UNROLL
  for (int i = 0; i < T * kPairs; ++i) {
    const float* before = out + i / kPairs * args.y_stride + i % kPairs * kPairRows;
    y[i / kPairs][i % kPairs] = range.group == 0 ? _mm512_setzero_ps() : _mm512_loadu_ps(before);
  }
  const std::int64_t first = first_group(token, n_groups, kManyTile) + range.group * kManyTile;
  const std::uint8_t* x = args.x.biased + first * kGroup;
  const float* x_scales = args.x.scales + first;
  for (int group = 0; group < range.n_groups; ++group) {
    add_group_of_pairs<T>(panel, group, x, x_scales, y);
    x += kManyTile * kGroup;
    x_scales += kManyTile;
  }
  const bool is_last = range.group + range.n_groups == n_groups;
  const float* row_scales = args.row_scales + range.tile * kRowTile;
  PYGLM_UNROLL
  for (int i = 0; i < T * kPairs; ++i) {
    __m512 sum = y[i / kPairs][i % kPairs];
    if (is_last) sum = _mm512_mul_ps(sum, _mm512_loadu_ps(row_scales + i % kPairs * kPairRows));
    _mm512_storeu_ps(out + i / kPairs * args.y_stride + i % kPairs * kPairRows, sum);
  }
}

using MultiplyPairs = void (*)(const MatmulQuantizedArgs&, const Panel&, const PanelRange&,
                               std::int64_t token);
constexpr MultiplyPairs kMultiplyPairs[kManyTile] = {// for 1, 2, ... tokens
                                                     multiply_pairs<1>, multiply_pairs<2>, multiply_pairs<3>,
                                                     multiply_pairs<4>, multiply_pairs<5>, multiply_pairs<6>};

// 4 tiles from tile on.
void multiply_many_pairs(const MatmulQuantizedArgs& args, std::int64_t tile) {
  const std::int64_t n_groups = args.k / kGroup;
  Panel panel;
  for (std::int64_t group = 0; group < n_groups; group += kPanelGroups) {
    const PanelRange range = {tile, group, static_cast<int>(min_of(kPanelGroups, n_groups - group))};
    unpack_panel<Dot>(args, range, kPanelTiles, panel);
    for (int token = 0; token < args.n_tokens; token += kManyTile) {
      kMultiplyPairs[min_of(kManyTile, args.n_tokens - token) - 1](args, panel, range, token);
    }
  }
}

void matmul_q4_512(const MatmulQuantizedArgs& args) {
  if (args.n_tokens <= kMostFew) {
    multiply_few_tokens<Q4Group<Dot>>(args);
    return;
  }
  std::int64_t tile = args.tile_begin;
  for (; tile + kPanelTiles <= args.tile_end; tile += kPanelTiles) multiply_many_pairs(args, tile);
  for (; tile < args.tile_end; ++tile) multiply_many<Dot, 1>(args, tile);
}

}  // namespace
}  // namespace pyglm::avx2
