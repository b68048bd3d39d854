// AVX-VNNI: vpdpbusd in AVX's own encoding (Alder Lake, 2021, and Zen 5). The rest is AVX2's.
#include "kernels/avx2/avx2.h"
#include "kernels/avx_vnni/attention_q8.h"
#include "kernels/avx_vnni/limits.h"
#include "kernels/avx_vnni/matmul.h"
#include "kernels/tables.h"

namespace pyglm {
namespace {

void matmul_q8_q4(const MatmulQuantizedArgs& args) {
  avx2::matmul_q4<avx2::Dot>(args);
}

void matmul_q8_q8(const MatmulQuantizedArgs& args) {
  avx2::multiply_few_tokens<avx2::Q8Group>(args);
}

void attend_q8(const AttendQ8Args& args) {
  avx2::attend_q8_by<avx2::WordDot>(args);
}

std::int64_t multiply_dots(std::int64_t n_iterations) {
  return avx2::multiply_dots(n_iterations, _mm256_set1_epi8(1), [](__m256i sum, __m256i x) {
    avx2::add_dot(sum, x, x);
    return sum;
  });
}

const MultiplyLoop kMultiplyLoops[] = {
    {"vpdpbusd", avx2::kLimitChains * 32, multiply_dots},
    {"vpmaddubsw+vpaddw", avx2::kLimitChains * 32, avx2::multiply_bytes},
    {"vpmaddwd+vpaddd", avx2::kLimitChains * 16, avx2::multiply_words},
    {"vfmadd", avx2::kLimitChains * 8, avx2::multiply_floats},
};

const LimitTable kLimits = {avx2::read_plainly, kMultiplyLoops, 4};

}  // namespace

const KernelTable kAvxVnniTable = {
    "avx_vnni",
    avx2::matmul_f32_f16,
    matmul_q8_q4,
    matmul_q8_q8,
    avx2::token_tile,
    avx2::quantize_activations,
    avx2::rms_norm,
    avx2::rope,
    avx2::swiglu,
    avx2::add,
    avx2::attend_f32,
    avx2::attend_f16,
    avx2::f32_to_f16,
    &kLimits,
    avx2::quantize_queries,
    attend_q8,
};

}  // namespace pyglm
