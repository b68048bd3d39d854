#include <cmath>
#include <cstring>

#include "base/half.h"
#include "kernels/scalar/scalar.h"

namespace pyglm::scalar {
namespace {

// Largest |x|. Magnitudes compare like their bits, and a NaN is above all.
float max_magnitude(const float* x, std::int64_t n) {
  std::uint32_t largest = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    std::uint32_t bits;
    std::memcpy(&bits, &x[i], sizeof bits);
    bits &= 0x7fffffffu;
    if (bits > largest) largest = bits;
  }
  float magnitude;
  std::memcpy(&magnitude, &largest, sizeof magnitude);
  return magnitude;
}

// x / scale to the nearest integer, ties to even, within -127..127 (a denormal scale may be too coarse); NaN:
// -127.
std::int8_t quantize(float x, float scale) {
  float q = x / scale;
  q = q > -127.0f ? q : -127.0f;
  q = q < 127.0f ? q : 127.0f;
  return static_cast<std::int8_t>(std::nearbyint(q));
}

// -8 times the sums of the 32 values at k % 4 in {0, 1} and in {2, 3}, as two int16 in one int32.
std::int32_t group_start(const std::int8_t* values) {
  int low = 0, high = 0;
  for (int i = 0; i < kGroup; i += 4) {
    low += values[i] + values[i + 1];
    high += values[i + 2] + values[i + 3];
  }
  const std::uint32_t bits =
      (static_cast<std::uint32_t>(-8 * high) << 16) | (static_cast<std::uint32_t>(-8 * low) & 0xffffu);
  return static_cast<std::int32_t>(bits);
}

}  // namespace

int token_tile(int) {
  return 1;
}

void quantize_activations(const float* x, std::int64_t k, QuantizedRow out) {
  for (; k > 0; k -= kGroup, x += kGroup) {
    const float scale = max_magnitude(x, kGroup) / 127.0f;
    for (int i = 0; i < kGroup; ++i) {
      out.values[i] = scale == 0.0f ? std::int8_t{0} : quantize(x[i], scale);
      out.biased[i] = static_cast<std::uint8_t>(out.values[i] + 128);
    }
    *out.scales = scale;
    *out.group_starts = group_start(out.values);
    out.values += out.stride * kGroup;
    out.biased += out.stride * kGroup;
    out.scales += out.stride;
    out.group_starts += out.stride;
  }
}

void rms_norm(const float* x, const float* weight, float eps, std::int64_t n, float* y) {
  double sum = 0.0;
  for (std::int64_t i = 0; i < n; ++i) sum += static_cast<double>(x[i]) * x[i];
  const float scale = 1.0f / std::sqrt(static_cast<float>(sum / static_cast<double>(n)) + eps);
  for (std::int64_t i = 0; i < n; ++i) y[i] = x[i] * scale * weight[i];
}

void rope(float* x, const float* cos_sin, int n) {
  for (int i = 0; i < n; i += 2) {
    const float even = x[i], odd = x[i + 1], c = cos_sin[i], s = cos_sin[i + 1];
    x[i] = even * c - odd * s;
    x[i + 1] = odd * c + even * s;
  }
}

void swiglu(const float* gate, const float* up, std::int64_t n, float* y) {
  for (std::int64_t i = 0; i < n; ++i) y[i] = gate[i] / (1.0f + std::exp(-gate[i])) * up[i];
}

void add(float* y, const float* x, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) y[i] += x[i];
}

void f32_to_f16(const float* x, std::int64_t n, std::uint16_t* y) {
  for (std::int64_t i = 0; i < n; ++i) y[i] = float_to_half(x[i]);
}

}  // namespace pyglm::scalar
