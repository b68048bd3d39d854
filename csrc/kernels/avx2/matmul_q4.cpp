// int4 weights times int8 activations. Both ways below give the same sums over a group of 32 k, exact in
// int32, and take them in by the same float operations in order of k, so that a token's result does not
// depend on how many lie beside it.
//
// Few tokens (memory-bound): codes u = 0..15 are the unsigned operand of vpmaddubsw as they lie. The int16
// lanes start at -8 * (the group's activations of that lane), which turns u into u - 8 at no cost: at most 8
// * 127 * 16 = 16256 at the end, and no more on the way (what is still to come is bounded by 8 a value). One
// vpmaddwd applies the scales.
//
// Many tokens (bound by the multipliers): a panel of 32 rows x 512 k is unpacked to signed bytes in L1 and
// the roles change: activations are the unsigned operand (x + 128, one broadcast for four tiles), weights the
// signed one, in memory. The lanes start at -128 * (the group's codes of that lane): again 128 * 8 * 16 =
// 16384 at most.
#include "kernels/avx2/avx2.h"
#include "kernels/avx2/few_tokens.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

static_assert(kActivationBlock == kGroup, "each group of weights meets one activation scale");

constexpr int kGroupBytes = 128;

// Below this many tokens the weights are not worth unpacking into a panel (measured: docs/kernels.md).
constexpr int kPanelTokens = 16;

// ---- few tokens ----

// y[t][n] += (codes - 8) * scale * x of one group, for T tokens x N tiles.
template <int T, int N>
inline void add_group(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile,
                      std::int64_t group, __m256 (&y)[T][N]) {
  const std::int64_t n_groups = args.k / kGroup;
  const std::uint8_t* codes = args.codes + (tile * n_groups + group) * kGroupBytes;
  const std::int8_t* x = args.x.values + token * args.k + group * kGroup;
  const std::int64_t first = token * n_groups + group;

  __m256i products[T][N];
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) {
    const __m256i sums = _mm256_set1_epi32(args.x.group_sums[first + t * n_groups]);
    const __m256i start = _mm256_sub_epi16(_mm256_setzero_si256(), _mm256_slli_epi16(sums, 3));
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) products[t][n] = start;
  }
  const __m256i low_bits = _mm256_set1_epi8(15);
  PYGLM_UNROLL
  for (int c = 0; c < 4; ++c) {
    __m256i low[N], high[N];
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const std::uint8_t* from = codes + n * n_groups * kGroupBytes + 32 * c;
      if (c % 2 == 0) prefetch(from + kPrefetchBytes);
      const __m256i two = load(from);
      low[n] = _mm256_and_si256(two, low_bits);
      high[n] = _mm256_and_si256(_mm256_srli_epi16(two, 4), low_bits);
    }
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      const std::int8_t* v = x + t * args.k + 8 * c;
      PYGLM_UNROLL
      for (int n = 0; n < N; ++n) {
        add_products(products[t][n], low[n], broadcast_4(v));
        add_products(products[t][n], high[n], broadcast_4(v + 4));
      }
    }
  }
  PYGLM_UNROLL
  for (int n = 0; n < N; ++n) {
    const __m256i scales = load_scales(args.scales + ((tile + n) * n_groups + group) * kRowTile);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      const __m256 x_scale = _mm256_set1_ps(args.x.scales[first + t * n_groups]);
      y[t][n] =
          _mm256_fmadd_ps(_mm256_cvtepi32_ps(_mm256_madd_epi16(products[t][n], scales)), x_scale, y[t][n]);
    }
  }
}

// All of K for T tokens from token on and N tiles.
template <int T, int N>
void multiply_few(const MatmulQuantizedArgs& args, std::int64_t token, std::int64_t tile) {
  const std::int64_t n_groups = args.k / kGroup;
  __m256 y[T][N];
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) y[i / N][i % N] = _mm256_setzero_ps();
  for (std::int64_t group = 0; group < n_groups; ++group) add_group<T, N>(args, token, tile, group, y);
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) {
    const std::int64_t row = (tile + i % N) * kRowTile;
    const __m256 scaled = _mm256_mul_ps(y[i / N][i % N], _mm256_loadu_ps(args.row_scales + row));
    _mm256_storeu_ps(args.y + (token + i / N) * args.y_stride + row, scaled);
  }
}

template <int T, int N>
constexpr FewTokens make_few() {
  return {multiply_few<T, N>, multiply_few<T, 1>, N};
}

constexpr FewTokens kFewTokens[kMostFew] = {make_few<1, 4>(), make_few<2, 2>(), make_few<3, 2>(),
                                            make_few<4, 2>(), make_few<5, 1>(), make_few<6, 1>(),
                                            make_few<7, 1>(), make_few<8, 1>()};

// ---- many tokens ----

