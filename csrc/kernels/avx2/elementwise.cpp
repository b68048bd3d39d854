#include "kernels/avx2/avx2.h"
#include "kernels/avx2/vector.h"

namespace pyglm::avx2 {
namespace {

// Calls step(i, mask) for i = 0, 8, ...; the last lanes are masked off, so that an element's result does not
// depend on where in the array it lies.
template <typename Step>
void for_each_8(std::int64_t n, Step step) {
  const __m256i all = _mm256_set1_epi32(-1);
  std::int64_t i = 0;
  for (; i + 8 <= n; i += 8) step(i, all);
  if (i < n) step(i, first_lanes(n - i));
}

// 8 values of x / scale as int32 in -127..127; keep is zero where scale is (0 / 0 becomes 0). NaN becomes
// -127.
__m256i quantize_8(const float* x, __m256 scale, __m256 keep) {
  __m256 q = _mm256_and_ps(_mm256_div_ps(_mm256_loadu_ps(x), scale), keep);
  q = _mm256_min_ps(_mm256_max_ps(q, _mm256_set1_ps(-127.0f)), _mm256_set1_ps(127.0f));
  return _mm256_cvtps_epi32(q);
}

__m256i quantize_group(const float* x, __m256 scale, __m256 keep) {
  const __m256i low = _mm256_packs_epi32(quantize_8(x, scale, keep), quantize_8(x + 8, scale, keep));
  const __m256i high = _mm256_packs_epi32(quantize_8(x + 16, scale, keep), quantize_8(x + 24, scale, keep));
  const __m256i bytes = _mm256_packs_epi16(low, high);  // 4 bytes of each quarter, per 128-bit half
  return _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
}

// Two int16 in one int32: -8 times the sums over k % 4 in {0, 1} and in {2, 3}.
std::int32_t group_start(__m256i values) {
  const __m256i pairs = _mm256_maddubs_epi16(_mm256_set1_epi8(1), values);
  __m128i sums = _mm_add_epi16(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
  sums = _mm_add_epi16(sums, _mm_shuffle_epi32(sums, _MM_SHUFFLE(1, 0, 3, 2)));
  sums = _mm_add_epi16(sums, _mm_shuffle_epi32(sums, _MM_SHUFFLE(2, 3, 0, 1)));
  return _mm_cvtsi128_si32(_mm_mullo_epi16(sums, _mm_set1_epi16(-8)));
}

}  // namespace

void quantize_activations(const float* x, std::int64_t k, QuantizedRow out) {
  const __m256i sign_bits = _mm256_set1_epi8(-128);
  for (std::int64_t i = 0; i < k; i += kGroup) {
    const float group_scale = max_magnitude(x + i, kGroup) / 127.0f;
    const __m256 scale = _mm256_set1_ps(group_scale);
    const __m256 keep = _mm256_cmp_ps(scale, _mm256_setzero_ps(), _CMP_NEQ_UQ);
    const __m256i values = quantize_group(x + i, scale, keep);
    const std::int64_t group = i / kGroup * out.stride;
    store(out.values + group * kGroup, values);
    store(out.biased + group * kGroup, _mm256_xor_si256(values, sign_bits));
    out.scales[group] = group_scale;
    out.group_starts[group] = group_start(values);
  }
}

void rms_norm(const float* x, const float* weight, float eps, std::int64_t n, float* y) {
  __m256 sums[4] = {_mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps()};
  for_each_8(n, [&](std::int64_t i, __m256i mask) {
    const __m256 v = _mm256_maskload_ps(x + i, mask);
    __m256& sum = sums[i / 8 % 4];
    sum = _mm256_fmadd_ps(v, v, sum);
  });
  const float sum =
      sum_of_lanes(_mm256_add_ps(_mm256_add_ps(sums[0], sums[1]), _mm256_add_ps(sums[2], sums[3])));
  const __m128 mean = _mm_set_ss(sum / static_cast<float>(n) + eps);
  const __m256 scale = _mm256_set1_ps(1.0f / _mm_cvtss_f32(_mm_sqrt_ss(mean)));
  for_each_8(n, [&](std::int64_t i, __m256i mask) {
    const __m256 v = _mm256_mul_ps(_mm256_maskload_ps(x + i, mask), scale);
    _mm256_maskstore_ps(y + i, mask, _mm256_mul_ps(v, _mm256_maskload_ps(weight + i, mask)));
  });
}

void rope(float* x, const float* cos_sin, int n) {
  for_each_8(n, [&](std::int64_t i, __m256i mask) {
    const __m256 pairs = _mm256_maskload_ps(x + i, mask);
    const __m256 angles = _mm256_maskload_ps(cos_sin + i, mask);
    const __m256 swapped = _mm256_permute_ps(pairs, _MM_SHUFFLE(2, 3, 0, 1));
    const __m256 straight = _mm256_mul_ps(pairs, _mm256_moveldup_ps(angles));
    const __m256 crossed = _mm256_mul_ps(swapped, _mm256_movehdup_ps(angles));
    _mm256_maskstore_ps(x + i, mask, _mm256_addsub_ps(straight, crossed));
  });
}

void swiglu(const float* gate, const float* up, std::int64_t n, float* y) {
  const __m256 one = _mm256_set1_ps(1.0f);
  for_each_8(n, [&](std::int64_t i, __m256i mask) {
    const __m256 g = _mm256_maskload_ps(gate + i, mask);
    const __m256 e = exp(_mm256_xor_ps(g, _mm256_set1_ps(-0.0f)));
    const __m256 silu = _mm256_div_ps(g, _mm256_add_ps(one, e));
    _mm256_maskstore_ps(y + i, mask, _mm256_mul_ps(silu, _mm256_maskload_ps(up + i, mask)));
  });
}

void add(float* y, const float* x, std::int64_t n) {
  for_each_8(n, [&](std::int64_t i, __m256i mask) {
    const __m256 sum = _mm256_add_ps(_mm256_maskload_ps(y + i, mask), _mm256_maskload_ps(x + i, mask));
    _mm256_maskstore_ps(y + i, mask, sum);
  });
}

void f32_to_f16(const float* x, std::int64_t n, std::uint16_t* y) {
  for_each_8(n, [&](std::int64_t i, __m256i mask) {
    alignas(16) std::uint16_t halves[8];
    const __m128i h = _mm256_cvtps_ph(_mm256_maskload_ps(x + i, mask), _MM_FROUND_TO_NEAREST_INT);
    _mm_store_si128(reinterpret_cast<__m128i*>(halves), h);
    std::memcpy(y + i, halves, static_cast<std::size_t>(min_of(8, n - i)) * sizeof halves[0]);
  });
}

}  // namespace pyglm::avx2
