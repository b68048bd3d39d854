#include "kernels/neon/integer/integer.h"
#include "kernels/neon/vector.h"

namespace pyglm::PYGLM_NEON_TABLE {
namespace {

// Chains that run side by side: the latency of a multiply-add (4 cycles) at four a cycle.
constexpr int kChains = 16;

std::uint64_t read(const std::uint8_t* data, std::int64_t stride, int n_streams) {
  uint64x2_t sums[8];
  for (uint64x2_t& sum : sums) sum = vdupq_n_u64(0);
  for (std::int64_t i = 0; i < stride; i += 256) {
    for (int stream = 0; stream < n_streams; ++stream) {
      const std::uint8_t* from = data + stream * stride + i;
      PYGLM_UNROLL
      for (int j = 0; j < 16; ++j) {
        sums[j % 8] = vaddq_u64(sums[j % 8], vreinterpretq_u64_u8(vld1q_u8(from + 16 * j)));
      }
    }
  }
  for (int j = 1; j < 8; ++j) sums[0] = vaddq_u64(sums[0], sums[j]);
  return vaddvq_u64(sums[0]);
}

// Hides a value from the optimiser, so that a product of constants is computed each time.
template <typename V>
inline void make_opaque(V& v) {
  __asm__ volatile("" : "+w"(v));
}

template <typename Sum, typename Step>
std::int64_t multiply_bytes(std::int64_t n_iterations, Sum zero, Step step) {
  int8x16_t factor = vdupq_n_s8(1);
  Sum sums[kChains];
  for (Sum& sum : sums) sum = zero;
  for (std::int64_t i = 0; i < n_iterations; ++i) {
    PYGLM_UNROLL
    for (int j = 0; j < kChains; ++j) {
      make_opaque(factor);
      sums[j] = step(sums[j], factor);
    }
  }
  std::int64_t sum = 0;
  for (const Sum& s : sums) sum += s[0];
  return sum;
}

std::int64_t smlal(std::int64_t n_iterations) {
  return multiply_bytes(n_iterations, vdupq_n_s16(0), [](int16x8_t sum, int8x16_t x) {
    return vmlal_s8(sum, vget_low_s8(x), vget_low_s8(x));
  });
}

#if defined(PYGLM_NEON_DOTPROD)
std::int64_t sdot(std::int64_t n_iterations) {
  return multiply_bytes(n_iterations, vdupq_n_s32(0),
                        [](int32x4_t sum, int8x16_t x) { return vdotq_s32(sum, x, x); });
}
#endif

#if defined(PYGLM_NEON_I8MM)
std::int64_t smmla(std::int64_t n_iterations) {
  return multiply_bytes(n_iterations, vdupq_n_s32(0),
                        [](int32x4_t sum, int8x16_t x) { return vmmlaq_s32(sum, x, x); });
}
#endif

std::int64_t fmla(std::int64_t n_iterations) {
  float32x4_t factor = vdupq_n_f32(0.5f);
  float32x4_t sums[kChains];
  for (float32x4_t& sum : sums) sum = factor;
  for (std::int64_t i = 0; i < n_iterations; ++i) {
    PYGLM_UNROLL
    for (int j = 0; j < kChains; ++j) {
      make_opaque(factor);
      sums[j] = vfmaq_f32(factor, sums[j], factor);  // tends to 1
    }
  }
  for (int j = 1; j < kChains; ++j) sums[0] = vaddq_f32(sums[0], sums[j]);
  return static_cast<std::int64_t>(vaddvq_f32(sums[0]));
}

const MultiplyLoop kMultiplyLoops[] = {
#if defined(PYGLM_NEON_I8MM)
    {"smmla", kChains * 32, smmla},
#endif
#if defined(PYGLM_NEON_DOTPROD)
    {"sdot", kChains * 16, sdot},
#endif
    {"smlal", kChains * 8, smlal},
    {"fmla", kChains * 4, fmla},
};

}  // namespace

const LimitTable kLimits = {read, kMultiplyLoops, sizeof kMultiplyLoops / sizeof kMultiplyLoops[0]};

}  // namespace pyglm::PYGLM_NEON_TABLE
