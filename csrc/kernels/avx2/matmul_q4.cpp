// int4 weights times int8 activations. Both ways below give the same block sums, exact in int32, and add them
// to y in the same order, so that a token's result does not depend on how many lie beside it.
//
// Few tokens (memory-bound): codes u = 0..15 are used as they lie; int16 lanes hold sum(u * x) - 8 * sum(x)
// of a group, which is at most 8 * 127 * 16 = 16256 at the end and 30480 on the way, one vpmaddwd applies the
// scales.
//
// Many tokens (bound by the multipliers): a panel of 32 rows x 512 k is unpacked to signed bytes in L1 and
// the roles change: activations are the unsigned operand (x + 128, one broadcast for four tiles), weights the
// signed one, in memory. A pair of products is at most 2 * 255 * 8 = 4080, so the 8 of a group fit int16
// (32640). The panel also holds what the 128 adds too much: 128 * sum(code * scale) per row and block.
#include "kernels/avx2/avx2.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

constexpr int kGroupBytes = 128;
constexpr int kBlockGroups = kActivationBlock / kGroup;

// Below this many tokens the weights are not worth unpacking into a panel (measured: docs/kernels.md).
constexpr int kPanelTokens = 16;

// The scales of 8 rows, each in both int16 of its 32-bit lane.
__m256i load_scales(const std::int8_t* scales) {
  const __m256i wide = _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(scales)));
  return _mm256_or_si256(_mm256_slli_epi32(wide, 16), _mm256_and_si256(wide, _mm256_set1_epi32(0xffff)));
}

// ---- few tokens ----

// sums[t] += (codes - 8) * scale * x of one group, for T tokens. x: values of the first token at this group.
template <int T>
inline void add_group(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile,
                      std::int64_t group, __m256i (&sums)[T]) {
  const std::int64_t n_groups = args.k / kGroup;
  const std::uint8_t* codes = args.codes + (tile * n_groups + group) * kGroupBytes;
  const std::int8_t* x = args.x.values + token * args.k + group * kGroup;
  const std::int32_t* group_sums = args.x.group_sums + token * n_groups + group;

  __m256i products[T];
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) {
    const __m256i eights = _mm256_slli_epi16(_mm256_set1_epi32(group_sums[t * n_groups]), 3);
    products[t] = _mm256_sub_epi16(_mm256_setzero_si256(), eights);
  }
  const __m256i low_bits = _mm256_set1_epi8(15);
  PYGLM_UNROLL
  for (int c = 0; c < 4; ++c) {
    const __m256i two = load(codes + 32 * c);
    const __m256i low = _mm256_and_si256(two, low_bits);
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(two, 4), low_bits);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      const std::int8_t* v = x + t * args.k + 8 * c;
      products[t] = _mm256_add_epi16(products[t], _mm256_maddubs_epi16(low, broadcast_4(v)));
      keep_order(products[t]);
      products[t] = _mm256_add_epi16(products[t], _mm256_maddubs_epi16(high, broadcast_4(v + 4)));
      keep_order(products[t]);
    }
  }
  const __m256i scales = load_scales(args.scales + (tile * n_groups + group) * kRowTile);
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) sums[t] = _mm256_add_epi32(sums[t], _mm256_madd_epi16(products[t], scales));
}

