#include "kernels/neon/integer/integer.h"
#include "kernels/neon/neon.h"
#include "kernels/tables.h"

#define PYGLM_QUOTED(name) #name
#define PYGLM_NAME_OF(macro) PYGLM_QUOTED(macro)

namespace pyglm::PYGLM_NEON_TABLE {

const KernelTable kTable = {
    PYGLM_NAME_OF(PYGLM_NEON_TABLE),
    neon::matmul_f32_f16,
    matmul_q8_q4,
    matmul_q8_q8,
    neon::token_tile,
    neon::quantize_activations,
    neon::rms_norm,
    neon::rope,
    neon::swiglu,
    neon::add,
    neon::attend_f32,
    neon::attend_f16,
    neon::f32_to_f16,
    &kLimits,
    neon::quantize_queries,
    neon::attend_q8,
};

}  // namespace pyglm::PYGLM_NEON_TABLE
