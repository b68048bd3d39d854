// Activation quantization, RMSNorm, RoPE, SwiGLU, addition and conversion to binary16.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/half.h"
#include "harness.h"
#include "kernels/tables.h"

namespace kernel_tests {
namespace {

using pyglm::KernelTable;
using pyglm::kGroup;

constexpr int kSizes[] = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 100, 352, 576, 1003};
constexpr float kInf = std::numeric_limits<float>::infinity();
const float kNan = std::nanf("");

std::vector<float> normal_values(Random& random, int n, float scale = 1.0f) {
  std::vector<float> x;
  for (int i = 0; i < n; ++i) x.push_back(scale * random.normal());
  return x;
}

// ---- quantize_activations ----

struct Quantized {
  std::vector<std::int8_t> values;
  std::vector<std::uint8_t> biased;
  std::vector<float> scales;
  std::vector<std::int32_t> group_starts;
};

// stride: other tokens' groups lie between, which must stay as they are.
Quantized quantize(const KernelTable& table, const std::vector<float>& values, Place place,
                   std::size_t stride = 1) {
  const std::size_t n_groups = values.size() / kGroup, places = (n_groups - 1) * stride + 1;
  Array<float> x(values, place), scales(places, place);
  Array<std::int8_t> q(places * kGroup, place);
  Array<std::uint8_t> biased(places * kGroup, place);
  Array<std::int32_t> starts(places, place);
  const pyglm::QuantizedRow out = {q.data(), biased.data(), scales.data(), starts.data(),
                                   static_cast<std::int64_t>(stride)};
  table.quantize_activations(x.data(), static_cast<std::int64_t>(values.size()), out);
  CHECK(q.is_intact() && biased.is_intact() && scales.is_intact() && starts.is_intact(),
        format("k %zu", values.size()));
  Quantized result;
  for (std::size_t i = 0; i < places; ++i) {
    if (i % stride == 0) {
      result.values.insert(result.values.end(), q.data() + i * kGroup, q.data() + (i + 1) * kGroup);
      result.biased.insert(result.biased.end(), biased.data() + i * kGroup, biased.data() + (i + 1) * kGroup);
      result.scales.push_back(scales[i]);
      result.group_starts.push_back(starts[i]);
    } else {
      CHECK(starts[i] == -1 && std::isnan(scales[i]), format("group %zu was written", i));
      for (std::size_t j = i * kGroup; j < (i + 1) * kGroup; ++j)
        CHECK(q[j] == -1 && biased[j] == 255, format("byte %zu was written", j));
    }
  }
  return result;
}

void check_derived(const Quantized& q) {
  for (std::size_t i = 0; i < q.values.size(); ++i) {
    CHECK(q.biased[i] == q.values[i] + 128, format("%zu", i));
    CHECK(q.values[i] >= -127, format("%zu", i));
  }
  for (std::size_t g = 0; g < q.group_starts.size(); ++g) {
    int starts[2] = {};
    for (std::size_t i = 0; i < kGroup; ++i) starts[i % 4 / 2] -= 8 * q.values[g * kGroup + i];
    const int low = static_cast<std::int16_t>(q.group_starts[g] & 0xffff), high = q.group_starts[g] >> 16;
    CHECK(low == starts[0] && high == starts[1],
          format("group %zu: %d %d, expected %d %d", g, low, high, starts[0], starts[1]));
  }
}

// Scale and values are correctly rounded quotients, so they are the same bits everywhere.
void check_quantized(const std::vector<float>& x, const Quantized& q) {
  for (std::size_t begin = 0; begin < x.size(); begin += kGroup) {
    const std::size_t end = std::min(x.size(), begin + kGroup);
    float largest = 0.0f;
    for (std::size_t i = begin; i < end; ++i) largest = std::fmax(largest, std::fabs(x[i]));
    const float scale = largest / 127.0f;
    CHECK(q.scales[begin / kGroup] == scale, format("block at %zu", begin));
    for (std::size_t i = begin; i < end; ++i) {
      float v = scale == 0.0f ? 0.0f : std::nearbyint(x[i] / scale);
      v = std::fmin(std::fmax(v, -127.0f), 127.0f);
      CHECK(static_cast<float>(q.values[i]) == v,
            format("%zu of %zu: %d, expected %g", i, x.size(), q.values[i], v));
    }
  }
}

// ---- bounds ----

// x * weight / rms: the mean of n squares is rounded at most n + 2 times, which its root halves; then the
// root, its reciprocal and two products round once each.
void check_rms_norm(const KernelTable& table, Random& random, int n, Place place) {
  const float eps = 1e-5f;
  Array<float> x(normal_values(random, n, random.real(0.01f, 30.0f)), place),
      w(normal_values(random, n), place);
  Array<float> y(static_cast<std::size_t>(n), place);
  table.rms_norm(x.data(), w.data(), eps, n, y.data());
  double sum = 0.0;
  for (const float v : x.values()) sum += static_cast<double>(v) * v;
  const double scale = 1.0 / std::sqrt(sum / n + eps);
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double e = x[i] * scale * w[i];
    CHECK(std::fabs(y[i] - e) <= (0.5 * (n + 2) + 4) * 0x1p-24 * std::fabs(e),
          format("n %d: %.9g, %.9g", n, y[i], e));
  }
  CHECK(y.is_intact(), format("n %d", n));
  const std::vector<float> apart = y.values();
  table.rms_norm(x.data(), w.data(), eps, n, x.data());
  CHECK(same_bits(apart, x.values()), format("in place, n %d", n));
}

