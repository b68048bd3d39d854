#include <cstdlib>
#include <string>
#include <vector>

#include "base/cpu.h"
#include "base/error.h"
#include "kernels/tables.h"

namespace pyglm {
namespace {

std::vector<const KernelTable*> probe_tables() {
  std::vector<const KernelTable*> tables;
  [[maybe_unused]] const CpuFeatures& cpu = cpu_features();
#if defined(PYGLM_HAVE_AVX512_VNNI)
  if (cpu.avx512_vnni) tables.push_back(&kAvx512VnniTable);
#endif
#if defined(PYGLM_HAVE_AVX_VNNI)
  if (cpu.avx_vnni) tables.push_back(&kAvxVnniTable);
#endif
#if defined(PYGLM_HAVE_AVX2)
  if (cpu.avx2) tables.push_back(&kAvx2Table);
#endif
#if defined(PYGLM_HAVE_NEON_I8MM)
  if (cpu.neon_i8mm && cpu.neon_dotprod) tables.push_back(&neon_i8mm::kTable);
#endif
#if defined(PYGLM_HAVE_NEON_DOTPROD)
  if (cpu.neon_dotprod) tables.push_back(&neon_dotprod::kTable);
#endif
#if defined(PYGLM_HAVE_NEON)
  if (cpu.neon) tables.push_back(&neon::kTable);
#endif
  tables.push_back(&kScalarTable);
  return tables;
}

const std::vector<const KernelTable*>& tables() {
  static const std::vector<const KernelTable*> found = probe_tables();
  return found;
}

}  // namespace

const KernelTable* const* kernel_tables(int* n) {
  *n = static_cast<int>(tables().size());
  return tables().data();
}

const KernelTable& select_kernels(const char* name) {
  std::string wanted = name != nullptr ? name : "";
  std::string source = "isa";
  if (wanted.empty()) {
    const char* forced = std::getenv("PYGLM_ISA");
    wanted = forced != nullptr ? forced : "";
    source = "PYGLM_ISA";
  }
  if (wanted.empty()) return *tables().front();
  std::string choices;
  for (const KernelTable* table : tables()) {
    if (wanted == table->name) return *table;
    choices += (choices.empty() ? "" : ", ") + std::string(table->name);
  }
  throw UnsupportedIsaError(source + " asks for \"" + wanted +
                            "\", which this processor or build does not have; it has " + choices);
}

}  // namespace pyglm
