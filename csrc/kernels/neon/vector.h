// Small vector helpers of the NEON files; every file has its own copy (anonymous namespace, see neon.h).
#pragma once

#include <arm_neon.h>

#include <cstdint>
#include <cstring>

// Before a loop over an array of vectors: unrolled early, the array lives in registers.
#define PYGLM_UNROLL _Pragma("GCC unroll 16")

namespace pyglm::neon {
namespace {

[[maybe_unused]] inline std::int64_t min_of(std::int64_t a, std::int64_t b) {
  return a < b ? a : b;
}

// The first n of 4 floats, n in 1..4; the other lanes are 0.
[[maybe_unused]] inline float32x4_t load_some(const float* p, std::int64_t n) {
  if (n == 4) return vld1q_f32(p);
  float lanes[4] = {};
  std::memcpy(lanes, p, static_cast<std::size_t>(n) * sizeof(float));
  return vld1q_f32(lanes);
}

// The first n lanes, n in 1..4.
[[maybe_unused]] inline void store_some(float* p, std::int64_t n, float32x4_t x) {
  if (n == 4) {
    vst1q_f32(p, x);
    return;
  }
  float lanes[4];
  vst1q_f32(lanes, x);
  std::memcpy(p, lanes, static_cast<std::size_t>(n) * sizeof(float));
}

// 4 floats, or binary16 numbers as floats.
[[maybe_unused]] inline float32x4_t load_floats(const float* p) {
  return vld1q_f32(p);
}
[[maybe_unused]] inline float32x4_t load_floats(const std::uint16_t* p) {
  return vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(p)));
}

// Costs no instruction. Keeps sums where they are written: GCC's scheduler would compute many products first
// and spill them to the stack.
template <typename V>
inline void keep_order(V& x) {
  __asm__ volatile("" : "+w"(x));
}

// 2^n for n in -126..127.
[[maybe_unused]] inline float32x4_t power_of_two(int32x4_t n) {
  return vreinterpretq_f32_s32(vshlq_n_s32(vaddq_s32(n, vdupq_n_s32(127)), 23));
}

// e^x within 1.5 ulp; 0 below -87.33 (results would be subnormal), infinity above 88.72, NaN for NaN.
// x = n ln 2 + r, |r| <= ln(2) / 2; e^r = 1 + r + r^2 P(r) with P the polynomial of degree 4 that minimises
// the largest relative error of e^r (3.7e-9, by Lawson's iteration); 2^n is applied in halves since n may be
// 128.
[[maybe_unused]] inline float32x4_t exp(float32x4_t x) {
  const float32x4_t lowest = vdupq_n_f32(-87.33f), highest = vdupq_n_f32(89.0f);
  const uint32x4_t is_tiny = vcltq_f32(x, lowest);
  const float32x4_t clamped = vmaxq_f32(lowest, vminq_f32(highest, x));  // NaN stays
  const float32x4_t n = vrndnq_f32(vmulq_n_f32(clamped, 1.44269504f));
  float32x4_t r = vfmsq_f32(clamped, n, vdupq_n_f32(0.693145751953125f));  // exact: 15 bits of ln 2
  r = vfmsq_f32(r, n, vdupq_n_f32(1.428606765330187e-06f));

  float32x4_t p = vdupq_n_f32(0x1.6a23cep-10f);
  p = vfmaq_f32(vdupq_n_f32(0x1.123a2p-7f), p, r);
  p = vfmaq_f32(vdupq_n_f32(0x1.5558f2p-5f), p, r);
  p = vfmaq_f32(vdupq_n_f32(0x1.555492p-3f), p, r);
  p = vfmaq_f32(vdupq_n_f32(0x1.fffffcp-2f), p, r);
  p = vfmaq_f32(r, vmulq_f32(r, r), p);
  p = vaddq_f32(p, vdupq_n_f32(1.0f));

  const int32x4_t exponent = vcvtq_s32_f32(n);
  const int32x4_t half = vshrq_n_s32(exponent, 1);
  p = vmulq_f32(p, power_of_two(half));
  p = vmulq_f32(p, power_of_two(vsubq_s32(exponent, half)));
  return vreinterpretq_f32_u32(vbicq_u32(vreinterpretq_u32_f32(p), is_tiny));
}

}  // namespace
}  // namespace pyglm::neon