// One tile, T tokens from token on, all of K.
template <int T>
void few_tokens(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile) {
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

using FewTokens = void (*)(const MatmulQuantizedArgs&, std::int64_t token, std::int64_t tile);
constexpr int kMaxFew = 8;
constexpr FewTokens kFewTokens[kMaxFew] = {few_tokens<1>, few_tokens<2>, few_tokens<3>, few_tokens<4>,
                                           few_tokens<5>, few_tokens<6>, few_tokens<7>, few_tokens<8>};

// ---- many tokens ----

constexpr int kPanelTiles = 4;
constexpr int kPanelGroups = 16;
constexpr int kPanelBlocks = kPanelGroups / kBlockGroups;
constexpr int kStepTokens =
    3;  // 3 tokens x 4 tiles: 12 accumulators, 3 broadcasts and one weight in 16 registers

struct Panel {
  alignas(64) std::int8_t codes[kPanelGroups * 8][kPanelTiles][32];  // [4 k][tile][row, k]: -8..7
  alignas(64) std::int16_t scales[kPanelGroups][kPanelTiles][16];
  alignas(64) std::int32_t corrections[kPanelBlocks][kPanelTiles][8];  // -128 * sum(code * scale)
};

struct PanelRange {
  std::int64_t tile;   // first tile
  std::int64_t group;  // first group, a multiple of kBlockGroups
  int n_groups;
};

// Unpacks one group of one tile; returns sum(code * scale) of its rows.
inline __m256i unpack_group(const std::uint8_t* codes, const std::int8_t* scales, int group, int tile,
                            Panel& panel) {
  const __m256i low_bits = _mm256_set1_epi8(15), eight = _mm256_set1_epi8(8), ones = _mm256_set1_epi8(1);
  __m256i sum = _mm256_setzero_si256();
  PYGLM_UNROLL
  for (int c = 0; c < 4; ++c) {
    const __m256i two = load(codes + 32 * c);
    const __m256i low = _mm256_sub_epi8(_mm256_and_si256(two, low_bits), eight);
    const __m256i high = _mm256_sub_epi8(_mm256_and_si256(_mm256_srli_epi16(two, 4), low_bits), eight);
    _mm256_store_si256(reinterpret_cast<__m256i*>(panel.codes[group * 8 + 2 * c][tile]), low);
    _mm256_store_si256(reinterpret_cast<__m256i*>(panel.codes[group * 8 + 2 * c + 1][tile]), high);
    sum = _mm256_add_epi16(sum, _mm256_maddubs_epi16(ones, low));
    sum = _mm256_add_epi16(sum, _mm256_maddubs_epi16(ones, high));
  }
  const __m256i wide = load_scales(scales);
  _mm256_store_si256(reinterpret_cast<__m256i*>(panel.scales[group][tile]), wide);
  return _mm256_madd_epi16(sum, wide);
}

void unpack_panel(const MatmulQuantizedArgs& args, const PanelRange& range, int n_tiles, Panel& panel) {
  const std::int64_t n_groups = args.k / kGroup;
  for (int tile = 0; tile < n_tiles; ++tile) {
    for (int begin = 0; begin < range.n_groups; begin += kBlockGroups) {
      __m256i sum = _mm256_setzero_si256();
      const int end = static_cast<int>(min_of(begin + kBlockGroups, range.n_groups));
      for (int group = begin; group < end; ++group) {
        const std::int64_t at = (range.tile + tile) * n_groups + range.group + group;
        const std::uint8_t* codes = args.codes + at * kGroupBytes;
        sum = _mm256_add_epi32(sum, unpack_group(codes, args.scales + at * kRowTile, group, tile, panel));
      }
      const __m256i correction = _mm256_sub_epi32(_mm256_setzero_si256(), _mm256_slli_epi32(sum, 7));
      _mm256_store_si256(reinterpret_cast<__m256i*>(panel.corrections[begin / kBlockGroups][tile]),
                         correction);
    }
  }
}

// sums += code * scale * (x + 128) of one group for T tokens x N tiles; x: the first token's biased values.
template <int T, int N>
inline void add_panel_group(const Panel& panel, int group, const std::uint8_t* x, std::int64_t k,
                            __m256i (&sums)[T][N]) {
  __m256i products[T][N];
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) {
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) products[t][n] = _mm256_setzero_si256();
  }
  PYGLM_UNROLL
  for (int c = 0; c < 8; ++c) {
    __m256i v[T];
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) v[t] = broadcast_4(x + t * k + 4 * c);
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const __m256i w = load(panel.codes[group * 8 + c][n]);
      PYGLM_UNROLL
      for (int t = 0; t < T; ++t) {
        products[t][n] = _mm256_add_epi16(products[t][n], _mm256_maddubs_epi16(v[t], w));
        keep_order(products[t][n]);
      }
    }
  }
  PYGLM_UNROLL
  for (int n = 0; n < N; ++n) {
    const __m256i scales = load(panel.scales[group][n]);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      sums[t][n] = _mm256_add_epi32(sums[t][n], _mm256_madd_epi16(products[t][n], scales));
    }
  }
}

