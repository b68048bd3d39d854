// The int8 key/value cache: what one block of one kv head holds, in the order in which attend_q8 reads it.
//
//   keys    codes  [kKvBlock / 16][head_dim / 2][16][2] int8: 2 dimensions of 16 positions lie together
//           scales [n_key_groups][kKvBlock] binary16
//   values  codes  [head_dim / 16][kKvBlock / 2][16][2] int8: 2 positions of 16 dimensions lie together; the
//                  last panel of dimensions may be one of 8
//           scales [kKvBlock] binary16
//   number = code * scale of its position, and for keys of its group of kKeyGroup dimensions
//
// Pairs are what a 16-bit multiply-add sums into one 32-bit lane. A position's bytes depend on its numbers
// alone, not on what else the block holds.
#pragma once

#include <cstdint>

#include "kernels/kernels.h"

namespace pyglm {

// Dimensions of a key that share a scale, and among which spread_key_q8 spreads: half a head of 128, so the
// rotated and the other dimensions keep apart.
constexpr int kKeyGroup = 64;
constexpr int kKvPanel = 16;  // positions of keys, dimensions of values that lie together

constexpr int n_key_groups(int head_dim) {
  return (head_dim + kKeyGroup - 1) / kKeyGroup;
}
constexpr std::int64_t kv_q8_code_bytes(int head_dim) {
  return std::int64_t{kKvBlock} * head_dim;
}
// Bytes of one kv head in a block: 132 a position for keys of 128 dimensions, 130 for values.
constexpr std::int64_t kv_q8_key_bytes(int head_dim) {
  return kv_q8_code_bytes(head_dim) + n_key_groups(head_dim) * kKvBlock * 2;
}
constexpr std::int64_t kv_q8_value_bytes(int head_dim) {
  return kv_q8_code_bytes(head_dim) + kKvBlock * 2;
}

// Turns a key, or a query, by an orthonormal matrix that spreads each number over its group: a Hadamard
// matrix over the largest power of two that divides the group's size. Products of queries and keys stay as
// they are, but no channel of a key is far larger than the others any more, and the step of 1/127 of the
// largest gets finer: without it int8 keys cost four times the divergence (QuaRot, Ashkboos et al. 2024,
// arXiv:2404.00456).
void spread_key_q8(float* x, int head_dim);

// Quantizes x [head_dim] as one position of a block's keys or values. A scale is max |x| / 127 of its group,
// rounded to binary16; codes are rounded to nearest, ties to even. NaN or infinity in x makes the group's
// scale, and so every result that sees the position, NaN or infinite. head_dim: a multiple of 8.
void store_key_q8(const float* x, int head_dim, int position, std::uint8_t* keys);
void store_value_q8(const float* x, int head_dim, int position, std::uint8_t* values);

}  // namespace pyglm
