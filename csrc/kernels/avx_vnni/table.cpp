// AVX-VNNI: vpdpbusd in AVX's own encoding (Alder Lake, 2021, and Zen 5). The rest is AVX2's.
#include "kernels/avx2/avx2.h"
#include "kernels/avx_vnni/matmul.h"
#include "kernels/tables.h"

namespace pyglm {
namespace {

void matmul_q8_q4(const MatmulQuantizedArgs& args) {
  avx2::matmul_q4<avx2::Dot>(args);
}

void matmul_q8_q8(const MatmulQuantizedArgs& args) {
  avx2::multiply_few_tokens<avx2::Q8Group>(args, args.k * kRowTile);
}

}  // namespace

const KernelTable kAvxVnniTable = {
    "avx_vnni",       avx2::matmul_f32_f16, matmul_q8_q4,   matmul_q8_q8, avx2::quantize_activations,
    avx2::rms_norm,   avx2::rope,           avx2::swiglu,   avx2::add,    avx2::attend_f32,
    avx2::attend_f16, avx2::f32_to_f16,     &avx2::kLimits,
};

}  // namespace pyglm
