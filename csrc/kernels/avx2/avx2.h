// Kernels for AVX2 + FMA + F16C: Haswell (2013), Zen (2017) and later. Contracts: kernels/kernels.h.
//
// Files of this folder may use wider instructions than the rest of the program, so nothing in them has
// external linkage but these kernels: an inline function shared with another file could be kept in its AVX2
// copy.
#pragma once

#include "kernels/kernels.h"
#include "kernels/limits.h"

namespace pyglm::avx2 {

void matmul_f32_f16(const MatmulF16Args& args);
void matmul_q8_q4(const MatmulQuantizedArgs& args);
void matmul_q8_q8(const MatmulQuantizedArgs& args);

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

extern const LimitTable kLimits;

// The loops of kLimits, for tables that add to them: kLimitChains chains side by side, the latency of a fused
// multiply-add (4 or 5 cycles) at two a cycle.
constexpr int kLimitChains = 10;
std::uint64_t read_plainly(const std::uint8_t* data, std::int64_t stride, int n_streams);
std::int64_t multiply_bytes(std::int64_t n_iterations);   // vpmaddubsw + vpaddw
std::int64_t multiply_words(std::int64_t n_iterations);   // vpmaddwd + vpaddd
std::int64_t multiply_floats(std::int64_t n_iterations);  // vfmadd

}  // namespace pyglm::avx2
