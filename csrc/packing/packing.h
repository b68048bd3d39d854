// From a checkpoint's weights to packed row tiles (kernels/layout.h). Pure functions: no threads, no
// allocation.
#pragma once

#include <cstdint>

#include "kernels/layout.h"

namespace pyglm {

enum class SourceType : std::uint8_t { kF16, kBf16, kF32 };

constexpr std::int64_t source_bytes(SourceType type) {
  return type == SourceType::kF32 ? 4 : 2;
}

// n values -> floats, exactly. Returns the index of the first NaN or infinity, or -1.
std::int64_t to_floats(SourceType type, const void* source, std::int64_t n, float* out);

// Sums over a tile, for the relative RMS error sqrt(squared_error / squared_norm).
struct PackStatistics {
  double squared_error = 0;  // of (packed weight - source)
  double squared_norm = 0;   // of source
};

// Each packs one row tile. weights: [8][k] finite floats, k a multiple of kGroup; rows past the matrix's last
// are zero. Groups of zeros come out exactly zero.

// values: [k][8] binary16, rounded to nearest. A weight that rounds to infinity leaves its index (row * k +
// column) in *out_of_range, which is -1 otherwise.
PackStatistics pack_tile_f16(const float* weights, std::int64_t k, std::uint16_t* values,
                             std::int64_t* out_of_range);

// codes: [n_groups][8][32], scales: [n_groups][8], row_scales: [8]
PackStatistics pack_tile_q8(const float* weights, std::int64_t k, std::int8_t* codes, std::int8_t* scales,
                            float* row_scales);

// codes: [n_groups][4][32], scales: [n_groups][8], row_scales: [8]
PackStatistics pack_tile_q4(const float* weights, std::int64_t k, std::uint8_t* codes, std::int8_t* scales,
                            float* row_scales);

}  // namespace pyglm
