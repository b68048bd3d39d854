// What the processor can do and how many cores this process may use.
#pragma once

#include <string>
#include <vector>

namespace pyglm {

// Instruction sets that the processor has and whose registers the operating system saves.
struct CpuFeatures {
  bool avx2 = false;  // with FMA and F16C
  bool avx_vnni = false;
  bool avx512 = false;  // F, BW, DQ, VL
  bool avx512_vnni = false;
  bool neon = false;
  bool neon_dotprod = false;
  bool neon_i8mm = false;
};

const CpuFeatures& cpu_features();

std::vector<std::string> cpu_feature_names();

// The processor's name as it gives it, "" if it does not.
std::string cpu_brand();

// Logical processors that this process may run on.
int affinity_cores();

// Physical cores among them: two hardware threads of one core share its multipliers and count once.
int physical_cores();

// Of this process: another one after a fork. 0 where processes do not fork (Windows).
long process_id();

}  // namespace pyglm
