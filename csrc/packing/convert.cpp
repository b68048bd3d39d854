#include <cmath>
#include <cstring>

#include "base/half.h"
#include "packing/packing.h"

namespace pyglm {
namespace {

float bf16_to_float(std::uint16_t bits) {
  const std::uint32_t wide = static_cast<std::uint32_t>(bits) << 16;
  float value;
  std::memcpy(&value, &wide, sizeof value);
  return value;
}

}  // namespace

std::int64_t to_floats(SourceType type, const void* source, std::int64_t n, float* out) {
  const auto* halves = static_cast<const std::uint16_t*>(source);
  if (type == SourceType::kF32) {
    std::memcpy(out, source, static_cast<std::size_t>(n) * sizeof(float));
  } else if (type == SourceType::kF16) {
    for (std::int64_t i = 0; i < n; ++i) out[i] = half_to_float(halves[i]);
  } else {
    for (std::int64_t i = 0; i < n; ++i) out[i] = bf16_to_float(halves[i]);
  }
  // 0 * x is 0 for every finite x and NaN for the others, so one sum tells whether any is bad.
  float check = 0;
  for (std::int64_t i = 0; i < n; ++i) check += 0.0f * out[i];
  if (check == 0.0f) return -1;
  std::int64_t first = 0;
  while (std::isfinite(out[first])) ++first;
  return first;
}

PackStatistics pack_tile_f16(const float* weights, std::int64_t k, std::uint16_t* values,
                             std::int64_t* out_of_range) {
  PackStatistics statistics;
  *out_of_range = -1;
  for (std::int64_t row = 0; row < kRowTile; ++row) {
    for (std::int64_t column = 0; column < k; ++column) {
      const float weight = weights[row * k + column];
      const std::uint16_t half = float_to_half(weight);
      values[column * kRowTile + row] = half;
      const float rounded = half_to_float(half);
      if (std::isinf(rounded) && *out_of_range < 0) *out_of_range = row * k + column;
      const double error = static_cast<double>(rounded) - weight;
      statistics.squared_error += error * error;
      statistics.squared_norm += static_cast<double>(weight) * weight;
    }
  }
  return statistics;
}

}  // namespace pyglm