// exp within 2 ulp, then 1 + e, the quotient and the product: (2 + 3) roundings of 2^-24 and a little slack.
void check_swiglu(const KernelTable& table, const std::vector<float>& gate, const std::vector<float>& up,
                  Place place) {
  Array<float> g(gate, place), u(up, place), y(gate.size(), place);
  table.swiglu(g.data(), u.data(), static_cast<std::int64_t>(gate.size()), y.data());
  for (std::size_t i = 0; i < gate.size(); ++i) {
    const double e = gate[i] / (1.0 + std::exp(-static_cast<double>(gate[i]))) * up[i];
    // Where exp(-x) is above the largest float, |x| > 88.72, x / (1 + exp(-x)) is below 3e-37 and becomes 0.
    const double tolerance = 8 * 0x1p-24 * std::fabs(e) + 3e-37;
    CHECK(std::fabs(y[i] - e) <= tolerance,
          format("silu(%.9g) * %.9g: %.9g, expected %.9g", gate[i], up[i], y[i], e));
  }
  CHECK(y.is_intact(), format("n %zu", gate.size()));
}

}  // namespace

KERNEL_TEST(quantize_activations) {
  Random random(21);
  int i = 0;
  for (const int k : {32, 64, 96, 128, 160, 352, 576, 1024, 1056}) {
    for (const float scale : {1e-30f, 0.02f, 1.0f, 3e30f}) {
      const std::vector<float> x = normal_values(random, k, scale);
      const Quantized q = quantize(table, x, kPlaces[i++ % 3]);
      check_quantized(x, q);
      check_derived(q);
      const Quantized apart = quantize(table, x, kPlaces[i % 3], 2 + static_cast<std::size_t>(i % 7));
      CHECK(same_bits(q.values, apart.values) && same_bits(q.biased, apart.biased), format("k %d", k));
      CHECK(same_bits(q.scales, apart.scales) && same_bits(q.group_starts, apart.group_starts),
            format("k %d", k));
    }
  }
  for (const float value : {0.0f, -0.0f, 1e-45f, -1.9e-43f, 2e-43f, 3.4028234e38f}) {
    std::vector<float> x(160, value);
    x[3] = -value;
    const Quantized q = quantize(table, x, Place::kOdd);
    check_quantized(x, q);
    check_derived(q);
  }
  std::vector<float> halves;  // ties: n + 1/2 at scale 1 go to the even neighbour
  for (int n = -127; n < 127; ++n) halves.push_back(static_cast<float>(n) + 0.5f);
  halves.push_back(127.0f);
  halves.push_back(-127.0f);
  halves[0] = 127.0f;
  check_quantized(halves, quantize(table, halves, Place::kEnd));
}

