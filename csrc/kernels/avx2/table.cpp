#include "kernels/avx2/avx2.h"
#include "kernels/tables.h"

namespace pyglm {

const KernelTable kAvx2Table = {
    "avx2",
    avx2::matmul_f32_f16,
    avx2::matmul_q8_q4,
    avx2::matmul_q8_q8,
    avx2::token_tile,
    avx2::quantize_activations,
    avx2::rms_norm,
    avx2::rope,
    avx2::swiglu,
    avx2::add,
    avx2::attend_f32,
    avx2::attend_f16,
    avx2::f32_to_f16,
    &avx2::kLimits,
    avx2::quantize_queries,
    avx2::attend_q8,
};

}  // namespace pyglm
