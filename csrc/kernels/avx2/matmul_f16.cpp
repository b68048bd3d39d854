// binary16 weights times float activations. Each block of 128 k of up to 4 tiles is converted to floats in L1
// once and serves all tokens; y holds the sums over the blocks so far.
#include "kernels/avx2/avx2.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

constexpr int kPanelTiles = 4;
constexpr int kStepTokens = 3;  // 3 tokens x 4 tiles: 12 sums, 3 broadcasts and one weight in 16 registers

using Panel = float[kActivationBlock][kPanelTiles][kRowTile];

struct Block {
  std::int64_t tile;  // first tile
  std::int64_t k;     // first k, a multiple of kActivationBlock
  int n_k;
};

void convert_block(const MatmulF16Args& args, const Block& block, int n_tiles, Panel& panel) {
  for (int tile = 0; tile < n_tiles; ++tile) {
    const std::uint16_t* w = args.weights + ((block.tile + tile) * args.k + block.k) * kRowTile;
    for (int k = 0; k < block.n_k; ++k) {
      const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(w + k * kRowTile));
      _mm256_store_ps(panel[k][tile], _mm256_cvtph_ps(halves));
    }
  }
}

// y of T tokens x N tiles takes in the block.
template <int T, int N>
void multiply_block(const MatmulF16Args& args, const Panel& panel, const Block& block, std::int64_t token) {
  const float* x = args.x + token * args.k + block.k;
  __m256 sums[T][N];
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) {
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) sums[t][n] = _mm256_setzero_ps();
  }
  for (int k = 0; k < block.n_k; ++k) {
    __m256 v[T];
    PYGLM_UNROLL
    for (int t = 0; t < T; ++t) v[t] = _mm256_broadcast_ss(x + t * args.k + k);
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const __m256 w = _mm256_load_ps(panel[k][n]);
      PYGLM_UNROLL
      for (int t = 0; t < T; ++t) sums[t][n] = _mm256_fmadd_ps(v[t], w, sums[t][n]);
    }
  }
  PYGLM_UNROLL
  for (int t = 0; t < T; ++t) {
    float* y = args.y + (token + t) * args.y_stride + block.tile * kRowTile;
    PYGLM_UNROLL
    for (int n = 0; n < N; ++n) {
      const __m256 before = block.k == 0 ? _mm256_setzero_ps() : _mm256_loadu_ps(y + n * kRowTile);
      _mm256_storeu_ps(y + n * kRowTile, _mm256_add_ps(before, sums[t][n]));
    }
  }
}

template <int N>
void multiply_tiles(const MatmulF16Args& args, std::int64_t tile) {
  alignas(64) Panel panel;
  for (std::int64_t k = 0; k < args.k; k += kActivationBlock) {
    const Block block = {tile, k, static_cast<int>(min_of(kActivationBlock, args.k - k))};
    convert_block(args, block, N, panel);
    int token = 0;
    for (; token + kStepTokens <= args.n_tokens; token += kStepTokens) {
      multiply_block<kStepTokens, N>(args, panel, block, token);
    }
    for (; token < args.n_tokens; ++token) multiply_block<1, N>(args, panel, block, token);
  }
}

}  // namespace

void matmul_f32_f16(const MatmulF16Args& args) {
  std::int64_t tile = args.tile_begin;
  for (; tile + kPanelTiles <= args.tile_end; tile += kPanelTiles) multiply_tiles<kPanelTiles>(args, tile);
  for (; tile < args.tile_end; ++tile) multiply_tiles<1>(args, tile);
}

}  // namespace pyglm::avx2
