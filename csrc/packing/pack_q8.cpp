// q8: code -127..127. Row scale = largest |w| of the row / 127^2, group scale = largest |w| of the group
// rounded up, so that no code is clipped. docs/format.md compares the choices.
#include "packing/packing.h"
#include "packing/tile.h"

namespace pyglm {
namespace {

constexpr float kLargestCode = 127.0f;
constexpr float kLargestScale = 127.0f;

// The smallest integer scales that hold every x / 127. A hair above an integer is rounding error, not a
// reason to take the next one: the codes are clamped.
RowValues choose_scales(const GroupTile& x) {
  RowValues largest{};
  for (int i = 0; i < kGroup; ++i) {
    for (int row = 0; row < kRowTile; ++row) {
      const float magnitude = std::fabs(x.v[i][row]);
      largest.v[row] = magnitude > largest.v[row] ? magnitude : largest.v[row];
    }
  }
  RowValues scales;
  for (int row = 0; row < kRowTile; ++row) {
    const float scale = std::ceil(largest.v[row] / kLargestCode - 1e-4f);
    scales.v[row] = clamp(scale, 0.0f, kLargestScale);
  }
  return scales;
}

// x / scales to the nearest integer, in place.
void encode(const RowValues& scales, GroupTile* x) {
  RowValues inverses;
  for (int row = 0; row < kRowTile; ++row) inverses.v[row] = inverse_or_zero(scales.v[row]);
  for (int i = 0; i < kGroup; ++i) {
    for (int row = 0; row < kRowTile; ++row) {
      x->v[i][row] = clamp(round_to_even(x->v[i][row] * inverses.v[row]), -kLargestCode, kLargestCode);
    }
  }
}

// codes: [8 chunks of 4 k][8 rows][4 k]
void store_codes(const GroupTile& group, std::int8_t* codes) {
  for (int i = 0; i < kGroup; ++i) {
    for (int row = 0; row < kRowTile; ++row) {
      codes[i / 4 * 32 + 4 * row + i % 4] = static_cast<std::int8_t>(group.v[i][row]);
    }
  }
}

}  // namespace

PackStatistics pack_tile_q8(const float* weights, std::int64_t k, std::int8_t* codes, std::int8_t* scales,
                            float* row_scales) {
  PackStatistics statistics;
  const RowValues magnitudes = row_magnitudes(weights, k);
  RowValues factors;
  for (int row = 0; row < kRowTile; ++row) {
    row_scales[row] = choose_row_scale(magnitudes.v[row], kLargestCode * kLargestScale);
    factors.v[row] = inverse_or_zero(row_scales[row]);
  }
  GroupTile group;
  for (std::int64_t g = 0; g < k / kGroup; ++g) {
    load_group(weights, k, g, factors, &group);
    const RowValues chosen = choose_scales(group);
    encode(chosen, &group);
    store_codes(group, codes + g * kGroup * kRowTile);
    for (int row = 0; row < kRowTile; ++row) {
      scales[g * kRowTile + row] = static_cast<std::int8_t>(chosen.v[row]);
    }
    add_group_error(weights, k, g, group, chosen, row_scales, &statistics);
  }
  return statistics;
}

}  // namespace pyglm
