// How quantized weights and activations lie in memory (kernels/layout.h) and in registers.
#pragma once

#include "kernels/kernels.h"
#include "kernels/neon/vector.h"

namespace pyglm::PYGLM_NEON_TABLE {
namespace {

// 8 k of 4 rows: bytes (4 * row + j) are k 8c + j in first and k 8c + 4 + j in second.
struct Codes {
  int8x16_t first, second;
};

// The two kinds of weights. start: of a sum, from QuantizedRows::group_starts. load: k 8c .. 8c + 7 of rows
// 0-3 or 4-7 (half) of a group.
struct Int4 {
  static constexpr int kGroupBytes = 128;
  // A sum starts at -8 times the group's activations, since code 8 stands for 0.
  static int start(std::int32_t group_start) {
    return static_cast<std::int16_t>(group_start & 0xffff) + (group_start >> 16);
  }

  static Codes load(const std::uint8_t* group, int c, int half) {
    const uint8x16_t two = vld1q_u8(group + 32 * c + 16 * half);
    return {vreinterpretq_s8_u8(vandq_u8(two, vdupq_n_u8(15))), vreinterpretq_s8_u8(vshrq_n_u8(two, 4))};
  }
};

struct Int8 {
  static constexpr int kGroupBytes = 256;
  static int start(std::int32_t) { return 0; }

  static Codes load(const std::uint8_t* group, int c, int half) {
    const std::uint8_t* first = group + 64 * c + 16 * half;
    return {vreinterpretq_s8_u8(vld1q_u8(first)), vreinterpretq_s8_u8(vld1q_u8(first + 32))};
  }
};

// The scales of 8 rows: 0-3 and 4-7.
struct Scales {
  int32x4_t halves[2];
};
inline Scales load_scales(const std::int8_t* scales) {
  const int16x8_t wide = vmovl_s8(vld1_s8(scales));
  return {{vmovl_s16(vget_low_s16(wide)), vmovl_high_s16(wide)}};
}

}  // namespace
}  // namespace pyglm::PYGLM_NEON_TABLE
