// AVX-512 VNNI (Ice Lake, 2019, and Zen 4): vpdpbusd on 512-bit registers for many tokens of int4, else on
// 256-bit ones. The rest is AVX2's.
#include "kernels/avx2/avx2.h"
#include "kernels/avx512_vnni/many_tokens.h"
#include "kernels/avx_vnni/matmul.h"
#include "kernels/tables.h"

namespace pyglm {
namespace {

void matmul_q8_q4(const MatmulQuantizedArgs& args) {
  avx2::matmul_q4_512(args);
}

void matmul_q8_q8(const MatmulQuantizedArgs& args) {
  avx2::multiply_few_tokens<avx2::Q8Group>(args, args.k * kRowTile);
}

}  // namespace

const KernelTable kAvx512VnniTable = {
    "avx512_vnni",    avx2::matmul_f32_f16, matmul_q8_q4,   matmul_q8_q8, avx2::quantize_activations,
    avx2::rms_norm,   avx2::rope,           avx2::swiglu,   avx2::add,    avx2::attend_f32,
    avx2::attend_f16, avx2::f32_to_f16,     &avx2::kLimits,
};

}  // namespace pyglm