constexpr int kPanelTiles = 4;
constexpr int kPanelGroups = 16;

struct Panel {
  alignas(64) std::int8_t codes[kPanelGroups * 8][kPanelTiles][32];  // [4 k][tile][row, k]: -8..7
  alignas(64) std::int16_t starts[kPanelGroups][kPanelTiles][16];    // -128 * sum of a lane's codes
  alignas(64) std::int16_t scales[kPanelGroups][kPanelTiles][16];    // each row's twice
};

struct PanelRange {
  std::int64_t tile;   // first tile
  std::int64_t group;  // first group
  int n_groups;
};

// codes: the 128 bytes of one group of one tile.
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
    add_products(sum, ones, low);
    add_products(sum, ones, high);
  }
  store(panel.starts[group][tile], _mm256_sub_epi16(_mm256_setzero_si256(), _mm256_slli_epi16(sum, 7)));
}

void unpack_panel(const MatmulQuantizedArgs& args, const PanelRange& range, int n_tiles, Panel& panel) {
  const std::int64_t n_groups = args.k / kGroup;
  for (int tile = 0; tile < n_tiles; ++tile) {
    for (int group = 0; group < range.n_groups; ++group) {
      const std::int64_t at = (range.tile + tile) * n_groups + range.group + group;
      unpack_group(args.codes + at * kGroupBytes, group, tile, panel);
      store(panel.scales[group][tile], load_scales(args.scales + at * kRowTile));
    }
  }
}

// y[t][n] += codes * scale * x of one group for T tokens x N tiles; x: the first token's biased values.
template <int T, int N>
inline void add_panel_group(const Panel& panel, int group, const std::uint8_t* x, std::int64_t k,
                            const float* x_scales, std::int64_t n_groups, __m256 (&y)[T][N]) {
  __m256i products[T][N];
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) products[i / N][i % N] = load(panel.starts[group][i % N]);
  PYGLM_UNROLL
  for (int c = 0; c < 8; ++c) {
    __m256i v[T];
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) v[t] = broadcast_4(x + t * k + 4 * c);
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const __m256i w = load(panel.codes[group * 8 + c][n]);
      PYGLM_UNROLL
      for (int t = 0; t < T; ++t) add_products(products[t][n], v[t], w);
    }
  }
  PYGLM_UNROLL
  for (int n = 0; n < N; ++n) {
    const __m256i scales = load(panel.scales[group][n]);
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) {
      const __m256 x_scale = _mm256_set1_ps(x_scales[t * n_groups]);
      y[t][n] =
          _mm256_fmadd_ps(_mm256_cvtepi32_ps(_mm256_madd_epi16(products[t][n], scales)), x_scale, y[t][n]);
    }
  }
}

// y of T tokens x N tiles takes in the panel.
template <int T, int N>
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
  for (int group = 0; group < range.n_groups; ++group) {
    const std::uint8_t* x = args.x.biased + token * args.k + (range.group + group) * kGroup;
    const float* x_scales = args.x.scales + token * n_groups + range.group + group;
    add_panel_group<T, N>(panel, group, x, args.k, x_scales, n_groups, y);
  }
  const bool is_last = range.group + range.n_groups == n_groups;
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) {
    __m256 sum = y[i / N][i % N];
    if (is_last) sum = _mm256_mul_ps(sum, _mm256_loadu_ps(args.row_scales + (range.tile + i % N) * kRowTile));
    _mm256_storeu_ps(out + i / N * args.y_stride + i % N * kRowTile, sum);
  }
}

template <int N>
void multiply_many(const MatmulQuantizedArgs& args, std::int64_t tile) {
  const std::int64_t n_groups = args.k / kGroup;
  Panel panel;
  for (std::int64_t group = 0; group < n_groups; group += kPanelGroups) {
    const PanelRange range = {tile, group, static_cast<int>(min_of(kPanelGroups, n_groups - group))};
    unpack_panel(args, range, N, panel);
    for (int token = 0, step = 0; token < args.n_tokens; token += step) {
      step = step_tokens(args.n_tokens - token);
      if (step == 3) multiply_panel<3, N>(args, panel, range, token);
      if (step == 2) multiply_panel<2, N>(args, panel, range, token);
      if (step == 1) multiply_panel<1, N>(args, panel, range, token);
    }
  }
}

}  // namespace

void matmul_q8_q4(const MatmulQuantizedArgs& args) {
  if (args.n_tokens < kPanelTokens) {
    multiply_few_tokens(args, args.k * kRowTile / 2, kFewTokens);
    return;
  }
  std::int64_t tile = args.tile_begin;
  for (; tile + kPanelTiles <= args.tile_end; tile += kPanelTiles) multiply_many<kPanelTiles>(args, tile);
  for (; tile < args.tile_end; ++tile) multiply_many<1>(args, tile);
}

}  // namespace pyglm::avx2
