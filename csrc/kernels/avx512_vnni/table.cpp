// AVX-512 VNNI (Ice Lake, 2019, and Zen 4): vpdpbusd on 512-bit registers for many tokens of int4, else on
// 256-bit ones. The rest is AVX2's.
#include "kernels/avx2/avx2.h"
#include "kernels/avx512_vnni/many_tokens.h"
#include "kernels/avx_vnni/attention_q8.h"
#include "kernels/avx_vnni/limits.h"
#include "kernels/avx_vnni/matmul.h"
#include "kernels/tables.h"

namespace pyglm {
namespace {

void matmul_q8_q4(const MatmulQuantizedArgs& args) {
  avx2::matmul_q4_512(args);
}

void matmul_q8_q8(const MatmulQuantizedArgs& args) {
  avx2::multiply_few_tokens<avx2::Q8Group>(args);
}

void attend_q8(const AttendQ8Args& args) {
  avx2::attend_q8_by<avx2::WordDot>(args);
}

std::int64_t multiply_dots(std::int64_t n_iterations) {
  return avx2::multiply_dots(n_iterations, _mm512_set1_epi8(1),
                             [](__m512i sum, __m512i x) { return _mm512_dpbusd_epi32(sum, x, x); });
}

const MultiplyLoop kMultiplyLoops[] = {
    {"vpdpbusd", avx2::kLimitChains * 64, multiply_dots},
    {"vpmaddubsw+vpaddw", avx2::kLimitChains * 32, avx2::multiply_bytes},
    {"vpmaddwd+vpaddd", avx2::kLimitChains * 16, avx2::multiply_words},
    {"vfmadd", avx2::kLimitChains * 8, avx2::multiply_floats},
};

const LimitTable kLimits = {avx2::read_plainly, kMultiplyLoops, 4};

}  // namespace

const KernelTable kAvx512VnniTable = {
    "avx512_vnni",          avx2::matmul_f32_f16,
    matmul_q8_q4,           matmul_q8_q8,
    avx2::token_tile,       avx2::quantize_activations,
    avx2::rms_norm,         avx2::rope,
    avx2::swiglu,           avx2::add,
    avx2::attend_f32,       avx2::attend_f16,
    avx2::f32_to_f16,       &kLimits,
    avx2::quantize_queries, attend_q8,
};

}  // namespace pyglm
