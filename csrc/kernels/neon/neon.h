// Kernels for ARMv8-A's NEON, contracts: kernels/kernels.h.
//
// This folder's files need no more than every 64-bit ARM processor has, and serve all NEON tables. Those in
// integer/ are compiled once for each table, with that table's instructions. Nothing there has external
// linkage but what integer/integer.h declares: an inline function shared with another file could be kept in
// its copy for a newer processor.
#pragma once

#include "kernels/kernels.h"

namespace pyglm::neon {

void matmul_f32_f16(const MatmulF16Args& args);

int token_tile(int n_tokens);
void quantize_activations(const float* x, std::int64_t k, QuantizedRow out);
void rms_norm(const float* x, const float* weight, float eps, std::int64_t n, float* y);
void rope(float* x, const float* cos_sin, int n);
void swiglu(const float* gate, const float* up, std::int64_t n, float* y);
void add(float* y, const float* x, std::int64_t n);
void f32_to_f16(const float* x, std::int64_t n, std::uint16_t* y);

void attend_f32(const AttendArgs& args);
void attend_f16(const AttendArgs& args);
void quantize_queries(const float* x, std::int64_t n_rows, int head_dim, float factor, std::int16_t* codes,
                      float* scales);
void attend_q8(const AttendQ8Args& args);

}  // namespace pyglm::neon