// A NaN or an infinity shows in its block's scale, and in no other's.
KERNEL_TEST(quantize_activations_not_finite) {
  Random random(22);
  for (const float bad : {kNan, kInf, -kInf}) {
    std::vector<float> x = normal_values(random, 288);
    x[150] = bad;
    const Quantized q = quantize(table, x, Place::kEnd);
    for (std::size_t block = 0; block < q.scales.size(); ++block) {
      CHECK(std::isfinite(q.scales[block]) == (block != 150 / kGroup), format("%g, block %zu", bad, block));
    }
    check_derived(q);
  }
}

KERNEL_TEST(rms_norm) {
  Random random(23);
  int i = 0;
  for (const int n : kSizes) check_rms_norm(table, random, n, kPlaces[i++ % 3]);
  check_rms_norm(table, random, 4096, Place::kOdd);

  Array<float> zeros(std::vector<float>(64, 0.0f), Place::kEnd), w(std::vector<float>(64, 2.0f), Place::kEnd);
  Array<float> y(64);
  table.rms_norm(zeros.data(), w.data(), 1e-5f, 64, y.data());
  for (const float v : y.values()) CHECK(v == 0.0f, "zeros stay zero");
  zeros[40] = kNan;
  table.rms_norm(zeros.data(), w.data(), 1e-5f, 64, y.data());
  for (const float v : y.values()) CHECK(std::isnan(v), "a NaN reaches all");
}

KERNEL_TEST(rope) {
  Random random(24);
  int i = 0;
  for (const int n : {2, 4, 6, 8, 10, 14, 16, 30, 32, 64, 66}) {
    std::vector<float> angles;
    for (int j = 0; j < n / 2; ++j) {
      const float angle = random.real(-100.0f, 100.0f);
      angles.insert(angles.end(), {std::cos(angle), std::sin(angle)});
    }
    const std::vector<float> before = normal_values(random, n);
    Array<float> x(before, kPlaces[i % 3]), cos_sin(angles, kPlaces[i++ % 3]);
    table.rope(x.data(), cos_sin.data(), n);
    for (std::size_t j = 0; j < x.size(); j += 2) {
      const double a = before[j], b = before[j + 1], c = angles[j], s = angles[j + 1];
      const double tolerance = 2 * 0x1p-24 * (std::fabs(a) + std::fabs(b));  // two products and a sum
      CHECK(std::fabs(x[j] - (a * c - b * s)) <= tolerance, format("n %d even %zu", n, j));
      CHECK(std::fabs(x[j + 1] - (b * c + a * s)) <= tolerance, format("n %d odd %zu", n, j));
    }
    CHECK(x.is_intact(), format("n %d", n));
  }
}

KERNEL_TEST(swiglu) {
  Random random(25);
  int i = 0;
  for (const int n : kSizes) {
    check_swiglu(table, normal_values(random, n, 4.0f), normal_values(random, n), kPlaces[i++ % 3]);
  }
  std::vector<float> sweep, ones;  // where exp overflows, underflows and changes its power of two
  for (float g = -110.0f; g < 110.0f; g += 0.0173f) sweep.push_back(g);
  for (const float g : {0.0f, -0.0f, 1e-30f, -1e-30f, 88.8f, -88.8f, 1000.0f, -1000.0f, 3e38f, -3e38f})
    sweep.push_back(g);
  ones.assign(sweep.size(), 1.0f);
  check_swiglu(table, sweep, ones, Place::kOdd);
}

