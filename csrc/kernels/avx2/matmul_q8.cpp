// int8 weights times int8 activations. As with int4, both ways give the same block sums, exact in int32 (at
// most 128 * 128 * 127 * 127 = 2.6e8), and add them to y in the same order.
//
// Few tokens: |w| is the unsigned operand of vpmaddubsw and w's sign moves to x, so a pair is at most 2 * 128
// * 127 = 32512; vpmaddwd applies the scales at once, since two pairs would not fit int16.
//
// Many tokens: a panel of 32 rows x 256 k of w * scale in int16 (at most 128 * 127) lies in L1, activations
// are widened to int16, and vpmaddwd + vpaddd do the rest. Both sides pair k = 4c with 4c + 2 and 4c + 1 with
// 4c + 3: the even and odd bytes of a 32-bit lane, which two shifts widen.
#include "kernels/avx2/avx2.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

constexpr int kGroupBytes = 256;
constexpr int kBlockGroups = kActivationBlock / kGroup;

// Below this many tokens the weights are not worth unpacking into a panel (measured: docs/kernels.md).
constexpr int kPanelTokens = 16;

// The scales of 8 rows, each in both int16 of its 32-bit lane.
__m256i load_scales(const std::int8_t* scales) {
  const __m256i wide = _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(scales)));
  return _mm256_or_si256(_mm256_slli_epi32(wide, 16), _mm256_and_si256(wide, _mm256_set1_epi32(0xffff)));
}

// ---- few tokens ----

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
constexpr int kPanelGroups = 8;
constexpr int kPanelK = kPanelGroups * kGroup;
constexpr int kStepTokens =
    3;  // 3 tokens x 4 tiles: 12 accumulators, 3 broadcasts and one weight in 16 registers

// Weights of a panel: [2 k][tile][row, k of the pair], code * scale.
using Panel = std::int16_t[kPanelK / 2][kPanelTiles][16];
// Activations of some tokens, widened: [token][2 k][k of the pair].
using WideTokens = std::int16_t[kStepTokens][kPanelK / 2][2];

struct PanelRange {
  std::int64_t tile;   // first tile
  std::int64_t group;  // first group, a multiple of kBlockGroups
  int n_groups;
};

__m256i even_bytes(__m256i x) {
  return _mm256_srai_epi16(_mm256_slli_epi16(x, 8), 8);
}
__m256i odd_bytes(__m256i x) {
  return _mm256_srai_epi16(x, 8);
}

void store(void* p, __m256i x) {
  _mm256_storeu_si256(static_cast<__m256i*>(p), x);
}

void unpack_panel(const MatmulQuantizedArgs& args, const PanelRange& range, int n_tiles, Panel& panel) {
  const std::int64_t n_groups = args.k / kGroup;
  for (int tile = 0; tile < n_tiles; ++tile) {
    for (int group = 0; group < range.n_groups; ++group) {
      const std::int64_t at = (range.tile + tile) * n_groups + range.group + group;
      const __m256i scales = load_scales(args.scales + at * kRowTile);
      for (int c = 0; c < 8; ++c) {
        const __m256i w = load(args.codes + at * kGroupBytes + 32 * c);
        store(panel[group * 16 + 2 * c][tile], _mm256_mullo_epi16(even_bytes(w), scales));
        store(panel[group * 16 + 2 * c + 1][tile], _mm256_mullo_epi16(odd_bytes(w), scales));
      }
    }
  }
}

// The even and odd bytes of each 4 become two pairs, in the panel's order of k.
template <int T>
void widen_tokens(const MatmulQuantizedArgs& args, const PanelRange& range, std::int64_t token,
                  WideTokens& wide) {
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) {
    const std::int8_t* x = args.x.values + (token + t) * args.k + range.group * kGroup;
    for (int group = 0; group < range.n_groups; ++group) {
      const __m256i v = load(x + group * kGroup);
      const __m256i even = even_bytes(v), odd = odd_bytes(v);
      const __m256i first = _mm256_unpacklo_epi32(even, odd), second = _mm256_unpackhi_epi32(even, odd);
      store(wide[t][group * 16], _mm256_permute2x128_si256(first, second, 0x20));
      store(wide[t][group * 16 + 8], _mm256_permute2x128_si256(first, second, 0x31));
    }
  }
}

// y of T tokens x N tiles takes in one block of the panel.
template <int T, int N>
inline void multiply_block(const MatmulQuantizedArgs& args, const Panel& panel, const WideTokens& wide,
                           const PanelRange& range, int begin, std::int64_t token) {
  const std::int64_t n_groups = args.k / kGroup;
  const std::int64_t n_blocks = (n_groups + kBlockGroups - 1) / kBlockGroups;
  const int end = static_cast<int>(min_of(begin + kBlockGroups, range.n_groups));
  __m256i sums[T][N];
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) {
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) sums[t][n] = _mm256_setzero_si256();
  }
  for (int pair = begin * 16; pair < end * 16; ++pair) {
    __m256i v[T];
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) v[t] = broadcast_4(wide[t][pair]);
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const __m256i w = load(panel[pair][n]);
      PYGLM_UNROLL
      for (int t = 0; t < T; ++t) sums[t][n] = _mm256_add_epi32(sums[t][n], _mm256_madd_epi16(v[t], w));
    }
  }
  const std::int64_t block = (range.group + begin) / kBlockGroups;
  const bool is_last = range.group + end == n_groups;
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) {
    const __m256 scale = _mm256_set1_ps(args.x.scales[(token + t) * n_blocks + block]);
    float* y = args.y + (token + t) * args.y_stride + range.tile * kRowTile;
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const __m256 before = block == 0 ? _mm256_setzero_ps() : _mm256_loadu_ps(y + n * kRowTile);
      __m256 sum = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[t][n]), scale, before);
      if (is_last) sum = _mm256_mul_ps(sum, _mm256_loadu_ps(args.row_scales + (range.tile + n) * kRowTile));
      _mm256_storeu_ps(y + n * kRowTile, sum);
    }
  }
}

template <int T, int N>
void multiply_panel(const MatmulQuantizedArgs& args, const Panel& panel, const PanelRange& range,
                    std::int64_t token) {
  alignas(64) WideTokens wide;
  widen_tokens<T>(args, range, token, wide);
  for (int begin = 0; begin < range.n_groups; begin += kBlockGroups) {
    multiply_block<T, N>(args, panel, wide, range, begin, token);
  }
}

template <int N>
void many_tokens(const MatmulQuantizedArgs& args, std::int64_t tile) {
  const std::int64_t n_groups = args.k / kGroup;
  alignas(64) Panel panel;
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

void matmul_q8_q8(const MatmulQuantizedArgs& args) {
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