// y of T tokens x N tiles takes in the panel.
template <int T, int N>
void multiply_panel(const MatmulQuantizedArgs& args, const Panel& panel, const PanelRange& range,
                    std::int64_t token) {
  const std::int64_t n_groups = args.k / kGroup;
  const std::int64_t n_blocks = (n_groups + kBlockGroups - 1) / kBlockGroups;
  const bool is_last = range.group + range.n_groups == n_groups;
  for (int begin = 0; begin < range.n_groups; begin += kBlockGroups) {
    __m256i sums[T][N];
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const __m256i correction = load(panel.corrections[begin / kBlockGroups][n]);
      PYGLM_UNROLL
      for (int t = 0; t < T; ++t) sums[t][n] = correction;
    }
    const int end = static_cast<int>(min_of(begin + kBlockGroups, range.n_groups));
    for (int group = begin; group < end; ++group) {
      const std::uint8_t* x = args.x.biased + token * args.k + (range.group + group) * kGroup;
      add_panel_group<T, N>(panel, group, x, args.k, sums);
    }
    const std::int64_t block = (range.group + begin) / kBlockGroups;
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      const __m256 scale = _mm256_set1_ps(args.x.scales[(token + t) * n_blocks + block]);
      float* y = args.y + (token + t) * args.y_stride + range.tile * kRowTile;
      PYGLM_UNROLL
      for (int n = 0; n < N; ++n) {
        const __m256 before = block == 0 ? _mm256_setzero_ps() : _mm256_loadu_ps(y + n * kRowTile);
        __m256 sum = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[t][n]), scale, before);
        if (is_last && end == range.n_groups) {
          sum = _mm256_mul_ps(sum, _mm256_loadu_ps(args.row_scales + (range.tile + n) * kRowTile));
        }
        _mm256_storeu_ps(y + n * kRowTile, sum);
      }
    }
  }
}

template <int N>
void many_tokens(const MatmulQuantizedArgs& args, std::int64_t tile) {
  const std::int64_t n_groups = args.k / kGroup;
  Panel panel;
  for (std::int64_t group = 0; group < n_groups; group += kPanelGroups) {
    const PanelRange range = {tile, group, static_cast<int>(min_of(kPanelGroups, n_groups - group))};
    unpack_panel(args, range, N, panel);
    int token = 0;
    for (; token + kStepTokens <= args.n_tokens; token += kStepTokens) {
      multiply_panel<kStepTokens, N>(args, panel, range, token);
    }
    for (; token < args.n_tokens; ++token) multiply_panel<1, N>(args, panel, range, token);
  }
}

}  // namespace

void matmul_q8_q4(const MatmulQuantizedArgs& args) {
  std::int64_t tile = args.tile_begin;
  if (args.n_tokens < kPanelTokens) {
    for (; tile < args.tile_end; ++tile) {
      for (int token = 0; token < args.n_tokens; token += kMaxFew) {
        kFewTokens[min_of(kMaxFew, args.n_tokens - token) - 1](args, token, tile);
      }
    }
    return;
  }
  for (; tile + kPanelTiles <= args.tile_end; tile += kPanelTiles) many_tokens<kPanelTiles>(args, tile);
  for (; tile < args.tile_end; ++tile) many_tokens<1>(args, tile);
}

}  // namespace pyglm::avx2
