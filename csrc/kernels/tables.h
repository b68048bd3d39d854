// The tables that a build may hold; dispatch.cpp picks among them.
#pragma once

#include "kernels/kernels.h"

namespace pyglm {

extern const KernelTable kScalarTable;
extern const KernelTable kAvx2Table;
extern const KernelTable kAvxVnniTable;
extern const KernelTable kAvx512VnniTable;
namespace neon {
extern const KernelTable kTable;
}
namespace neon_dotprod {
extern const KernelTable kTable;
}
namespace neon_i8mm {
extern const KernelTable kTable;
}

}  // namespace pyglm
