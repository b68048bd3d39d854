#include "kernels/kv_q8.h"

#include <cmath>
#include <cstring>

#include "base/half.h"

namespace pyglm {
namespace {

// Largest |x|. Magnitudes compare like their bits, and a NaN is above all.
float max_magnitude(const float* x, int n) {
  std::uint32_t largest = 0;
  for (int i = 0; i < n; ++i) {
    std::uint32_t bits;
    std::memcpy(&bits, &x[i], sizeof bits);
    bits &= 0x7fffffffu;
    largest = bits > largest ? bits : largest;
  }
  float magnitude;
  std::memcpy(&magnitude, &largest, sizeof magnitude);
  return magnitude;
}

// Within -127..127, for a scale may be rounded down, and a subnormal one much; NaN: -127.
std::int8_t code_of(float x) {
  const float least = x > -127.0f ? x : -127.0f;
  return static_cast<std::int8_t>(std::lrintf(least < 127.0f ? least : 127.0f));
}

// Calls put(i, code) for all dimensions i and writes the groups' scales to scales[group * kKvBlock].
template <typename Put>
void quantize(const float* x, int head_dim, int group_size, std::uint8_t* scales, Put put) {
  for (int begin = 0, group = 0; begin < head_dim; begin += group_size, ++group) {
    const int n = head_dim - begin < group_size ? head_dim - begin : group_size;
    const std::uint16_t half = float_to_half(max_magnitude(x + begin, n) / 127.0f);
    std::memcpy(scales + group * kKvBlock * 2, &half, sizeof half);
    const float scale = half_to_float(half), inverse = scale > 0.0f ? 1.0f / scale : 0.0f;
    for (int i = begin; i < begin + n; ++i) put(i, code_of(x[i] * inverse));
  }
}

// x = H x / sqrt(n), H the Hadamard matrix of n = a power of two rows
void turn_by_hadamard(float* x, int n) {
  for (int step = 1; step < n; step *= 2) {
    for (int begin = 0; begin < n; begin += 2 * step) {
      for (int i = begin; i < begin + step; ++i) {
        const float a = x[i], b = x[i + step];
        x[i] = a + b;
        x[i + step] = a - b;
      }
    }
  }
  const float factor = 1.0f / std::sqrt(static_cast<float>(n));
  for (int i = 0; i < n; ++i) x[i] *= factor;
}

}  // namespace

void spread_key_q8(float* x, int head_dim) {
  for (int begin = 0; begin < head_dim; begin += kKeyGroup) {
    const int n = head_dim - begin < kKeyGroup ? head_dim - begin : kKeyGroup;
    const int size = n & -n;  // the largest power of two that divides n
    for (int i = begin; i < begin + n; i += size) turn_by_hadamard(x + i, size);
  }
}

void store_key_q8(const float* x, int head_dim, int position, std::uint8_t* keys) {
  const std::int64_t panel = position / kKvPanel * std::int64_t{kKvPanel} * head_dim;
  std::uint8_t* codes = keys + panel + position % kKvPanel * 2;
  quantize(x, head_dim, kKeyGroup, keys + kv_q8_code_bytes(head_dim) + position * 2,
           [&](int i, std::int8_t code) {
             codes[i / 2 * kKvPanel * 2 + i % 2] = static_cast<std::uint8_t>(code);
           });
}

void store_value_q8(const float* x, int head_dim, int position, std::uint8_t* values) {
  quantize(x, head_dim, head_dim, values + kv_q8_code_bytes(head_dim) + position * 2,
           [&](int i, std::int8_t code) {
             const int panel = i / kKvPanel * kKvPanel;  // its first dimension
             const int width = head_dim - panel < kKvPanel ? head_dim - panel : kKvPanel;
             values[panel * kKvBlock + position / 2 * width * 2 + (i - panel) * 2 + position % 2] =
                 static_cast<std::uint8_t>(code);
           });
}

}  // namespace pyglm
