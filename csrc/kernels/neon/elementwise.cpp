#include <cmath>

#include "kernels/neon/neon.h"
#include "kernels/neon/vector.h"

namespace pyglm::neon {
namespace {

// Calls step(i, 4) for i = 0, 4, ... and at last step(i, n - i): the same operations on fewer lanes, so that
// an element's result does not depend on where in the array it lies.
template <typename Step>
void for_each_4(std::int64_t n, Step step) {
  std::int64_t i = 0;
  for (; i + 4 <= n; i += 4) step(i, std::int64_t{4});
  if (i < n) step(i, n - i);
}

// Largest |x| of a group: magnitudes compare like their bits, and a NaN is above all.
float max_magnitude(const float* x) {
  uint32x4_t largest = vdupq_n_u32(0);
  PYGLM_UNROLL
  for (int i = 0; i < kGroup; i += 4) {
    largest = vmaxq_u32(largest, vreinterpretq_u32_f32(vabsq_f32(vld1q_f32(x + i))));
  }
  const std::uint32_t bits = vmaxvq_u32(largest);
  float magnitude;
  std::memcpy(&magnitude, &bits, sizeof magnitude);
  return magnitude;
}

// 4 values of x / scale as int32 in -127..127; keep is zero where scale is (0 / 0 becomes 0). NaN becomes
// -127.
int32x4_t quantize_4(const float* x, float32x4_t scale, uint32x4_t keep) {
  const float32x4_t quotient = vdivq_f32(vld1q_f32(x), scale);
  const float32x4_t q = vreinterpretq_f32_u32(vandq_u32(vreinterpretq_u32_f32(quotient), keep));
  return vcvtnq_s32_f32(vminq_f32(vmaxnmq_f32(q, vdupq_n_f32(-127.0f)), vdupq_n_f32(127.0f)));
}

int8x16_t quantize_16(const float* x, float32x4_t scale, uint32x4_t keep) {
  int16x4_t quarters[4];
  PYGLM_UNROLL
  for (int i = 0; i < 4; ++i) quarters[i] = vmovn_s32(quantize_4(x + 4 * i, scale, keep));
  return vcombine_s8(vmovn_s16(vcombine_s16(quarters[0], quarters[1])),
                     vmovn_s16(vcombine_s16(quarters[2], quarters[3])));
}

// Two int16 in one int32: -8 times the sums over k % 4 in {0, 1} and in {2, 3}.
std::int32_t group_start(int8x16_t low, int8x16_t high) {
  const int16x8_t pairs = vpadalq_s8(vpaddlq_s8(low), high);
  const int16x4_t four = vadd_s16(vget_low_s16(pairs), vget_high_s16(pairs));
  const int16x4_t two = vadd_s16(four, vext_s16(four, four, 2));
  return vget_lane_s32(vreinterpret_s32_s16(vmul_n_s16(two, -8)), 0);
}

}  // namespace

int token_tile(int) {
  return 1;
}

void quantize_activations(const float* x, std::int64_t k, QuantizedRow out) {
  const uint8x16_t sign_bits = vdupq_n_u8(128);
  for (std::int64_t i = 0; i < k; i += kGroup) {
    const std::int64_t group = i / kGroup * out.stride;
    const float group_scale = max_magnitude(x + i) / 127.0f;
    const float32x4_t scale = vdupq_n_f32(group_scale);
    const uint32x4_t keep = vmvnq_u32(vceqzq_f32(scale));
    const int8x16_t low = quantize_16(x + i, scale, keep), high = quantize_16(x + i + 16, scale, keep);
    vst1q_s8(out.values + group * kGroup, low);
    vst1q_s8(out.values + group * kGroup + 16, high);
    vst1q_u8(out.biased + group * kGroup, veorq_u8(vreinterpretq_u8_s8(low), sign_bits));
    vst1q_u8(out.biased + group * kGroup + 16, veorq_u8(vreinterpretq_u8_s8(high), sign_bits));
    out.scales[group] = group_scale;
    out.group_starts[group] = group_start(low, high);
  }
}

void rms_norm(const float* x, const float* weight, float eps, std::int64_t n, float* y) {
  float32x4_t sums[4] = {vdupq_n_f32(0.0f), vdupq_n_f32(0.0f), vdupq_n_f32(0.0f), vdupq_n_f32(0.0f)};
  std::int64_t i = 0;
  for (; i + 16 <= n; i += 16) {
    PYGLM_UNROLL
    for (int j = 0; j < 4; ++j) {
      const float32x4_t v = vld1q_f32(x + i + 4 * j);
      sums[j] = vfmaq_f32(sums[j], v, v);
    }
  }
  for (; i < n; i += 4) {
    const float32x4_t v = load_some(x + i, min_of(4, n - i));
    sums[0] = vfmaq_f32(sums[0], v, v);
  }
  const float sum = vaddvq_f32(vaddq_f32(vaddq_f32(sums[0], sums[1]), vaddq_f32(sums[2], sums[3])));
  const float scale = 1.0f / std::sqrt(sum / static_cast<float>(n) + eps);
  for_each_4(n, [&](std::int64_t at, std::int64_t lanes) {
    const float32x4_t v = vmulq_n_f32(load_some(x + at, lanes), scale);
    store_some(y + at, lanes, vmulq_f32(v, load_some(weight + at, lanes)));
  });
}

void rope(float* x, const float* cos_sin, int n) {
  const float signs[4] = {-1.0f, 1.0f, -1.0f, 1.0f};
  const float32x4_t sign = vld1q_f32(signs);
  for_each_4(n, [&](std::int64_t i, std::int64_t lanes) {
    const float32x4_t pairs = load_some(x + i, lanes), angles = load_some(cos_sin + i, lanes);
    const float32x4_t straight = vmulq_f32(pairs, vtrn1q_f32(angles, angles));
    const float32x4_t crossed = vmulq_f32(vrev64q_f32(pairs), vtrn2q_f32(angles, angles));
    store_some(x + i, lanes, vaddq_f32(straight, vmulq_f32(crossed, sign)));
  });
}

void swiglu(const float* gate, const float* up, std::int64_t n, float* y) {
  const float32x4_t one = vdupq_n_f32(1.0f);
  for_each_4(n, [&](std::int64_t i, std::int64_t lanes) {
    const float32x4_t g = load_some(gate + i, lanes);
    const float32x4_t silu = vdivq_f32(g, vaddq_f32(one, exp(vnegq_f32(g))));
    store_some(y + i, lanes, vmulq_f32(silu, load_some(up + i, lanes)));
  });
}

void add(float* y, const float* x, std::int64_t n) {
  for_each_4(n, [&](std::int64_t i, std::int64_t lanes) {
    store_some(y + i, lanes, vaddq_f32(load_some(y + i, lanes), load_some(x + i, lanes)));
  });
}

void f32_to_f16(const float* x, std::int64_t n, std::uint16_t* y) {
  for_each_4(n, [&](std::int64_t i, std::int64_t lanes) {
    std::uint16_t halves[4];
    vst1_u16(halves, vreinterpret_u16_f16(vcvt_f16_f32(load_some(x + i, lanes))));
    std::memcpy(y + i, halves, static_cast<std::size_t>(lanes) * sizeof halves[0]);
  });
}

}  // namespace pyglm::neon
