#include <cstdint>
#include <cstring>

#include "base/cpu.h"

#if defined(__x86_64__) || defined(_M_X64)
#define PYGLM_X86 1
#if defined(_MSC_VER)
#include <intrin.h>
#else
#include <cpuid.h>
#endif
#elif defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#elif defined(__aarch64__) && defined(__APPLE__)
#include <sys/sysctl.h>
#endif

namespace pyglm {
namespace {

#if PYGLM_X86
struct Registers {
  std::uint32_t eax, ebx, ecx, edx;
};

Registers cpuid(std::uint32_t leaf, std::uint32_t subleaf) {
  Registers r{};
#if defined(_MSC_VER)
  int out[4];
  __cpuidex(out, static_cast<int>(leaf), static_cast<int>(subleaf));
  std::memcpy(&r, out, sizeof r);
#else
  __cpuid_count(leaf, subleaf, r.eax, r.ebx, r.ecx, r.edx);
#endif
  return r;
}

// XCR0: which register files the operating system saves.
std::uint64_t enabled_state() {
#if defined(_MSC_VER)
  return _xgetbv(0);
#else
  std::uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (static_cast<std::uint64_t>(high) << 32) | low;
#endif
}

constexpr bool bit(std::uint64_t value, int i) {
  return (value >> i) & 1;
}

// Intel SDM volume 2, CPUID: leaf 1 ecx, leaf 7.0 ebx and ecx, leaf 7.1 eax.
CpuFeatures probe() {
  CpuFeatures f;
  const std::uint32_t max_leaf = cpuid(0, 0).eax;
  if (max_leaf < 7) return f;
  const Registers leaf1 = cpuid(1, 0);
  const bool os_saves_registers = bit(leaf1.ecx, 27);
  if (!os_saves_registers) return f;
  const std::uint64_t state = enabled_state();
  const bool ymm = (state & 0x6) == 0x6;
  const bool zmm = (state & 0xe6) == 0xe6;
  const Registers leaf7 = cpuid(7, 0);
  const Registers leaf7_1 = leaf7.eax >= 1 ? cpuid(7, 1) : Registers{};
  f.avx2 = ymm && bit(leaf7.ebx, 5) && bit(leaf1.ecx, 12) && bit(leaf1.ecx, 29);
  f.avx_vnni = f.avx2 && bit(leaf7_1.eax, 4);
  f.avx512 =
      f.avx2 && zmm && bit(leaf7.ebx, 16) && bit(leaf7.ebx, 17) && bit(leaf7.ebx, 30) && bit(leaf7.ebx, 31);
  f.avx512_vnni = f.avx512 && bit(leaf7.ecx, 11);
  return f;
}
#elif defined(__aarch64__)
#if defined(__APPLE__)
bool has(const char* name) {
  int value = 0;
  size_t size = sizeof value;
  return sysctlbyname(name, &value, &size, nullptr, 0) == 0 && value != 0;
}
#endif

CpuFeatures probe() {
  CpuFeatures f;
  f.neon = true;  // part of every ARMv8-A application processor
#if defined(__APPLE__)
  f.neon_dotprod = has("hw.optional.arm.FEAT_DotProd");
  f.neon_i8mm = has("hw.optional.arm.FEAT_I8MM");
#elif defined(__linux__)
  f.neon_dotprod = getauxval(AT_HWCAP) & (1UL << 20);  // HWCAP_ASIMDDP
  f.neon_i8mm = getauxval(AT_HWCAP2) & (1UL << 13);    // HWCAP2_I8MM
#endif
  return f;
}
#else
CpuFeatures probe() {
  return {};
}
#endif

}  // namespace

const CpuFeatures& cpu_features() {
  static const CpuFeatures features = probe();
  return features;
}

std::vector<std::string> cpu_feature_names() {
  const CpuFeatures& f = cpu_features();
  std::vector<std::string> names;
  const auto add = [&](bool present, const char* name) {
    if (present) names.emplace_back(name);
  };
  add(f.avx2, "avx2");
  add(f.avx_vnni, "avx_vnni");
  add(f.avx512, "avx512");
  add(f.avx512_vnni, "avx512_vnni");
  add(f.neon, "neon");
  add(f.neon_dotprod, "neon_dotprod");
  add(f.neon_i8mm, "neon_i8mm");
  return names;
}

std::string cpu_brand() {
#if PYGLM_X86
  if (cpuid(0x80000000u, 0).eax < 0x80000004u) return "";
  char text[49] = {};
  for (std::uint32_t i = 0; i < 3; ++i) {
    const Registers r = cpuid(0x80000002u + i, 0);
    std::memcpy(text + 16 * i, &r, sizeof r);
  }
  std::string brand(text);
  brand.erase(0, brand.find_first_not_of(' '));
  brand.erase(brand.find_last_not_of(' ') + 1);
  return brand;
#elif defined(__APPLE__)
  char text[128] = {};
  size_t size = sizeof text - 1;
  return sysctlbyname("machdep.cpu.brand_string", text, &size, nullptr, 0) == 0 ? text : "";
#else
  return "";
#endif
}

}  // namespace pyglm