// A value's result does not depend on where in the array it lies.
KERNEL_TEST(swiglu_any_split) {
  Random random(26);
  const std::vector<float> gate = normal_values(random, 101, 3.0f), up = normal_values(random, 101);
  Array<float> together(101), apart(101);
  table.swiglu(gate.data(), up.data(), 101, together.data());
  for (int begin = 0, n = 0; begin < 101; begin += n) {
    n = std::min(101 - begin, random.integer(1, 13));
    table.swiglu(gate.data() + begin, up.data() + begin, n, apart.data() + begin);
  }
  CHECK(same_bits(together.values(), apart.values()), "split");
  Array<float> bad(9);
  bad[8] = 0.0f;  // the others are NaN
  Array<float> y(9);
  table.swiglu(bad.data(), up.data(), 9, y.data());
  for (std::size_t i = 0; i < 9; ++i)
    CHECK(std::isnan(y[i]) == (i < 8), "a NaN reaches its own result alone");
}

KERNEL_TEST(add) {
  Random random(27);
  int i = 0;
  for (const int n : kSizes) {
    const std::vector<float> before = normal_values(random, n);
    Array<float> y(before, kPlaces[i % 3]), x(normal_values(random, n), kPlaces[i++ % 3]);
    table.add(y.data(), x.data(), n);
    for (std::size_t j = 0; j < y.size(); ++j) CHECK(y[j] == before[j] + x[j], format("n %d", n));
    CHECK(y.is_intact(), format("n %d", n));
  }
}

// Every half, the points halfway between two, and their neighbours; all sizes of the rest of a vector.
KERNEL_TEST(f32_to_f16) {
  std::vector<float> x;
  std::vector<std::uint16_t> expected;
  for (int h = 0; h < 0x7c00; ++h) {
    const float low = pyglm::half_to_float(static_cast<std::uint16_t>(h));
    const float high = h == 0x7bff ? 65536.0f : pyglm::half_to_float(static_cast<std::uint16_t>(h + 1));
    const float middle = 0.5f * (low + high);
    const int even = h % 2 == 0 ? h : h + 1;
    const std::pair<float, int> cases[] = {
        {low, h}, {std::nextafter(middle, 0.0f), h}, {middle, even}, {std::nextafter(middle, kInf), h + 1}};
    for (const auto& [value, bits] : cases) {
      x.insert(x.end(), {value, -value});
      expected.insert(expected.end(),
                      {static_cast<std::uint16_t>(bits), static_cast<std::uint16_t>(bits | 0x8000)});
    }
  }
  x.insert(x.end(), {kInf, -kInf, 3e38f});
  expected.insert(expected.end(), {0x7c00, 0xfc00, 0x7c00});
  Array<float> in(x, Place::kOdd);
  Array<std::uint16_t> out(x.size(), Place::kOdd);
  table.f32_to_f16(in.data(), static_cast<std::int64_t>(x.size()), out.data());
  for (std::size_t i = 0; i < x.size(); ++i) {
    CHECK(out[i] == expected[i], format("%.9g: %04x, expected %04x", x[i], out[i], expected[i]));
  }
  for (std::size_t n = 1; n < 20; ++n) {
    Array<float> few(std::vector<float>(x.begin() + 1000, x.begin() + 1000 + static_cast<std::ptrdiff_t>(n)),
                     Place::kEnd);
    Array<std::uint16_t> y(n, n % 2 ? Place::kEnd : Place::kOdd);
    table.f32_to_f16(few.data(), static_cast<std::int64_t>(n), y.data());
    CHECK(std::memcmp(y.data(), &expected[1000], n * 2) == 0 && y.is_intact(), format("n %zu", n));
  }
  const float nan = kNan;
  std::uint16_t half = 0;
  table.f32_to_f16(&nan, 1, &half);
  CHECK((half & 0x7c00) == 0x7c00 && (half & 0x3ff) != 0, "NaN stays NaN");
}

}  // namespace kernel_tests
