// What differs between the NEON tables: the products of bytes. CMake compiles this folder once for each
// table, with PYGLM_NEON_TABLE set to its name and, for what the table's processors have beyond ARMv8-A,
//   PYGLM_NEON_DOTPROD  sdot: 4 products of bytes added to each 32-bit lane (FEAT_DotProd: Cortex-A55, A75
//   and later) PYGLM_NEON_I8MM     smmla: 8 k of 2 rows times 8 k of 2 rows (FEAT_I8MM: Cortex-A510, A710,
//   Apple M2 and later)
#pragma once

#include "kernels/kernels.h"
#include "kernels/limits.h"

namespace pyglm::PYGLM_NEON_TABLE {

void matmul_q8_q4(const MatmulQuantizedArgs& args);
void matmul_q8_q8(const MatmulQuantizedArgs& args);

extern const LimitTable kLimits;

}  // namespace pyglm::PYGLM_NEON_TABLE
