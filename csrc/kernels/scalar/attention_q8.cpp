// Softmax attention over one block of the int8 cache (AttendQ8Args in kernels/kernels.h, kernels/kv_q8.h).
#include <cmath>
#include <cstring>

#include "base/half.h"
#include "kernels/kv_q8.h"
#include "kernels/scalar/scalar.h"

namespace pyglm::scalar {
namespace {

constexpr float kCodes = 32767.0f;  // probabilities and queries are int16
constexpr float kLeast = 1e-30f;    // what is smaller counts as zero, so that its inverse is finite

// Scales of all positions.
void load_scales(const std::uint8_t* from, float (&scales)[kKvBlock]) {
  for (int p = 0; p < kKvBlock; ++p) {
    std::uint16_t half;
    std::memcpy(&half, from + 2 * p, sizeof half);
    scales[p] = half_to_float(half);
  }
}

int code_at(const std::uint8_t* p) {
  return static_cast<std::int8_t>(*p);
}

// x to the nearest integer within the codes' range; NaN becomes the lowest, its scale is NaN anyway.
std::int16_t round_to_code(float x) {
  const float least = x > -kCodes ? x : -kCodes;
  return static_cast<std::int16_t>(std::nearbyint(least < kCodes ? least : kCodes));
}

// scores[row][position] = q . k
void score(const AttendQ8Args& args) {
  for (int begin = 0, group = 0; begin < args.head_dim; begin += kKeyGroup, ++group) {
    const int end = begin + kKeyGroup < args.head_dim ? begin + kKeyGroup : args.head_dim;
    float scales[kKvBlock];
    load_scales(args.k + kv_q8_code_bytes(args.head_dim) + group * kKvBlock * 2, scales);
    for (int row = 0; row < args.n_rows; ++row) {
      const std::int16_t* q = args.q + static_cast<std::int64_t>(row) * args.head_dim;
      for (int p = 0; p < args.n_visible[row]; ++p) {
        const std::uint8_t* k = args.k + p / kKvPanel * kKvPanel * args.head_dim + p % kKvPanel * 2;
        std::int32_t sum = 0;
        for (int d = begin; d < end; ++d) sum += q[d] * code_at(k + d / 2 * kKvPanel * 2 + d % 2);
        float& s = args.scratch[row * kKvBlock + p];
        s = (group == 0 ? 0.0f : s) + static_cast<float>(sum) * scales[p];
      }
    }
  }
}

// Scores become exp(score - max); row_max and row_sum take the block in, and acc gets its factor.
void softmax_row(const AttendQ8Args& args, int row) {
  float* scores = args.scratch + row * kKvBlock;
  float max = args.row_max[row];
  for (int p = 0; p < args.n_visible[row]; ++p) {
    scores[p] *= args.q_scales[row];
    max = scores[p] > max ? scores[p] : max;
  }
  float sum = 0.0f;
  for (int p = 0; p < args.n_visible[row]; ++p) {
    scores[p] = std::exp(scores[p] - max);
    sum += scores[p];
  }
  const float rescale = std::exp(args.row_max[row] - max);
  args.row_sum[row] = args.row_sum[row] * rescale + sum;
  args.row_max[row] = max;
  for (int d = 0; d < args.head_dim; ++d) args.acc[row * args.head_dim + d] *= rescale;
}

// codes = weights * scales as int16, for the first n positions; returns the scale of the codes.
float quantize_weights(const float* weights, const float (&scales)[kKvBlock], int n,
                       std::int16_t (&codes)[kKvBlock]) {
  float max = 0.0f;
  for (int p = 0; p < n; ++p) {
    const float x = weights[p] * scales[p];
    if (x > max || x != x) max = x;  // once NaN, it stays
  }
  const float inverse = max > kLeast ? kCodes / max : 0.0f;
  for (int p = 0; p < n; ++p) {
    codes[p] = round_to_code(weights[p] * scales[p] * inverse);
  }
  return max / kCodes;
}

// acc[row] += sum over positions of weight * v
void add_values(const AttendQ8Args& args, int row, const float (&scales)[kKvBlock]) {
  std::int16_t codes[kKvBlock];
  const int n = args.n_visible[row];
  const float scale = quantize_weights(args.scratch + row * kKvBlock, scales, n, codes);
  for (int d = 0; d < args.head_dim; ++d) {
    const int panel = d / kKvPanel * kKvPanel;  // its first dimension
    const int width = args.head_dim - panel < kKvPanel ? args.head_dim - panel : kKvPanel;
    const std::uint8_t* v = args.v + panel * kKvBlock + (d - panel) * 2;
    std::int32_t sum = 0;
    for (int p = 0; p < n; ++p) sum += codes[p] * code_at(v + p / 2 * width * 2 + p % 2);
    args.acc[row * args.head_dim + d] += static_cast<float>(sum) * scale;
  }
}

float max_magnitude(const float* x, int n) {
  float max = 0.0f;
  for (int i = 0; i < n; ++i) {
    const float magnitude = std::fabs(x[i]);
    if (magnitude > max || magnitude != magnitude) max = magnitude;
  }
  return max;
}

}  // namespace

void quantize_queries(const float* x, std::int64_t n_rows, int head_dim, float factor, std::int16_t* codes,
                      float* scales) {
  for (std::int64_t row = 0; row < n_rows; ++row, x += head_dim, codes += head_dim) {
    const float max = max_magnitude(x, head_dim);
    const float inverse = max > kLeast ? kCodes / max : 0.0f;
    for (int i = 0; i < head_dim; ++i) codes[i] = round_to_code(x[i] * inverse);
    scales[row] = max / kCodes * factor;
  }
}

void attend_q8(const AttendQ8Args& args) {
  score(args);
  float scales[kKvBlock];
  load_scales(args.v + kv_q8_code_bytes(args.head_dim), scales);
  for (int row = 0; row < args.n_rows; ++row) {
    if (args.n_visible[row] == 0) continue;
    softmax_row(args, row);
    add_values(args, row, scales);
  }
}

}  // namespace pyglm::scalar
