// Matrix products, one group of 32 k (128 of binary16 weights) after the other: that of 8 rows is unpacked
// once and serves all tokens; y holds the sums over the groups so far.
#include <algorithm>
#include <cmath>

#include "base/half.h"
#include "kernels/scalar/scalar.h"

namespace pyglm::scalar {
namespace {

constexpr int kHalfBlock = 128;  // k of binary16 weights that are summed before they go to y

// code * scale of 8 rows: at most 128 * 127, so int16 holds it.
using WeightGroup = std::int16_t[kRowTile][kGroup];

// codes: the group's 128 bytes (layout.h).
void unpack_q4_group(const std::uint8_t* codes, const std::int8_t* scales, WeightGroup& w) {
  for (int c = 0; c < 4; ++c) {
    for (int r = 0; r < kRowTile; ++r) {
      for (int j = 0; j < 4; ++j) {
        const int two = codes[c * 32 + 4 * r + j];
        const int k = 8 * c + j;
        w[r][k] = static_cast<std::int16_t>(((two & 15) - 8) * scales[r]);
        w[r][k + 4] = static_cast<std::int16_t>(((two >> 4) - 8) * scales[r]);
      }
    }
  }
}

// codes: the group's 256 bytes.
void unpack_q8_group(const std::uint8_t* codes, const std::int8_t* scales, WeightGroup& w) {
  for (int c = 0; c < 8; ++c) {
    for (int r = 0; r < kRowTile; ++r) {
      for (int j = 0; j < 4; ++j) {
        const auto code = static_cast<std::int8_t>(codes[c * 32 + 4 * r + j]);
        w[r][4 * c + j] = static_cast<std::int16_t>(code * scales[r]);
      }
    }
  }
}

std::int32_t dot(const std::int16_t* w, const std::int8_t* x) {
  std::int32_t sum = 0;
  for (int i = 0; i < kGroup; ++i) sum += w[i] * x[i];
  return sum;
}

// y[t][8] += group sums times the activations' scales; y starts at group 0.
void add_group(const MatmulQuantizedArgs& args, const WeightGroup& w, std::int64_t tile, std::int64_t group) {
  for (int t = 0; t < args.n_tokens; ++t) {
    const std::int64_t at = t * (args.k / kGroup) + group;
    float* y = args.y + t * args.y_stride + tile * kRowTile;
    for (int r = 0; r < kRowTile; ++r) {
      const float sum = group == 0 ? 0.0f : y[r];
      y[r] = std::fma(static_cast<float>(dot(w[r], args.x.values + at * kGroup)), args.x.scales[at], sum);
    }
  }
}

template <typename UnpackGroup>
void matmul_quantized(const MatmulQuantizedArgs& args, int group_bytes, UnpackGroup unpack_group) {
  const std::int64_t n_groups = args.k / kGroup;
  for (std::int64_t tile = args.tile_begin; tile < args.tile_end; ++tile) {
    for (std::int64_t group = 0; group < n_groups; ++group) {
      const std::int64_t at = tile * n_groups + group;
      WeightGroup w;
      unpack_group(args.codes + at * group_bytes, args.scales + at * kRowTile, w);
      add_group(args, w, tile, group);
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
