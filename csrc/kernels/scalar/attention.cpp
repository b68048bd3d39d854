// Softmax attention over one block of keys and values (AttendArgs in kernels/kernels.h). A position of K or V
// is read, and converted from binary16, once for all rows.
#include <cmath>

#include "base/half.h"
#include "kernels/scalar/scalar.h"

namespace pyglm::scalar {
namespace {

// Dimensions handled at a time, so that a converted piece of K or V fits a local array; any head_dim works.
constexpr int kDims = 128;

void load(const float* x, int n, float* y) {
  for (int i = 0; i < n; ++i) y[i] = x[i];
}

void load(const std::uint16_t* x, int n, float* y) {
  for (int i = 0; i < n; ++i) y[i] = half_to_float(x[i]);
}

// n: a multiple of 8. Eight running sums, so that the compiler may use vectors without reordering.
float dot(const float* a, const float* b, int n) {
  float sums[8] = {};
  for (int i = 0; i < n; i += 8) {
    for (int lane = 0; lane < 8; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  }
  return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

// scores[row][position] = q . k
template <typename T>
void score(const AttendArgs& args, const T* keys) {
  for (int position = 0; position < args.n_positions; ++position) {
    for (int d = 0; d < args.head_dim; d += kDims) {
      const int n = args.head_dim - d < kDims ? args.head_dim - d : kDims;
      float k[kDims];
      load(keys + static_cast<std::int64_t>(position) * args.head_dim + d, n, k);
      for (int row = 0; row < args.n_rows; ++row) {
        if (position >= args.n_visible[row]) continue;
        float& s = args.scores[row * kKvBlock + position];
        s = (d == 0 ? 0.0f : s) + dot(args.q + row * args.head_dim + d, k, n);
      }
    }
  }
}

// Scores become exp(score - max); row_max, row_sum and acc take the block in, but for the values.
void softmax_row(const AttendArgs& args, int row) {
  float* scores = args.scores + row * kKvBlock;
  float max = args.row_max[row];
  for (int p = 0; p < args.n_visible[row]; ++p) max = scores[p] > max ? scores[p] : max;

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

// acc[row] += sum over positions of probability * v
template <typename T>
void add_values(const AttendArgs& args, const T* values) {
  for (int position = 0; position < args.n_positions; ++position) {
    for (int d = 0; d < args.head_dim; d += kDims) {
      const int n = args.head_dim - d < kDims ? args.head_dim - d : kDims;
      float v[kDims];
      load(values + static_cast<std::int64_t>(position) * args.head_dim + d, n, v);
      for (int row = 0; row < args.n_rows; ++row) {
        if (position >= args.n_visible[row]) continue;
        const float p = args.scores[row * kKvBlock + position];
        float* acc = args.acc + row * args.head_dim + d;
        for (int i = 0; i < n; ++i) acc[i] += p * v[i];
      }
    }
  }
}

template <typename T>
void attend(const AttendArgs& args) {
  score(args, static_cast<const T*>(args.k));
  for (int row = 0; row < args.n_rows; ++row) {
    if (args.n_visible[row] > 0) softmax_row(args, row);
  }
  add_values(args, static_cast<const T*>(args.v));
}

}  // namespace

void attend_f32(const AttendArgs& args) {
  attend<float>(args);
}

void attend_f16(const AttendArgs& args) {
  attend<std::uint16_t>(args);
}

}  // namespace pyglm::scalar
