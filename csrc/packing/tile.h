// What packing to q8 and to q4 share: a tile of 8 rows in units of each row's scale, laid out so that the 8
// rows are neighbours and every loop over them is one vector operation. All sums run over k in order, so that
// results do not depend on how the compiler vectorised, and numpy computes the same bits
// (tests/packing_twin.py).
#pragma once

#include <cfloat>
#include <cmath>
#include <cstdint>

#include "packing/packing.h"

namespace pyglm {

// One value per row of a tile.
struct RowValues {
  float v[kRowTile];
};

// One group of a tile, [32 k][8 rows].
struct GroupTile {
  float v[kGroup][kRowTile];
};

// The nearest integer, ties to even, of |x| < 2^22: adding 1.5 * 2^23 leaves no bits for a fraction. Baseline
// x86-64 has no rounding instruction; this is two additions.
inline float round_to_even(float x) {
  constexpr float kShift = 12582912.0f;
  return (x + kShift) - kShift;
}

inline float clamp(float x, float low, float high) {
  const float above = x < low ? low : x;
  return above > high ? high : above;
}

// 1 / x, or 0 for 0.
inline float inverse_or_zero(float x) {
  return x != 0.0f ? 1.0f / x : 0.0f;
}

// The largest |weight| of each row.
inline RowValues row_magnitudes(const float* weights, std::int64_t k) {
  RowValues magnitudes{};
  for (int row = 0; row < kRowTile; ++row) {
    float largest[kRowTile] = {};  // of every eighth column: independent, thus vectorisable
    for (std::int64_t i = 0; i < k; i += kRowTile) {
      for (int j = 0; j < kRowTile; ++j) {
        const float magnitude = std::fabs(weights[row * k + i + j]);
        largest[j] = magnitude > largest[j] ? magnitude : largest[j];
      }
    }
    for (const float value : largest) {
      magnitudes.v[row] = value > magnitudes.v[row] ? value : magnitudes.v[row];
    }
  }
  return magnitudes;
}

// magnitude / levels: the largest weight of a row is `levels` row scales. A row so small that its scale would
// be subnormal (weights below 2e-34) becomes zero: scales keep their precision and have a finite inverse.
inline float choose_row_scale(float magnitude, float levels) {
  const float scale = magnitude / levels;
  return scale >= FLT_MIN ? scale : 0.0f;
}

// Group `group` of weights [8][k], times factors.
inline void load_group(const float* weights, std::int64_t k, std::int64_t group, const RowValues& factors,
                       GroupTile* tile) {
  for (int row = 0; row < kRowTile; ++row) {
    const float* source = weights + row * k + group * kGroup;
    for (int i = 0; i < kGroup; ++i) tile->v[i][row] = source[i] * factors.v[row];
  }
}

// Adds the squared error of codes * scales * row_scales against a group's weights, in doubles.
inline void add_group_error(const float* weights, std::int64_t k, std::int64_t group, const GroupTile& codes,
                            const RowValues& scales, const float* row_scales, PackStatistics* statistics) {
  for (int row = 0; row < kRowTile; ++row) {
    const double step = static_cast<double>(scales.v[row]) * row_scales[row];
    const float* source = weights + row * k + group * kGroup;
    double squared_error = 0, squared_norm = 0;
    for (int i = 0; i < kGroup; ++i) {
      const double weight = source[i], error = codes.v[i][row] * step - weight;
      squared_error += error * error;
      squared_norm += weight * weight;
    }
    statistics->squared_error += squared_error;
    statistics->squared_norm += squared_norm;
  }
}

}  // namespace pyglm
