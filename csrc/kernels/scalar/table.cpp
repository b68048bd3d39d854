#include "kernels/scalar/scalar.h"
#include "kernels/tables.h"

namespace pyglm {

const KernelTable kScalarTable = {
    "scalar",
    scalar::matmul_f32_f16,
    scalar::matmul_q8_q4,
    scalar::matmul_q8_q8,
    scalar::token_tile,
    scalar::quantize_activations,
    scalar::rms_norm,
    scalar::rope,
    scalar::swiglu,
    scalar::add,
    scalar::attend_f32,
    scalar::attend_f16,
    scalar::f32_to_f16,
    &scalar::kLimits,
    scalar::quantize_queries,
    scalar::attend_q8,
};

}  // namespace pyglm
