// The tables that a build may hold; dispatch.cpp picks among them.
#pragma once

#include "kernels/kernels.h"

namespace pyglm {

extern const KernelTable kScalarTable;
extern const KernelTable kAvx2Table;

}  // namespace pyglm
