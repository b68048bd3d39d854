// binary16 weights times float activations, 4 tiles at once. y holds the sums over the blocks of 128 k so
// far. For more than 3 tokens each block is converted to floats in L1 once and serves them all.
#include "kernels/avx2/avx2.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

// How far ahead of its loads a kernel asks for weights (see few_tokens.h).
constexpr int kPrefetchBytes = 4096;

constexpr int kPanelTiles = 4;
constexpr int kBlock = 128;      // k whose products are summed in registers before they go to y
constexpr int kPanelTokens = 7;  // fewer tokens use the halves at most twice: not worth a panel

// A block of some tiles as floats.
struct Panel {
  alignas(64) float values[kBlock][kPanelTiles][kRowTile];
  __m256 weights(int k, int tile) const { return _mm256_load_ps(values[k][tile]); }
};

// The same as it lies in memory.
struct Halves {
  const std::uint16_t* values;  // of the first tile, at the block's first k
  std::int64_t tile_stride;
  __m256 weights(int k, int tile) const {
    const std::uint16_t* p = values + tile * tile_stride + k * kRowTile;
    if (k % 4 == 0) prefetch(reinterpret_cast<const std::uint8_t*>(p) + kPrefetchBytes);
    return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
  }
};

struct Block {
  std::int64_t tile;  // first tile
  std::int64_t k;     // first k, a multiple of kBlock
  int n_k;
};

// y of T tokens x N tiles takes in the block.
template <int T, int N, typename Weights>
void multiply_block(const MatmulF16Args& args, const Weights& weights, const Block& block,
                    std::int64_t token) {
  const float* x = args.x + token * args.k + block.k;
  __m256 sums[T][N];
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) sums[i / N][i % N] = _mm256_setzero_ps();
  for (int k = 0; k < block.n_k; ++k) {
    __m256 v[T];
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) v[t] = _mm256_broadcast_ss(x + t * args.k + k);
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const __m256 w = weights.weights(k, n);
      PYGLM_UNROLL
      for (int t = 0; t < T; ++t) sums[t][n] = _mm256_fmadd_ps(v[t], w, sums[t][n]);
    }
  }
  PYGLM_UNROLL
  for (int i = 0; i < T * N; ++i) {
    float* y = args.y + (token + i / N) * args.y_stride + (block.tile + i % N) * kRowTile;
    const __m256 before = block.k == 0 ? _mm256_setzero_ps() : _mm256_loadu_ps(y);
    _mm256_storeu_ps(y, _mm256_add_ps(before, sums[i / N][i % N]));
  }
}

// All tokens, two or three at a time.
template <int N, typename Weights>
void multiply_tokens(const MatmulF16Args& args, const Weights& weights, const Block& block) {
  for (int token = 0, n = 0; token < args.n_tokens; token += n) {
    n = step_tokens(args.n_tokens - token);
    const float* next = args.x + (token + n) * args.k + block.k;
    prefetch_rows(next, args.k * 4, step_tokens(args.n_tokens - token - n), block.n_k * 4);
    if (n == 3) multiply_block<3, N>(args, weights, block, token);
    if (n == 2) multiply_block<2, N>(args, weights, block, token);
    if (n == 1) multiply_block<1, N>(args, weights, block, token);
  }
}

template <int N>
void multiply_tiles(const MatmulF16Args& args, std::int64_t tile) {
  Panel panel;
  for (std::int64_t k = 0; k < args.k; k += kBlock) {
    const Block block = {tile, k, static_cast<int>(min_of(kBlock, args.k - k))};
    const Halves halves = {args.weights + (tile * args.k + k) * kRowTile, args.k * kRowTile};
    if (args.n_tokens < kPanelTokens) {
      multiply_tokens<N>(args, halves, block);
      continue;
    }
    for (int n = 0; n < N; ++n) {
      for (int i = 0; i < block.n_k; ++i) _mm256_store_ps(panel.values[i][n], halves.weights(i, n));
    }
    multiply_tokens<N>(args, panel, block);
  }
}

}  // namespace

void matmul_f32_f16(const MatmulF16Args& args) {
  std::int64_t tile = args.tile_begin;
  for (; tile + kPanelTiles <= args.tile_end; tile += kPanelTiles) multiply_tiles<kPanelTiles>(args, tile);
  for (; tile < args.tile_end; ++tile) multiply_tiles<1>(args, tile);
}

}  // namespace pyglm::avx2
