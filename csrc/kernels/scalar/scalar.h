// The readable implementation of every kernel: plain C++ for any processor, and what the others are tested
// against. Contracts: kernels/kernels.h.
#pragma once

#include "kernels/kernels.h"
#include "kernels/limits.h"

namespace pyglm::scalar {

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

}  // namespace pyglm::scalar
