// Sums over one group of 32 k, exact in integers, by the multiplies that the table has.
#pragma once

#include "kernels/neon/integer/weights.h"

namespace pyglm::PYGLM_NEON_TABLE {
namespace {

// One token's group: k 0..15 in first and 16..31 in second.
struct Values {
  int8x16_t first, second;
};

// Sums of 4 rows for one token. add<C> takes in k 8C .. 8C + 7; totals are the rows'.
#if defined(PYGLM_NEON_DOTPROD)

template <typename Weights>
struct Sums {
  int32x4_t rows = vdupq_n_s32(0);

  template <int C>
  void add(const Codes& w, const Values& x) {
    const int8x16_t v = C < 2 ? x.first : x.second;
    rows = vdotq_laneq_s32(rows, w.first, v, C % 2 * 2);
    rows = vdotq_laneq_s32(rows, w.second, v, C % 2 * 2 + 1);
    neon::keep_order(rows);
  }
  int32x4_t totals() const { return rows; }
};

#else

template <typename Weights>
struct Sums;

// k 4c .. 4c + 3 of values for each row: L = c % 4 of v.
template <int L>
int8x16_t spread(int8x16_t v) {
  return vreinterpretq_s8_s32(vdupq_laneq_s32(vreinterpretq_s32_s8(v), L));
}

// Two products of bytes fit int16 (2 * 128 * 127 = 32512); pairs of lanes are then added to 32-bit ones, two
// for each row.
template <>
struct Sums<Int8> {
  int32x4_t rows01 = vdupq_n_s32(0), rows23 = vdupq_n_s32(0);

  template <int C>
  void add(const Codes& w, const Values& x) {
    const int8x16_t v = C < 2 ? x.first : x.second;
    const int8x16_t v0 = spread<C % 2 * 2>(v), v1 = spread<C % 2 * 2 + 1>(v);
    const int16x8_t low = vmull_s8(vget_low_s8(w.first), vget_low_s8(v0)), high = vmull_high_s8(w.first, v0);
    rows01 = vpadalq_s16(rows01, vmlal_s8(low, vget_low_s8(w.second), vget_low_s8(v1)));
    rows23 = vpadalq_s16(rows23, vmlal_high_s8(high, w.second, v1));
    neon::keep_order(rows01);
    neon::keep_order(rows23);
  }
  int32x4_t totals() const { return vpaddq_s32(rows01, rows23); }
};

// Codes of 0..15: the 8 products of a lane fit int16 (8 * 15 * 127 = 15240), and so do two lanes.
template <>
struct Sums<Int4> {
  int16x8_t rows01 = vdupq_n_s16(0), rows23 = vdupq_n_s16(0);

  template <int C>
  void add(const Codes& w, const Values& x) {
    const int8x16_t v = C < 2 ? x.first : x.second;
    const int8x16_t v0 = spread<C % 2 * 2>(v), v1 = spread<C % 2 * 2 + 1>(v);
    rows01 = vmlal_s8(rows01, vget_low_s8(w.first), vget_low_s8(v0));
    rows23 = vmlal_high_s8(rows23, w.first, v0);
    rows01 = vmlal_s8(rows01, vget_low_s8(w.second), vget_low_s8(v1));
    rows23 = vmlal_high_s8(rows23, w.second, v1);
    neon::keep_order(rows01);
    neon::keep_order(rows23);
  }
  int32x4_t totals() const { return vpaddlq_s16(vpaddq_s16(rows01, rows23)); }
};

#endif

}  // namespace
}  // namespace pyglm::PYGLM_NEON_TABLE
