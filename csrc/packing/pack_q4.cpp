#include <algorithm>
#include <cmath>

#include "packing/packing.h"

namespace pyglm {

PackStatistics pack_tile_q4(const float* weights, std::int64_t k, std::uint8_t* codes, std::int8_t* scales, float* row_scales) {
  PackStatistics s;
  std::fill_n(codes, tile_code_bytes(WeightType::kQ4, k), std::uint8_t{0});
  for (int r = 0; r < kRowTile; ++r) {
    const float* w = weights + r * k;
    float top = 0;
    for (std::int64_t i = 0; i < k; ++i) top = std::max(top, std::fabs(w[i]));
    const float row_scale = top / (127.0f * 8.0f);
    row_scales[r] = row_scale;
    for (std::int64_t g = 0; g < k / kGroup; ++g) {
      float best = 0;
      for (int i = 0; i < kGroup; ++i) {
        if (std::fabs(w[g * kGroup + i]) > std::fabs(best)) best = w[g * kGroup + i];
      }
      const int scale = row_scale > 0 ? static_cast<int>(std::clamp(std::nearbyint(best / (-8.0f * row_scale)), -127.0f, 127.0f)) : 0;
      scales[g * kRowTile + r] = static_cast<std::int8_t>(scale);
      for (int i = 0; i < kGroup; ++i) {
        const float step = static_cast<float>(scale) * row_scale, x = w[g * kGroup + i];
        const float code = step != 0 ? std::clamp(std::nearbyint(x / step), -8.0f, 7.0f) : 0.0f;
        std::uint8_t& byte = codes[(g * 4 + i / 8) * 32 + 4 * r + i % 4];
        byte = static_cast<std::uint8_t>(byte | (static_cast<int>(code) + 8) << (i % 8 / 4 * 4));
        const double error = static_cast<double>(code) * step - x;
        s.squared_error += error * error;
        s.squared_norm += static_cast<double>(x) * x;
      }
    }
  }
  return s;
}

}  // namespace pyglm
