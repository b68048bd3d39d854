// Matrix products, one activation block of 128 k after the other: the block of 8 rows is unpacked once and
// serves all tokens; y holds the sums over the blocks so far.
#include <algorithm>
#include <cmath>

#include "base/half.h"
#include "kernels/scalar/scalar.h"

namespace pyglm::scalar {
namespace {

constexpr int kHalfBlock = 128;  // k of binary16 weights that are summed before they go to y

// code * scale of 8 rows, one activation block: at most 128 * 127, so int16 holds it.
using WeightBlock = std::int16_t[kRowTile][kActivationBlock];

// codes: the group's 128 bytes (layout.h).
void unpack_q4_group(const std::uint8_t* codes, const std::int8_t* scales, int k_begin, WeightBlock& w) {
  for (int c = 0; c < 4; ++c) {
    for (int r = 0; r < kRowTile; ++r) {
      for (int j = 0; j < 4; ++j) {
        const int two = codes[c * 32 + 4 * r + j];
        const int k = k_begin + 8 * c + j;
        w[r][k] = static_cast<std::int16_t>(((two & 15) - 8) * scales[r]);
        w[r][k + 4] = static_cast<std::int16_t>(((two >> 4) - 8) * scales[r]);
      }
    }
  }
}

// codes: the group's 256 bytes.
void unpack_q8_group(const std::uint8_t* codes, const std::int8_t* scales, int k_begin, WeightBlock& w) {
  for (int c = 0; c < 8; ++c) {
    for (int r = 0; r < kRowTile; ++r) {
      for (int j = 0; j < 4; ++j) {
        const auto code = static_cast<std::int8_t>(codes[c * 32 + 4 * r + j]);
        w[r][k_begin + 4 * c + j] = static_cast<std::int16_t>(code * scales[r]);
      }
    }
  }
}

std::int32_t dot(const std::int16_t* w, const std::int8_t* x, int n) {
  std::int32_t sum = 0;
  for (int i = 0; i < n; ++i) sum += w[i] * x[i];
  return sum;
}

// y[t][8] += block sums times the activations' scales; y starts at block 0.
void add_block(const MatmulQuantizedArgs& args, const WeightBlock& w, std::int64_t tile, std::int64_t block,
               int block_k) {
  const std::int64_t n_blocks = n_activation_blocks(args.k);
  for (int t = 0; t < args.n_tokens; ++t) {
    const std::int8_t* x = args.x.values + t * args.k + block * kActivationBlock;
    const float x_scale = args.x.scales[t * n_blocks + block];
    float* y = args.y + t * args.y_stride + tile * kRowTile;
    for (int r = 0; r < kRowTile; ++r) {
      const float sum = block == 0 ? 0.0f : y[r];
      y[r] = std::fma(static_cast<float>(dot(w[r], x, block_k)), x_scale, sum);
    }
  }
}

template <typename UnpackGroup>
void matmul_quantized(const MatmulQuantizedArgs& args, int group_bytes, UnpackGroup unpack_group) {
  const std::int64_t n_groups = args.k / kGroup;
  for (std::int64_t tile = args.tile_begin; tile < args.tile_end; ++tile) {
    for (std::int64_t block = 0; block < n_activation_blocks(args.k); ++block) {
      const std::int64_t k_begin = block * kActivationBlock;
      const int block_k = static_cast<int>(std::min<std::int64_t>(kActivationBlock, args.k - k_begin));
      WeightBlock w;
      for (int k = 0; k < block_k; k += kGroup) {
        const std::int64_t group = tile * n_groups + (k_begin + k) / kGroup;
        unpack_group(args.codes + group * group_bytes, args.scales + group * kRowTile, k, w);
      }
      add_block(args, w, tile, block, block_k);
    }
    for (int t = 0; t < args.n_tokens; ++t) {
      float* y = args.y + t * args.y_stride + tile * kRowTile;
      for (int r = 0; r < kRowTile; ++r) y[r] *= args.row_scales[tile * kRowTile + r];
    }
  }
}

}  // namespace

void matmul_q8_q4(const MatmulQuantizedArgs& args) {
  matmul_quantized(args, 128, unpack_q4_group);
}

void matmul_q8_q8(const MatmulQuantizedArgs& args) {
  matmul_quantized(args, 256, unpack_q8_group);
}

void matmul_f32_f16(const MatmulF16Args& args) {
  for (std::int64_t tile = args.tile_begin; tile < args.tile_end; ++tile) {
    for (std::int64_t k_begin = 0; k_begin < args.k; k_begin += kHalfBlock) {
      const int block_k = static_cast<int>(std::min<std::int64_t>(kHalfBlock, args.k - k_begin));
      float w[kHalfBlock][kRowTile];
      const std::uint16_t* bits = args.weights + (tile * args.k + k_begin) * kRowTile;
      for (int i = 0; i < block_k * kRowTile; ++i) w[i / kRowTile][i % kRowTile] = half_to_float(bits[i]);

      for (int t = 0; t < args.n_tokens; ++t) {
        const float* x = args.x + t * args.k + k_begin;
        float* y = args.y + t * args.y_stride + tile * kRowTile;
        float sum[kRowTile] = {};
        for (int k = 0; k < block_k; ++k) {
          for (int r = 0; r < kRowTile; ++r) sum[r] += w[k][r] * x[k];
        }
        for (int r = 0; r < kRowTile; ++r) y[r] = (k_begin == 0 ? 0.0f : y[r]) + sum[r];
      }
    }
  }
}

}  // namespace pyglm::scalar
