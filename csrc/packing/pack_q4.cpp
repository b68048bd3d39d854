// q4: code -8..7. Row scale = largest |w| of the row / (8 * 127). The scale of a group is searched among
// integers near the one that takes its largest weight, whatever its sign, to code -8. docs/format.md compares
// the choices.
#include "packing/packing.h"
#include "packing/tile.h"

namespace pyglm {
namespace {

constexpr float kLowestCode = -8.0f;
constexpr float kHighestCode = 7.0f;
constexpr float kLargestScale = 127.0f;

// Scales tried: those that take a group's largest weight to -7, -7.15 .. -8.8 (past -8.5 it is clipped, and
// all others gain). A finer or wider search lowers the error by less than 0.5 %; the other sign never wins.
constexpr int kCandidates = 13;
constexpr float kFirstCode = 7.0f;
constexpr float kCodeStep = 0.15f;

// The largest weight of each row, with its sign, / -8.
RowValues central_scales(const GroupTile& x) {
  RowValues largest{}, magnitudes{};
  for (int i = 0; i < kGroup; ++i) {
    for (int row = 0; row < kRowTile; ++row) {
      const float value = x.v[i][row], magnitude = std::fabs(value);
      largest.v[row] = magnitude > magnitudes.v[row] ? value : largest.v[row];
      magnitudes.v[row] = magnitude > magnitudes.v[row] ? magnitude : magnitudes.v[row];
    }
  }
  for (float& value : largest.v) value *= -0.125f;
  return largest;
}

// What an error of each weight counts: sqrt(w^2 + mean w^2 of its row). Without it the squared error is 1 %
// smaller, but the few large weights shrink, and they matter most.
GroupTile error_weights(const GroupTile& x, const RowValues& mean_squares) {
  GroupTile weights;
  for (int i = 0; i < kGroup; ++i) {
    for (int row = 0; row < kRowTile; ++row) {
      weights.v[i][row] = std::sqrt(x.v[i][row] * x.v[i][row] + mean_squares.v[row]);
    }
  }
  return weights;
}

inline float code_for(float x, float inverse_scale) {
  return clamp(round_to_even(x * inverse_scale), kLowestCode, kHighestCode);
}

// The nearest integer scale; 0 only for 0, so that groups far below the row's largest weight keep what they
// can.
inline float to_scale(float exact) {
  const float nearest = clamp(round_to_even(exact), -kLargestScale, kLargestScale);
  const float smallest = exact > 0.0f ? 1.0f : (exact < 0.0f ? -1.0f : 0.0f);
  return nearest != 0.0f ? nearest : smallest;
}

// The weighted squared error of each row under integer scales.
RowValues weighted_errors(const GroupTile& x, const GroupTile& weights, const RowValues& scales) {
  RowValues inverses, errors{};
  for (int row = 0; row < kRowTile; ++row) inverses.v[row] = inverse_or_zero(scales.v[row]);
  for (int i = 0; i < kGroup; ++i) {
    for (int row = 0; row < kRowTile; ++row) {
      const float value = x.v[i][row];
      const float error = code_for(value, inverses.v[row]) * scales.v[row] - value;
      errors.v[row] += error * error * weights.v[i][row];
    }
  }
  return errors;
}

// The integer scales with the least weighted error; the first tried of equals.
RowValues search_scales(const GroupTile& x, const RowValues& mean_squares) {
  const RowValues centre = central_scales(x);
  const GroupTile weights = error_weights(x, mean_squares);
  RowValues best_scales{}, least;
  for (float& error : least.v) error = FLT_MAX;
  for (int i = 0; i < kCandidates; ++i) {
    const float factor = 8.0f / (kFirstCode + kCodeStep * static_cast<float>(i));
    RowValues scales;
    for (int row = 0; row < kRowTile; ++row) scales.v[row] = to_scale(centre.v[row] * factor);
    const RowValues errors = weighted_errors(x, weights, scales);
    for (int row = 0; row < kRowTile; ++row) {
      const bool better = errors.v[row] < least.v[row];
      least.v[row] = better ? errors.v[row] : least.v[row];
      best_scales.v[row] = better ? scales.v[row] : best_scales.v[row];
    }
  }
  return best_scales;
}

// x / scales to the nearest code, in place.
void encode(const RowValues& scales, GroupTile* x) {
  RowValues inverses;
  for (int row = 0; row < kRowTile; ++row) inverses.v[row] = inverse_or_zero(scales.v[row]);
  for (int i = 0; i < kGroup; ++i) {
    for (int row = 0; row < kRowTile; ++row) x->v[i][row] = code_for(x->v[i][row], inverses.v[row]);
  }
}

// codes: [4 chunks of 8 k][8 rows][4 bytes], k = 8 * chunk + byte in the low nibble, + 4 in the high one.
void store_codes(const GroupTile& group, std::uint8_t* codes) {
  for (int chunk = 0; chunk < kGroup / 8; ++chunk) {
    for (int row = 0; row < kRowTile; ++row) {
      for (int j = 0; j < 4; ++j) {
        const int low = static_cast<int>(group.v[8 * chunk + j][row]) + 8;
        const int high = static_cast<int>(group.v[8 * chunk + 4 + j][row]) + 8;
        codes[chunk * 32 + 4 * row + j] = static_cast<std::uint8_t>(low | high << 4);
      }
    }
  }
}

// Mean square of each row's weights times factors.
RowValues mean_squares_of(const float* weights, std::int64_t k, const RowValues& factors) {
  RowValues means;
  for (int row = 0; row < kRowTile; ++row) {
    double lanes[kRowTile] = {};  // sums of every eighth column: independent, thus vectorisable
    for (std::int64_t i = 0; i < k; i += kRowTile) {
      for (int j = 0; j < kRowTile; ++j) {
        const double x = weights[row * k + i + j] * factors.v[row];
        lanes[j] += x * x;
      }
    }
    double sum = 0;
    for (const double lane : lanes) sum += lane;
    means.v[row] = static_cast<float>(sum / static_cast<double>(k));
  }
  return means;
}

}  // namespace

PackStatistics pack_tile_q4(const float* weights, std::int64_t k, std::uint8_t* codes, std::int8_t* scales,
                            float* row_scales) {
  PackStatistics statistics;
  const RowValues magnitudes = row_magnitudes(weights, k);
  RowValues factors;
  for (int row = 0; row < kRowTile; ++row) {
    row_scales[row] = choose_row_scale(magnitudes.v[row], -kLowestCode * kLargestScale);
    factors.v[row] = inverse_or_zero(row_scales[row]);
  }
  const RowValues mean_squares = mean_squares_of(weights, k, factors);
  GroupTile group;
  for (std::int64_t g = 0; g < k / kGroup; ++g) {
    load_group(weights, k, g, factors, &group);
    const RowValues chosen = search_scales(group, mean_squares);
    encode(chosen, &group);
    store_codes(group, codes + g * kGroup * kRowTile / 2);
    for (int row = 0; row < kRowTile; ++row) {
      scales[g * kRowTile + row] = static_cast<std::int8_t>(chosen.v[row]);
    }
    add_group_error(weights, k, g, group, chosen, row_scales, &statistics);
  }
  return statistics;
}

}  // namespace pyglm
