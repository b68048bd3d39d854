// Packed weight layouts: the order of bytes in the file, in memory and in the kernels' loads.
//
// A weight matrix is [n_rows][k], y = W x. Rows are taken in tiles of 8, so that one 32-byte load holds
// 4 consecutive k of 8 rows: the 8 32-bit lanes of an AVX2 register, half an AVX-512 register, two NEON ones.
// n_rows is padded to whole tiles with zero rows; k must be a multiple of 32 (kGroup).
//
//   f16  values [n_tiles][k][8]            uint16 (IEEE binary16): the 8 rows of one k lie together
//   q8   codes  [n_tiles][n_groups][8][32] int8:  byte (c, 4*r + j) is row r, k = 32*g + 4*c + j
//   q4   codes  [n_tiles][n_groups][4][32] uint8: byte (c, 4*r + j) holds two codes of row r:
//            low nibble k = 32*g + 8*c + j, high nibble k = 32*g + 8*c + 4 + j; code u stands for u - 8
//   q8, q4: scales     [n_tiles][n_groups][8] int8, -127..127, one per row and group of 32
//           row_scales [n_tiles * 8] float
//           weight = code * scale * row_scale
//
// docs/format.md says the same for readers of the file; tests/packing_twin.py is its executable twin.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pyglm {

constexpr int kRowTile = 8;

// k of a group: weights share an integer scale, and a token's int8 activations a float one. With activation
// blocks of 128, whose largest value sets the step of four groups, q8 loses 2.7 times as much (mean KL
// divergence 0.0145 against 0.0054; docs/format.md).
constexpr int kGroup = 32;

enum class WeightType : std::uint8_t { kF32, kF16, kQ8, kQ4 };

constexpr std::int64_t div_up(std::int64_t a, std::int64_t b) {
  return (a + b - 1) / b;
}
constexpr std::int64_t n_row_tiles(std::int64_t n_rows) {
  return div_up(n_rows, kRowTile);
}

// Bytes of codes in one row tile of k columns.
constexpr std::int64_t tile_code_bytes(WeightType type, std::int64_t k) {
  return type == WeightType::kQ4   ? k * kRowTile / 2
         : type == WeightType::kQ8 ? k * kRowTile
                                   : k * kRowTile * 2;
}

// Bytes of group scales in one row tile of k columns (q8, q4).
constexpr std::int64_t tile_scale_bytes(std::int64_t k) {
  return k / kGroup * kRowTile;
}

}  // namespace pyglm
