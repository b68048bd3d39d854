// IEEE binary16 in plain C++, for the scalar kernels and for packing; instruction-set files use their
// processor's own.
#pragma once

#include <cstdint>
#include <cstring>

namespace pyglm {

inline float half_to_float(std::uint16_t h) {
  const std::uint32_t sign = static_cast<std::uint32_t>(h & 0x8000u) << 16;
  const std::uint32_t magnitude = h & 0x7fffu;
  std::uint32_t bits;
  if (magnitude >= 0x7c00u) {  // infinity, NaN
    bits = sign | 0x7f800000u | ((magnitude & 0x3ffu) << 13);
  } else if (magnitude >= 0x0400u) {  // normal: the exponent's bias moves from 15 to 127
    bits = sign | ((magnitude << 13) + 0x38000000u);
  } else {  // subnormal: magnitude * 2^-24
    const float value = static_cast<float>(magnitude) * 5.9604644775390625e-8f;
    std::memcpy(&bits, &value, sizeof bits);
    bits |= sign;
  }
  float f;
  std::memcpy(&f, &bits, sizeof f);
  return f;
}

// Rounds to nearest, ties to even; beyond 65504 gives infinity.
inline std::uint16_t float_to_half(float f) {
  std::uint32_t bits;
  std::memcpy(&bits, &f, sizeof bits);
  const std::uint16_t sign = static_cast<std::uint16_t>((bits >> 16) & 0x8000u);
  bits &= 0x7fffffffu;
  if (bits > 0x7f800000u) return static_cast<std::uint16_t>(sign | 0x7e00u | ((bits >> 13) & 0x1ffu));
  if (bits >= 0x477ff000u) return static_cast<std::uint16_t>(sign | 0x7c00u);  // rounds to 65536 or more
  if (bits < 0x38800000u) {  // below 2^-14: adding 0.5 leaves the value's bits, rounded, in the mantissa
    float value, half = 0.5f;
    std::memcpy(&value, &bits, sizeof value);
    value += half;
    std::uint32_t sum;
    std::memcpy(&sum, &value, sizeof sum);
    return static_cast<std::uint16_t>(sign | (sum - 0x3f000000u));
  }
  const std::uint32_t odd = (bits >> 13) & 1u;
  return static_cast<std::uint16_t>(sign | ((bits - 0x38000000u + 0xfffu + odd) >> 13));
}

}  // namespace pyglm
